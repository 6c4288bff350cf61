"""At which point of each curve a native chart names it, so that names do not cover one another.

PowerPoint draws the names; here only their rough boxes are known, as shares of the plot.
"""

from __future__ import annotations

from typing import Literal

import numpy as np

from explorer.export.letters import letters
from explorer.figures.figure import Array, Axis, Mark, Series, XYFigure

_LETTER, _LINE = 0.0095, 0.055
"""Width of a letter and height of a line of 14 pt on a slide, shares of the plot."""
_WIDEST = 0.2
"""Share of the plot at which names wrap."""
# LibreOffice leaves a name out that would stand half outside the plot, as at a curve's very end.
_PLACES = (0.97, 0.85, 0.7, 0.55, 0.4, 0.25, 0.1, 0.0)

_STEEP = 1.5
"""Shares of the plot up for each across from which on a curve leaves room at its right."""
_NEAR, _FEWEST = 0.02, 2

Side = Literal["above", "below", "right"]

Box = tuple[float, float, float, float]
"""Left, bottom, right, top."""


def label_points(figure: XYFigure) -> dict[str, int]:
    """Return, by id of each named series, the number of the point (of those known) it is named at.

    The end of a curve or the place that the figure wants comes first, another one where that is
    taken.
    """
    taken = [_box(figure, m.x, m.y, f"{m.label} {m.badge}", side=mark_side(figure, m))
             for m in figure.marks if m.label or m.badge]  # fmt: skip
    found = {}
    for series in figure.series:
        known = np.flatnonzero(np.isfinite(series.x) & np.isfinite(series.y))
        if not series.label or not len(known):
            continue
        x, y = series.x[known], series.y[known]
        places = _places(series, x)
        boxes = [_box(figure, float(x[at]), float(y[at]), said(series)) for at in places]
        worst = [sum(_shared(box, other) for other in taken) for box in boxes]
        best = int(np.argmin(worst))
        taken.append(boxes[best])
        found[series.id] = places[best]
    return found


def mark_side(figure: XYFigure, mark: Mark) -> Side:
    """Return the side of a point at which its words keep off the curve through it.

    Words at the right of a flat curve would be struck through.
    """
    slope = max((_slope(figure, series, mark) for series in figure.series), default=0.0)
    return "right" if slope > _STEEP else "below"


def _slope(figure: XYFigure, series: Series, mark: Mark) -> float:
    """Return how steeply a curve leaves a point of its own to the right, 0 for any other point."""
    known = np.flatnonzero(np.isfinite(series.x) & np.isfinite(series.y))
    x, y = series.x[known], series.y[known]
    if len(x) < _FEWEST:
        return 0.0
    places = np.array(
        [(_share(figure.x, a), _share(figure.y, b)) for a, b in zip(x, y, strict=True)]
    )
    away = np.hypot(*(places - (_share(figure.x, mark.x), _share(figure.y, mark.y))).T)
    at = int(np.argmin(away))
    if away[at] > _NEAR:
        return 0.0
    one, two = max(at - 1, 0), min(at + 1, len(x) - 1)
    across, up = places[two] - places[one]
    return float(abs(up) / max(abs(across), 1e-9))


def said(series: Series) -> str:
    """Return what stands at a curve: a scenario's letter, for its name is in the key."""
    text = series.letter or series.label
    return f"≈ {text}" if series.estimate and "\n" not in text else text


def _places(series: Series, x: Array) -> list[int]:
    """Return numbers of points in the order of preference."""
    last = len(x) - 1
    usual = [round(share * last) for share in _PLACES]
    if series.label_at is not None:
        return [int(np.argmin(np.abs(x - series.label_at))), *usual]
    return [last // 2, *usual] if series.label_along else usual


def _box(figure: XYFigure, x: float, y: float, text: str, *, side: Side = "above") -> Box:
    """Return the box of a name above a point, below it or at its right."""
    wide = _LETTER * letters(text)
    lines = max(1, int(np.ceil(wide / _WIDEST)))
    wide, high = min(wide, _WIDEST), lines * _LINE
    across, up = _share(figure.x, x), _share(figure.y, y)
    left = across if side == "right" else across - wide / 2
    bottom = {"above": up, "below": up - high, "right": up - high / 2}[side]
    left = min(max(left, 0.0), 1.0 - wide)
    bottom = min(max(bottom, 0.0), 1.0 - high)
    return left, bottom, left + wide, bottom + high


def _share(axis: Axis, value: float) -> float:
    if axis.scale == "log":
        return float(np.log(value / axis.low) / np.log(axis.high / axis.low)) if value > 0 else 0.0
    return (value - axis.low) / (axis.high - axis.low)


def _shared(one: Box, other: Box) -> float:
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    return max(wide, 0.0) * max(high, 0.0)
