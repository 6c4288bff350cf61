"""Files that the desktop hands to the running program: macOS opens scenarios this way."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QFileOpenEvent

if TYPE_CHECKING:
    from ui.window import MainWindow


class FileOpener(QObject):
    """An event filter of the application that opens each file in the window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Open the file that the desktop names, unless unsaved work is to stay."""
        if event.type() != QEvent.Type.FileOpen or not isinstance(event, QFileOpenEvent):
            return super().eventFilter(watched, event)
        if self._window.commands.documents.may_discard():
            self._window.open_file(Path(event.file()))
        return True
