"""One move of a hand is one frame, and only what it changed is laid out and painted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject

from ui import bench


class Counted(QObject):
    """Counts what becomes of an object, by type of event."""

    def __init__(self, watched: QObject) -> None:
        super().__init__()
        self.events: Counter[QEvent.Type] = Counter()
        watched.installEventFilter(self)

    def eventFilter(self, _: QObject, event: QEvent) -> bool:
        """Count, change nothing."""
        self.events[event.type()] += 1
        return False


@pytest.fixture
def hand(qapp) -> Iterator[bench.Hand]:
    with bench.opened() as window:
        yield bench.Hand(window, bench.LEVER)


def test_lever_and_charts_are_painted_as_one_frame(hand) -> None:
    window, slider = Counted(hand._window), Counted(hand._slider)
    for _ in range(5):
        hand.move()
    assert slider.events[QEvent.Type.Paint] == 5
    assert window.events[QEvent.Type.Paint] == 5
