"""How a series is stroked: width and dash by its role, cut to the plot."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

import numpy as np

from explorer.figures.figure import Series
from ui.charts.canvas import NO_BRUSH, Canvas
from ui.charts.polyline import (
    Points,
    dashes,
    draw_run,
    draw_segments,
    inside,
    inside_runs,
    segments,
    thinned,
)
from ui.charts.xy_layout import XYLayout

_GHOST_DASH = (5.0, 4.0)
_FLOOR_DASH = (1.0, 3.0)
_MANY = 3
_STRAIGHT = 3.0
"""Px that no curve bends within to the eye."""
_DEPTH = {"ghost": 0, "reference": 0, "floor": 1, "condition": 2, "subject": 3}


def still(series: Series) -> bool:
    """Return whether a series stays as it is while the subject's levers move.

    A scenario compared does, as a subject in a later slot. The floor does not: it follows every
    rate that a lever sets.
    """
    return series.role in ("ghost", "reference") or (series.role == "subject" and series.slot > 1)


def in_depth(numbered: Iterable[tuple[int, Series]]) -> list[tuple[int, Series]]:
    """Return numbered series from the lowest to the live subject, which lies over all others."""

    def depth(each: tuple[int, Series]) -> tuple[int, int]:
        role, slot = each[1].role, each[1].slot
        return _DEPTH[role], -slot if role == "subject" else 0

    return sorted(numbered, key=depth)


def visible_runs(
    numbered: Sequence[tuple[int, Series]], layout: XYLayout
) -> dict[int, list[Points]]:
    """Return the visible connected parts of numbered series in px, by their numbers.

    All series are placed in one array operation.
    """
    if not numbered:
        return {}
    ends = list(accumulate(len(series.x) for _, series in numbered))
    x = layout.x.place(np.concatenate([series.x for _, series in numbered]))
    y = layout.y.place(np.concatenate([series.y for _, series in numbered]))
    within = inside(x, y, layout.plot)
    points = np.empty((len(x), 2))
    points[:, 0], points[:, 1] = x, y
    return {
        number: inside_runs(points[start:end], layout.plot, within[start:end])
        for (number, _), start, end in zip(numbered, [0, *ends], ends, strict=False)
    }


def thinned_runs(runs: dict[int, list[Points]]) -> dict[int, list[Points]]:
    """Return runs without points that the screen cannot show, where many make that worth its time.

    Only curves in one part are thinned, those of one length together.
    """
    if len(runs) < _MANY:
        return runs
    groups: dict[int, list[int]] = {}
    for number, parts in runs.items():
        if len(parts) == 1:
            groups.setdefault(len(parts[0]), []).append(number)
    found = dict(runs)
    for numbers in groups.values():
        if len(numbers) >= _MANY:
            lines = thinned(np.stack([runs[number][0] for number in numbers]))
            found.update((number, [line]) for number, line in zip(numbers, lines, strict=True))
    return found


class Stroke(NamedTuple):
    """Colour, width and dash of a curve, px on the screen."""

    ink: str
    width: float
    dash: tuple[float, ...] = ()


def stroke_of(canvas: Canvas, series: Series, *, alone: bool) -> Stroke:
    """Return the stroke of a series by its role.

    A subject in a later slot is a scenario compared, so it carries its slot's dash.
    """
    theme, style = canvas.theme, canvas.style
    if series.role == "ghost":
        return Stroke(theme.ghost, style.ghost, _GHOST_DASH)
    if series.role == "floor":
        return Stroke(theme.text3, style.floor, _FLOOR_DASH)
    slot = theme.slot(series.slot)
    if series.role != "subject":
        return Stroke(slot.line, style.thin)
    if series.slot == 1:
        return Stroke(slot.line, style.subject_alone if alone else style.subject)
    return Stroke(slot.line, style.compared, slot.dash)


def draw_runs(canvas: Canvas, runs: list[Points], stroke: Stroke) -> None:
    """Stroke the parts of a curve, by the fastest way that looks the same."""
    painter, dash = canvas.painter, stroke.dash
    short = max(dash, default=0.0) <= _STRAIGHT
    if canvas.fast and short:
        # Segments overlap a little where they meet: with flat ends their seams would show.
        painter.setPen(canvas.pen(stroke.ink, stroke.width, square=not dash))
        for run in runs:
            ends = dashes(run, dash, canvas.style.unit) if dash else segments(run)
            draw_segments(painter, ends)
        return
    painter.setBrush(NO_BRUSH)
    painter.setPen(canvas.pen(stroke.ink, stroke.width, dash))
    for run in runs:
        draw_run(painter, run)
