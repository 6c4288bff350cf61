"""Many requests in one turn of the event loop become one call: the redraw of a drag."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal


class Coalescer(QObject):
    """Emit `due` once after any number of `request()` calls, when the event in hand is handled.

    Qt paints what changed only after all calls that were queued, so that what was shown at once,
    as the lever in hand, and what `due` shows are painted together, as one frame.
    """

    due = Signal()
    _asked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pending = False
        self._asked.connect(self.flush, Qt.ConnectionType.QueuedConnection)

    @property
    def pending(self) -> bool:
        """Whether a call is due in this turn."""
        return self._pending

    def request(self) -> None:
        """Ask for one call; further requests before it change nothing."""
        if not self._pending:
            self._pending = True
            self._asked.emit()

    def flush(self) -> None:
        """Make the pending call now, if there is one."""
        if self._pending:
            self._pending = False
            self.due.emit()
