"""The gate: one step a gesture, refused changes leave no trace, undo brings everything back."""

import pytest

from explorer import presets
from explorer.change import Change
from ui.coalescer import Coalescer
from ui.session import Session

HBM = "chip.hbm_bandwidth_tbs"


@pytest.fixture
def session(qapp):
    return Session(presets.default_scenario())


def drag(session, values, key="drag"):
    for value in values:
        assert session.apply(Change.of(HBM, value, "HBM bandwidth", key))


def test_a_drag_is_one_step_and_undo_brings_the_start_back(session):
    before = session.scenario
    drag(session, [3.5, 4.0, 4.8])
    assert session.undo_stack.count() == 1
    assert session.undo_stack.undoText() == "HBM bandwidth"
    session.undo_stack.undo()
    assert session.scenario == before
    session.undo_stack.redo()
    assert session.scenario.chip.hbm_bandwidth_tbs == 4.8


def test_two_drags_are_two_steps(session):
    drag(session, [3.5, 4.0], "first")
    drag(session, [4.4, 4.8], "second")
    assert session.undo_stack.count() == 2


def test_a_drag_that_ends_where_it_began_is_no_step(session):
    before = session.scenario
    drag(session, [4.0, before.chip.hbm_bandwidth_tbs])
    assert session.undo_stack.count() == 0
    assert session.scenario == before


@pytest.mark.parametrize(
    "change",
    [Change.of(HBM, -1), Change.of(HBM, 1e9), Change.of("chip.nonsense", 1), Change.of(HBM, "x")],
)
def test_a_refused_change_leaves_everything_untouched(session, qtbot, change):
    before = session.scenario
    with qtbot.waitSignal(session.refused) as refused, qtbot.assertNotEmitted(session.changed):
        assert not session.apply(change)
    assert session.scenario is before
    assert session.undo_stack.count() == 0
    assert "\n" not in refused.args[0]


def test_a_change_to_the_same_value_is_no_step(session, qtbot):
    with qtbot.assertNotEmitted(session.changed):
        assert session.apply(Change.of(HBM, session.scenario.chip.hbm_bandwidth_tbs))
    assert session.undo_stack.count() == 0


def test_another_chip_moves_the_baseline_and_undo_moves_it_back(session):
    drag(session, [4.8])
    before = session.baseline
    session.apply(Change.of("chip", presets.chip("b200-sxm").spec), rebase=True)
    assert session.baseline.chip.id == "b200-sxm"
    assert session.changed_paths == ()
    session.undo_stack.undo()
    assert session.baseline == before
    assert session.changed_paths == (HBM,)


def test_reset_is_one_step_that_can_be_undone(session):
    drag(session, [4.8])
    session.apply(Change.of("chip.sram_mb", 99.0))
    session.reset(session.changed_paths, "Reset 2")
    assert session.scenario == session.baseline
    session.undo_stack.undo()
    assert session.changed_paths == ("chip.sram_mb", HBM)


def test_the_session_knows_what_is_not_saved(session, qtbot, tmp_path):
    assert not session.dirty
    drag(session, [4.8])
    assert session.dirty
    session.mark_saved(tmp_path / "a.sili")
    assert not session.dirty
    session.undo_stack.undo()
    assert session.dirty


def test_many_requests_become_one_call(qtbot):
    coalescer = Coalescer()
    calls = []
    coalescer.due.connect(lambda: calls.append(1))
    for _ in range(100):
        coalescer.request()
    assert calls == []
    qtbot.waitUntil(lambda: bool(calls))
    assert calls == [1]
    assert not coalescer.pending


def test_a_flush_calls_now_and_only_once(qtbot):
    coalescer = Coalescer()
    calls = []
    coalescer.due.connect(lambda: calls.append(1))
    coalescer.flush()
    coalescer.request()
    coalescer.flush()
    assert calls == [1]
    assert not coalescer.pending
