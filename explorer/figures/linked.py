"""Where one chart's crosshair stands in another: the same quantity, or what follows from it."""

from __future__ import annotations

import math
from collections.abc import Mapping

from explorer.figures.figure import Series, XYFigure
from explorer.figures.readout import value_at

Marked = Mapping[str, float]
"""A value for each quantity that a crosshair marks."""


def marked(figure: XYFigure, x: float) -> Marked:
    """Return what a crosshair at `x` marks: the axis' quantity and those that move with it."""
    found = {quantity_of(figure): x}
    for track in figure.tracks:
        value = value_at(Series("", "", track.x, track.values), x, figure.x.scale, "log")
        if math.isfinite(value):
            found[track.quantity] = value
    return found


def place(figure: XYFigure, what: Marked) -> float | None:
    """Return the x that belongs to what is marked, None where the chart does not show it."""
    own = quantity_of(figure)
    if own in what:
        return what[own]
    for track in figure.tracks:
        if track.quantity in what:
            turned = Series("", "", track.values, track.x)
            x = value_at(turned, what[track.quantity], "log", figure.x.scale)
            if math.isfinite(x):
                return x
    return None


def quantity_of(figure: XYFigure) -> str:
    """Return what the horizontal axis shows; by its title where it has no name of its own."""
    return figure.x.quantity or figure.x.title
