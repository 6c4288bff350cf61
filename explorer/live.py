"""All points that a set of charts needs, evaluated in one call and handed back by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
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
    return Live(scenario, runs, {name: part(outcome, place) for name, place in places.items()})


def _length(name: str, run: Mapping[str, Any]) -> int:
    sizes = {value.size for value in map(np.asarray, run.values()) if value.ndim} or {1}
    if len(sizes) > 1:
        msg = f"{name}: arrays differ in length: {sorted(sizes)}"
        raise ValueError(msg)
    return sizes.pop()


def part(whole: Any, place: slice) -> Any:
    """Return the points of an outcome or a phase at `place`, as views.

    A view is made when it is first asked for: charts ask for a few of the many.
    """
    found: Any = object.__new__(_PartOfPhase if isinstance(whole, Phase) else _PartOfOutcome)
    object.__setattr__(found, "_whole", whole)
    object.__setattr__(found, "_place", place)
    return found


def _cut(found: Any, name: str) -> Any:
    """Return a field of a part that is asked for the first time, and keep it."""
    if name.startswith("_"):
        raise AttributeError(name)
    value = getattr(found._whole, name)
    if isinstance(value, np.ndarray):
        value = value[..., found._place]
    elif isinstance(value, Phase):
        value = part(value, found._place)
    object.__setattr__(found, name, value)
    return value


class _PartOfOutcome(Outcome):
    __slots__ = ("_place", "_whole")
    __getattr__ = _cut


class _PartOfPhase(Phase):
    __slots__ = ("_place", "_whole")
    __getattr__ = _cut


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
