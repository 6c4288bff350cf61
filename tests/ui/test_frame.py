"""One move of a hand is one frame, and only what it changed is laid out and painted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

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


class Frames(QObject):
    """Notes which of some widgets of a window are painted in each of its frames, if any are."""

    def __init__(self, window: QWidget, *watched: QWidget) -> None:
        super().__init__()
        self._window = window
        self._frames: list[set[QObject]] = []
        for each in (window, *watched):
            each.installEventFilter(self)

    @property
    def painted(self) -> list[set[QObject]]:
        """What was painted, a frame each."""
        return [frame for frame in self._frames if frame]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note, change nothing."""
        if watched is self._window and event.type() == QEvent.Type.UpdateRequest:
            self._frames.append(set())
        elif watched is not self._window and event.type() == QEvent.Type.Paint:
            self._frames[-1].add(watched)
        return False


def test_lever_and_what_follows_from_it_are_painted_as_one_frame(hand) -> None:
    """The lever knows its value before anything is evaluated, and waits."""
    window = hand._window
    parts = (hand._slider, window.headline.tiles[0], window.status)
    frames = Frames(window, *parts)
    for _ in range(5):
        hand.move()
    assert frames.painted == [set(parts)] * 5


def test_a_drag_paints_nothing_below_what_changed(hand) -> None:
    """Grounds of the window, the bars and the headline's card cost as much as what is on them."""
    window, row = hand._window, hand._window.dock.rows[bench.LEVER]
    while not window.session.changed_paths:
        hand.move()
    grounds = [
        Counted(part)
        for part in (
            window, window.centralWidget(), window.toolbar, window.dock, window.dock.area,
            window.headline, row.parentWidget(),
        )
    ]  # fmt: skip
    for _ in range(5):
        hand.move()
        assert window.session.changed_paths
    assert [each.events[QEvent.Type.Paint] for each in grounds] == [0] * len(grounds)


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
