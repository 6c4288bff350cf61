"""SRAM stacked on the compute die: silicon, cost, yield, power, and what it does to a step."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer import presets
from explorer.evaluate import evaluate
from explorer.figures import floorplan
from explorer.files import scenario_file
from explorer.live import evaluated
from explorer.outcome import LIMITS
from explorer.physics.memory import streams
from explorer.silicon.chip_cost import estimate_price
from explorer.silicon.design import design_of
from explorer.silicon.made import made
from explorer.silicon.power import estimate_tdp
from explorer.silicon.stack import stack_of
from explorer.spec.constants import Constants
from explorer.spec.costing import CostingSpec

H100 = presets.chip("h100-sxm").spec
MB, TBS = "stacked_sram_mb", "stacked_sram_bandwidth_tbs"


def with_stack(megabytes, terabytes_s=20.0):
    return H100.replaced({MB: megabytes, TBS: terabytes_s})


def test_a_cache_die_of_64_mb_is_of_the_published_size_and_a_few_dollars():
    """AMD 3D V-Cache: 64 MB and over 2 TB/s on 36 mm2 of N7 (41 in the first generation)."""
    found = stack_of(design_of(with_stack(64.0, 2.0)))
    assert 36 <= found.mm2 <= 41
    assert 4 < found.usd < 12
    assert found.bonded == pytest.approx(0.99, abs=0.005)


def test_nothing_stacked_is_nothing_paid():
    plain, wide = estimate_price(H100), estimate_price(with_stack(0.0, 1000.0))
    assert wide.price_usd == plain.price_usd
    assert wide.area_mm2 == plain.area_mm2
    assert (plain.cost.stacked, plain.stacked_mm2) == (0, 0)
    assert estimate_tdp(with_stack(0.0, 1000.0)) == estimate_tdp(H100)


@given(st.floats(0, 1e5), st.floats(0.01, 1e5), st.floats(1, 10), st.sampled_from((MB, TBS)))
def test_cost_area_and_power_rise_and_yield_falls(megabytes, rate, factor, more):
    here = with_stack(megabytes, rate)
    there = here.replaced({more: getattr(here, more) * factor})
    a, b = estimate_price(here), estimate_price(there)
    for rising in ((a.cost.total, b.cost.total), (a.area.total, b.area.total),
                   (a.stacked_mm2, b.stacked_mm2), (estimate_tdp(here), estimate_tdp(there)),
                   (b.good_share, a.good_share)):  # fmt: skip
        assert np.isfinite(rising).all()
        assert rising[1] >= rising[0] * (1 - 1e-12)
    assert b.good_share > 0
    assert sum(b.cost) == pytest.approx(b.cost.total, rel=1e-9)


@given(st.sampled_from(("negative binomial", "Murphy", "Bose-Einstein", "Poisson")))
def test_every_yield_model_is_finite_at_the_largest_stack(model):
    found = made(with_stack(1e5, 1e3), H100, CostingSpec(yield_model=model))
    assert np.isfinite(found.cost.total)
    assert 0 <= found.good_share < 1


def test_faulty_bonds_cost_the_dies_under_them():
    bad = CostingSpec(parameters=(("stack/bond_defects", 0.1),))
    chip = with_stack(4000.0)
    usual, worse = made(chip, H100), made(chip, H100, bad)
    assert worse.good_share < usual.good_share
    assert worse.cost.assembly_loss > usual.cost.assembly_loss
    assert worse.cost.stacked == usual.cost.stacked


@given(st.floats(1e8, 1e13), st.floats(1, 1e5), st.floats(0.1, 1e3), st.sampled_from((80.0, 0.0)))
def test_a_byte_comes_from_the_memories_as_fast_as_they_can_share_it(bytes_, mb, rate, hbm):
    chip = with_stack(mb, rate).replaced({"hbm_gb": hbm, "hbm_bandwidth_tbs": 3.35 if hbm else 0.0})
    flow = streams(chip, Constants(), bytes_)
    everything = (chip.sram_bandwidth_tbs + rate + chip.hbm_bandwidth_tbs) * 1e12
    assert np.isfinite(flow.seconds_per_byte)
    assert flow.floor >= 1 / everything * (1 - 1e-12)
    if hbm:
        plain = streams(chip.replaced({MB: 0.0}), Constants(), bytes_)
        assert flow.seconds_per_byte <= plain.seconds_per_byte * (1 + 1e-12)


def test_one_point_is_the_same_point_of_many():
    scenario = presets.default_scenario()
    many = evaluate(scenario.with_values({f"chip.{MB}": np.array([0.0, 500.0, 8000.0])}))
    for place, value in enumerate((0.0, 500.0, 8000.0)):
        alone = evaluate(scenario.with_values({f"chip.{MB}": value}))
        for name in ("tpot_ms", "chip_cost_usd", "area_mm2", "stacked_mm2", "tdp_w"):
            assert getattr(many, name)[place] == pytest.approx(getattr(alone, name)[0], rel=1e-12)


def test_a_stack_that_holds_the_model_is_quicker_than_memory():
    scenario = presets.default_scenario()
    plain, stacked = (
        evaluate(scenario.with_values({f"chip.{MB}": mb, f"chip.{TBS}": 100.0}))
        for mb in (0.0, 40_000.0)
    )
    assert stacked.tpot_ms[0] < 0.6 * plain.tpot_ms[0]
    assert stacked.price_usd[0] > 1.2 * plain.price_usd[0]
    assert stacked.tdp_w[0] > plain.tdp_w[0]
    assert stacked.have_gb[0] > plain.have_gb[0]


def test_files_keep_it_and_older_ones_have_none():
    scenario = presets.default_scenario()
    assert scenario.chip.stacked_sram_mb == 0
    written = scenario_file.document(scenario.with_values({f"chip.{MB}": 2000.0}))
    assert scenario_file.of_document(written).chip.stacked_sram_mb == 2000


def test_the_plan_shows_it_in_as_many_layers_as_it_asks_for():
    scenario = presets.default_scenario()

    def plan(megabytes):
        live = evaluated(scenario.with_values({f"chip.{MB}": megabytes}), {})
        return floorplan.build(live, live, str)

    none, one, three = plan(0.0), plan(800.0), plan(4000.0)
    assert none.dies[0].stack is None
    assert "Stacked SRAM" not in {use.name for use in none.uses}
    use = next(u for u in one.uses if u.name == "Stacked SRAM")
    drawn = one.dies[0].stack
    assert drawn.width * drawn.height == pytest.approx(use.now, rel=1e-9)
    assert "layers" not in drawn.text
    assert "3 layers" in three.dies[0].stack.text


@pytest.mark.parametrize("megabytes", [500.0, 8000.0, 40_000.0])
def test_where_a_quicker_stack_no_longer_helps_hbm_is_what_binds(megabytes):
    """What is stacked and what is not stream side by side: the slower of both is the limit."""
    rates = np.geomspace(1, 300, 60)
    scenario = presets.default_scenario().with_values({f"chip.{MB}": megabytes})
    out = evaluate(scenario.with_values({f"chip.{TBS}": rates}))
    gained = np.diff(out.tpot_ms) < -1e-9
    limits = np.array(LIMITS)[out.decode.binding]
    assert not gained[-1]
    assert set(limits[1:][~gained]) == {"hbm"}
    assert set(limits[:-1][gained]) <= {"sram"}
    assert np.all(np.diff(out.chip_cost_usd) > 0)
    assert np.all(np.diff(out.tdp_w) > 0)
