"""The padlock beside a lever's name: shut where the lever stays, arrows where it gives way."""

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
        self._giving = False
        self.setCheckable(True)
        self.setFixedWidth(WIDTH)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_theme(self, theme: Theme) -> None:
        """Show another theme."""
        self._theme = theme
        self.update()

    @property
    def giving(self) -> bool:
        """Whether the lever gives way to others."""
        return self._giving

    def set_giving(self, giving: bool) -> None:
        """Show arrows in place of an open lock."""
        self._giving = giving
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Ask for the height of a lever's first line."""
        return QSize(WIDTH, 22)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Draw the lock, or the arrows of a lever that gives way."""
        shut, theme = self.isChecked(), self._theme
        hot = self.underMouse() or self.hasFocus()
        ink = theme.accent if shut else theme.text2 if hot else theme.text3
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left, top = 0.5 * (self.width() - _BODY), 0.5 * self.height() - 1.0
        body = QRectF(left, top, _BODY, 5.5)
        if self.hasFocus():
            painter.fillRect(self.rect().adjusted(0, 3, 0, -3), colour(theme.accent, 0.2))
        if self._giving and not shut:
            self._paint_arrows(painter)
            painter.end()
            return
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

    def _paint_arrows(self, painter: QPainter) -> None:
        """Draw an arrow up and down on the ground of an estimate."""
        theme, x, y = self._theme, 0.5 * self.width(), 0.5 * self.height()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(theme.estimate_fill))
        painter.drawRoundedRect(QRectF(x - 6, y - 8, 12, 16), 2, 2)
        painter.setPen(QPen(colour(theme.estimate), 1.3))
        painter.drawLine(QPointF(x, y - 5), QPointF(x, y + 5))
        for way in (-1, 1):
            tip = QPointF(x, y + 5.5 * way)
            painter.drawPolyline([tip + QPointF(-3, -3 * way), tip, tip + QPointF(3, -3 * way)])
