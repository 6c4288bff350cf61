"""What a crosshair says: every curve's value at one x, finished with its unit, without Qt."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from explorer.figures.figure import Array, Limit, Scale, Series, XYFigure
from explorer.figures.ticks import readout, significant


@dataclass(frozen=True, slots=True)
class Reading:
    """One curve at the crosshair: its place in the figure, its name, its value with figures."""

    number: int
    label: str
    value: float
    text: str


@dataclass(frozen=True, slots=True)
class Bound:
    """What binds at the crosshair: its kind and name, and from where to where it does."""

    limit: Limit
    label: str
    span: str


@dataclass(frozen=True, slots=True)
class Readout:
    """All curves at one x: the x with its unit, the unit of the values, one reading a curve.

    `bound` is the region that the x lies in, None where the figure has none there.
    """

    x: str
    unit: str
    readings: tuple[Reading, ...]
    bound: Bound | None = None


def read_at(figure: XYFigure, x: float) -> Readout:
    """Return every named curve's value at `x`, curves without a value there left out.

    Parameters
    ----------
    figure
        A finished figure.
    x
        In the unit of the figure's x axis.
    """
    found = []
    for number, series in enumerate(figure.series):
        value = value_at(series, x, figure.x.scale, figure.y.scale)
        name = series.label.split("\n")[0]
        if name and math.isfinite(value):
            mark = "≈ " if series.estimate else ""
            found.append(Reading(number, name, value, mark + significant(value)))
    at = readout(x, figure.x.unit, figure.x.ticks)
    return Readout(at, figure.y.unit, tuple(found), _bound(figure, x))


def _bound(figure: XYFigure, x: float) -> Bound | None:
    region = next((r for r in figure.regions if r.x0 <= x <= r.x1), None)
    if region is None:
        return None
    low, high = region.x0, region.x1
    if figure.x.ticks == "binary":
        # Of an axis of counts the first and the last whole number inside.
        low, high = math.ceil(low), math.floor(high)
    ends = (readout(end, "", figure.x.ticks) for end in (low, high))
    return Bound(region.limit, region.label, " – ".join(ends))


def value_at(series: Series, x: float, x_scale: Scale, y_scale: Scale) -> float:
    """Return a curve's y at `x`, straight between its points as drawn; NaN where it has none.

    A curve that passes `x` more than once is read where it passes first.
    """
    across, up = _straight(series.x, x_scale), _straight(series.y, y_scale)
    at = float(_straight(np.array([x]), x_scale)[0])
    start, end = across[:-1], across[1:]
    inside = (np.minimum(start, end) <= at) & (at <= np.maximum(start, end))
    inside &= np.isfinite(up[:-1]) & np.isfinite(up[1:])
    places = np.flatnonzero(inside)
    if not len(places):
        return math.nan
    i = int(places[0])
    width = across[i + 1] - across[i]
    share = (at - across[i]) / width if width else 0.0
    value = float(up[i] + share * (up[i + 1] - up[i]))
    return 10.0**value if y_scale == "log" else value


def _straight(values: Array, scale: Scale) -> Array:
    """Return what is straight on the chart: the values or their logarithms, NaN where none."""
    if scale == "linear":
        return values
    with np.errstate(divide="ignore", invalid="ignore"):
        logs: Array = np.log10(values)
    return np.where(np.isfinite(logs), logs, np.nan)
