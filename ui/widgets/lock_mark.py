"""The padlock beside a lever's name: shut where the lever is to stay as it is."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from ui.theme import LIGHT, Theme, colour

WIDTH = 13
_BODY = 8.0


class LockMark(QAbstractButton):
    """A small button that is checked while the lock is shut."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self.setCheckable(True)
        self.setFixedWidth(WIDTH)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_theme(self, theme: Theme) -> None:
        """Show another theme."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Ask for the height of a lever's first line."""
        return QSize(WIDTH, 22)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Draw body and shackle, which stands open beside the body of an open lock."""
        shut, theme = self.isChecked(), self._theme
        hot = self.underMouse() or self.hasFocus()
        ink = theme.accent if shut else theme.text2 if hot else theme.text3
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left, top = 0.5 * (self.width() - _BODY), 0.5 * self.height() - 1.0
        body = QRectF(left, top, _BODY, 5.5)
        if self.hasFocus():
            painter.fillRect(self.rect().adjusted(0, 3, 0, -3), colour(theme.accent, 0.2))
        if not (shut or hot):
            painter.setOpacity(0.6)
        painter.setPen(QPen(colour(ink), 1.1))
        painter.setBrush(colour(ink) if shut else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(body, 1, 1)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        arch = QRectF(left + 1.8, top - 4.2, _BODY - 3.6, 5.0)
        painter.drawArc(arch, 0, 180 * 16)
        foot = top - 1.7
        painter.drawLine(QPointF(arch.left(), foot), QPointF(arch.left(), top))
        if shut:
            painter.drawLine(QPointF(arch.right(), foot), QPointF(arch.right(), top))
        painter.end()
