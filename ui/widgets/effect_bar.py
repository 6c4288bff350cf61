"""A signed figure over a thin bar: what a tenth more of a lever does to the result in question."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.lettering import write_in
from ui.theme import LIGHT, Theme, Type, colour

WIDTH = 52
_BAR = 46.0


class EffectBar(QWidget):
    """Better is a filled bar, worse one in another colour with a sign of its own in the text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self._text = self._at = ""
        self._long = 0.0
        self._sense = 0
        self.setFixedWidth(WIDTH)
        # A ground of its own: the dock below it is not painted anew with every figure.
        self.setAutoFillBackground(True)

    def set_theme(self, theme: Theme) -> None:
        """Show another theme."""
        self._theme = theme
        self.update()

    def set_effect(self, text: str, share: float, sense: int, at: str = "") -> None:
        """Show `text` with the bar filled to `share`; +1 is better, -1 worse, 0 neither.

        `at` is the value that gives it where that is not a tenth more; hovering tells it.
        """
        # In whole dots of the screen: most moves of a lever change it by less.
        ratio = self.devicePixelRatioF()
        long = math.ceil(max(1.0, _BAR * share) * ratio - 0.5) / ratio if share else 0.0
        told = (text, at) == (self._text, self._at)
        if told and (long, sense) == (self._long, self._sense):
            return
        if not told:
            said = f"{at}: {text}" if at else text
            self.setAccessibleName(said)
            if at or self._at:
                self.setToolTip(said if at else "")
        self._text, self._long, self._sense, self._at = text, long, sense, at
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Ask for the house width."""
        return QSize(WIDTH, 24)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Draw the figure, the track and the bar, which grows from the right."""
        if not self._text:
            return
        theme = self._theme
        ink = {1: theme.better, -1: theme.worse}.get(self._sense, theme.text3)
        painter = QPainter(self)
        right = self.width() - 4.0
        box = QRectF(0, 0, right, 13)
        write_in(painter, box, self._text, Type.floor, ink, align=1.0)
        painter.fillRect(QRectF(right - _BAR, 15, _BAR, 2), colour(theme.track))
        if self._long:
            painter.fillRect(QRectF(right - self._long, 15, self._long, 2), colour(ink))
        painter.end()
