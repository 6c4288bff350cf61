"""A veil over something that is not up to date, with a word that says so."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.theme import LIGHT, Theme, Type, colour, font, metrics

_DIM = 0.6
_PAD = 10.0
_HEIGHT = 24.0


class Veil(QWidget):
    """Covers the widget it is made for; what is under it is seen dimly and can be used."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self._theme: Theme = LIGHT
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        over.installEventFilter(self)
        self.hide()

    @property
    def word(self) -> str:
        """What the veil says."""
        return self.accessibleName()

    def set_theme(self, theme: Theme) -> None:
        """Show another theme."""
        self._theme = theme
        self.update()

    def set_word(self, word: str) -> None:
        """Say something else."""
        self.setAccessibleName(word)
        self.update()

    def cover(self, *, on: bool) -> None:
        """Lie over the widget, or be gone."""
        if on:
            self.resize(self._over.size())
            self.raise_()
        self.setVisible(on)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Grow with the widget."""
        if event.type() == QEvent.Type.Resize and watched is self._over:
            self.resize(self._over.size())
        return False

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Dim what is below and write the word in the middle."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), colour(self._theme.surface, _DIM))
        wide = metrics(Type.widget).horizontalAdvance(self.word) + 2 * _PAD
        box = QRectF(0, 0, wide, _HEIGHT)
        box.moveCenter(QRectF(self.rect()).center())
        painter.setPen(QPen(colour(self._theme.border), 1.0))
        painter.setBrush(colour(self._theme.surface))
        painter.drawRoundedRect(box, 4, 4)
        painter.setFont(font(Type.widget))
        painter.setPen(colour(self._theme.text2))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.word)
        painter.end()
