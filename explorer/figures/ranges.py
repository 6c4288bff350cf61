"""Round ends for axes, so that a range holds still while a lever moves the curves."""

from __future__ import annotations

import math
from functools import cache

import numpy as np

from explorer.figures.figure import Array

_STEPS_LOG = (1.0, 2.0, 5.0)
_STEPS_LINEAR = (1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0)


def finite(*values: Array | float) -> Array:
    """Return all positive finite numbers among `values` in one flat array."""
    flat: Array = np.concatenate(
        [np.ravel(np.asarray(value, dtype=np.float64)) for value in values]
    )
    kept: Array = flat[np.isfinite(flat) & (flat > 0)]
    return kept


def log_range(
    *values: Array | float, default: tuple[float, float] = (1.0, 10.0)
) -> tuple[float, float]:
    """Return 1-2-5 steps around all values; `default` where there are none."""
    found = finite(*values)
    if not found.size:
        return default
    low, high = log_step(float(found.min()), up=False), log_step(float(found.max()), up=True)
    return (low, high) if high > low else (low / 2, high * 2)


def log_step(value: float, *, up: bool) -> float:
    """Return the 1-2-5 step at or beyond `value`."""
    exponent = math.floor(math.log10(value))
    steps = [step for e in (exponent - 1, exponent, exponent + 1) for step in _steps(_STEPS_LOG, e)]
    if up:
        return next(step for step in steps if step >= value * (1 - 1e-9))
    return next(step for step in reversed(steps) if step <= value * (1 + 1e-9))


def linear_top(*values: Array | float, default: float = 1.0) -> float:
    """Return a round end at or above all values for an axis that starts at 0."""
    found = finite(*values)
    if not found.size:
        return default
    value = float(found.max())
    exponent = math.floor(math.log10(value))
    steps = [step for e in (exponent, exponent + 1) for step in _steps(_STEPS_LINEAR, e)]
    return next(step for step in steps if step >= value * (1 - 1e-9))


@cache
def _steps(steps: tuple[float, ...], exponent: int) -> tuple[float, ...]:
    """Return steps times a power of ten, each the number nearest to what it is written as."""
    return tuple(float(f"{s:g}e{exponent}") for s in steps)


def binary_range(low: float, high: float) -> tuple[float, float]:
    """Return the powers of two at or beyond both ends."""
    return (
        2.0 ** math.floor(math.log2(low) + 1e-9),
        2.0 ** math.ceil(math.log2(high) - 1e-9),
    )
