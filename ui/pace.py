"""Whether work follows every move of a hand, or waits until the hand lets go or rests."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

BUDGET_MS = 1000 / 60
"""One frame for the work; painting what it found takes about another."""

REST_MS = 150


class Pace(QObject):
    """Measures a piece of work that is asked for at every move, and says what to do at the next.

    `budget_ms` is the time that the work may take and still follow; `clock` tells seconds.

    Signals
    -------
    rested()
        The hand rests: what waited is to be done now.
    """

    rested = Signal()

    def __init__(
        self, parent: QObject | None = None, clock: Callable[[], float] = time.perf_counter
    ) -> None:
        super().__init__(parent)
        self.budget_ms = BUDGET_MS
        self._clock = clock
        self._took_ms = 0.0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(REST_MS)
        self._timer.timeout.connect(self.rested)

    @property
    def follows(self) -> bool:
        """Whether the work was quick enough, the last time it was done, to be done again now."""
        return self._took_ms <= self.budget_ms

    @property
    def waiting(self) -> bool:
        """Whether the work is put off."""
        return self._timer.isActive()

    def do(self, work: Callable[[], None]) -> None:
        """Do the work now, and remember how long it took."""
        self._timer.stop()
        start = self._clock()
        work()
        self._took_ms = (self._clock() - start) * 1e3

    def wait(self) -> None:
        """Put the work off until the hand has rested from now on."""
        self._timer.start()

    def settle(self) -> None:
        """Have what waits done now: the hand let go."""
        if self.waiting:
            self._timer.stop()
            self.rested.emit()

    def forget(self) -> None:
        """Let the next move be done at once: it is other work."""
        self._timer.stop()
        self._took_ms = 0.0
