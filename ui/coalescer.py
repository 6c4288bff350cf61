"""Many requests in one turn of the event loop become one call: the redraw of a drag."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal


class Coalescer(QObject):
    """Emit `due` once after any number of `request()` calls, when pending input is handled."""

    due = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self.due)

    @property
    def pending(self) -> bool:
        """Whether a call is due in this turn."""
        return self._timer.isActive()

    def request(self) -> None:
        """Ask for one call; further requests before it change nothing."""
        if not self._timer.isActive():
            self._timer.start()

    def flush(self) -> None:
        """Make the pending call now, if there is one."""
        if self._timer.isActive():
            self._timer.stop()
            self.due.emit()
