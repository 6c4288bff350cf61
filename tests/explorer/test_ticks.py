"""Ticks and numbers on axes: the house rules, by golden cases and as laws over all ranges."""

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.figures.ticks import (
    MINUS,
    binary,
    binary_ticks,
    linear_ticks,
    log_ticks,
    minor_log_values,
    plain,
    readout,
    significant,
    ticks_for,
)

NB = "\u00a0"
positive = st.floats(1e-12, 1e12)


def labels(ticks):
    return [tick.label for tick in ticks]


@pytest.mark.parametrize(
    ("low", "high", "wanted"),
    [
        (0, 50, "0 10 20 30 40 50"),
        (0, 0.43, "0 0.1 0.2 0.3 0.4"),
        (0, 500, "0 100 200 300 400 500"),
        (0, 25, "0 5 10 15 20 25"),
        (60, 165, "60 80 100 120 140 160"),
        (-7, 3, "−6 −4 −2 0 2"),
        (0, 1e-4, "0 0.00002 0.00004 0.00006 0.00008 0.0001"),
        (0, 1.2e6, "0 200,000 400,000 600,000 800,000 1,000,000 1,200,000"),
    ],
)
def test_linear_axis(low, high, wanted):
    assert labels(linear_ticks(low, high)) == wanted.split()


@pytest.mark.parametrize(
    ("low", "high", "wanted"),
    [
        (0.1, 50, "0.1 0.2 0.5 1 2 5 10 20 50"),
        (20, 2000, "20 50 100 200 500 1,000 2,000"),
        (9, 20000, "10 100 1,000 10,000"),
        (300, 450, "300 350 400 450"),
        (1e-4, 10, "0.0001 0.001 0.01 0.1 1 10"),
        (1, 1000, "1 2 5 10 20 50 100 200 500 1,000"),
        (1, 1001, "1 10 100 1,000"),
    ],
)
def test_log_axis(low, high, wanted):
    assert labels(log_ticks(low, high)) == wanted.split()


@pytest.mark.parametrize(
    ("low", "high", "most", "wanted"),
    [
        (128, 131072, 6, "128 512 2k 8k 32k 128k"),
        (128, 131072, 4, "128 1k 8k 64k"),
        (1, 512, 12, "1 2 4 8 16 32 64 128 256 512"),
        (1, 512, 5, "1 4 16 64 256"),
        (1, 2**21, 8, "1 8 64 512 4k 32k 256k 2M"),
    ],
)
def test_binary_axis(low, high, most, wanted):
    assert labels(binary_ticks(low, high, most)) == wanted.split()


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        (0.0888, "0.0888"),
        (493.2, "493"),
        (16.59, "16.6"),
        (0.81, "0.810"),
        (12672, "12,700"),
        (999.6, "1,000"),
        (9.999, "10.0"),
        (0.09999, "0.100"),
        (-6.41, MINUS + "6.41"),
        (0, "0"),
        (1e-7, "0.000000100"),
        (math.nan, "–"),
        (math.inf, "–"),
    ],
)
def test_three_significant_figures(value, wanted):
    assert significant(value) == wanted


def test_readouts_carry_their_unit():
    assert readout(60.04, "tok/s/user") == f"60{NB}tok/s/user"
    assert readout(12672.3, "tokens", "binary") == f"12,672{NB}tokens"
    assert readout(0.5, "") == "0.5"
    assert readout(math.nan, "ms") == f"–{NB}ms"


def test_binary_numbers():
    assert [binary(v) for v in (512, 1024, 8192, 1536, 2**20)] == ["512", "1k", "8k", "1,536", "1M"]


@given(st.floats(-1e9, 1e9), st.floats(1e-6, 1e9), st.integers(2, 9))
def test_linear_ticks_are_few_within_range_and_even(low, width, most):
    high = low + width
    ticks = linear_ticks(low, high, most)
    assert len(ticks) <= min(most, 7)
    values = [tick.value for tick in ticks]
    slack = 1e-6 * width
    assert all(low - slack <= value <= high + slack for value in values)
    steps = [b - a for a, b in pairwise(values)]
    assert all(step == pytest.approx(steps[0], rel=1e-6) for step in steps)


@given(
    positive, st.floats(1.001, 1e12), st.integers(2, 14), st.sampled_from(["quantity", "binary"])
)
def test_log_ticks_are_few_rising_and_distinct(low, ratio, most, kind):
    ticks = ticks_for(low, low * ratio, "log", kind, most)
    assert len(ticks) <= most
    values = [tick.value for tick in ticks]
    assert values == sorted(set(values))
    assert all(low * 0.999 <= value <= low * ratio * 1.001 for value in values)
    assert len(set(labels(ticks))) == len(ticks)


@given(st.floats(-1e12, 1e12))
def test_no_number_shows_an_exponent_or_a_hyphen(value):
    for text in (plain(value), significant(value)):
        assert "e" not in text.lower()
        assert "-" not in text


@given(st.floats(1e-9, 1e9))
def test_significant_figures_are_within_half_a_step(value):
    shown = float(significant(value).replace(",", ""))
    assert shown == pytest.approx(value, rel=0.0051)


@pytest.mark.parametrize("ends", [(1, 1), (2, 1), (0, 10), (math.nan, 1), (1, math.inf), (-1, 1)])
def test_a_broken_log_range_has_no_ticks(ends):
    assert log_ticks(*ends) == ()
    assert binary_ticks(*ends) == ()
    assert minor_log_values(*ends) == ()
