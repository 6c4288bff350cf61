"""The choices above a view: they show the scenario, and a choice is one change."""

from dataclasses import replace

import pytest

from explorer import presets
from explorer.change import Change, apply
from explorer.controls import CONTROLS
from explorer.evaluate import evaluate
from explorer.views import BY_ID, OVERVIEW
from ui.choices import button_texts, choices
from ui.naming import deploy_title, pin_detail
from ui.panels.control_bar import ControlBar

VIEW = replace(OVERVIEW, controls=("study.result", "study.x"))


@pytest.fixture
def bar(qtbot):
    made = ControlBar()
    qtbot.addWidget(made)
    made.show_state(presets.default_scenario())
    return made


def test_it_is_there_only_where_a_view_has_controls(bar):
    bar.show_view(OVERVIEW)
    assert bar.isHidden()
    bar.show_view(VIEW)
    assert not bar.isHidden()
    assert [path for path, p in bar.pickers.items() if not p.isHidden()] == list(VIEW.controls)


def test_a_choice_names_path_and_value(bar, qtbot):
    bar.show_view(VIEW)
    picker = bar.pickers["study.result"]
    assert picker.value == "Cost, output"
    with qtbot.waitSignal(bar.chosen) as told:
        picker.picked.emit("1")
    assert told.args == ["study.result", "tpot", "Result"]


def test_it_follows_scenario_and_language(bar):
    bar.show_view(VIEW)
    bar.show_state(presets.default_scenario().with_values({"study.result": "ttft"}))
    assert bar.pickers["study.result"].value == "TTFT"
    bar.set_text_source(lambda text: f"«{text}»")
    assert bar.pickers["study.result"].value == "«TTFT»"


def test_every_control_has_its_present_value_among_its_options():
    scenario = presets.default_scenario()
    for control in CONTROLS:
        assert control.chosen(scenario) in control.options(scenario)


def test_a_choice_that_means_nothing_is_not_offered(bar):
    bar.show_view(BY_ID["split"])
    assert not bar.pickers["split.overlap"].isHidden()
    assert bar.pickers["split.merge"].isHidden()
    bar.show_state(presets.default_scenario().with_values({"split.mode": "afd"}))
    assert bar.pickers["split.overlap"].isHidden()
    assert not bar.pickers["split.merge"].isHidden()


def test_a_share_of_its_own_is_written_as_one(bar):
    bar.show_view(BY_ID["split"])
    bar.show_state(presets.default_scenario().with_values({"split.share": 0.7}))
    assert bar.pickers["split.share"].value == "70\u00a0%"


def test_a_workload_goes_by_its_lengths_once_they_are_its_own():
    opening = presets.default_scenario()
    own = opening.with_values({"workload.input_tokens": 4096.0})
    assert button_texts(opening, str)["workload"][1] == opening.workload.name
    assert button_texts(own, str)["workload"][1] == "4k in, 512 out"


def test_a_model_held_by_sram_alone_is_laid_over_as_many_chips_as_it_needs():
    opening = presets.default_scenario()
    lpu = apply(opening, Change.of("chip", presets.chip("groq3-lpu").spec))
    chips = evaluate(lpu).chips[0]
    assert chips > lpu.deployment.tp
    assert deploy_title(lpu, str).startswith(f"{chips:g} chips")
    assert pin_detail(lpu, str).startswith(f"{chips:g} × Groq 3 LPU, SRAM")
    assert deploy_title(opening, str).startswith("2 chips")


def test_a_workload_to_choose_says_its_lengths():
    found = choices("workload", presets.default_scenario(), str)
    details = {choice.name: choice.detail for choice in found}
    assert details.pop("8k in, 512 out") == ""
    assert all(" in, " in detail for detail in details.values())
