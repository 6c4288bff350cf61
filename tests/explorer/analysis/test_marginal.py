"""The next per cent of each specification: effects, costs and their ranking."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest

from explorer import presets
from explorer.analysis import marginal
from explorer.analysis.marginal import RUN, ranked
from explorer.evaluate import evaluate
from explorer.live import evaluated


def marginals(scenario):
    live = evaluated(scenario, marginal.wanted(scenario))
    return marginal.marginals(scenario, live.outcomes[RUN])


@pytest.fixture(scope="module")
def h100():
    return presets.default_scenario()


@pytest.fixture(scope="module")
def found(h100):
    return marginals(h100)


def test_a_step_is_a_second_evaluation(h100, found):
    sram = next(one for one in found if one.paths == ("chip.sram_mb",))
    now, then = (
        evaluate(s) for s in (h100, h100.with_values({"chip.sram_mb": h100.chip.sram_mb * 1.01}))
    )
    assert sram.cost_usd == pytest.approx(then.chip_cost_usd[0] - now.chip_cost_usd[0], rel=1e-6)
    assert sram.area_mm2 == pytest.approx(then.area_mm2[0] - now.area_mm2[0], rel=1e-6)
    assert sram.effects["tpot"] == pytest.approx(
        then.tpot_ms[0] / now.tpot_ms[0] - 1, rel=1e-6, abs=1e-12
    )
    assert sram.effect("cost_output", "usd", 1e-6) == pytest.approx(
        1e-6 * sram.effects["cost_output"] / sram.cost_usd, rel=0.01
    )


@pytest.mark.parametrize("name", ["h100-sxm", "mi300x", "groq3-lpu", "a100-80"])
def test_better_specifications_slow_nothing_and_are_not_negative_in_cost(name):
    scenario = presets.scenario(chip=name)
    for one in marginals(scenario):
        # Where SRAM alone holds the model, more of it takes fewer chips: another machine.
        if one.label != marginal.STACKED or scenario.chip.hbm_gb:
            assert one.effects["ttft"] <= 1e-9, one.label
            assert one.effects["tpot"] <= 1e-9, one.label
        for added in (one.cost_usd, one.area_mm2, one.watts):
            assert added >= -1e-9, one.label
            assert math.isfinite(added)


def test_matrix_rate_and_memory_stacks_are_paid_for(found):
    by_label = {one.label: one for one in found}
    for label in ("Matrix rate, all formats", "One more memory stack"):
        assert by_label[label].cost_usd > 0
        assert by_label[label].area_mm2 > 0
        assert by_label[label].watts > 0
    assert (
        by_label["One more memory stack"].effects["tpot"]
        < by_label["HBM bandwidth"].effects["tpot"]
    )


@pytest.mark.parametrize("per", ["", "usd", "mm2", "w"])
@pytest.mark.parametrize("result", ["ttft", "tpot", "cost_output"])
def test_ranking_puts_the_largest_fall_first_and_the_free_last(found, result, per):
    effects = [one.effect(result, per) for one in ranked(found, result, per)]
    known = [effect for effect in effects if effect is not None]
    assert all(a <= b for a, b in pairwise(known))
    assert effects[: len(known)] == known


def test_a_power_limit_steps_from_where_it_stands(h100):
    moved = h100.with_values({"chip.fp8_tflops": 4000.0})
    power = next(one for one in marginals(moved) if one.paths == ("chip.tdp_w",))
    assert power.watts == pytest.approx(0.01 * evaluate(moved).tdp_w[0], rel=1e-6)


@pytest.mark.parametrize("name", ["h100-sxm", "mi300x", "groq3-lpu", "ascend-950pr", "wse-3"])
def test_every_rate_takes_area_and_dollars(name):
    free = {"chip.scaleup_latency_us", "chip.tdp_w", "chip.hbm_gb"}
    for one in marginals(presets.scenario(chip=name)):
        if one.paths[0] not in free:
            assert one.area_mm2 > 0, one.label
            assert one.cost_usd > 0, one.label


def test_a_budget_buys_no_more_than_there_is(found):
    speed = next(one for one in found if one.paths == ("chip.hbm_bandwidth_tbs",))
    full = 5 * 0.819 / 3.35  # five stacks of HBM3
    assert speed.room == pytest.approx((full - 1) / 0.01)
    assert speed.spent("mm2", 10.0)
    quickest = evaluate(presets.default_scenario().with_values({"chip.hbm_bandwidth_tbs": 4.095}))
    now = evaluate(presets.default_scenario())
    true = quickest.tpot_ms[0] / now.tpot_ms[0] - 1
    assert speed.effect("tpot", "mm2", 10.0) == pytest.approx(true, rel=0.05)
    assert not speed.spent("mm2", speed.area_mm2)


def test_full_stacks_are_a_row_of_stacks_alone():
    full = presets.default_scenario().with_values({"chip.hbm_bandwidth_tbs": 5 * 0.819})
    labels = {one.label for one in marginals(full)}
    assert "HBM bandwidth" not in labels
    assert "One more memory stack" in labels
