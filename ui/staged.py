"""A whole window for as long as a picture or a measurement needs it, and gone without a trace."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QEvent

from explorer.files.workspace import Workspace
from explorer.spec.scenario import Scenario
from ui.session import Session
from ui.window import MainWindow


@contextmanager
def staged(kept: Workspace, start: Scenario | None = None) -> Iterator[MainWindow]:
    """Yield a window with what a file keeps, not yet shown; it asks nothing when it goes."""
    session = Session(kept.scenario, start, None, kept.pins, kept.looks, kept.view)
    window = MainWindow(session)
    session.setParent(window)
    try:
        yield window
    finally:
        # Unsaved changes would bring up a question that nobody answers.
        session.undo_stack.setClean()
        window.close()
        window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
