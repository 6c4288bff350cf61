"""Automatic layouts in the Deploy picker: what each objective chooses, what cannot be met."""

import pytest

from explorer import presets
from explorer.analysis.deployments import OBJECTIVES, best
from explorer.change import apply
from explorer.evaluate import evaluate
from ui.choices import change_of, choices

MOE = presets.scenario(chip="h200-sxm", model="deepseek-v3").with_values(
    {"workload.ttft_slo_ms": 5000.0, "workload.interactivity_target": 20.0}
)


@pytest.mark.parametrize("objective", OBJECTIVES)
def test_a_choice_takes_the_layout_and_batch_of_the_search(objective):
    found = apply(MOE, change_of("deploy", f"auto:{objective}", MOE, str))
    chosen = best(MOE, objective)
    assert found.deployment == chosen.deployment
    assert found.workload.batch == chosen.batch
    assert evaluate(found).fits.all()


def test_each_objective_is_offered_before_single_widths():
    offered = [choice.key for choice in choices("deploy", MOE, str)]
    assert offered[:3] == [f"auto:{objective}" for objective in OBJECTIVES]


def test_the_cheapest_costs_no_more_and_the_fastest_is_no_slower():
    cheapest, fastest, now = (
        evaluate(s)
        for s in (
            apply(MOE, change_of("deploy", "auto:cheapest", MOE, str)),
            apply(MOE, change_of("deploy", "auto:fastest", MOE, str)),
            MOE,
        )
    )
    assert cheapest.usd_mtok_output <= now.usd_mtok_output
    assert fastest.tpot_ms <= min(now.tpot_ms, cheapest.tpot_ms)


def test_limits_that_nothing_keeps_are_said_and_change_nothing():
    hard = MOE.with_values({"workload.ttft_slo_ms": 0.001})
    with pytest.raises(ValueError, match="No layout keeps TTFT"):
        change_of("deploy", "auto:slo", hard, str)
