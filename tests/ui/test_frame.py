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


def test_a_drag_lays_nothing_out_anew(hand) -> None:
    """Not even where the lever comes upon its default, and counts of changes go to none."""
    window, title = hand._window, hand._window.toolbar.title
    layouts = [
        Counted(part) for part in (window, window.toolbar, window.dock, window.dock.bar, title)
    ]
    defaults = 0
    for _ in range(60):
        hand.move()
        defaults += not window.session.changed_paths
    assert defaults
    assert [each.events[QEvent.Type.LayoutRequest] for each in layouts] == [0] * len(layouts)


def test_actions_follow_the_steps_of_history(hand) -> None:
    window = hand._window
    actions = window.actions_by_id.actions
    hand.move()
    assert actions["undo"].isEnabled()
    assert "HBM" in actions["undo"].text()
    window.session.undo_stack.undo()
    assert not actions["undo"].isEnabled()
    assert actions["redo"].isEnabled()
    assert not actions["reset_all"].isEnabled()


def test_actions_follow_a_gesture_that_ends_at_the_default(hand) -> None:
    window = hand._window
    while window.session.changed_paths:
        hand.move()
    window.dock.hand.settled.emit()
    assert not window.actions_by_id.actions["reset_all"].isEnabled()
    hand.move()
    window.dock.hand.settled.emit()
    assert window.actions_by_id.actions["reset_all"].isEnabled()
