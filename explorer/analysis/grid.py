"""The best points of a grid over many levers, found block by block in flat memory."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import Executor
from dataclasses import dataclass
from math import prod
from typing import Any

import numpy as np

from explorer.analysis.stream import streamed
from explorer.analysis.sweep import table
from explorer.outcome import Array, Outcome
from explorer.results import Result
from explorer.spec.scenario import Scenario

MAX_POINTS = 100_000_000_000
"""A day and more of one machine's work."""

MAX_BEST = 1_000_000
"""Rows kept: a table that a spreadsheet still opens."""

Columns = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Grid:
    """Every combination of the values of several levers; the last lever moves first."""

    axes: tuple[tuple[str, Array], ...]

    def __post_init__(self) -> None:
        """Refuse a lever that stands twice, and a grid that nobody could wait for."""
        paths = [path for path, _ in self.axes]
        twice = next((path for path in paths if paths.count(path) > 1), None)
        if twice:
            msg = f"{twice}: given twice"
            raise ValueError(msg)
        if self.points > MAX_POINTS:
            msg = f"points: {self.points:,} refused, at most {MAX_POINTS:,}"
            raise ValueError(msg)

    @property
    def points(self) -> int:
        """Number of combinations."""
        return prod(len(values) for _, values in self.axes)

    def block(self, start: int, stop: int) -> dict[str, Array]:
        """Return the values of points `start` to before `stop`, by path."""
        shape = [len(values) for _, values in self.axes]
        places = np.unravel_index(np.arange(start, stop), shape)
        return {path: values[at] for (path, values), at in zip(self.axes, places, strict=True)}


@dataclass(frozen=True, slots=True)
class Best:
    """Keeps the `most` best points of a block by one result, of those that fit.

    With limits also of those alone whose first token and speed keep them: ms and tok/s/user.
    """

    result: Result
    most: int
    ttft_limit: float = np.inf
    speed_limit: float = 0.0

    def __call__(self, outcome: Outcome, values: dict[str, Array]) -> Columns:
        """Return the table of the best points of a block."""
        kept = outcome.fits & (outcome.ttft_ms <= self.ttft_limit)
        places = np.flatnonzero(kept & (outcome.tok_s_user >= self.speed_limit))
        score = -self.result.better * self.result.of(outcome)[places]
        chosen = places[np.argsort(score, kind="stable")[: self.most]]
        return {path: column[chosen] for path, column in values.items()} | table(outcome, chosen)

    def merged(self, found: Iterable[Columns]) -> Columns:
        """Return the best of several blocks' tables, in order; equal points as the grid has them.

        One table is joined at a time, so that no more than two are held.
        """
        best: Columns = {}
        for each in found:
            joined = {n: np.concatenate((best[n], each[n])) for n in each} if best else each
            order = np.argsort(-self.result.better * joined[self._column], kind="stable")
            best = {name: column[order[: self.most]] for name, column in joined.items()}
        return best

    @property
    def _column(self) -> str:
        return self.result.field.replace("usd_mtok_", "usd_per_mtok_")


def best_of(
    scenario: Scenario, grid: Grid, best: Best, executor: Executor | None = None
) -> Columns:
    """Return the best points of a grid, best first: the levers' values and the usual results.

    `executor` works out the blocks, see `explorer.analysis.stream.streamed`.
    """
    return best.merged(streamed(scenario, grid.block, grid.points, best, executor))
