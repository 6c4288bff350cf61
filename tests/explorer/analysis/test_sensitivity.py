"""What a tenth more of a lever does is what evaluating it alone says."""

import numpy as np
import pytest

from explorer import presets
from explorer.analysis import sensitivity
from explorer.analysis.held import with_shipped
from explorer.analysis.uncertain import (
    SPREAD,
    draws,
    exactly,
    range_of,
    uncertain,
    within,
)
from explorer.change import Change, apply
from explorer.cost_parameters import parameters
from explorer.evaluate import evaluate
from explorer.export.assumptions import assumptions
from explorer.live import evaluated
from explorer.money.standing import standing
from explorer.overview import figure
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


@pytest.mark.parametrize(
    ("path", "start", "after"),
    [
        ("deployment.tp", 2, 4),
        ("deployment.tp", 3, 4),
        ("deployment.pp", 1, 2),
        ("workload.batch", 1, 2),
        ("workload.batch", 32, 35),
    ],
)
def test_a_lever_of_whole_numbers_goes_to_one_that_there_is(path, start, after):
    scenario = presets.default_scenario().with_values({path: float(start)})
    live = evaluated(scenario, sensitivity.wanted(scenario))
    found = {each.path: each for each in effects(live)}
    assert start * (1 + found[path].step) == pytest.approx(after)


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


def between(path, low, high, scenario=None):
    scenario = scenario or presets.default_scenario()
    return apply(scenario, Change(within(scenario, path, (low, high)), ""))


def test_a_range_that_the_user_set_is_drawn_from_in_place_of_the_published_one():
    path = "economics.utilisation"
    before = {each.path: each for each in uncertain(presets.default_scenario())}
    scenario = between(path, 0.6, 0.75)
    found = [each for each in uncertain(scenario) if each.path == path]
    assert [(each.low, each.mid, each.high) for each in found] == [(0.6, 0.7, 0.75)]
    assert (before[path].low, before[path].high) != (0.6, 0.75)
    values = draws(tuple(found), 500, 1)[path]
    assert 0.6 <= values.min() < 0.62
    assert 0.73 < values.max() <= 0.75


def test_a_value_outside_its_new_range_goes_to_the_middle():
    assert between("chip.tdp_w", 80, 120).chip.tdp_w == 100
    assert between("chip.tdp_w", 600, 800).chip.tdp_w == 700
    assert between("workload.batch", 3, 8).workload.batch in (5, 6)


def test_counts_are_drawn_whole():
    scenario = between("workload.batch", 16, 64)
    found = tuple(each for each in uncertain(scenario) if each.path == "workload.batch")
    values = draws(found, 200, 1)["workload.batch"]
    assert np.array_equal(values, np.rint(values))
    assert len(set(values)) > 10


def test_a_range_counts_only_while_the_value_lies_in_it_and_ends_when_told():
    path = "chip.hbm_bandwidth_tbs"
    scenario = between(path, 3, 5)
    assert range_of(scenario, path) == (3, 5)
    assert range_of(apply(scenario, Change.of(path, 6.0)), path) is None
    assert range_of(apply(scenario, Change(exactly(scenario, (path,)), "")), path) is None
    assert exactly(presets.default_scenario(), (path,)) == ()


def test_a_range_of_what_is_no_lever_or_beyond_the_hard_range_is_not_drawn():
    ranges = {"chip.tdp_w": [0, 900], "chip.name": [1, 2], "deployment.tp": [1, 4]}
    scenario = presets.default_scenario()
    held = apply(scenario, Change.of("study.ranges", ranges))
    assert {each.path for each in uncertain(held)} == {each.path for each in uncertain(scenario)}


def test_the_range_widens_the_band_and_stands_in_the_tornado():
    scenario = presets.default_scenario()
    study = scenario.study.replaced({"result": "tpot", "x": "workload.batch"})
    scenario = scenario.replaced({"study": study})
    wide = between("chip.hbm_bandwidth_tbs", 2, 5, scenario)
    plain, spread = (figure(each, "sweep").bands[0] for each in (scenario, wide))
    widths = [np.nanmax(band.high / band.low) for band in (plain, spread)]
    assert widths[1] > 1.2 * widths[0]
    bars = {bar.name: bar for bar in figure(wide, "assumptions").bars}
    assert (bars["HBM bandwidth"].low_label, bars["HBM bandwidth"].high_label) == (
        "2\u00a0TB/s", "5\u00a0TB/s",
    )  # fmt: skip


def grown():
    """Return a chip with more memory bandwidth than shipped, whose price has followed."""
    return apply(presets.default_scenario(), Change.of("chip.hbm_bandwidth_tbs", 14.0))


def test_a_tenth_more_of_a_price_that_followed_the_silicon_is_a_tenth_more_of_it():
    scenario = grown()
    held = standing(scenario).scenario.chip.price_usd
    assert held > 1.2 * scenario.chip.price_usd
    live = evaluated(scenario, sensitivity.wanted(scenario))
    place = [each.path for each in effects(live)].index("chip.price_usd")
    price = live.outcomes[sensitivity.RUN].price_usd[place]
    assert price == pytest.approx(1.1 * held)
    found = {each.path: each.effects["cost_output"] for each in effects(live)}
    assert 0 < found["chip.price_usd"] < 0.1


def test_an_uncertain_price_moves_with_the_silicon_as_the_price_itself_does():
    scenario = grown()
    made = figure(scenario, "sweep")
    curve, band = made.series[-1], made.bands[0]
    inside = np.interp(band.x, curve.x, curve.y)
    assert (band.low < inside).all()
    assert (inside < band.high).all()
    bars = {bar.path: bar for bar in figure(scenario, "assumptions").bars}
    price = bars["chip.price_usd"]
    assert price.low < figure(scenario, "assumptions").base < price.high


def test_a_price_set_by_the_user_is_drawn_as_it_is():
    scenario = apply(grown(), Change(within(grown(), "chip.price_usd", (40e3, 60e3)), ""))
    run = with_shipped(scenario, {"chip.price_usd": np.array([40e3, 60e3])})
    assert list(run) == ["chip.price_usd"]
    still = {"chip.price_usd": np.array([20e3, 30e3]), "chip.sram_mb": np.array([50.0, 60.0])}
    assert set(with_shipped(grown(), still)) == {*still, "shipped.price_usd"}


def test_what_a_document_rests_on_names_the_range():
    scenario = between("chip.hbm_bandwidth_tbs", 3, 5)
    rows = {row.name: row for row in assumptions(scenario, presets.default_scenario(), str)}
    told = rows["HBM bandwidth"]
    assert told.value == "3.35\u00a0TB/s, between 3\u00a0TB/s and 5\u00a0TB/s"
    assert told.changed
    assert not rows["HBM capacity"].changed
