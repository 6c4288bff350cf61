"""What stands around a replica: parts add up, closed forms hold, demand scales, limits are met."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer import presets
from explorer.analysis.deployments import best
from explorer.change import Change, apply
from explorer.cli.around import around
from explorer.lever import Lever
from explorer.live import Live, evaluated
from explorer.spec.scenario import Scenario
from explorer.system_levers import SYSTEM_LEVERS
from explorer.systems import layers as layered
from explorer.systems import load, memory
from explorer.systems.agents import agents
from explorer.systems.fleet import fleet, growth, other

PAIRS = [
    ("h100-sxm", "llama-3.1-70b"), ("rubin-vr200", "deepseek-v3"), ("groq3-lpu", "gpt-oss-120b"),
    ("xeon-6980p", "llama-3.1-8b"), ("wse-3", "llama-3.1-8b"), ("ascend-950dt", "qwen3-235b-a22b"),
]  # fmt: skip


def scenario(chip: str = "b200-sxm", model: str = "gpt-oss-120b", **values: Any) -> Scenario:
    base = presets.scenario(chip=chip, model=model)
    changes = tuple((path.replace("__", "."), value) for path, value in values.items())
    return apply(base, Change(changes, "set")) if changes else base


def live(s: Scenario) -> Live:
    return evaluated(s, layered.wanted(s))


def numbers(found: Any) -> list[float]:
    if isinstance(found, dict):
        return [x for value in found.values() for x in numbers(value)]
    if isinstance(found, list):
        return [x for value in found for x in numbers(value)]
    return [found] if isinstance(found, float) else []


@pytest.mark.parametrize(("chip", "model"), PAIRS)
def test_everything_around_a_replica_is_finite(chip: str, model: str) -> None:
    values = np.array(numbers(around(scenario(chip, model))))
    assert values.size > 60
    assert np.isfinite(values).all()
    assert (values >= 0).all()


@pytest.mark.parametrize(("chip", "model"), PAIRS)
def test_a_wait_breaks_even_where_the_closed_form_says(chip: str, model: str) -> None:
    """t* = c_s (t_pre - G / B) / (G c_G)."""
    now = live(scenario(chip, model))
    m = memory.memory(now)
    second = float(now.now.usd_per_chip_hour[0]) / 3600
    avoided = float((m.calls.work_computed - m.calls.work_found).mean())
    speed = min(now.scenario.tiers.ssd_gbs, now.scenario.chip.host_gbs)
    size, hold = m.context_gb, float(m.value.hold_usd_hour[memory.SSD]) / m.context_gb
    expected = max(second * (avoided - size / speed), 0.0) / (size * hold)
    assert m.value.break_even_hours[memory.SSD] == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize("path", ["tiers.dram_gb", "tiers.ssd_gb", "chip.hbm_gb"])
def test_more_memory_finds_more_and_answers_no_later(path: str) -> None:
    base = scenario(session__gap_median_s=3600, session__gap_p99_ratio=300)
    found = [
        memory.memory(live(apply(base, Change.of(path, size))))
        for size in np.geomspace(200, 20000, 12)
    ]
    hits = np.array([m.hit for m in found])
    assert (np.diff(hits) >= -1e-12).all()
    assert hits[-1] > hits[0]
    if path != "chip.hbm_gb":  # more HBM also lets more sequences run together
        assert (np.diff([m.ttft_mean for m in found]) <= 1e-12).all()


def test_what_is_found_further_away_comes_later_and_computing_last() -> None:
    m = memory.memory(live(scenario("h100-sxm", "llama-3.1-70b")))
    assert (np.diff(m.ttft_by_place) >= 0).all()
    assert m.ttft_by_place[0] <= m.ttft_mean <= m.ttft_by_place[-1]
    assert m.found.sum() == pytest.approx(m.hit)


def test_parts_of_a_session_add_up_and_faster_tools_keep_chips_busier() -> None:
    slow, quick = (
        agents(live(scenario(session__gap_median_s=gap, session__gap_p99_ratio=10)))
        for gap in (30.0, 3.0)
    )
    assert quick.time_s.sum() < slow.time_s.sum()
    assert 0 < slow.busy_share < quick.busy_share <= 1
    assert slow.usd.sum() == pytest.approx(quick.usd.sum(), rel=0.05)


def test_cores_per_chip_by_hand() -> None:
    """Calls a second of a chip, times the core-seconds of a call."""
    a = agents(live(scenario(session__tool_core_s=7)))
    calls = a.sessions_per_chip_hour * 33 / 3600
    assert a.cores_per_chip == pytest.approx(7 * calls)


def test_no_session_takes_a_chip_longer_than_a_lone_call_would() -> None:
    """One call without tools: no waiting, no reuse, the cost of one request."""
    s = scenario(session__calls=1, session__first_tokens=8192, session__output_tokens=512,
                 session__tool_core_s=0, tiers__dram_gb=0, tiers__ssd_gb=0)  # fmt: skip
    a, now = agents(live(s)), live(s)
    tokens = 8192 + 512
    assert a.time_s[3] == 0
    assert a.busy_share == 1
    assert a.usd.sum() == pytest.approx(float(now.now.usd_mtok_blended[0]) * tokens / 1e6, rel=0.01)


@pytest.mark.parametrize(("chip", "model"), PAIRS)
def test_twice_the_demand_takes_twice_the_fleet(chip: str, model: str) -> None:
    one, two = (
        fleet(live(scenario(chip, model, fleet__tokens_per_day_t=demand))) for demand in (5, 10)
    )
    for name in ("chips", "racks", "megawatts", "capital_usd", "running_usd_year", "usd_year"):
        assert getattr(two, name) == pytest.approx(2 * getattr(one, name)), name
    assert two.usd_mtok == pytest.approx(one.usd_mtok)
    assert two.supply.stacks == pytest.approx(2 * one.supply.stacks)


def test_a_fleet_at_full_load_costs_what_the_operating_point_does() -> None:
    s = scenario(economics__utilisation=0.5, fleet__load_at_peak=0.75, fleet__peak_over_mean=1.5)
    now = live(s)
    found = fleet(now)
    assert found.mean_load == pytest.approx(0.5)
    assert found.usd_mtok == pytest.approx(float(now.now.usd_mtok_blended[0]))
    assert found.peak_tokens_s == pytest.approx(1.5 * 10e12 / 86400)
    assert found.running_usd_year < found.usd_year


def test_growth_compounds_and_the_same_chip_makes_the_same_fleet() -> None:
    s = scenario(fleet__growth=0.5)
    assert growth(s)[:3] == pytest.approx([1.0, 1.5, 2.25])
    assert other(s, "b200-sxm").chips == pytest.approx(fleet(live(s)).chips)


@pytest.mark.parametrize(("chip", "model"), PAIRS)
def test_a_routing_of_the_frontier_costs_what_the_layers_do(chip: str, model: str) -> None:
    base = scenario(chip, model)
    x = layered.layers(live(base))
    shares, usd, seconds = x.best
    routed = {
        f"layers.{name}_fast": share
        for name, share in zip(layered.CLASSES, np.asarray(shares).tolist(), strict=True)
    }
    again = layered.layers(live(apply(base, Change(tuple(routed.items()), "route"))))
    assert again.usd_mtok == pytest.approx(usd, rel=1e-9)
    assert again.answer_s == pytest.approx(seconds, rel=1e-9)
    assert x.usd_mtok >= np.interp(-x.answer_s, -x.routes.seconds, x.routes.cost) * (1 - 1e-9)


def test_all_on_one_layer_leaves_the_other_empty() -> None:
    for share, empty in ((0.0, layered.FAST), (1.0, layered.DEEP)):
        routed = {f"layers__{name}_fast": share for name in layered.CLASSES}
        x = layered.layers(live(scenario(**routed)))
        assert x.chips[empty] == 0
        assert x.output_tok_s[empty].sum() == 0
        assert x.usd_hour.sum() == pytest.approx(x.usd_mtok * 10e12 / 1e6 / 24)


def test_the_classes_ask_for_the_demand() -> None:
    x = layered.layers(live(scenario()))
    tokens = sum(
        rate * (w.input_tokens + w.output_tokens)
        for rate, w in zip(x.rate, layered.class_workloads(), strict=True)
    )
    assert tokens == pytest.approx(10e12 / 86400)


def test_few_requests_are_cheaper_on_a_processor_and_many_on_a_gpu() -> None:
    s = scenario("h100-sxm", "llama-3.1-8b")
    now = live(s)
    gpu, found = load.own(now), dict(load.others(s))
    cpu = found["xeon-6980p"]
    at = load.crossover(gpu, cpu)
    assert at is not None
    assert gpu.usd_mtok(np.array([at])) == pytest.approx(cpu.usd_mtok(np.array([at])))
    assert gpu.usd_mtok(np.array([at / 10]))[0] > cpu.usd_mtok(np.array([at / 10]))[0]
    assert gpu.usd_mtok(np.array([at * 10]))[0] < cpu.usd_mtok(np.array([at * 10]))[0]
    full = gpu.usd_mtok(np.array([1e6]))
    assert full == pytest.approx(now.now.usd_mtok_blended)


@pytest.mark.parametrize("chip", ["grace-cpu", "vera-cpu", "xeon-6980p", "epyc-9755"])
def test_a_processor_serves_a_small_model(chip: str) -> None:
    found = load.own(live(scenario(chip, "llama-3.1-8b", workload__batch=1)))
    assert found.fits
    assert found.tpot_ms < 200


def anywhere(lever: Lever) -> st.SearchStrategy[tuple[str, float]]:
    low = max(lever.low, 1e-6) if lever.scale == "log" else lever.low
    return st.floats(low, lever.high).map(lambda value: (lever.path, value))


@given(st.tuples(*map(anywhere, SYSTEM_LEVERS)), st.sampled_from(PAIRS))
def test_everything_around_a_replica_is_finite_wherever_its_levers_stand(
    places: tuple[tuple[str, float], ...], pair: tuple[str, str]
) -> None:
    found = around(apply(presets.scenario(*pair), Change(places, "set")))
    values = np.array(numbers(found))
    assert np.isfinite(values).all()
    assert (values >= 0).all()
    assert 0 <= found["memory"]["hit_share"] <= 1
    assert 0 < found["session"]["busy_share"] <= 1
    shares = found["layers"]["best"]["fast_share"].values()
    assert all(0 <= share <= 1 for share in shares)


def test_deepseeks_day_keeps_as_many_nodes_busy_as_it_says() -> None:
    """226.75 nodes of eight H800 on average for 608e9 tokens in and 168e9 out (February 2025).

    Per node 73.7k input tokens a second, cached ones among them, and 14.8k output tokens.
    """
    asked = presets.scenario("h800", "deepseek-v3", "api-mix")
    asked = asked.replaced({"fleet": presets.fleet("deepseek-2025-02").spec})
    found = best(asked, "slo", max_chips=144)
    day = fleet(evaluated(found.scenario, {}))
    assert day.chips * day.mean_load / 8 == pytest.approx(226.75, rel=0.25)
    assert 8 * found.outcome.input_tok_s_chip[0] == pytest.approx(73_700, rel=0.25)
    assert 8 * found.outcome.output_tok_s_chip[0] == pytest.approx(14_800, rel=0.25)
