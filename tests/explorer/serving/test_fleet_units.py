"""Every unit of demand by hand once, and what routing and supply must keep."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer import presets
from explorer.serving.demand import chip_seconds, chips_needed, per_second
from explorer.serving.routing import best_for, best_within, frontier, totals
from explorer.silicon.supply import supply
from explorer.spec.costing import CostingSpec


@pytest.mark.parametrize(
    ("tokens", "period", "rate"),
    [
        (63.3e9, "minute", 1.055e9),  # Doubao's peak minute
        (5.16e12, "week", 8.53e6),  # OpenRouter, week of 16 February 2026
        (86_400.0, "day", 1.0),
        (3600.0, "hour", 1.0),
        (1.0, "second", 1.0),
        (1.3e15, "month", 4.947e8),  # Google, October 2025: 1.3e15 / 2,628,000 s
        (31_536_000.0, "year", 1.0),
    ],
)
def test_a_rate_by_hand(tokens: float, period, rate: float) -> None:
    assert per_second(tokens, period) == pytest.approx(rate, rel=1e-3)


@pytest.mark.parametrize(
    ("name", "tokens", "period"),
    [
        ("doubao-2025-09", 30e12, "day"), ("doubao-2025-12", 50e12, "day"),
        ("doubao-2026-03", 120e12, "day"), ("doubao-2026-06", 180e12, "day"),
        ("doubao-peak", 63.3e9, "minute"), ("openrouter-china", 5.16e12, "week"),
        ("openrouter-china-before", 4.12e12, "week"), ("google-2025-10", 1.3e15, "month"),
        ("google-2026-05", 3.2e15, "month"), ("openai-api-2026-03", 15e9, "minute"),
        ("deepseek-2025-02", 776e9, "day"),
    ],
)  # fmt: skip
def test_a_demand_is_the_published_figure_a_day(name: str, tokens: float, period) -> None:
    found = presets.fleet(name).spec
    daily = float(per_second(tokens, period)) * 86400
    assert found.tokens_per_day_t * 1e12 == pytest.approx(daily, rel=1e-4)


def test_the_peak_minute_over_the_mean_of_its_month() -> None:
    """63.3e9 a minute is 91.15e12 a day, 1.823 times 50e12."""
    found = presets.fleet("doubao-2025-12").spec
    assert found.peak_over_mean == pytest.approx(63.3e9 * 1440 / 50e12, abs=1e-3)


def test_chips_by_hand() -> None:
    """1,000 tokens in at 10,000 a second and 100 out at 500 take 0.1 + 0.2 s of a chip."""
    seconds = chip_seconds(1000.0, 100.0, 10_000.0, 500.0)
    assert seconds == pytest.approx(0.3)
    assert chips_needed(50.0, seconds, 0.75) == pytest.approx(20.0)
    assert chips_needed(100.0, seconds, 0.75) == pytest.approx(40.0)


COSTS = st.lists(st.floats(1e-4, 10), min_size=4, max_size=4)
TIMES = st.lists(st.floats(1e-2, 100), min_size=4, max_size=4)


@given(COSTS, COSTS, TIMES, TIMES)
def test_no_routing_beats_the_frontier(
    fast: list[float], deep: list[float], quick: list[float], slow: list[float]
) -> None:
    rate = np.array([4.0, 1.0, 2.0, 3.0])
    cost, seconds = np.array([fast, deep]), np.array([quick, slow])
    routes = frontier(rate, cost, seconds)
    steps = np.linspace(0, 1, 5)
    every = np.stack(np.meshgrid(*[steps] * 4), axis=-1).reshape(-1, 4)
    spent, took = totals(every, rate, cost, seconds)
    assert routes.cost[0] == pytest.approx(spent.min())
    assert routes.seconds[-1] == pytest.approx(took.min())
    assert (np.diff(routes.cost) >= -1e-12).all()
    assert (np.diff(routes.seconds) <= 1e-12).all()
    least = np.interp(-took, -routes.seconds, routes.cost)
    assert (spent >= least - 1e-9 * np.abs(least)).all()


@given(COSTS, TIMES, st.floats(0.01, 100))
def test_the_best_routing_keeps_its_goal_where_one_can(
    fast: list[float], slow: list[float], goal: float
) -> None:
    rate = np.ones(4)
    cost, seconds = np.array([fast, [0.01] * 4]), np.array([[0.01] * 4, slow])
    routes = frontier(rate, cost, seconds)
    shares, usd, time = best_for(routes, goal)
    assert totals(shares, rate, cost, seconds) == pytest.approx((usd, time))
    assert time <= max(goal, routes.seconds[-1]) * (1 + 1e-9)


def test_an_h100_sits_on_the_interposer_that_its_price_counts() -> None:
    """814 mm² and five stacks of 110 mm², 1.25 of interposer to silicon."""
    found = supply(presets.chip("h100-sxm").spec, 814.0, CostingSpec())
    assert found.stacks == pytest.approx(5)
    assert found.interposer_mm2 == pytest.approx(1.25 * (814 + 5 * 110), rel=0.01)
    assert found.stacked_gb == pytest.approx(80)


@pytest.mark.parametrize("chip", ["groq3-lpu", "wse-3", "xeon-6980p", "l40s"])
def test_no_stacks_take_no_interposer(chip: str) -> None:
    found = supply(presets.chip(chip).spec, 800.0, CostingSpec())
    assert (found.interposer_mm2, found.stacks, found.stacked_gb) == (0, 0, 0)


@given(COSTS, TIMES, st.floats(0.01, 100))
def test_the_quickest_routing_keeps_its_cost_and_more_money_is_never_slower(
    fast: list[float], slow: list[float], goal: float
) -> None:
    rate = np.ones(4)
    cost, seconds = np.array([fast, [0.01] * 4]), np.array([[0.01] * 4, slow])
    routes = frontier(rate, cost, seconds)
    shares, usd, time = best_within(routes, goal)
    assert totals(shares, rate, cost, seconds) == pytest.approx((usd, time))
    assert usd <= max(goal, routes.cost[0]) * (1 + 1e-9)
    assert best_within(routes, 2 * goal)[2] <= time * (1 + 1e-9)
