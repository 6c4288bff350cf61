"""Plays a lever: it runs over its whole track and back, while the charts follow."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ui.widgets.track import Track

SECONDS = 6.0
"""Time for the length of a track."""
_FRAME_MS = 16


class LeverPlayer(QObject):
    """One lever at a time: up to the high end, down to the low one, back to where it began.

    Signals
    -------
    moved(str, float)
        The lever at this path is to be here now.
    settled()
        The run is over, or was stopped where it is.
    """

    moved = Signal(str, float)
    settled = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.path = ""
        self._track: Track | None = None
        self._start = 0.0
        self._place = 0.0
        self._targets: list[float] = []
        self._clock = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setInterval(_FRAME_MS)
        self._timer.timeout.connect(lambda: self.advance(self._clock.restart() / 1000))
        self._escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), window)
        self._escape.setEnabled(False)
        self._escape.activated.connect(self.stop)

    def play(self, path: str, track: Track, value: float) -> None:
        """Set out from `value`."""
        self.stop()
        self.path, self._track, self._start = path, track, value
        self._place = track.fraction(value)
        self._targets = [1.0, 0.0, self._place]
        self._escape.setEnabled(True)
        self._clock.start()
        self._timer.start()

    def stop(self) -> None:
        """Stay where the lever is."""
        if self.path:
            self._timer.stop()
            self._escape.setEnabled(False)
            self.path = ""
            self.settled.emit()

    def turn(self) -> None:
        """Go the other way: there is nothing to be had further on."""
        if len(self._targets) > 1:
            self._targets.pop(0)

    def advance(self, seconds: float) -> None:
        """Move on by the way of so many seconds, or bring the lever back where it began."""
        if self._track is None or not self.path:
            return
        way = self._targets[0] - self._place
        step = seconds / SECONDS
        if abs(way) > step:
            self._place += step if way > 0 else -step
            self.moved.emit(self.path, self._track.value(self._place))
            return
        self._place = self._targets.pop(0)
        if self._targets:
            self.moved.emit(self.path, self._track.value(self._place))
        else:
            self.moved.emit(self.path, self._start)
            self.stop()
