"""A lock in the window: the slider moves, another lever gives way, the held value stays."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt

from explorer import presets
from explorer.analysis.locks import held
from explorer.change import Change
from explorer.evaluate import evaluate

SRAM, FP8 = "chip.sram_mb", "chip.fp8_tflops"


def lock(window, hold="area"):
    window.dock.lock.hold_asked.emit(hold)


def test_dragging_sram_over_its_track_keeps_the_area_and_takes_cores(window, qtbot):
    lock(window)
    target = window.session.scenario.lock.target
    assert target == pytest.approx(float(evaluate(window.session.scenario).area_mm2[0]))
    slider = window.dock.rows[SRAM].slider
    window.dock.reveal(SRAM)
    steps = window.session.undo_stack.count()
    start = slider.place(slider.quantity).toPoint()
    qtbot.mousePress(slider, Qt.MouseButton.LeftButton, pos=start)
    moved, cores = [], []
    for x in range(12, slider.width() - 12, 4):
        qtbot.mouseMove(slider, QPoint(x, start.y()))
        scenario = window.session.scenario
        assert float(held(scenario, "area")) == pytest.approx(target, rel=1e-3)
        moved.append(scenario.value(SRAM))
        cores.append(scenario.value(FP8))
    qtbot.mouseRelease(
        slider, Qt.MouseButton.LeftButton, pos=QPoint(slider.width() - 12, start.y())
    )
    more = np.diff(moved) > 0
    assert more.sum() > 10
    assert (np.diff(cores)[more] < 0).all()
    assert window.session.undo_stack.count() == steps + 1
    window.session.undo_stack.undo()
    assert window.session.scenario.value(SRAM) == 87
    assert window.session.scenario.value(FP8) == 1979


def test_what_cannot_be_held_is_one_line_that_names_the_limit(window):
    lock(window)
    before = window.session.scenario
    assert not window.session.apply(Change.of(SRAM, 5000.0))
    assert window.session.scenario is before
    assert "cannot stay at 814" in window.notice.text


def test_the_panel_shows_value_and_lever_and_lets_go(window):
    panel = window.dock.lock
    assert panel.hold.isVisible()
    lock(window)
    assert panel.panel.isVisible()
    assert panel.value.text() == "814\u00a0mm²"
    assert window.dock.rows[FP8].lock.giving
    panel.giving_asked.emit("chip.hbm_gb")
    assert not window.dock.rows[FP8].lock.giving
    assert window.dock.rows["chip.hbm_gb"].lock.giving
    panel.release.click()
    assert window.session.scenario.lock.hold == "none"
    assert panel.hold.isVisible()


def test_a_lock_is_undoable_no_what_if_and_kept_in_the_file(window, tmp_path):
    from explorer.files import scenario_file

    lock(window, "cost")
    assert window.session.changed_paths == ()
    path = tmp_path / "a.sili"
    scenario_file.save(window.session.scenario, path)
    assert scenario_file.load(path).lock == window.session.scenario.lock
    window.session.undo_stack.undo()
    assert window.session.scenario.lock.hold == "none"


def test_another_chip_lets_go_of_the_lock(window):
    lock(window)
    window.session.apply(Change.of("chip", presets.chip("b200-sxm").spec), rebase=True)
    assert window.session.scenario.lock.hold == "none"


def test_the_tile_of_a_held_quantity_says_so(window):
    lock(window)
    window.tabs.choose("silicon")
    area = next(tile for tile in window.presenter.current.tiles if tile.id == "area")
    assert area.delta == "held"


def test_a_line_about_a_refusal_covers_the_status_line_until_the_next_change(window):
    lock(window)
    window.presenter.refresh()
    charts = window.grid.geometry()
    window.session.apply(Change.of(SRAM, 5000.0))
    window.presenter.refresh()
    assert window.notice.isVisible()
    assert window.grid.geometry() == charts
    window.session.apply(Change.of(SRAM, 100.0))
    window.presenter.refresh()
    assert not window.notice.isVisible()


def test_levers_that_give_way_are_there_before_the_drag_that_moves_them(window, qtbot):
    rows, area = window.dock.rows, window.dock.area.widget()
    window.dock.bar.set_level("basic")

    def places():
        area.layout().activate()
        return {path: row.mapTo(area, QPoint()).y() for path, row in rows.items()
                if not row.isHidden()}  # fmt: skip

    before = places()
    lock(window)
    given = places()
    giving = window.dock._locks.giving
    assert set(giving) & rows.keys() <= given.keys()
    assert given.keys() > before.keys()
    assert window.session.apply(Change.of(SRAM, 120.0))
    assert places() == given
    window.session.undo_stack.undo()
    window.session.undo_stack.undo()
    assert places().keys() == before.keys()
