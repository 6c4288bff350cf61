"""Quantities: what is typed means what it says, what is shown reads back as what it was."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.levers import ALL_LEVERS
from explorer.units import (
    count,
    exact,
    number,
    parse,
    parse_range,
    percent,
    quantity,
    short_count,
    split,
)

UNITS = sorted({lever.unit for lever in ALL_LEVERS})


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("3.35 TB/s", "TB/s", 3.35),
        ("3.35T", "TB/s", 3.35),
        ("3.35e12", "TB/s", 3.35),
        ("3350 GB/s", "TB/s", 3.35),
        ("3,350 GB/s", "TB/s", 3.35),
        ("4.8", "TB/s", 4.8),
        (".5", "TB/s", 0.5),
        ("85 %", "%", 0.85),
        ("85", "%", 0.85),
        ("0.5\u00a0%", "%", 0.005),
        ("$28.6k", "$", 28_600),
        ("28.6 k$", "$", 28_600),
        ("28,600", "$", 28_600),
        ("1.2 M$", "$", 1.2e6),
        ("$2.5/h", "$/h", 2.5),
        ("1,979 TFLOPS", "TFLOPS", 1979),
        ("2 PFLOPS", "TFLOPS", 2000),
        ("2 PFLOP/s", "TFLOPS", 2000),
        ("2e3", "TFLOPS", 2000),
        ("80e9", "GB", 80),
        ("0.141 TB", "GB", 141),
        ("900 Gb/s", "GB/s", 112.5),
        ("80 GiB", "GB", 85.89934592),
        ("3.2 us", "µs", 3.2),
        ("3.2 \u00b5s", "µs", 3.2),
        ("3.2 \u03bcs", "µs", 3.2),
        ("3200 ns", "µs", 3.2),
        ("3.2e-6", "µs", 3.2),
        ("0.0032 ms", "µs", 3.2),
        ("0.7 kW", "W", 700),
        ("8k", "tok", 8192),
        ("8192 tokens", "tok", 8192),
        ("32 users", "users", 32),
        ("\u22123", "W", -3),
    ],
)
def test_typed_text_means_its_value(text, unit, value):
    assert parse(text, unit) == pytest.approx(value, rel=1e-12)


def test_mega_and_milli_differ():
    assert parse("5M", "MB") == 5
    assert parse("5m", "MB") == pytest.approx(5e-9)


def test_a_bare_number_means_the_unit_shown():
    assert split(28_600, "$") == ("28.6", "k$")
    assert parse("30", "$", shown="k$") == 30_000
    assert parse("$30", "$", shown="k$") == 30
    assert parse("30k", "$", shown="k$") == 30_000


@pytest.mark.parametrize(
    "text", ["", "abc", "4 apples", "5 kg", "--3", "1,97", "3.3.5", "nan", "inf", "1e999", "4 TB"]
)
def test_nonsense_is_refused_in_one_line(text):
    with pytest.raises(ValueError, match=r"\A[^\n]*TB/s[^\n]*\Z"):
        parse(text, "TB/s")


def test_words_of_another_language_are_understood():
    words = {"users": "用户", "tok": "词元"}
    assert parse("32 用户", "users", lambda source: words.get(source, source)) == 32
    assert parse("8k 词元", "tok", lambda source: words.get(source, source)) == 8192


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (4.8, "4.80"), (1980.4, "1,980"), (0.05123, "0.0512"), (-0.00512, "\u22120.00512"),
        (9.999, "10.0"), (0, "0"), (99.96, "100"), (math.nan, "—"), (math.inf, "—"),
    ],
)  # fmt: skip
def test_three_significant_figures(value, text):
    assert number(value) == text


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (1979, "TFLOPS", "1,979\u00a0TFLOPS"), (28_600, "$", "28.6\u00a0k$"),
        (950, "$", "950\u00a0$"),
        (0.7, "%", "70\u00a0%"), (0.705, "%", "70.5\u00a0%"), (3.2, "µs", "3.20\u00a0µs"),
        (33, "TB/s", "33\u00a0TB/s"), (12_672, "tok", "12,672\u00a0tok"),
        (3e6, "$", "3.00\u00a0M$"),
    ],
)  # fmt: skip
def test_quantities_in_the_house_style(value, unit, text):
    assert quantity(value, unit) == text


def test_counts_percentages_and_token_counts():
    assert count(12672) == "12,672"
    assert percent(-0.279) == "\u221227.9\u00a0%"
    assert [short_count(v) for v in (512, 1024, 8192, 2**20, 1000)] == [
        "512", "1k", "8k", "1M", "1,000",
    ]  # fmt: skip


@given(st.sampled_from(UNITS), st.floats(1e-6, 1e9))
def test_what_a_field_shows_for_editing_reads_back(unit, value):
    shown = split(value, unit)[1]
    assert parse(exact(value, unit), unit, shown=shown) == pytest.approx(value, rel=1e-11)


@given(st.sampled_from(UNITS), st.floats(1e-5, 1e9))
def test_what_is_shown_reads_back_to_three_figures(unit, value):
    assert parse(quantity(value, unit), unit) == pytest.approx(value, rel=5.1e-3)


def read(text, unit):
    """The number, or the line of the refusal."""
    try:
        return parse(text, unit)
    except ValueError as error:
        return str(error)


@given(st.text(max_size=30), st.sampled_from(UNITS))
def test_any_text_is_a_number_or_one_line(text, unit):
    found = read(text, unit)
    assert "\n" not in found if isinstance(found, str) else math.isfinite(found)


def test_one_of_a_kind_is_no_plural():
    assert quantity(1, "users") == "1\u00a0user"
    assert quantity(2, "users") == "2\u00a0users"
    assert quantity(1, "chips") == "1\u00a0chip"
    assert quantity(1, "TB/s") == "1\u00a0TB/s"


@pytest.mark.parametrize(
    ("text", "unit", "ends"),
    [
        ("80 to 120", "W", (80, 120)),
        ("80–120", "W", (80, 120)),
        ("80 - 120", "W", (80, 120)),
        ("800 to 1,200 GB/s", "TB/s", (0.8, 1.2)),
        ("800 GB/s to 1.2 TB/s", "TB/s", (0.8, 1.2)),
        ("50 to 70 %", "%", (0.5, 0.7)),
        ("$20k to $30k", "$", (20_000, 30_000)),
        ("8k to 32k", "tok", (8192, 32_768)),
        ("3.5..5", "W", (3.5, 5)),
        ("1 to 2e3 GB/s", "TB/s", (0.001, 2)),
        ("3 至 5", "W", (3, 5)),
        ("80", "W", None),
        ("1e-3", "W", None),
        ("-3", "W", None),
    ],
)
def test_two_numbers_are_a_range(text, unit, ends):
    assert parse_range(text, unit) == ends


@pytest.mark.parametrize("text", ["120 to 80", "80 to 80", "80 to apples", "80 TB/s to 120"])
def test_a_range_that_is_none_is_refused_in_one_line(text):
    with pytest.raises(ValueError, match=r"^[^\n]+$"):
        parse_range(text, "W")
