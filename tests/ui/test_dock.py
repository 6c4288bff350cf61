"""The dock around the levers: which are shown, in which groups, beside which effect."""

import pytest
from PySide6.QtCore import Qt

from explorer.levers import LEVERS
from explorer.overview import overview
from explorer.results import RESULTS
from explorer.text import translator
from ui.levers.dock import RAIL, TIGHT_WIDTH, WIDTH

HBM = "chip.hbm_bandwidth_tbs"


def visible(dock):
    return {path for path, row in dock.rows.items() if row.isVisible()}


def test_search_finds_by_name_in_every_level(qtbot, dock):
    assert visible(dock) == {lever.path for lever in LEVERS if lever.level == "basic"}
    qtbot.keyClicks(dock.bar.search, "scale-out")
    assert visible(dock) == {"chip.scaleout_gbs"}
    dock.bar.search.setText("hbm cap")
    assert visible(dock) == {"chip.hbm_gb"}
    dock.bar.search.setText("no such lever")
    assert visible(dock) == set()
    assert dock.shelf.nothing.isVisible()
    assert "no such lever" in dock.shelf.nothing.text()
    dock.bar.search.setText("context")
    assert visible(dock) == {"workload.input_tokens"}
    dock.bar.search.clear()
    assert HBM in visible(dock)
    assert not dock.shelf.nothing.isVisible()


def test_advanced_shows_all_and_folding_hides_a_group(qtbot, dock):
    dock.bar.set_level("advanced")
    assert visible(dock) == set(dock.rows)
    memory = next(group for group in dock.shelf.groups if group.name == "Memory")
    qtbot.mouseClick(memory.header, Qt.MouseButton.LeftButton)
    assert HBM not in visible(dock)
    qtbot.mouseClick(memory.header, Qt.MouseButton.LeftButton)
    assert HBM in visible(dock)


def test_a_changed_advanced_lever_is_never_hidden(qtbot, dock):
    dock.bar.set_level("advanced")
    dock.rows["chip.scaleout_gbs"].field.entered.emit(100)
    dock.bar.set_level("basic")
    assert dock.rows["chip.scaleout_gbs"].isVisible()


def test_the_dock_folds_to_a_rail(qtbot, dock):
    assert dock.width() == WIDTH
    qtbot.mouseClick(dock.bar.fold, Qt.MouseButton.LeftButton)
    assert dock.folded
    assert dock.maximumWidth() == RAIL
    qtbot.mouseClick(dock.rail, Qt.MouseButton.LeftButton)
    dock.set_tight(True)
    assert dock.maximumWidth() == TIGHT_WIDTH


def test_another_result_can_be_asked_for_and_the_question_is_no_what_if(dock):
    dock.bar.result_chosen.emit("ttft")
    assert dock.session.scenario.study.result == "ttft"
    assert dock.session.changed_paths == ()
    dock.session.undo_stack.undo()
    assert dock.session.scenario.study.result == "cost_output"


@pytest.mark.parametrize("tight", [False, True])
@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_the_head_has_room_for_every_result(dock, tight, language):
    t = translator(language)
    dock.set_text_source(t)
    dock.set_tight(tight)
    for result in RESULTS:
        words = t("effect of +{share} on {result}")
        dock.bar.set_heading(words.format(share="10\u00a0%", result=t(result.title)))
        assert dock.bar.minimumSizeHint().width() <= dock.minimumWidth() - 1


def test_the_effect_of_each_lever_stands_beside_it(dock):
    found = overview(dock.session.scenario).effects
    dock.show_effects(found)
    hbm = dock.rows["chip.hbm_bandwidth_tbs"].effect
    assert hbm.accessibleName() == found.by_path["chip.hbm_bandwidth_tbs"].text
    assert dock.rows["chip.fp4_tflops"].effect.accessibleName() == ""


def test_levers_of_systems_stand_first_on_the_views_that_they_act_on(qtbot, dock):
    at_first = visible(dock)
    dock.show_view("fleet")
    found = visible(dock)
    assert "fleet.tokens_per_day_t" in found
    assert not any(path.startswith("session.") for path in found)
    assert dock.shelf.groups[0].name == "Demand"
    dock.show_view("agents")
    assert "session.calls" in visible(dock)
    assert "fleet.tokens_per_day_t" not in visible(dock)
    dock.show_view("overview")
    assert visible(dock) == at_first


def test_a_changed_lever_of_a_system_stays_on_every_view(qtbot, dock):
    dock.show_view("fleet")
    dock.rows["fleet.tokens_per_day_t"].field.entered.emit(50)
    assert dock.session.scenario.fleet.tokens_per_day_t == 50
    dock.show_view("overview")
    assert dock.rows["fleet.tokens_per_day_t"].isVisible()


def test_a_lever_that_no_view_has_shown_yet_can_be_revealed(qtbot, dock):
    dock.show_view("memory")
    dock.reveal("tiers.ssd_gb")
    assert dock.rows["tiers.ssd_gb"].isVisible()
    dock.reveal("no.lever")


def test_a_changed_group_is_brought_back_by_its_header(qtbot, dock):
    dock.rows[HBM].field.entered.emit(4.8)
    dock.rows["chip.hbm_gb"].field.entered.emit(141)
    dock.rows["chip.sram_mb"].field.entered.emit(200)
    memory = next(group for group in dock.shelf.groups if group.name == "Memory")
    qtbot.mouseClick(memory.changes, Qt.MouseButton.LeftButton)
    assert dock.session.changed_paths == ("chip.sram_mb",)
    assert not memory.changes.isVisible()
    dock.session.undo_stack.undo()
    assert len(dock.session.changed_paths) == 3
