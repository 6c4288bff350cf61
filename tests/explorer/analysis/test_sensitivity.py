"""What a tenth more of a lever does is what evaluating it alone says."""

import numpy as np
import pytest

from explorer import presets
from explorer.analysis import sensitivity
from explorer.analysis.uncertain import SPREAD, draws, uncertain
from explorer.cost_parameters import parameters
from explorer.evaluate import evaluate
from explorer.live import evaluated
from explorer.results import RESULTS


def effects(live):
    name = sensitivity.RUN
    return sensitivity.sensitivities(
        live.scenario, live.values[name], live.now, live.outcomes[name]
    )


@pytest.mark.parametrize("chip", ["h100-sxm", "groq3-lpu", "xeon-6980p"])
def test_each_effect_is_that_of_the_lever_alone(chip):
    scenario = presets.scenario(chip=chip)
    live = evaluated(scenario, sensitivity.wanted(scenario))
    before = evaluate(scenario)
    found = effects(live)
    assert len(found) > 15
    for each in found:
        start = sensitivity.standing_value(scenario, each.path)
        after = evaluate(scenario.with_values({each.path: start * (1 + each.step)}))
        for result in RESULTS:
            change = float(result.of(after)[0] / result.of(before)[0] - 1)
            assert each.effects[result.id] == pytest.approx(change, abs=2e-9)


def test_a_lever_at_its_hard_end_moves_as_far_as_it_can():
    scenario = presets.default_scenario().with_values({"economics.utilisation": 0.95})
    live = evaluated(scenario, sensitivity.wanted(scenario))
    found = {each.path: each for each in effects(live)}
    assert found["economics.utilisation"].step == pytest.approx(1 / 0.95 - 1)
    assert found["chip.hbm_gb"].step == pytest.approx(0.1)


def test_assumptions_have_the_spread_of_their_sources():
    scenario = presets.scenario(chip="groq3-lpu")
    found = {each.path: each for each in uncertain(scenario)}
    interest = parameters("facility")["interest"]
    now = scenario.economics.interest
    ratio = found["economics.interest"].high / now
    assert ratio == pytest.approx(interest.at("high") / interest.at("mid"))
    tdp = found["chip.tdp_w"]
    assert tdp.high / tdp.mid == pytest.approx(1 + SPREAD["estimated"])
    assert all(each.low <= each.mid <= each.high for each in found.values())


def test_what_the_user_set_and_what_a_data_sheet_says_is_certain():
    scenario = presets.scenario(chip="groq3-lpu").with_values({"chip.tdp_w": 400.0})
    paths = {each.path for each in uncertain(scenario)}
    assert "chip.tdp_w" not in paths
    assert "chip.sram_mb" not in paths


def test_draws_agree_for_one_seed_and_keep_within_their_ends():
    found = uncertain(presets.scenario(chip="groq3-lpu"))
    one, same, other = (draws(found, 500, seed) for seed in (1, 1, 2))
    for each in found:
        assert np.array_equal(one[each.path], same[each.path])
        assert each.low <= one[each.path].min() <= one[each.path].max() <= each.high
    assert any(not np.array_equal(one[path], other[path]) for path in one)
