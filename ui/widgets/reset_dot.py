"""The dot beside a lever: filled when the lever is changed; a click brings it back."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from ui.theme import LIGHT, Theme, colour


class ResetDot(QAbstractButton):
    """A small round button; enabled only while there is something to reset."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self.setEnabled(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def set_theme(self, theme: Theme) -> None:
        """Show another theme."""
        self._theme = theme
        self.update()

    def set_changed(self, changed: bool) -> None:
        """Fill the dot or leave it open."""
        self.setEnabled(changed)
        shape = Qt.CursorShape.PointingHandCursor if changed else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Ask for a target that a finger of the mouse hits."""
        return QSize(14, 22)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Draw the dot."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        centre = QPointF(self.rect().center()) + QPointF(0.5, 0.5)
        accent = colour(self._theme.accent)
        if self.hasFocus() or (self.isEnabled() and self.underMouse()):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour(self._theme.accent, 0.25))
            painter.drawEllipse(centre, 7, 7)
        painter.setPen(QPen(accent if self.isEnabled() else colour(self._theme.border), 1.2))
        painter.setBrush(accent if self.isEnabled() else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(centre, 3.4, 3.4)
        painter.end()
