"""Laws of kept KV caches: more memory finds more, memories add up, times invert."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer import presets
from explorer.serving.endurance import wear
from explorer.serving.gaps import mean, mean_until, normal, shorter
from explorer.serving.kv_tiers import NAMES, held_bytes, kept
from explorer.serving.sessions import mean_prompt, new_tokens, prompt, reused_share
from explorer.spec.session import SessionSpec

MEDIANS = st.floats(0.1, 1e4)
SPREADS = st.floats(1.0, 1e4)
RATES = st.floats(1e-4, 1e3)
SIZES = st.floats(1e3, 1e11)


def session(median: float, spread: float, calls: float = 33) -> SessionSpec:
    return SessionSpec(calls=calls, gap_median_s=median, gap_p99_ratio=spread)


@given(MEDIANS, SPREADS)
def test_half_of_the_waits_are_below_the_median_and_99_of_100_below_the_percentile(
    median: float, spread: float
) -> None:
    assert shorter(median, median, median * spread) == pytest.approx(0.5, abs=1e-6)
    if spread > 1.01:
        assert shorter(median * spread, median, median * spread) == pytest.approx(0.99, abs=1e-6)


def test_the_normal_distribution_is_that_of_the_library() -> None:
    z = np.linspace(-7.9, 7.9, 1013)
    exact = [0.5 * math.erfc(-x / math.sqrt(2)) for x in z]
    assert np.abs(normal(z) - exact).max() < 1e-7


@given(MEDIANS, st.floats(1.5, 1e3))
def test_the_mean_wait_cut_at_t_is_the_area_above_the_distribution(
    median: float, spread: float
) -> None:
    p99 = median * spread
    cut = 3.0 * median
    t = np.linspace(0.0, cut, 20001)[1:]
    area = np.trapezoid(1 - shorter(t, median, p99), t) + t[0]
    assert mean_until(cut, median, p99) == pytest.approx(area, rel=2e-3)
    assert mean_until(1e12, median, p99) == pytest.approx(mean(median, p99), rel=1e-3)


@given(MEDIANS, SPREADS, RATES, SIZES, st.floats(1, 200))
def test_more_memory_never_finds_less(
    median: float, spread: float, rate: float, size: float, calls: float
) -> None:
    some = session(median, spread, calls)
    sizes = np.geomspace(size, size * 1e6, 64)[None, :]
    hit = kept(sizes, rate, size, 2 * size, some).hit
    assert (np.diff(hit) >= 0).all()
    assert (hit >= 0).all()
    assert (hit <= 1).all()


@given(MEDIANS, SPREADS, RATES, SIZES, st.lists(st.floats(0, 1e14), min_size=4, max_size=4))
def test_memories_in_a_row_find_what_one_of_their_joint_size_does(
    median: float, spread: float, rate: float, size: float, sizes: list[float]
) -> None:
    some = session(median, spread)
    row = kept(np.array(sizes)[:, None], rate, size, size, some)
    one = kept(np.array([[sum(sizes)]]), rate, size, size, some)
    assert row.hit == pytest.approx(one.hit, abs=1e-12)
    assert (row.found >= 0).all()
    assert len(row.found) == len(NAMES)


@given(MEDIANS, SPREADS, RATES, SIZES)
def test_the_time_kept_fills_the_memory(
    median: float, spread: float, rate: float, size: float
) -> None:
    some = session(median, spread)
    joint = float(held_bytes(100.0, rate, size, size, some))
    found = kept(np.array([[joint]]), rate, size, size, some)
    assert found.seconds[0, 0] == pytest.approx(100.0, rel=1e-6)


def test_the_coding_agent_reuses_what_its_trace_says() -> None:
    """Codex: 12k to 80k tokens in 33 calls, 131 tokens in for one out, prefix hit 0.942."""
    agent = presets.session("coding-agent").spec
    assert prompt(agent, agent.calls - 1) == pytest.approx(80_000, rel=0.06)
    assert mean_prompt(agent) / agent.output_tokens == pytest.approx(131, rel=0.03)
    assert reused_share(agent) == pytest.approx(0.942, abs=0.015)


@pytest.mark.parametrize(
    ("name", "mean_tokens", "hit"),
    [("chat", 1155, None), ("long-chat", 12035, 0.374), ("code-completion", 2048, None),
     ("copilot-agent", 67_900, None)],
)  # fmt: skip
def test_a_session_has_the_mean_prompt_and_hit_of_its_trace(
    name: str, mean_tokens: float, hit: float | None
) -> None:
    found = presets.session(name).spec
    assert mean_prompt(found) == pytest.approx(mean_tokens, rel=0.005)
    if hit is not None:
        assert reused_share(found) == pytest.approx(hit, abs=0.01)


def test_prompt_tokens_are_either_new_or_seen() -> None:
    some = SessionSpec(calls=5, first_tokens=100, growth_tokens=60, output_tokens=20)
    prompts = [prompt(some, call) for call in range(5)]
    new = [100.0, *[new_tokens(some)] * 4]
    assert reused_share(some) == pytest.approx(1 - sum(new) / sum(prompts))


def test_flash_lasts_as_its_rating_says() -> None:
    """A drive of 1 TB rated one write a day over five years, written once a day."""
    found = wear(1e12 / 86400, 1000, 1.0, 5.0)
    assert found.drive_writes_per_day == pytest.approx(1.0)
    assert found.petabytes == pytest.approx(1.825)
    assert found.years == pytest.approx(5.0)
    assert np.isinf(wear(0.0, 1000, 1.0, 5.0).years)
    assert np.isinf(wear(1e9, 0.0, 1.0, 5.0).years)
