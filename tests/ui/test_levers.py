"""The levers in the dock: what is done is one step, what is refused leaves no trace."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent

from explorer import presets
from explorer.analysis.uncertain import range_of
from explorer.change import Change, apply
from explorer.evaluate import evaluate
from explorer.levers import LEVERS
from explorer.pins import added, held
from explorer.text import translator
from explorer.units import quantity, split, unit_after
from ui import choices

HBM = "chip.hbm_bandwidth_tbs"


def type_in(qtbot, row, text):
    row.field.setFocus()
    row.field.selectAll()
    qtbot.keyClicks(row.field, text)
    qtbot.keyClick(row.field, Qt.Key.Key_Return)


def drag(qtbot, slider, by):
    start = slider.place(slider.quantity).toPoint()
    qtbot.mousePress(slider, Qt.MouseButton.LeftButton, pos=start)
    for part in range(1, 6):
        qtbot.mouseMove(slider, start + QPoint(by * part // 5, 0))
    qtbot.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=start + QPoint(by, 0))


def test_a_drag_with_the_mouse_is_one_undo_step(qtbot, dock):
    before = dock.session.scenario
    drag(qtbot, dock.rows[HBM].slider, 40)
    assert dock.session.scenario.chip.hbm_bandwidth_tbs > 4
    assert dock.session.undo_stack.count() == 1
    assert dock.session.undo_stack.undoText() == "HBM bandwidth"
    drag(qtbot, dock.rows[HBM].slider, 20)
    assert dock.session.undo_stack.count() == 2
    dock.session.undo_stack.setIndex(0)
    assert dock.session.scenario == before
    assert dock.rows[HBM].slider.quantity == before.chip.hbm_bandwidth_tbs


def test_a_step_is_named_in_full(qtbot, dock):
    type_in(qtbot, dock.rows["chip.sram_mb"], "200")
    assert dock.session.undo_stack.undoText() == "SRAM capacity"


def test_each_press_of_an_arrow_is_one_step(qtbot, dock):
    slider = dock.rows[HBM].slider
    qtbot.keyClick(slider, Qt.Key.Key_Right)
    qtbot.keyClick(slider, Qt.Key.Key_Right)
    assert dock.session.undo_stack.count() == 2


@pytest.mark.parametrize(
    ("path", "text", "line"),
    [
        (HBM, "fast", "is not a number"),
        (HBM, "4.8 apples", "is not a unit"),
        (HBM, "1e9 TB/s", "HBM bandwidth: at most 10,000\u00a0TB/s"),
        (HBM, "-1", "at least 0"),
        ("chip.tdp_w", "0", "must be more than 0"),
        ("workload.batch", "2.5", "whole numbers only"),
    ],
)
def test_what_cannot_be_is_told_under_the_lever_and_leaves_the_state(qtbot, dock, path, text, line):
    before = dock.session.scenario
    row = dock.rows[path]
    type_in(qtbot, row, text)
    assert row.message.isVisible()
    assert line in row.message.text()
    assert dock.session.scenario is before
    assert dock.session.undo_stack.count() == 0
    qtbot.keyClick(row.field, Qt.Key.Key_Escape)
    assert not row.message.isVisible()


def test_leaving_a_refused_field_shows_the_value_and_keeps_the_line_until_it_is_entered(
    qtbot, dock
):
    row = dock.rows[HBM]
    row.field.setFocus()
    qtbot.keyClicks(row.field, "fast")
    dock.rows["chip.sram_mb"].slider.setFocus()
    assert row.field.text() == "3.35"
    assert row.message.isVisible()
    row.field.setFocus()
    assert not row.message.isVisible()


def test_a_value_may_be_typed_in_any_unit(qtbot, dock):
    type_in(qtbot, dock.rows[HBM], "4800 GB/s")
    assert dock.session.scenario.chip.hbm_bandwidth_tbs == 4.8


def test_a_digit_typed_on_the_slider_begins_a_value_in_the_field(qtbot, dock):
    dock.reveal(HBM)
    row = dock.rows[HBM]
    assert row.slider.hasFocus()
    qtbot.keyClick(row.slider, "6")
    assert row.field.hasFocus()
    qtbot.keyClicks(row.field, ".5")
    qtbot.keyClick(row.field, Qt.Key.Key_Return)
    assert dock.session.scenario.chip.hbm_bandwidth_tbs == 6.5


def test_a_typed_range_is_one_step_and_is_shown_until_a_value_is_typed(qtbot, dock):
    row, session = dock.rows[HBM], dock.session
    type_in(qtbot, row, "3 to 5")
    assert session.scenario.chip.hbm_bandwidth_tbs == 3.35
    assert range_of(session.scenario, HBM) == (3, 5)
    assert row.between.isVisible()
    assert row.between.text() == "between 3\u00a0TB/s and 5\u00a0TB/s"
    assert row.slider.ticks.between == (3, 5)
    type_in(qtbot, row, "4 to 5")
    assert session.scenario.chip.hbm_bandwidth_tbs == 4.5
    assert session.undo_stack.count() == 2
    drag(qtbot, row.slider, 40)
    assert not row.between.isVisible()
    session.undo_stack.undo()
    assert row.between.isVisible()
    type_in(qtbot, row, "4.2")
    assert session.scenario.study.ranges == ()
    assert row.slider.ticks.between is None
    session.undo_stack.setIndex(0)
    assert session.scenario == presets.default_scenario()


def test_a_range_ends_with_a_reset_and_by_the_menu(qtbot, dock):
    row, session = dock.rows[HBM], dock.session
    type_in(qtbot, row, "4 to 5")
    qtbot.mouseClick(row.dot, Qt.MouseButton.LeftButton)
    assert session.scenario == presets.default_scenario()
    type_in(qtbot, row, "3 to 5")
    texts = {action.text(): action for action in dock.hand.menu(HBM).actions()}
    texts["Exactly 3.35\u00a0TB/s"].trigger()
    assert session.scenario == presets.default_scenario()
    assert "Exactly" not in " ".join(a.text() for a in dock.hand.menu(HBM).actions())


@pytest.mark.parametrize(
    ("path", "text", "line"),
    [
        (HBM, "5 to 3", "the second number must be more than the first"),
        (HBM, "1 to 1e9 TB/s", "at most"),
        ("workload.batch", "2.5 to 8", "whole numbers only"),
        ("deployment.tp", "1 to 8", "is not a unit of this field"),
    ],
)
def test_a_range_that_cannot_be_is_told_and_leaves_the_state(qtbot, dock, path, text, line):
    before, row = dock.session.scenario, dock.rows[path]
    dock.reveal(path)
    type_in(qtbot, row, text)
    assert line in row.message.text()
    assert dock.session.scenario is before


def test_ranks_that_share_a_layer_go_by_powers_of_two_and_may_be_typed(qtbot, dock):
    dock.reveal("deployment.tp")
    row = dock.rows["deployment.tp"]
    for wanted in (4, 8):
        qtbot.keyClick(row.slider, Qt.Key.Key_Right)
        assert dock.session.scenario.deployment.tp == wanted
    drag(qtbot, row.slider, 20)
    assert dock.session.scenario.deployment.tp == 16
    type_in(qtbot, row, "6")
    assert dock.session.scenario.deployment.tp == 6
    qtbot.keyClick(row.field, Qt.Key.Key_Up)
    assert dock.session.scenario.deployment.tp == 8


def test_typing_beyond_the_soft_range_widens_the_slider(qtbot, dock):
    row = dock.rows[HBM]
    type_in(qtbot, row, "200")
    assert dock.session.scenario.chip.hbm_bandwidth_tbs == 200
    assert row.slider.track.high == 200
    qtbot.mouseClick(row.dot, Qt.MouseButton.LeftButton)
    assert dock.session.scenario.chip.hbm_bandwidth_tbs == 3.35


def test_a_changed_lever_is_marked_counted_and_reset_in_one_step(qtbot, dock):
    row = dock.rows[HBM]
    assert not row.dot.isEnabled()
    type_in(qtbot, row, "4.8")
    type_in(qtbot, dock.rows["chip.hbm_gb"], "141")
    assert row.name.strong
    assert row.field.property("changed") is True
    assert row.dot.isEnabled()
    memory = next(group for group in dock.shelf.groups if group.name == "Memory")
    assert memory.changes.text() == "2 changed"
    assert dock.bar.reset.text() == "Reset 2"
    qtbot.mouseClick(dock.bar.reset, Qt.MouseButton.LeftButton)
    assert dock.session.scenario == dock.session.baseline
    assert not row.name.strong
    assert not dock.bar.reset.isEnabled()
    dock.session.undo_stack.undo()
    assert dock.session.scenario.chip.hbm_gb == 141


def test_the_name_of_a_changed_lever_is_bold_on_the_screen(window):
    name = window.dock.rows["chip.hbm_gb"].name
    before = name.grab().toImage()
    window.session.apply(Change.of("chip.hbm_gb", 141.0))
    assert name.grab().toImage() != before


def test_values_read_well(dock):
    shown = {path: row.field.shown for path, row in dock.rows.items()}
    assert shown["chip.fp8_tflops"] == "1,979 TFLOPS"
    assert shown["chip.price_usd"].endswith("k$")
    assert shown["economics.utilisation"] == "70 %"
    assert shown["workload.input_tokens"] == "8,192 tok"


def test_a_zero_that_is_no_number_is_told_in_a_word(qtbot, dock):
    dock.show_view("split")
    field = dock.rows["split.share"].field
    assert field.shown == field.text() == "balanced"
    dock.rows["split.share"].set_value(0.25, 0.0)
    assert field.shown == "25 %"


def test_every_lever_has_a_name_and_a_value_for_screen_readers(dock):
    for lever in LEVERS:
        slider = dock.rows[lever.path].slider
        assert slider.accessibleName() == lever.label
        assert slider.accessibleDescription() == dock.rows[lever.path].field.shown


def test_a_field_beside_every_slider_shows_its_value_with_the_unit(qtbot, dock):
    dock.show_view("fleet")
    for path, row in dock.rows.items():
        assert row.field.value == row.slider.quantity == dock.session.scenario.value(path)
        unit = unit_after(row.field.value, split(row.field.value, row.lever.unit)[1])
        assert row.field.shown.endswith(unit if row.field.value else row.lever.zero or unit)
    row = dock.rows[HBM]
    drag(qtbot, row.slider, 40)
    assert row.field.value == row.slider.quantity > 4
    type_in(qtbot, row, "2")
    assert row.slider.quantity == 2


def test_marks_are_values_of_the_named_chips():
    lever = next(lever for lever in LEVERS if lever.path == HBM)
    found = choices.ticks(lever).marks
    assert (3.35, "H100") in found
    assert len(found) == len(lever.marks)


def test_zones_stand_on_the_track_in_words(dock):
    slider = dock.rows[HBM].slider
    assert [name for _, _, name in slider.ticks.zones] == ["HBM3e", "HBM4"]
    dock.set_text_source(translator("zh_CN"))
    assert "对话" in [name for _, name in dock.rows["workload.input_tokens"].slider.ticks.marks]


def test_the_value_of_a_pinned_baseline_is_a_tick_of_its_own(dock):
    session = dock.session
    assert dock.rows[HBM].slider.ticks.baseline is None
    other = apply(session.scenario, Change.of(HBM, 8.0))
    session.pin(held(added((), other, "fast"), 0), "Baseline")
    assert dock.rows[HBM].slider.ticks.baseline == 8.0
    dock.show_view("fleet")
    assert dock.rows["fleet.rack_kw"].slider.ticks.baseline == other.value("fleet.rack_kw")
    session.pin((), "Baseline")
    assert dock.rows[HBM].slider.ticks.baseline is None
    assert not dock.rows[HBM].changed


@pytest.mark.parametrize("tight", [False, True])
@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_no_number_is_cut_in_its_field(qtbot, dock, tight, language):
    dock.set_text_source(translator(language))
    dock.set_tight(tight)
    for lever in LEVERS:
        row = dock.rows[lever.path]
        for value in (lever.low, lever.high):
            row.field.set_value(value)
            room = row.field.contentsRect().width() - 2 - row.field.textMargins().right() - 4
            needed = row.field.fontMetrics().horizontalAdvance(row.field.text())
            assert needed <= room, (lever.path, row.field.text())


def test_a_lock_keeps_a_lever_as_it_is(qtbot, dock):
    row = dock.rows[HBM]
    type_in(qtbot, row, "4.8")
    qtbot.mouseClick(row.lock, Qt.MouseButton.LeftButton)
    assert dock.session.undo_stack.undoText() == "Lock HBM bandwidth"
    assert row.lock.isChecked()
    drag(qtbot, row.slider, 40)
    qtbot.keyClick(row.field, Qt.Key.Key_Up)
    qtbot.mouseClick(row.dot, Qt.MouseButton.LeftButton)
    assert dock.session.scenario.chip.hbm_bandwidth_tbs == 4.8
    dock.session.apply(Change.of("chip", presets.chip("b200-sxm").spec, "Chip"), rebase=True)
    assert dock.session.scenario.chip.hbm_bandwidth_tbs == 4.8
    assert dock.session.start.chip.hbm_bandwidth_tbs == 8
    qtbot.mouseClick(row.lock, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(row.dot, Qt.MouseButton.LeftButton)
    assert dock.session.scenario.chip.hbm_bandwidth_tbs == 8


def test_a_double_click_on_the_handle_resets(qtbot, dock):
    row = dock.rows[HBM]
    type_in(qtbot, row, "4.8")
    at = row.slider.place(row.slider.quantity).toPoint()
    qtbot.mouseDClick(row.slider, Qt.MouseButton.LeftButton, pos=at)
    assert dock.session.scenario.chip.hbm_bandwidth_tbs == 3.35


def test_page_keys_are_ten_steps_and_the_ends_are_the_ends(qtbot, dock):
    slider = dock.rows[HBM].slider
    track = slider.track
    for key, expected in (
        (Qt.Key.Key_Right, track.stepped(3.35, 1)),
        (Qt.Key.Key_PageUp, track.stepped(track.stepped(3.35, 1), 10)),
        (Qt.Key.Key_End, track.high),
        (Qt.Key.Key_Home, track.low),
    ):
        qtbot.keyClick(slider, key)
        assert dock.session.scenario.chip.hbm_bandwidth_tbs == expected


def test_the_wheel_moves_a_lever_with_the_keyboard_and_else_scrolls_the_dock(dock):
    slider = dock.rows[HBM].slider
    dock.bar.search.setFocus()
    assert not turn(slider).isAccepted()
    assert dock.session.scenario.chip.hbm_bandwidth_tbs == 3.35
    slider.setFocus()
    assert turn(slider).isAccepted()
    assert dock.session.scenario.chip.hbm_bandwidth_tbs == slider.track.stepped(3.35, 1)


def turn(slider):
    at = QPointF(slider.rect().center())
    event = QWheelEvent(
        at, slider.mapToGlobal(at), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    event.ignore()
    slider.wheelEvent(event)
    return event


def test_what_holds_of_price_and_power_is_told_where_the_silicon_has_moved_it(window):
    price, power = (window.dock.rows[path] for path in ("chip.price_usd", "chip.tdp_w"))
    assert not price.note.text
    window.session.apply(Change.of("chip.hbm_bandwidth_tbs", 6.0))
    window.presenter.coalescer.flush()
    holds = evaluate(window.session.scenario)
    for row, value in ((price, holds.price_usd[0]), (power, holds.tdp_w[0])):
        said = quantity(float(value), row.lever.unit, str)
        assert row.note.text == f"{said} with this silicon"
    window.session.apply(Change.of("chip.price_usd", 30000.0))
    window.presenter.coalescer.flush()
    assert not price.note.text
    assert price.field.value == 30000.0
