"""Where an axis is ticked and how a number on it reads, without Qt.

The rules are the house style: 1-2-5 on a logarithmic quantity up to three decades and whole decades
beyond, powers of two for counts of tokens and batch, five to seven round steps on a linear axis;
three significant figures, comma groups, a true minus sign and never a bare exponent. Axes hold
still while their curves move, so ticks are kept.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

MINUS = "\u2212"
NO_BREAK_SPACE = "\u00a0"
UNKNOWN = "\u2013"

_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
_MOST_LINEAR = 7
_FEWEST = 2
_THREE_DECADES = 3.0 + 1e-9
_EDGE = 1e-9


@dataclass(frozen=True, slots=True)
class Tick:
    """One labelled place on an axis, `value` in the axis' unit."""

    value: float
    label: str


def grouped(value: Decimal) -> str:
    """Return `value` in full with comma groups, a true minus sign and no exponent."""
    text = f"{value:,f}"
    return MINUS + text[1:] if text.startswith("-") else text


def plain(value: float) -> str:
    """Return `value` as short as it is exact to ten figures: "0.05", "2,000", "1"."""
    if not math.isfinite(value):
        return UNKNOWN
    exact = Decimal(f"{value:.10g}")
    if exact == 0:
        return "0"
    whole = exact.to_integral_value()
    return grouped(whole if whole == exact else exact.normalize())


def binary(value: float) -> str:
    """Return a count with k = 1,024 where that divides it: "512", "2k", "1M", else in full."""
    for size, suffix in ((1024**2, "M"), (1024, "k")):
        if value >= size and value % size == 0:
            return plain(value / size) + suffix
    return plain(value)


def significant(value: float, figures: int = 3) -> str:
    """Return `value` rounded to `figures` significant figures, trailing zeros kept.

    Parameters
    ----------
    value
        Any float; a value that is not finite reads as an en dash (unknown).
    figures
        Significant figures, at least 1.
    """
    if not math.isfinite(value):
        return UNKNOWN
    if value == 0:
        return "0"
    exact = Decimal(repr(float(value)))
    last = exact.adjusted() - figures + 1
    rounded = round(exact, -last)
    if rounded.adjusted() > exact.adjusted():
        last += 1
    return grouped(rounded.quantize(Decimal(1).scaleb(min(last, 0))))


def with_unit(number: str, unit: str) -> str:
    """Join a finished number and its unit with a no-break space; an empty unit adds nothing."""
    return f"{number}{NO_BREAK_SPACE}{unit}" if unit else number


def readout(value: float, unit: str, kind: Literal["quantity", "binary"] = "quantity") -> str:
    """Return a value as an axis is read: whole counts in full, else up to three figures, with unit.

    Parameters
    ----------
    value
        The value in `unit`.
    unit
        Spelled as the axis spells it; may be empty.
    kind
        "binary" marks an axis of counts, whose values are rounded to a whole number.
    """
    if not math.isfinite(value):
        return with_unit(UNKNOWN, unit)
    return with_unit(plain(round(value) if kind == "binary" else float(f"{value:.3g}")), unit)


@lru_cache(maxsize=256)
def linear_ticks(low: float, high: float, most: int = _MOST_LINEAR) -> tuple[Tick, ...]:
    """Return round steps of 1, 2, 2.5 or 5 within [low, high], at most `most` and never over seven.

    Parameters
    ----------
    low, high
        Ends of the axis in its unit, low < high; an empty or broken range has no ticks.
    most
        How many labels there is room for, at least 2.
    """
    if not _usable(low, high):
        return ()
    most = min(max(most, _FEWEST), _MOST_LINEAR)
    power = 10.0 ** math.floor(math.log10((high - low) / most))
    for step in (power * factor for scale in (1.0, 10.0) for factor in (s * scale for s in _STEPS)):
        first = math.ceil(low / step - _EDGE)
        last = math.floor(high / step + _EDGE)
        if last - first + 1 <= most:
            values = (
                round(i * step, 12 - math.floor(math.log10(step))) for i in _span(first, last)
            )
            return tuple(Tick(value, plain(value)) for value in values)
    return ()


def log_ticks(low: float, high: float, most: int = 12) -> tuple[Tick, ...]:
    """Return 1-2-5 ticks up to three decades, decades beyond, thinned to at most `most`.

    A range too short to hold two of them is ticked in round linear steps.

    Parameters
    ----------
    low, high
        Ends of the axis in its unit, 0 < low < high; a broken range has no ticks.
    most
        How many labels there is room for, at least 2.
    """
    if not _usable(low, high) or low <= 0:
        return ()
    most = max(most, _FEWEST)
    fine = _decade_values(low, high, (1, 2, 5))
    decades = _decade_values(low, high, (1,))
    if len(fine) < _FEWEST + 1:
        return linear_ticks(low, high, min(most, 5))
    chosen = fine if math.log10(high / low) <= _THREE_DECADES else decades
    if len(chosen) > most and len(decades) > _FEWEST:
        chosen = decades
    return tuple(Tick(value, plain(value)) for value in _thinned(chosen, most))


@lru_cache(maxsize=256)
def minor_log_values(low: float, high: float) -> tuple[float, ...]:
    """Return 2 to 9 times each power of ten within [low, high], for the fainter lines."""
    if not _usable(low, high) or low <= 0:
        return ()
    return tuple(_decade_values(low, high, tuple(range(2, 10))))


def binary_ticks(low: float, high: float, most: int = 12) -> tuple[Tick, ...]:
    """Return powers of two within [low, high] from the first on, thinned to at most `most`.

    Parameters
    ----------
    low, high
        Ends of the axis as counts, 0 < low < high; a broken range has no ticks.
    most
        How many labels there is room for, at least 2.
    """
    if not _usable(low, high) or low <= 0:
        return ()
    first = math.ceil(math.log2(low) - _EDGE)
    last = math.floor(math.log2(high) + _EDGE)
    powers = [2.0**exponent for exponent in _span(first, last)]
    if len(powers) < _FEWEST:
        return tuple(Tick(t.value, binary(t.value)) for t in linear_ticks(low, high, min(most, 5)))
    return tuple(Tick(value, binary(value)) for value in _thinned(powers, max(most, _FEWEST)))


@lru_cache(maxsize=256)
def ticks_for(
    low: float,
    high: float,
    scale: Literal["linear", "log"],
    kind: Literal["quantity", "binary"],
    most: int,
) -> tuple[Tick, ...]:
    """Return the ticks of an axis by its scale and kind; see the three functions above."""
    if scale == "linear":
        return linear_ticks(low, high, most)
    return binary_ticks(low, high, most) if kind == "binary" else log_ticks(low, high, most)


def _usable(low: float, high: float) -> bool:
    if not (math.isfinite(low) and math.isfinite(high) and low < high):
        return False
    # A range narrower than a float can tell apart has no round steps within it.
    return high - low > 1e-9 * max(abs(low), abs(high))


def _span(first: int, last: int) -> range:
    return range(first, last + 1)


def _decade_values(low: float, high: float, digits: tuple[int, ...]) -> list[float]:
    exponents = _span(math.floor(math.log10(low)) - 1, math.ceil(math.log10(high)) + 1)
    values = (float(f"{digit}e{exponent}") for exponent in exponents for digit in digits)
    return [v for v in values if low * (1 - _EDGE) <= v <= high * (1 + _EDGE)]


def _thinned(values: list[float], most: int) -> list[float]:
    stride = max(1, math.ceil(len(values) / most))
    return values[::stride]
