"""All points that a set of charts needs, evaluated in one call and handed back by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache, lru_cache
from itertools import accumulate
from typing import Any

import numpy as np

from explorer.cost_parameters import value_at
from explorer.evaluate import evaluate
from explorer.outcome import Array, Outcome, Phase
from explorer.spec.scenario import Scenario

Wanted = Mapping[str, Mapping[str, Any]]
"""Name of a run of points -> dotted path -> values; arrays of one run have one length.

A run without paths is the scenario itself: one point.
"""

NOW = "now"
"""The run that is always there: the scenario as it is."""


@dataclass(frozen=True, slots=True, eq=False)
class Live:
    """An evaluated scenario: the outcome of each run of points by the run's name.

    Told by identity, so that what was made of a baseline can be kept.
    """

    scenario: Scenario
    values: Wanted
    outcomes: Mapping[str, Outcome]

    @property
    def now(self) -> Outcome:
        """The operating point (one point)."""
        return self.outcomes[NOW]

    def x(self, run: str, path: str) -> Array:
        """Return the values that `path` took along a run."""
        return np.asarray(self.values[run][path], dtype=np.float64)


def evaluated(scenario: Scenario, wanted: Wanted) -> Live:
    """Return every run of `wanted`, and `NOW`, from one stacked evaluation.

    Parameters
    ----------
    scenario
        A single point.
    wanted
        The runs; a path that a run does not set keeps the scenario's value there.

    Raises
    ------
    KeyError
        When a path does not exist.
    ValueError
        When the arrays of a run differ in length.
    """
    runs: dict[str, Mapping[str, Any]] = {NOW: {}, **wanted}
    lengths = {name: _length(name, run) for name, run in runs.items()}
    stops = tuple(accumulate(lengths.values()))
    places = {
        name: slice(stop - length, stop)
        for (name, length), stop in zip(lengths.items(), stops, strict=True)
    }
    stacked: dict[str, Array] = {}
    for name, run in runs.items():
        for path, value in run.items():
            if path not in stacked:
                stacked[path] = np.empty(stops[-1])
                stacked[path].fill(value_at(scenario, path))
            stacked[path][places[name]] = value
    outcome = evaluate(scenario.with_values(stacked))
    found = parts(outcome, tuple(places.values()))
    return Live(scenario, runs, dict(zip(places, found, strict=True)))


def _length(name: str, run: Mapping[str, Any]) -> int:
    sizes = {np.size(value) for value in run.values() if np.ndim(value)} or {1}
    if len(sizes) > 1:
        msg = f"{name}: arrays differ in length: {sorted(sizes)}"
        raise ValueError(msg)
    return sizes.pop()


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def parts(whole: Any, places: Sequence[slice]) -> list[Any]:
    """Return the points of an outcome or a phase at each of `places`, as views."""
    kind: Any = type(whole)
    columns = [_cut(getattr(whole, name), places) for name in _names(kind)]
    return [kind(*values) for values in zip(*columns, strict=True)]


def _cut(value: Any, places: Sequence[slice]) -> list[Any]:
    if isinstance(value, Phase):
        return parts(value, places)
    if isinstance(value, np.ndarray):
        # The short way for one axis: an outcome has many, and a move parts them all.
        alone = value.ndim == 1
        return [value[place] if alone else value[..., place] for place in places]
    return [value] * len(places)


@lru_cache(maxsize=64)
def log_grid(low: float, high: float, points: int) -> Array:
    """Return `points` values from `low` to `high`, evenly on a log scale; read-only, kept."""
    even = np.geomspace(low, high, points)
    even.flags.writeable = False
    return even


@lru_cache(maxsize=64)
def grid(low: float, high: float, at: float, points: int) -> Array:
    """Return `points` values from `low` to `high`, evenly on a log scale, `at` one of them.

    The range is widened to hold `at`, so that an operating point lies on its own curve; read-only,
    kept.
    """
    even = log_grid(min(low, at), max(high, at), points - 1)
    place = int(np.searchsorted(even, at))
    found = np.concatenate((even[:place], (at,), even[place:]))
    found.flags.writeable = False
    return found
