"""Scenarios that come and go as text on the clipboard, or as a file dropped on the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QWidget

from explorer.files import scenario_file, share
from explorer.refusal import told
from ui.appearance import Appearance
from ui.documents import SUFFIX, Documents


class Sharing(QObject):
    """Copies the session as text, opens such text, and opens what is dropped on `window`."""

    def __init__(
        self,
        documents: Documents,
        appearance: Appearance,
        window: QWidget,
        tell: Callable[[str], None],
    ) -> None:
        super().__init__(window)
        self._documents = documents
        self._appearance = appearance
        self._tell = tell
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def copy(self) -> None:
        """Put the scenario and its pins on the clipboard as one line."""
        session, t = self._documents.session, self._appearance.t
        text = share.packed(session.workspace)
        QGuiApplication.clipboard().setText(text)
        self._tell(t("Copied as {count} letters; paste them anywhere").format(count=len(text)))

    def paste(self) -> None:
        """Open what is on the clipboard."""
        if self._documents.may_discard():
            self.open(QGuiApplication.clipboard().text())

    def open(self, text: str) -> bool:
        """Open a shared text; False, with a line, if it is none that can be read."""
        try:
            found = share.unpacked(text)
        except ValueError as error:
            self._tell(told(error, self._appearance.t))
            return False
        start = scenario_file.as_shipped(found.scenario)
        self._documents.session.replace(
            found.scenario, start, None, found.pins, found.looks, found.view
        )
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802, ARG002
        """Take a scenario file that is dropped, and show that it would be taken."""
        if not isinstance(event, QDropEvent):
            return False
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls()]
        path = next((path for path in paths if path.suffix == SUFFIX), None)
        if path is None:
            return False
        event.acceptProposedAction()
        if event.type() == QEvent.Type.Drop and self._documents.may_discard():
            self._documents.load(path)
        return True
