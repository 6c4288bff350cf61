"""One lever moves, another gives way, and what is locked stays."""

from __future__ import annotations

import numpy as np
import pytest

from explorer import presets
from explorer.analysis.locks import MATRIX, held, locked
from explorer.change import apply
from explorer.evaluate import evaluate
from explorer.levers import BY_PATH

FP8, SRAM = "chip.fp8_tflops", "chip.sram_mb"


@pytest.fixture(scope="module")
def h100():
    return presets.default_scenario()


def test_sram_takes_the_place_of_cores_until_none_are_left(h100):
    target = float(held(h100, "area"))
    rates, ttft, last = [], [], ""
    for megabytes in np.geomspace(10, 1000, 40):
        change = locked(h100, SRAM, float(megabytes), target=target)
        if isinstance(change, str):
            last = change
            break
        after = apply(h100, change)
        out = evaluate(after, detail=False)
        assert out.area_mm2[0] == pytest.approx(target, rel=1e-3)
        rates.append(after.chip.fp8_tflops)
        ttft.append(out.ttft_ms[0])
        for path in MATRIX:
            kept = h100.value(path) * after.chip.fp8_tflops / h100.chip.fp8_tflops
            assert after.value(path) == pytest.approx(kept, rel=1e-9)
    assert len(rates) > 10
    assert np.all(np.diff(rates) < 0)
    assert ttft[-1] > ttft[0] * 2
    assert last.startswith("Die area cannot stay at 814")
    assert "at 10\u00a0TFLOPS it is 8" in last


@pytest.mark.parametrize("hold", ["area", "tdp", "cost", "price", "chip-hour"])
@pytest.mark.parametrize("path", [SRAM, "chip.scaleup_gbs", "chip.hbm_bandwidth_tbs"])
def test_what_is_held_stays(h100, hold, path):
    change = locked(h100, path, h100.value(path) * 1.3, hold)
    assert not isinstance(change, str), change
    after = apply(h100, change)
    assert after.value(path) == h100.value(path) * 1.3
    assert float(held(after, hold)) == pytest.approx(float(held(h100, hold)), rel=1e-3)
    assert after.chip.fp8_tflops <= h100.chip.fp8_tflops


def test_every_basis_can_hold_the_chip_hour(h100):
    for basis in ("market", "cost-plus", "rental"):
        scenario = h100.with_values({"economics.basis": basis})
        change = locked(scenario, SRAM, 100.0, "chip-hour")
        after = evaluate(apply(scenario, change)).usd_per_chip_hour[0]
        assert after == pytest.approx(evaluate(scenario).usd_per_chip_hour[0], rel=1e-3)


def test_another_lever_may_give_way(h100):
    change = locked(h100, FP8, h100.chip.fp8_tflops * 1.1, "area", SRAM)
    after = apply(h100, change)
    assert after.chip.sram_mb < h100.chip.sram_mb
    assert after.chip.bf16_tflops == h100.chip.bf16_tflops
    assert float(held(after, "area")) == pytest.approx(814, rel=1e-3)


def test_a_drag_there_and_back_ends_where_it_began(h100):
    target, here = float(held(h100, "area")), h100
    for megabytes in (80.0, 150.0, 30.0, h100.chip.sram_mb):
        here = apply(here, locked(here, SRAM, megabytes, target=target))
    assert here.chip.fp8_tflops == pytest.approx(h100.chip.fp8_tflops, rel=1e-3)


def test_a_price_that_the_user_set_needs_nothing_to_give_way(h100):
    own = h100.with_values({"chip.price_usd": 20_000.0})
    assert locked(own, SRAM, 200.0, "price").values == ((SRAM, 200.0),)


def test_chips_without_fp8_give_way_by_the_rates_they_have():
    a100 = presets.scenario(chip="a100-80")
    after = apply(a100, locked(a100, SRAM, a100.chip.sram_mb * 1.3, "area"))
    assert after.chip.bf16_tflops < a100.chip.bf16_tflops
    assert after.chip.fp8_tflops == 0
    assert float(held(after, "area")) == pytest.approx(826, rel=1e-3)


def test_refusals_say_why(h100):
    itself = locked(h100, "chip.bf16_tflops", 500.0, "area", FP8)
    assert itself == f"{BY_PATH[FP8].label} cannot give way to itself."
    idle = locked(h100, SRAM, 100.0, "area", "chip.scaleup_latency_us")
    assert idle == "Die area does not depend on Hop latency."
    seen = []
    locked(h100, SRAM, 5000.0, t=lambda text: seen.append(text) or text)
    assert any("cannot stay" in text for text in seen)


def test_matrix_rates_give_way_to_vector_rate(h100):
    target = float(held(h100, "area"))
    change = locked(h100, "chip.vector_tflops", 200.0, target=target)
    assert not isinstance(change, str)
    after = apply(h100, change)
    assert after.chip.vector_tflops == 200.0
    assert after.chip.fp8_tflops < h100.chip.fp8_tflops
    assert float(held(after, "area")) == pytest.approx(target, rel=1e-3)
    ratio = after.chip.fp8_tflops / h100.chip.fp8_tflops
    assert after.chip.bf16_tflops == pytest.approx(h100.chip.bf16_tflops * ratio, rel=1e-9)


def test_stacked_sram_is_paid_for_with_cores(h100):
    target = float(held(h100, "cost"))
    rates = []
    for megabytes in np.geomspace(64, 1000, 12):
        change = locked(h100, "chip.stacked_sram_mb", float(megabytes), "cost", target=target)
        assert not isinstance(change, str)
        after = apply(h100, change)
        assert float(held(after, "cost")) == pytest.approx(target, rel=1e-3)
        rates.append(after.chip.fp8_tflops)
    assert np.all(np.diff(rates) < 0)
