"""The visible courses of a chart's curves: where a label may hold on, and points along them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property

import numpy as np

from ui.charts.polyline import Points

_JUMP = 1e-9
_NOTHING: Points = np.empty((0, 2))


class Course:
    """The visible parts of one curve, px.

    Parameters
    ----------
    runs
        Its connected parts in order, at least one, shape (n, 2) each.
    points
        Returns points at equal steps along them, shape (n, 2).
    """

    def __init__(self, runs: list[Points], points: Callable[[], Points]) -> None:
        self._points = points
        self.corners = runs[0] if len(runs) == 1 else np.concatenate(runs)
        """The curve's own points, shape (n, 2), px."""

    @property
    def points(self) -> Points:
        """Points at equal steps along the curve, shape (n, 2), px."""
        return self._points()

    def at(self, share: float) -> tuple[float, float]:
        """Return the place at a share of the curve's own points: it moves as they do."""
        place = share * (len(self.corners) - 1)
        before = int(place)
        x, y = self.corners[before].tolist()
        rest = place - before
        if not rest:
            return x, y
        after_x, after_y = self.corners[before + 1].tolist()
        return x + rest * (after_x - x), y + rest * (after_y - y)

    def share_near(self, x: float) -> float:
        """Return the share of the curve's own points at which it is next to `x` px."""
        nearest = int(np.argmin(np.abs(self.corners[:, 0] - x)))
        return nearest / max(len(self.corners) - 1, 1)


class Courses:
    """The visible parts of every curve of a chart, by the curve's place in the figure.

    Points along them are made when they are first asked for: most frames of a drag do without.
    """

    def __init__(self, runs: dict[int, list[Points]], step: float) -> None:
        self._runs = runs
        self._step = step

    @cached_property
    def points(self) -> dict[int, Points]:
        """Points at most `step` px apart along each curve, shape (n, 2), px."""
        return dict(zip(self._runs, sampled(list(self._runs.values()), self._step), strict=True))

    def all_points(self) -> Points:
        """Return the points along all curves, shape (n, 2), px."""
        return np.concatenate((_NOTHING, *self.points.values()))

    def get(self, number: int) -> Course | None:
        """Return the course of a curve, None where nothing of it is to be seen."""
        runs = self._runs.get(number)
        return Course(runs, lambda: self.points[number]) if runs else None


def sampled(groups: Sequence[Sequence[Points]], step: float) -> list[Points]:
    """Return, for each group of runs, points at most `step` px apart along them, shape (n, 2)."""
    runs = [run for group in groups for run in group]
    if not runs:
        return [_NOTHING for _ in groups]
    points = np.concatenate(runs)
    ends = np.cumsum([len(run) for run in runs])
    steps = points[1:] - points[:-1]
    moves = np.hypot(steps[:, 0], steps[:, 1])
    # Not quite nothing, or a point just at a run's end would stand where the next one starts.
    moves[ends[:-1] - 1] = _JUMP
    along = np.zeros(len(points))
    np.cumsum(moves, out=along[1:])
    places = np.arange(0.0, along[-1] + step, step)
    made = np.empty((len(places), 2))
    made[:, 0] = np.interp(places, along, points[:, 0])
    made[:, 1] = np.interp(places, along, points[:, 1])
    counts = np.cumsum([sum(len(run) for run in group) for group in groups])
    cuts = np.searchsorted(places, along[np.maximum(counts - 1, 0)], side="right")
    starts = [0, *cuts[:-1].tolist()]
    return [made[a:b] for a, b in zip(starts, cuts.tolist(), strict=True)]
