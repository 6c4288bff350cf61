"""Laws of area, yield, cost and power over the whole box of chip specifications."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from explorer.silicon.area import reticle_dies, stacks_limit
from explorer.silicon.chip_cost import estimate_price
from explorer.silicon.made import made
from explorer.silicon.power import (
    activity_power,
    energies_of,
    estimate_tdp,
)
from explorer.silicon.wafer import dies_per_wafer
from explorer.silicon.yields import die_yield
from explorer.spec.chip import ChipSpec

MODELS = ("negative binomial", "Poisson", "Murphy", "Bose-Einstein")
RESOURCES = {
    "bf16_tflops": (1.0, 1e5),
    "fp8_tflops": (0.0, 1e5),
    "int8_tops": (0.0, 1e5),
    "fp4_tflops": (0.0, 1e5),
    "vector_tflops": (0.1, 1e5),
    "sram_mb": (1.0, 1e5),
    "sram_bandwidth_tbs": (0.1, 1e5),
    "stacked_sram_mb": (0.0, 1e4),
    "stacked_sram_bandwidth_tbs": (0.1, 1e4),
    "hbm_gb": (0.0, 1e4),
    "hbm_bandwidth_tbs": (0.0, 1e3),
    "scaleup_gbs": (1.0, 1e5),
    "scaleout_gbs": (1.0, 1e5),
}
PROCESSES = ("TSMC 7N", "TSMC 4N", "TSMC 4NP", "TSMC N3P", "TSMC N2", "SMIC N+2", "SMIC N+3", "")
MEMORIES = ("none", "HBM2e", "HBM3", "HBM3e", "HBM4", "HiBL 1.0", "HiZQ 2.0", "GDDR7", "LPDDR5X")


def chip(**values):
    base = {
        "id": "x",
        "name": "X",
        "bf16_tflops": 500,
        "fp8_tflops": 1000,
        "fp4_tflops": 2000,
        "vector_tflops": 50,
        "sram_mb": 100,
        "sram_bandwidth_tbs": 30,
        "hbm_kind": "HBM3e",
        "hbm_gb": 144,
        "hbm_bandwidth_tbs": 4,
        "scaleup_gbs": 1000,
        "scaleup_latency_us": 2,
        "process": "TSMC N5",
        "tdp_w": 700,
        "price_usd": 20000,
        "rental_usd_hour": 2,
    }
    return ChipSpec(**(base | values))


chips = st.builds(
    chip,
    **{name: st.floats(*bounds) for name, bounds in RESOURCES.items()},
    process=st.sampled_from(PROCESSES),
    hbm_kind=st.sampled_from(MEMORIES),
    execution=st.sampled_from(("gpu", "npu", "static", "cpu")),
    vendor=st.sampled_from(("NVIDIA", "AMD", "Google", "")),
    dies=st.integers(1, 8),
)


@given(chips, st.sampled_from(sorted(RESOURCES)), st.floats(1.0, 10.0))
def test_cost_and_area_rise_with_each_resource(one, resource, factor):
    more = one.replaced({resource: getattr(one, resource) * factor})
    before, after = estimate_price(one), estimate_price(more)
    assert after.area.total >= before.area.total * (1 - 1e-12)
    assert after.price_usd >= before.price_usd * (1 - 1e-12)
    assert made(more, one).price_ratio >= 1 - 1e-12


@pytest.mark.parametrize("process", PROCESSES)
@pytest.mark.parametrize("execution", ["gpu", "static"])
def test_cost_rises_across_every_die_count(process, execution):
    many = chip(process=process, execution=execution).replaced(
        {"sram_mb": np.linspace(1, 20_000, 5_000)}
    )
    found = estimate_price(many)
    assert np.unique(found.dies).size > 3
    assert np.all(np.diff(found.price_usd) > 0)
    assert np.all(np.diff(found.area_mm2) > 0)


@given(chips)
def test_estimates_are_finite_positive_and_sum_to_their_totals(one):
    found = estimate_price(one)
    for value in (found.area_mm2, found.cost.total, found.price_usd, found.good_share):
        assert np.isfinite(value)
        assert value > 0
    assert found.good_share <= 1
    assert sum(found.area) == pytest.approx(found.area_mm2, rel=1e-9)
    assert sum(found.cost) == pytest.approx(found.cost.total, rel=1e-9)
    assert found.price_usd >= found.cost.total
    assert estimate_tdp(one) > 0
    assert np.isfinite(estimate_tdp(one))


@given(chips, st.sampled_from(sorted(RESOURCES)))
def test_scalar_call_is_the_same_point_of_an_array_call(one, resource):
    low, high = RESOURCES[resource]
    points = np.linspace(low, high, 7)
    together = estimate_price(one.replaced({resource: points}))
    watts = estimate_tdp(one.replaced({resource: points}))
    for i in (0, 3, 6):
        alone = one.replaced({resource: float(points[i])})
        assert np.broadcast_to(together.price_usd, 7)[i] == estimate_price(alone).price_usd
        assert np.broadcast_to(watts, 7)[i] == estimate_tdp(alone)


def test_corners_of_the_hard_range():
    smallest = {"bf16_tflops": 1e-9, "fp8_tflops": 0, "fp4_tflops": 0, "sram_mb": 1e-9}
    largest = dict.fromkeys(("bf16_tflops", "fp8_tflops", "fp4_tflops", "int8_tops"), 1e6)
    largest |= {"sram_mb": 1e6, "hbm_gb": 1e5, "hbm_bandwidth_tbs": 1e4, "scaleup_gbs": 1e6}
    for corner in (smallest, largest, {"die_area_mm2": 1e6}, {"dies": 1000}):
        found = estimate_price(chip(**corner))
        assert np.isfinite(found.price_usd)
        assert found.price_usd > 0


@given(
    st.sampled_from(MODELS), st.floats(1, 50_000), st.floats(0, 5), st.floats(0, 1), st.floats(1, 4)
)
def test_yield_falls_with_area_and_defect_density(model, mm2, density, critical, factor):
    here = die_yield(mm2, density, critical, model)
    assert 0 < here <= 1 or (here == 0 and mm2 * density * critical > 1e4)
    assert die_yield(mm2 * factor, density, critical, model) <= here * (1 + 1e-12)
    assert die_yield(mm2, density * factor, critical, model) <= here * (1 + 1e-12)
    assert die_yield(mm2, density, critical / factor, model) >= here * (1 - 1e-12)


def test_yield_without_defects_and_unknown_model():
    assert [float(die_yield(800, 0, 1, model)) for model in MODELS] == [1, 1, 1, 1]
    with pytest.raises(ValueError, match="not known"):
        die_yield(800, 0.1, 1, "Seeds")


def test_clustering_lies_between_poisson_and_none():
    x = np.linspace(1, 2000, 200), 0.1
    nb, poisson = die_yield(*x), die_yield(*x, model="Poisson")
    assert np.all(nb > poisson)
    assert die_yield(*x, alpha=1e7) == pytest.approx(poisson, rel=1e-5)


def test_dies_per_wafer_falls_with_area_and_ends_in_one_wafer():
    mm2 = np.geomspace(1, 1e6, 4_000)
    assert np.all(np.diff(dies_per_wafer(mm2)) <= 0)
    assert dies_per_wafer(46_225) == 1
    assert dies_per_wafer(np.pi * 150**2 * 2) == pytest.approx(0.5)


@given(st.floats(0, 1e5))
def test_least_dies_is_the_least_that_fits(first):
    def each(n):
        return (first + 60 * n) * (1.06 if n > 1 else 1) / n

    n = int(reticle_dies(first))
    assert each(n) <= 858 * (1 + 1e-9)
    assume(n > 1)
    assert each(n - 1) > 858 * (1 - 1e-9)


def test_shoreline():
    assert list(stacks_limit([1, 2, 4])) == [6, 8, 16]
    assert estimate_price(chip(hbm_gb=288, dies=2)).shoreline_ok
    crowded = estimate_price(chip(hbm_gb=288, dies=1))
    assert not crowded.shoreline_ok
    assert any("edge" in note for note in crowded.notes)


def test_known_area_is_kept_and_its_parts_sum_to_it():
    found = estimate_price(chip(die_area_mm2=814))
    assert found.area_mm2 == 814
    assert sum(found.area) == pytest.approx(814, rel=1e-12)
    assert found.dies == 1


def test_market_price_answers_to_a_lever_and_rests_at_its_own_value():
    known = chip(die_area_mm2=814)
    assert made(known, known).price_ratio == 1
    assert made(known.replaced({"sram_mb": 200}), known).price_ratio > 1


def test_one_off_cost_is_spread_over_the_volume():
    plain, spread = estimate_price(chip()), estimate_price(chip(), nre_usd=18.1e6, volume=1e5)
    assert plain.cost.nre == 0
    assert spread.cost.total - plain.cost.total == pytest.approx(181)


def test_undisclosed_words_are_said_to_be_assumed():
    notes = estimate_price(chip(process="not disclosed", hbm_kind="in-house HBM")).notes
    assert len(notes) == 2
    assert estimate_price(chip()).notes == ()


rates = st.floats(0, 100)


@given(rates, rates, rates, rates, st.floats(1.0, 5.0))
def test_power_sums_and_rises_with_activity(flops, memory, sram, links, factor):
    e = energies_of(chip())
    here = activity_power(e, flops, memory, sram, links)
    assert sum(here) == pytest.approx(here.total, rel=1e-9)
    assert here.total >= e.idle_w
    more = activity_power(e, flops * factor, memory, sram, links)
    assert more.total >= here.total
