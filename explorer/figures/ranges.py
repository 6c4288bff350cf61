"""Round ends for axes, so that a range holds still while a lever moves the curves."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache

import numpy as np

from explorer.figures.figure import Array

_STEPS_LOG = (1.0, 2.0, 5.0)
_STEPS_LINEAR = (1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0)


Values = Array | Sequence[float] | float


def finite(*values: Values) -> Array:
    """Return all positive finite numbers among `values` in one flat array."""
    flat: Array = np.concatenate(values, axis=None, dtype=np.float64)
    kept: Array = flat[np.isfinite(flat) & (flat > 0)]
    return kept


def ends(*values: Values) -> tuple[float, float] | None:
    """Return the least and the largest positive finite number among `values`, None without any."""
    flat = np.concatenate(values, axis=None, dtype=np.float64)
    if flat.size:
        # Gaps are left out as they are; zeros and infinities are rare.
        low, high = float(np.fmin.reduce(flat)), float(np.fmax.reduce(flat))
        if low > 0 and high < math.inf:
            return low, high
    found = finite(flat)
    return (float(found.min()), float(found.max())) if found.size else None


def log_range(*values: Values, default: tuple[float, float] = (1.0, 10.0)) -> tuple[float, float]:
    """Return 1-2-5 steps around all values; `default` where there are none."""
    found = ends(*values)
    return default if found is None else log_steps(*found)


def log_steps(least: float, largest: float) -> tuple[float, float]:
    """Return the 1-2-5 steps around two numbers."""
    low, high = log_step(least, up=False), log_step(largest, up=True)
    return (low, high) if high > low else (low / 2, high * 2)


def log_step(value: float, *, up: bool) -> float:
    """Return the 1-2-5 step at or beyond `value`."""
    steps = _around(_STEPS_LOG, math.floor(math.log10(value)))
    if up:
        return steps[bisect_left(steps, value * (1 - 1e-9))]
    return steps[bisect_right(steps, value * (1 + 1e-9)) - 1]


def linear_top(*values: Values, default: float = 1.0) -> float:
    """Return a round end at or above all values for an axis that starts at 0."""
    found = ends(*values)
    return default if found is None else top_step(found[1])


def top_step(value: float) -> float:
    """Return the round end at or above a value."""
    steps = _around(_STEPS_LINEAR, math.floor(math.log10(value)))
    return steps[bisect_left(steps, value * (1 - 1e-9))]


@cache
def _around(steps: tuple[float, ...], exponent: int) -> tuple[float, ...]:
    """Return steps times three powers of ten, each the number nearest to what it is written as."""
    powers = (exponent - 1, exponent, exponent + 1)
    return tuple(float(f"{step:g}e{power}") for power in powers for step in steps)


def binary_range(low: float, high: float) -> tuple[float, float]:
    """Return the powers of two at or beyond both ends."""
    return (
        2.0 ** math.floor(math.log2(low) + 1e-9),
        2.0 ** math.ceil(math.log2(high) - 1e-9),
    )
