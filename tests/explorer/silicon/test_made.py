"""A better specification is never free: area, cost, price and power move with the silicon."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer import presets
from explorer.change import Change, apply
from explorer.evaluate import evaluate
from explorer.files import scenario_file
from explorer.money.standing import standing
from explorer.silicon.chip_cost import estimate_price
from explorer.silicon.made import made
from explorer.silicon.package import memory_usd
from explorer.silicon.power import estimate_tdp
from explorer.truth.stack import stack

RESOURCES = (
    "bf16_tflops", "fp8_tflops", "int8_tops", "fp4_tflops", "vector_tflops", "sram_mb",
    "sram_bandwidth_tbs", "stacked_sram_mb", "stacked_sram_bandwidth_tbs", "hbm_gb",
    "hbm_bandwidth_tbs", "scaleup_gbs", "scaleout_gbs",
)  # fmt: skip
STRICT = ("vector_tflops", "sram_mb", "sram_bandwidth_tbs", "scaleup_gbs", "scaleout_gbs")
CHIPS = tuple(preset.id for preset in presets.chips())


@cache
def chip(name):
    return presets.chip(name).spec


def h100(**values):
    scenario = presets.default_scenario()
    return scenario.with_values({f"chip.{name}": value for name, value in values.items()})


@pytest.mark.parametrize("name", CHIPS)
def test_a_chip_as_shipped_is_what_its_preset_says(name):
    shipped = chip(name)
    found, alone, known = made(shipped, shipped), made(shipped), estimate_price(shipped)
    assert found.price_ratio == pytest.approx(1, rel=1e-12)
    assert found.power_ratio == pytest.approx(1, rel=1e-12)
    for one in (found, alone):
        assert one.area.total == pytest.approx(known.area_mm2, rel=1e-9)
        assert one.cost.total == pytest.approx(known.cost.total, rel=1e-9)


@given(st.sampled_from(CHIPS), st.sampled_from(RESOURCES), st.floats(0.1, 10), st.floats(1, 5))
def test_more_of_a_resource_never_costs_less(name, resource, start, factor):
    shipped = chip(name)
    value = getattr(shipped, resource) * start
    points = np.array([value, value * factor])
    found = made(shipped.replaced({resource: points}), shipped)
    for rising in (found.area.total, found.cost.total, found.list_price_usd, found.price_ratio,
                   found.power_ratio):  # fmt: skip
        assert np.all(np.isfinite(rising))
        assert np.all(rising > 0)
        assert rising[1] >= rising[0] * (1 - 1e-12)


@given(st.sampled_from(CHIPS), st.sampled_from(STRICT))
def test_a_larger_resource_costs_strictly_more(name, resource):
    shipped = chip(name)
    more = made(shipped.replaced({resource: getattr(shipped, resource) * 2}), shipped)
    assert more.price_ratio > 1
    assert more.area.total > made(shipped, shipped).area.total


@pytest.mark.parametrize("resource", ["vector_tflops", "sram_bandwidth_tbs"])
@pytest.mark.parametrize("name", ["h100-sxm", "mi300x", "groq-v1", "wse-3", "xeon-6980p"])
def test_units_beside_the_matrix_units_draw_power(name, resource):
    shipped = chip(name)
    found = made(shipped.replaced({resource: getattr(shipped, resource) * 1.5}), shipped)
    assert found.power_ratio > 1.0005


def test_usual_vector_units_and_sram_are_within_the_energy_of_a_flop():
    """What H100 is calibrated on stays: only what departs from its core is counted beside it."""
    shipped = chip("h100-sxm")
    more = shipped.replaced({"vector_tflops": shipped.vector_tflops + 100})
    assert estimate_tdp(shipped) == pytest.approx(704, abs=2)
    # 100 TFLOPS a tenth in use at four times 0.27 pJ, and what idles with it.
    assert estimate_tdp(more) - estimate_tdp(shipped) == pytest.approx(10.8 / (1 - 0.136), rel=1e-6)


@pytest.mark.parametrize("name", ["h100-sxm", "b200-sxm", "rubin-vr200", "ascend-950pr", "mi300x"])
def test_bandwidth_beyond_the_usual_raises_the_price_of_the_memory(name):
    shipped = chip(name)
    rates = np.linspace(1, 6, 200) * shipped.hbm_bandwidth_tbs
    usd = made(shipped.replaced({"hbm_bandwidth_tbs": rates}), shipped).cost.memory
    assert np.all(np.diff(usd) >= 0)
    assert usd[-1] > 1.5 * usd[0]


def test_thin_stacks_of_b200_cost_what_is_said_of_them():
    """Between 370 USD for 36 GB at 1 TB/s taken to its rate, and 15 USD/GB of its breakdown."""
    b200 = chip("b200-sxm")
    quoted = memory_usd(b200.hbm_gb, b200.hbm_bandwidth_tbs, 370 / 36, 1 / 36, 0.4)
    assert quoted < made(b200).cost.memory < 15 * b200.hbm_gb
    h100 = chip("h100-sxm")
    assert made(h100).cost.memory == pytest.approx(1150, rel=0.01)


@given(st.sampled_from(CHIPS), st.sampled_from(RESOURCES), st.floats(0.2, 5))
def test_one_point_is_the_same_point_of_many(name, resource, factor):
    shipped = chip(name)
    value = getattr(shipped, resource) * factor
    alone = made(shipped.replaced({resource: value}), shipped)
    many = made(shipped.replaced({resource: np.array([1.0, value, 1.0, value])}), shipped)
    for field in ("dies", "list_price_usd", "price_ratio", "power_ratio"):
        points = getattr(many, field)
        assert points[1] == pytest.approx(getattr(alone, field), rel=1e-12)
        assert points[1] == points[3]
        assert points[0] == points[2]


def test_chips_of_many_kinds_in_one_stack_are_each_themselves():
    names = ("h100-sxm", "mi300x", "groq3-lpu", "a100-80", "h100-sxm")
    scenarios = [presets.scenario(chip=name) for name in names]
    together = evaluate(stack(scenarios), detail=False)
    for place, scenario in enumerate(scenarios):
        alone = evaluate(scenario, detail=False)
        for field in ("area_mm2", "chip_cost_usd", "price_usd", "tdp_w", "usd_mtok_output"):
            assert getattr(together, field)[place] == pytest.approx(getattr(alone, field)[0])


def test_price_and_power_follow_the_silicon():
    before, after = (evaluate(s) for s in (h100(), h100(sram_mb=400.0, fp8_tflops=3000.0)))
    for field in ("area_mm2", "chip_cost_usd", "price_usd", "tdp_w", "usd_per_chip_hour"):
        assert getattr(after, field)[0] > getattr(before, field)[0] * 1.01, field
    ratio = after.chip_cost_usd[0] / before.chip_cost_usd[0]
    assert after.price_usd[0] == pytest.approx(before.price_usd[0] * ratio, rel=1e-9)
    shipped = presets.default_scenario().chip
    watts = estimate_tdp(h100(fp8_tflops=3000.0).chip) / estimate_tdp(shipped)
    assert after.tdp_w[0] == pytest.approx(shipped.tdp_w * float(watts), rel=1e-9)


def test_what_the_user_sets_holds():
    moved = h100(sram_mb=400.0, fp8_tflops=3000.0, price_usd=11_000.0, tdp_w=500.0)
    out = evaluate(moved)
    assert out.price_usd[0] == 11_000
    assert out.tdp_w[0] == 500
    swept = h100(sram_mb=400.0, price_usd=np.array([11_000.0, 25_000.0, 30_000.0]))
    prices = evaluate(swept).price_usd
    assert prices[0] == 11_000
    assert prices[2] == 30_000
    assert prices[1] > 25_000


def test_every_basis_answers_to_the_silicon():
    for basis in ("market", "cost-plus", "rental"):
        hours = [
            evaluate(h100(sram_mb=mb).with_values({"economics.basis": basis})).usd_per_chip_hour[0]
            for mb in (50.0, 400.0)
        ]
        assert hours[1] > hours[0] * 1.01, basis
    plus = evaluate(h100().with_values({"economics.basis": "cost-plus"}))
    price = float(estimate_price(h100().chip).price_usd)
    assert plus.price_usd[0] == pytest.approx(price, rel=1e-9)
    rented = evaluate(h100().with_values({"economics.basis": "rental"}))
    assert rented.usd_per_chip_hour[0] == h100().chip.rental_usd_hour


@given(st.sampled_from(CHIPS), st.sampled_from(RESOURCES), st.floats(0.2, 5))
def test_parts_of_cost_and_of_the_hour_sum_to_them(name, resource, factor):
    base = presets.default_scenario()
    shipped = chip(name)
    scenario = base.replaced(
        {"chip": shipped.replaced({resource: getattr(shipped, resource) * factor}),
         "shipped": shipped}
    )  # fmt: skip
    out = evaluate(scenario, detail=False)
    assert out.chip_cost_parts_usd.sum(axis=0) == pytest.approx(out.chip_cost_usd, rel=1e-9)
    assert out.money_usd_hour.sum(axis=0) == pytest.approx(out.usd_per_chip_hour, rel=1e-9)
    assert np.all(out.money_usd_hour >= 0)


def test_another_chip_is_a_new_starting_point():
    other = apply(h100(sram_mb=400.0), Change.of("chip", chip("mi300x")))
    assert other.shipped == chip("mi300x")
    assert evaluate(other).price_usd[0] == chip("mi300x").price_usd
    kept = apply(h100(), Change.of("chip.sram_mb", 400.0))
    assert kept.shipped == chip("h100-sxm")


def test_files_say_the_preset_and_older_bases_are_read():
    written = scenario_file.document(h100(sram_mb=400.0))
    assert "shipped" not in written
    assert scenario_file.as_shipped(h100(sram_mb=400.0)).shipped == chip("h100-sxm")
    old = b'{"version": 1, "chip": {"preset": "h100-sxm", "sram_mb": 400},' \
          b' "model": {"preset": "llama-3.1-70b"}, "economics": {"basis": "tco"}}'  # fmt: skip
    found = scenario_file.parse(old)
    assert found.shipped == chip("h100-sxm")
    assert found.economics.basis == "market"


def test_what_one_wafer_cannot_hold_takes_a_second():
    wafer = presets.scenario(chip="wse-3", model="llama-3.1-8b")
    sram = wafer.chip.sram_mb
    states = [apply(wafer, Change.of("chip.sram_mb", sram * k)) for k in (1, 1.1, 3)]
    grown = [standing(each).made for each in states]
    assert [float(each.dies) for each in grown] == [1.0, 2.0, 2.0]
    for each in grown:
        assert float(each.area.total) <= 46_225 * float(each.dies) * (1 + 1e-6)
    assert float(grown[1].cost.total) > 1.5 * float(grown[0].cost.total)
