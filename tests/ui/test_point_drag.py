"""The scenario's own point on a chart is dragged along the axis: its lever follows, live."""

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

BATCH, PROMPT = "workload.batch", "workload.input_tokens"
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton


def view(window, name):
    return window.grid.cards[name].view


def send(shown, kind, at, button, buttons):
    glob = QPointF(shown.viewport().mapToGlobal(at.toPoint()))
    free = Qt.KeyboardModifier.NoModifier
    event = QMouseEvent(kind, at, glob, button, buttons, free)
    QApplication.sendEvent(shown.viewport(), event)


def point(shown):
    layout = shown._item.layout()
    mark = next(m for m in shown.figure.marks if m.role == "operating" and m.slot == 1)
    return QPointF(layout.x.at(mark.x), layout.y.at(mark.y))


def place(shown, x):
    return shown._item.layout().x.at(x)


def drag(window, shown, start, *stops):
    send(shown, QEvent.Type.MouseButtonPress, start, LEFT, LEFT)
    for at in stops:
        send(shown, QEvent.Type.MouseMove, at, NONE, LEFT)
        window.presenter.coalescer.flush()
    send(shown, QEvent.Type.MouseButtonRelease, stops[-1], LEFT, NONE)


@pytest.mark.parametrize(
    ("chart", "path", "middle", "end"), [("decode", BATCH, 8, 16), ("prefill", PROMPT, 2000, 1000)]
)
def test_a_drag_of_the_point_moves_its_lever_live_as_one_step(window, chart, path, middle, end):
    shown, start = view(window, chart), window.session.scenario
    at = point(shown)
    seen = []
    window.session.changed.connect(lambda: seen.append(window.session.scenario.value(path)))
    # Off its middle, as a hand takes it; the point stays where the hand is.
    held = at + QPointF(3, 2)
    stops = [QPointF(place(shown, x) + 3, held.y()) for x in (middle, end)]
    drag(window, shown, held, *stops)
    assert seen == pytest.approx([middle, end], rel=0.02)
    assert point(shown).x() == pytest.approx(place(shown, seen[-1]), abs=0.5)
    assert window.dock.rows[path].field.value == seen[-1]
    assert window.session.looks == {}
    window.session.undo_stack.undo()
    assert window.session.scenario == start
    assert not window.session.undo_stack.canUndo()


def test_two_drags_are_two_steps_and_each_goes_on_from_the_last(window):
    shown = view(window, "decode")
    for x in (16, 8):
        at = point(shown)
        drag(window, shown, at, QPointF(place(shown, x), at.y()))
    assert window.session.undo_stack.count() == 2
    assert window.session.scenario.workload.batch == 8


def test_a_hand_beyond_the_axis_stops_at_its_end_though_the_axis_widens(window):
    shown = view(window, "decode")
    at, wide = point(shown), shown.width()
    drag(window, shown, at, *(QPointF(wide + 50 * n, at.y()) for n in range(1, 5)))
    assert window.session.scenario.workload.batch == 512


def test_the_pointer_says_what_can_be_dragged_and_elsewhere_a_drag_zooms(window):
    shown = view(window, "decode")
    at = point(shown)
    send(shown, QEvent.Type.MouseMove, at, NONE, NONE)
    assert shown.cursor().shape() == Qt.CursorShape.SizeHorCursor
    assert "lever" in shown.toolTip()
    away = QPointF(place(shown, 2), at.y() + 40)
    send(shown, QEvent.Type.MouseMove, away, NONE, NONE)
    assert shown.cursor().shape() == Qt.CursorShape.ArrowCursor
    drag(window, shown, away, away + QPointF(30, 20), away + QPointF(80, 50))
    assert shown.zoomed
    assert window.session.scenario == window.session.start


def test_a_click_on_the_point_still_pins_the_crosshair(window):
    shown = view(window, "decode")
    at = point(shown)
    send(shown, QEvent.Type.MouseMove, at, NONE, NONE)
    send(shown, QEvent.Type.MouseButtonPress, at, LEFT, LEFT)
    send(shown, QEvent.Type.MouseButtonRelease, at, LEFT, NONE)
    assert shown.pinned
    assert window.session.scenario == window.session.start


def test_a_point_on_an_axis_that_is_no_lever_stays(window):
    shown = view(window, "cost")
    at = point(shown)
    send(shown, QEvent.Type.MouseMove, at, NONE, NONE)
    assert shown.cursor().shape() == Qt.CursorShape.ArrowCursor
    drag(window, shown, at, at + QPointF(60, 0), at + QPointF(80, 0))
    assert window.session.scenario == window.session.start
