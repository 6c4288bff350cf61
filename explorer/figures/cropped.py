"""A zoomed figure cut to what it shows, for charts that are drawn by another program.

Our own painter cuts at the plot; PowerPoint would name a curve at an end that is out of sight.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import numpy as np

from explorer.figures.figure import Array, Axis, Line, Series, XYFigure

_Point = tuple[float, float]


def cropped(figure: XYFigure) -> XYFigure:
    """Return `figure` with nothing beyond its axes, itself where it is not zoomed."""
    if figure.home is None:
        return figure
    x, y = figure.x, figure.y
    return replace(
        figure,
        series=tuple(cut for cut in (_cut(s, x, y) for s in figure.series) if len(cut.x)),
        marks=tuple(m for m in figure.marks if _within(m.x, x) and _within(m.y, y)),
        lines=tuple(line for line in figure.lines if _within(line.value, _across(line, x, y))),
        bands=tuple(
            replace(band, x=np.where((band.x >= x.low) & (band.x <= x.high), band.x, np.nan))
            for band in figure.bands
        ),
    )


def _across(line: Line, x: Axis, y: Axis) -> Axis:
    return x if line.vertical else y


def _within(value: float, axis: Axis) -> bool:
    return axis.low <= value <= axis.high


def _cut(series: Series, x: Axis, y: Axis) -> Series:
    """Return a curve cut at the edges, straight between its points as drawn; NaN parts its runs."""
    points = list(_runs(_straight(series.x, x), _straight(series.y, y), x, y))
    if not points:
        return replace(series, x=np.empty(0), y=np.empty(0))
    across, up = np.array(points).T
    return replace(series, x=_bent(across, x), y=_bent(up, y))


def _runs(across: Array, up: Array, x: Axis, y: Axis) -> Iterator[_Point]:
    ends = [_straight(np.array((axis.low, axis.high)), axis) for axis in (x, y)]
    last: _Point | None = None
    points = zip(across.tolist(), up.tolist(), strict=True)
    for start, end in pairwise(points):
        found = _segment(start, end, ends)
        if found is None:
            continue
        if last is not None and last != found[0]:
            yield math.nan, math.nan
        if last != found[0]:
            yield found[0]
        yield found[1]
        last = found[1]


def _segment(start: _Point, end: _Point, ends: list[Array]) -> tuple[_Point, _Point] | None:
    """Return the part of a segment within the box (Liang and Barsky 1984), None for none."""
    if not all(map(math.isfinite, (*start, *end))):
        return None
    enter, leave = 0.0, 1.0
    for side in (0, 1):
        low, high = ends[side].tolist()
        step = end[side] - start[side]
        if step == 0:
            if not low <= start[side] <= high:
                return None
            continue
        shares = sorted(((low - start[side]) / step, (high - start[side]) / step))
        enter, leave = max(enter, shares[0]), min(leave, shares[1])
    if enter > leave:
        return None

    def at(share: float) -> _Point:
        if share in (0.0, 1.0):
            return start if share == 0.0 else end
        x, y = (a + share * (b - a) for a, b in zip(start, end, strict=True))
        return x, y

    return at(enter), at(leave)


def _straight(values: Array, axis: Axis) -> Array:
    """Return what is straight along the axis: the values or their logarithms, NaN where none."""
    if axis.scale == "linear":
        return values
    with np.errstate(divide="ignore", invalid="ignore"):
        logs: Array = np.log10(values)
    return np.where(np.isfinite(logs), logs, np.nan)


def _bent(values: Array, axis: Axis) -> Array:
    """Undo `_straight`, rounding at the edges aside."""
    found = values if axis.scale == "linear" else 10.0**values
    return np.clip(found, axis.low, axis.high)
