"""The part of a curve chart that moves with a slider: regions, live curves, marks, labels."""

from __future__ import annotations

import math
from functools import partial
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QRectF

from explorer.figures.figure import Line, Mark, XYFigure
from ui.charts.bands import draw_band
from ui.charts.canvas import Canvas
from ui.charts.courses import Courses
from ui.charts.curves import draw_runs, in_depth, still, stroke_of, thinned_runs, visible_runs
from ui.charts.marks import draw_mark, draw_series_marker, radius
from ui.charts.placer import Box, Memory, Placer
from ui.charts.polyline import Points
from ui.charts.regions import draw_ribbon, draw_tints, region_boxes
from ui.charts.stillness import Still
from ui.charts.xy_labels import Labeller
from ui.charts.xy_layout import XYLayout
from ui.theme import SeriesStyle

_DASHES = {"target": (8.0, 3.0), "capacity": (1.5, 3.0), "ridge": (1.5, 3.0)}
_MARK_ORDER = {"prefill": 0, "decode": 0, "baseline": 1, "best": 2, "operating": 3}


class Drawn(NamedTuple):
    """The visible curves, the room that labels left, and the boxes of names by id."""

    courses: Courses
    placer: Placer
    names: dict[str, list[QRectF]]


def draw_live(
    canvas: Canvas,
    figure: XYFigure,
    layout: XYLayout,
    memory: Memory | None = None,
    kept: Still | None = None,
) -> Drawn:
    """Draw everything above the static part, and that too where it is kept.

    Parameters
    ----------
    canvas, figure, layout
        What is drawn and where.
    memory
        Of where labels stood in the last frame; updated in place.
    kept
        The still part of this figure at this layout, if it was drawn before.

    Returns
    -------
    Drawn
        What stands where, for the crosshair's readout to keep off and for tests.
    """
    regions = region_boxes(figure, layout)
    draw_tints(canvas, layout, regions, kept)
    for band in figure.bands:
        draw_band(canvas, band, layout)
    runs = _curves(canvas, figure, layout, kept)
    for line in figure.lines:
        _line(canvas, line, layout)
    draw_ribbon(canvas, regions)
    _series_markers(canvas, figure, runs)
    marks = _placed(figure, layout)
    arrows = _arrows(canvas, marks)
    for mark, x, y in sorted(marks, key=lambda placed: _MARK_ORDER[placed[0].role]):
        draw_mark(canvas, mark, x, y)
    courses = Courses(runs, 4.0 * canvas.style.unit)
    placer = _placer(canvas, figure, layout, courses, memory)
    for box in arrows:
        placer.block(*box)
    labeller = Labeller(canvas, figure, layout, courses, placer)
    labeller.draw(marks)
    if canvas.fast:
        labeller.name_hidden()
    return Drawn(courses, placer, labeller.names)


def _placer(
    canvas: Canvas,
    figure: XYFigure,
    layout: XYLayout,
    courses: Courses,
    memory: Memory | None,
) -> Placer:
    """Return the room that labels have."""
    unit = canvas.style.unit
    rules = partial(_rules, figure, layout, 9.0 * unit)
    area = _label_area(canvas, figure, layout)
    return Placer(area, courses.all_points, memory, rules, unit)


def _curves(
    canvas: Canvas, figure: XYFigure, layout: XYLayout, kept: Still | None
) -> dict[int, list[Points]]:
    """Stroke the live curves, the subject last; return every curve's visible parts."""
    alone = len(figure.series) == 1
    numbered = list(enumerate(figure.series))
    live = [(number, series) for number, series in numbered if not still(series)]
    runs = visible_runs(live if kept else numbered, layout)
    shown = thinned_runs(runs) if canvas.fast else runs
    for number, series in in_depth(live):
        draw_runs(canvas, shown[number], stroke_of(canvas, series, alone=alone))
    if kept is None:
        return runs
    return {number: (runs if number in runs else kept.runs)[number] for number, _ in numbered}


def _rules(figure: XYFigure, layout: XYLayout, step: float) -> Points:
    """Return sparse points along straight lines: crossing one costs a label less than a curve."""
    plot = layout.plot
    found = [np.empty((0, 2))]
    for line in figure.lines:
        at = (layout.x if line.vertical else layout.y).at(line.value)
        low, high = (plot.top(), plot.bottom()) if line.vertical else (plot.left(), plot.right())
        places = np.arange(low, high, step)
        fixed = np.full(len(places), at)
        pair = (fixed, places) if line.vertical else (places, fixed)
        if math.isfinite(at):
            found.append(np.column_stack(pair))
    return np.concatenate(found)


def _label_area(canvas: Canvas, figure: XYFigure, layout: XYLayout) -> QRectF:
    plot, unit = layout.plot, canvas.style.unit
    top = plot.top() + (canvas.style.ribbon if figure.regions else 0.0) + unit
    left = plot.left() + 2 * unit
    return QRectF(left, top, plot.right() - left, max(0.0, plot.bottom() - unit - top))


def _line(canvas: Canvas, line: Line, layout: XYLayout) -> None:
    plot = layout.plot
    at = (layout.x if line.vertical else layout.y).at(line.value)
    low, high = (plot.left(), plot.right()) if line.vertical else (plot.top(), plot.bottom())
    if not (math.isfinite(at) and low <= at <= high):
        return
    if canvas.raster:
        at = math.floor(at) + 0.5
    stroke = canvas.pen(canvas.theme.text2, canvas.style.rule, _DASHES[line.role])
    if line.vertical:
        canvas.line(at, plot.top(), at, plot.bottom(), stroke)
    else:
        canvas.line(plot.left(), at, plot.right(), at, stroke)


def _series_markers(canvas: Canvas, figure: XYFigure, runs: dict[int, list[Points]]) -> None:
    """Mark the ends of compared scenarios, so that they differ without colour too."""
    for number, series in enumerate(figure.series):
        if series.role != "subject" or series.slot == 1 or not runs[number]:
            continue
        slot: SeriesStyle = canvas.theme.slot(series.slot)
        x, y = runs[number][-1][-1]
        draw_series_marker(canvas, slot, float(x), float(y))


def _placed(figure: XYFigure, layout: XYLayout) -> list[tuple[Mark, float, float]]:
    plot = layout.plot
    left, right = plot.left() - 1, plot.right() + 1
    top, bottom = plot.top() - 1, plot.bottom() + 1
    places = [(mark, layout.x.at(mark.x), layout.y.at(mark.y)) for mark in figure.marks]
    return [each for each in places if left <= each[1] <= right and top <= each[2] <= bottom]


def _arrows(canvas: Canvas, marks: list[tuple[Mark, float, float]]) -> list[Box]:
    """Point from baselines to the live point above or below them; return the arrows' boxes."""
    boxes = []
    before = [m for m in marks if m[0].role == "baseline"]
    after = [m for m in marks if m[0].role == "operating" and m[0].slot == 1]
    unit = canvas.style.unit
    for old, x, y in before:
        for new, x1, y1 in after:
            way = math.copysign(1.0, y1 - y)
            start = y + way * (radius(old, unit) + 2 * unit)
            end = y1 - way * (radius(new, unit) + 3 * unit)
            if abs(x1 - x) > 0.5 or (end - start) * way < 6 * unit:
                continue
            ink, wing = canvas.theme.text2, 3 * unit
            canvas.line(x, start, x, end, canvas.pen(ink, canvas.style.rule))
            top = end - (wing * 1.2 if way > 0 else 0)
            direction = "down" if way > 0 else "up"
            canvas.triangle(x - wing, top, 2 * wing, wing * 1.2, direction, ink)
            boxes.append((x - wing, min(start, end), x + wing, max(start, end)))
    return boxes
