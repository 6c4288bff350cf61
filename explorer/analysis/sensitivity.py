"""What a tenth more of each lever does to every result, from one run of the live evaluation."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from functools import lru_cache
from operator import attrgetter
from typing import Any, NamedTuple

import numpy as np

from explorer.analysis.held import held, with_shipped
from explorer.cost_parameters import value_at
from explorer.kept import once
from explorer.levers import BY_PATH, LEVERS
from explorer.money.standing import FOLLOWING
from explorer.outcome import Array, Outcome
from explorer.results import RESULTS, Result
from explorer.spec.scenario import Scenario
from explorer.spec.study import ResultId

RUN = "tenths"
STEP = 0.10
_SAME = 1e-9

_PATHS = tuple(lever.path for lever in LEVERS)
_values = attrgetter(*_PATHS)


class Sensitivity(NamedTuple):
    """Relative change of each result when the lever grows by `step`, a fraction."""

    path: str
    step: float
    effects: dict[ResultId, float]


def wanted(scenario: Scenario) -> dict[str, dict[str, Array]]:
    """Return the scenario once for each lever that can grow, that lever `STEP` larger.

    One of whole numbers or powers of two goes to its next value.
    """
    own = _own(scenario)
    return {RUN: with_shipped(scenario, _one_each(_moves(own), own))}


def one_at_a_time(scenario: Scenario, moves: list[tuple[str, float]]) -> dict[str, Array]:
    """Return a run with a point for each move: that path at that value, all else as it is."""
    return _one_each(moves, {path: value_at(scenario, path) for path, _ in moves})


def _one_each(moves: list[tuple[str, float]], own: Mapping[str, float]) -> dict[str, Array]:
    rows = {path: row for row, path in enumerate(dict.fromkeys(path for path, _ in moves))}
    table = np.empty((len(rows), len(moves)))
    table.T[:] = [own[path] for path in rows]
    for place, (path, value) in enumerate(moves):
        table[rows[path], place] = value
    return dict(zip(rows, table, strict=True))


def sensitivities(
    scenario: Scenario,
    run: Mapping[str, Any],
    now: Outcome,
    tenths: Outcome,
    results: Iterable[Result] = RESULTS,
) -> tuple[Sensitivity, ...]:
    """Return the effects of every lever that can grow.

    Parameters
    ----------
    scenario
        A single point.
    run
        The run of `wanted`: the lever of each point, in order, with its values.
    now, tenths
        The outcomes of the scenario and of the run.
    results
        The results in question.
    """
    changes = {result.id: _change(result, now, tenths).tolist() for result in results}
    starts = _own(scenario)
    return tuple(
        Sensitivity(
            path,
            run[path].item(place) / starts[path] - 1,
            {name: change[place] for name, change in changes.items()},
        )
        for place, path in enumerate(path for path in run if path in starts)
    )


def _change(result: Result, now: Outcome, tenths: Outcome) -> Array:
    """Return the relative change of a result at each point; exactly 0 where nothing moves."""
    change = result.of(tenths) / result.of(now)[0] - 1
    return np.where(np.abs(change) < _SAME, 0.0, change)


def standing_value(scenario: Scenario, path: str) -> float:
    """Return the value of a lever as it holds: price and power may have moved with the silicon."""
    return float((held(scenario).scenario if path in FOLLOWING else scenario).value(path))


@once()
def _own(scenario: Scenario) -> Mapping[str, float]:
    """Return the value of every lever."""
    return dict(zip(_PATHS, map(float, _values(scenario)), strict=True))


def _moves(own: Mapping[str, float]) -> list[tuple[str, float]]:
    """Return path and larger value of each lever with something to grow from and room to grow."""
    return [
        (path, larger)
        for path, start in own.items()
        if start > 0 and (larger := _larger(path, start)) > start
    ]


@lru_cache(maxsize=256)
def _larger(path: str, start: float) -> float:
    """Return a tenth more, or the next value that there is: a whole number, a power of two."""
    lever = BY_PATH[path]
    value = start * (1 + STEP)
    if lever.doubles:
        value = 2.0 ** (math.floor(math.log2(start)) + 1)
    elif lever.integer:
        value = max(float(round(value)), start + 1)
    return min(value, lever.hard_range[1])
