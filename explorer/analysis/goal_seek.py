"""Goal seek: the value of one lever at which one result reaches a target.

The lever's whole range is evaluated at once and the crossing nearest to the present value narrowed
down, 64 points a round: as safe as bisection on curves with steps, in five calls.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.evaluate import evaluate
from explorer.levers import BY_PATH, Lever
from explorer.outcome import Array
from explorer.refusal import Refusal
from explorer.results import Result
from explorer.spec.scenario import Scenario

_POINTS = 1025
_ROUND = 64
_ROUNDS = 5
_LEAST = 1e-9


@dataclass(frozen=True, slots=True)
class Found:
    """What a search gave.

    `value` is the lever's value and `reached` the result there. `solved` tells whether the target
    is met; otherwise `value` is where the result comes nearest to it. `low` and `high` bound what
    was searched. `value` and `reached` are NaN where the model fits nowhere in the range.
    """

    solved: bool
    value: float
    reached: float
    low: float
    high: float


def goal_seek(
    scenario: Scenario,
    result: Result,
    target: float,
    path: str,
    span: tuple[float, float] | None = None,
) -> Found:
    """Return the lever's value nearest to the present one at which the target is met.

    Parameters
    ----------
    scenario
        A single point.
    result, target
        What is to be reached, in the result's unit. Met means at least as good where the result
        steps over the target, and equal otherwise.
    path
        The lever; a whole-number lever is given whole values.
    span
        Range to search, the lever's soft range widened by its present value when None.

    Raises
    ------
    KeyError
        When there is no such lever.
    ValueError
        When the target is not a positive number.
    """
    lever = BY_PATH[path]
    if not target > 0 or not np.isfinite(target):
        raise Refusal("target: {target!r} refused, it must be above 0", target=target)
    now = float(scenario.value(path))
    low, high = span or _span(lever, now)
    x = _grid(lever, low, high, _POINTS)
    y = _values(scenario, result, path, x)
    here = _values(scenario, result, path, np.array([now]))[0]
    if low <= now <= high and abs(here / target - 1) < _LEAST:
        return Found(True, now, float(here), low, high)
    met = (y - target) * result.better >= 0
    met &= np.isfinite(y)
    ends = _crossings(x, met)
    if not ends:
        return _nearest(x, y, target, now, low, high, everywhere=bool(met.all()))
    at = min(ends, key=lambda pair: _distance(lever, now, pair))
    value, reached = _narrowed(scenario, result, target, lever, at)
    return Found(True, value, reached, low, high)


def _span(lever: Lever, now: float) -> tuple[float, float]:
    ends = (lever.low, lever.high, now) if now > 0 else (lever.low, lever.high)
    return min(ends), max(ends)


def _grid(lever: Lever, low: float, high: float, points: int) -> Array:
    x = np.geomspace(low, high, points) if lever.scale == "log" else np.linspace(low, high, points)
    return np.unique(np.rint(x)) if lever.integer else np.asarray(x, dtype=np.float64)


def _values(scenario: Scenario, result: Result, path: str, x: Array) -> Array:
    """Return the result along the lever, NaN where the model does not fit."""
    out = evaluate(scenario.with_values({path: x}), detail=False)
    return np.where(out.fits, result.of(out), np.nan)


def _crossings(x: Array, met: NDArray[np.bool_]) -> list[tuple[float, float]]:
    """Return (value that misses, next value that meets) wherever the target is crossed."""
    places = np.flatnonzero(met[1:] != met[:-1])
    pairs = [(float(x[i]), float(x[i + 1])) for i in places]
    return [
        (a, b) if met[i + 1] else (b, a) for i, (a, b) in zip(places.tolist(), pairs, strict=True)
    ]


def _distance(lever: Lever, now: float, pair: tuple[float, float]) -> float:
    if lever.scale == "log" and now > 0:
        return abs(float(np.log(pair[1] / now)))
    return abs(pair[1] - now)


def _narrowed(
    scenario: Scenario, result: Result, target: float, lever: Lever, ends: tuple[float, float]
) -> tuple[float, float]:
    """Return the value nearest to the crossing that still meets the target, and the result."""
    missed, meets = ends
    reached = target
    for _ in range(_ROUNDS):
        x = _grid(lever, min(missed, meets), max(missed, meets), _ROUND)
        x = x if missed < meets else x[::-1]
        y = _values(scenario, result, lever.path, x)
        good = np.isfinite(y) & ((y - target) * result.better >= 0)
        first = int(np.argmax(good))
        meets, reached = float(x[first]), float(y[first])
        missed = float(x[max(first - 1, 0)])
        if abs(meets - missed) <= _LEAST * abs(meets):
            break
    return meets, reached


def _nearest(
    x: Array, y: Array, target: float, now: float, low: float, high: float, *, everywhere: bool
) -> Found:
    if not np.isfinite(y).any():
        return Found(False, float("nan"), float("nan"), low, high)
    if everywhere:
        # The whole range meets the target: the value as it stands does.
        place = int(np.argmin(np.abs(x - now)))
        return Found(
            True, now if low <= now <= high else float(x[place]), float(y[place]), low, high
        )
    place = int(np.nanargmin(np.abs(np.log(y / target))))
    return Found(False, float(x[place]), float(y[place]), low, high)
