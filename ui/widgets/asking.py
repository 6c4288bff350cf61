"""A widget that can be asked what it is and what can be done with it, by mouse and keyboard."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QKeyEvent
from PySide6.QtWidgets import QWidget


class Asking(QWidget):
    """Passes on hovering, F1, the right button and the menu key, its children's included.

    Signals
    -------
    menu_asked(QPoint), help_asked(QPoint)
        What can be done, or what this is, is to be shown at this place of the screen.
    """

    menu_asked = Signal(QPoint)
    help_asked = Signal(QPoint)

    @property
    def help_place(self) -> QPoint:
        """Where the keyboard's help is to be shown, on the screen."""
        return self.mapToGlobal(QPoint(self.width() // 4, self.height() // 2))

    def event(self, event: QEvent) -> bool:
        """Explain on hover, and take F1 before the window does."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self.help_asked.emit(event.globalPos())
            return True
        if event.type() == QEvent.Type.ShortcutOverride and _is_help(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Explain on F1."""
        if _is_help(event):
            self.help_asked.emit(self.help_place)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """Offer what can be done."""
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        self.menu_asked.emit(event.globalPos() if by_mouse else self.help_place)


def _is_help(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_F1
