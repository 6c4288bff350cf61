"""Crash safety: unsaved work goes to a recovery file a second after a change."""

from __future__ import annotations

import logging
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, QStandardPaths, QTimer

from explorer.files import workspace
from ui.session import Session

_DELAY_MS = 1000
_LOG = logging.getLogger(__name__)


def data_folder() -> Path:
    """Return the folder of this program's own files, made if need be."""
    place = QStandardPaths.StandardLocation.AppDataLocation
    folder = Path(QStandardPaths.writableLocation(place))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


class Recovery(QObject):
    """Keeps `folder/recovery.sili` while something is unsaved; never the user's own file.

    A second window of the program leaves the file to the first.
    """

    def __init__(self, session: Session, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.path = folder / "recovery.sili"
        self._lock = QLockFile(str(folder / "recovery.lock"))
        self._lock.setStaleLockTime(0)
        self.owner = self._lock.tryLock(0)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_DELAY_MS)
        self._timer.timeout.connect(self.write)
        self.pending = self.owner and self.path.exists()
        session.changed.connect(self._note)
        session.looks_changed.connect(self._note)
        session.document_changed.connect(self._note)

    def write(self) -> None:
        """Write the recovery file now, or remove it when everything is saved."""
        if not self.owner:
            return
        try:
            if self._session.dirty:
                workspace.save(self._session.workspace, self.path)
            else:
                self.path.unlink(missing_ok=True)
        except (OSError, ValueError) as error:
            # Recovery must never stand in the way of the work it protects.
            _LOG.warning("recovery file: %s", error)

    def forget(self) -> None:
        """Remove the recovery file: a regular end, or the user declined it."""
        self._timer.stop()
        self.pending = False
        if self.owner:
            self.path.unlink(missing_ok=True)

    def close(self) -> None:
        """Remove the file and let another window have it."""
        self.forget()
        self._lock.unlock()

    def _note(self) -> None:
        # What waits for the user's answer must not be overwritten by a fresh start.
        if not self.pending and not self._timer.isActive():
            self._timer.start()
