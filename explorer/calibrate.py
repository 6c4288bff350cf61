"""Fits constants to measured rows: damped Gauss-Newton on logarithms, robust to outliers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from explorer.outcome import Array
from explorer.predict import Plan, solve

_STEP = 1e-2
_SCALE = 0.12
"""Errors beyond this (12 %) count linearly, not squared."""
_DAMPING = 1e-3


def fitted(
    made: Plan,
    measured: Array,
    start: Mapping[str, float],
    bounds: Mapping[str, tuple[float, float]],
    rows: Array,
    rounds: int = 4,
) -> dict[str, float]:
    """Return `start` moved to the best fit of the cases where `rows` is true.

    The sum of log-cosh-like errors of log(predicted / measured) is minimised over the logarithms of
    the named constants, within `bounds`.
    """
    names = list(start)
    low, high = (np.log([bounds[n][i] for n in names]) for i in (0, 1))
    point = np.clip(np.log([start[n] for n in names]), low, high)
    best = errors(made, measured, names, point)[rows]
    for _ in range(rounds):
        slopes = np.stack(
            [
                (errors(made, measured, names, point + _STEP * unit)[rows] - best) / _STEP
                for unit in np.eye(len(names))
            ],
            axis=1,
        )
        weight = 1.0 / np.sqrt(1.0 + (best / _SCALE) ** 2)
        normal = slopes.T @ (slopes * weight[:, None])
        normal += _DAMPING * np.trace(normal) / len(names) * np.eye(len(names))
        move = -np.linalg.solve(normal, slopes.T @ (best * weight))
        point, best = _searched(made, measured, names, point, move, (low, high), rows, best)
    return dict(zip(names, np.exp(point).tolist(), strict=True))


def errors(made: Plan, measured: Array, names: Sequence[str], point: Array) -> Array:
    """Return log(predicted / measured) of each case with the constants at exp(point)."""
    if made.scenario is None:
        return np.zeros(0)
    values = dict(zip(names, np.exp(point).tolist(), strict=True))
    predicted = solve(made, made.scenario.with_values(values))[0]
    return np.clip(np.log(np.maximum(predicted, 1e-30) / measured), -3.0, 3.0)


def _searched(
    made: Plan,
    measured: Array,
    names: Sequence[str],
    point: Array,
    move: Array,
    limits: tuple[Array, Array],
    rows: Array,
    best: Array,
) -> tuple[Array, Array]:
    """Return the first of ever shorter moves that lowers the robust sum, else no move."""
    for share in (1.0, 0.5, 0.25, 0.1):
        trial = np.clip(point + share * move, *limits)
        found = errors(made, measured, names, trial)[rows]
        if _loss(found) < _loss(best):
            return trial, found
    return point, best


def _loss(error: Array) -> float:
    return float(np.sum(np.sqrt(1.0 + (error / _SCALE) ** 2) - 1.0))
