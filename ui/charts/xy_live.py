"""The part of a curve chart that moves with a slider: regions, live curves, marks, labels."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF

from explorer.figures.figure import Line, Mark, XYFigure
from ui.charts.bands import draw_band
from ui.charts.canvas import Canvas
from ui.charts.curves import draw_runs, in_depth, still, stroke_of, visible_runs
from ui.charts.marks import draw_mark, draw_series_marker, radius
from ui.charts.placer import Memory, Placer, sampled
from ui.charts.polyline import Points
from ui.charts.regions import draw_ribbon, draw_tints, region_boxes
from ui.charts.stillness import Still
from ui.charts.xy_labels import Labeller
from ui.charts.xy_layout import XYLayout
from ui.theme import SeriesStyle

_DASHES = {"target": (8.0, 3.0), "capacity": (1.5, 3.0), "ridge": (1.5, 3.0)}
_MARK_ORDER = {"prefill": 0, "decode": 0, "baseline": 1, "best": 2, "operating": 3}


@dataclass(frozen=True, slots=True)
class Drawn:
    """Points along each visible curve, the boxes of labels and marks, and those of names by id."""

    curves: list[Points]
    boxes: list[QRectF]
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
    curves = dict(zip(runs, sampled(list(runs.values()), 4.0 * canvas.style.unit), strict=True))
    placer = _placer(canvas, figure, layout, curves, memory)
    for box in arrows:
        placer.block(box)
    labeller = Labeller(canvas, figure, layout, curves, placer)
    labeller.draw(marks)
    if canvas.fast:
        labeller.name_hidden()
    return Drawn(list(curves.values()), placer.taken, labeller.names)


def _placer(
    canvas: Canvas,
    figure: XYFigure,
    layout: XYLayout,
    curves: Mapping[int, Points],
    memory: Memory | None,
) -> Placer:
    """Return the room that labels have beside these points along the curves."""
    unit = canvas.style.unit
    strokes = np.concatenate(list(curves.values())) if curves else np.empty((0, 2))
    rules = _rules(figure, layout, 9.0 * unit)
    return Placer(_label_area(canvas, figure, layout), strokes, memory, rules, unit)


def _curves(
    canvas: Canvas, figure: XYFigure, layout: XYLayout, kept: Still | None
) -> dict[int, list[Points]]:
    """Stroke the live curves, the subject last; return every curve's visible parts."""
    alone = len(figure.series) == 1
    runs = _runs(canvas, figure, layout, kept)
    live = ((number, series) for number, series in enumerate(figure.series) if not still(series))
    for number, series in in_depth(live):
        draw_runs(canvas, runs[number], stroke_of(canvas, series, alone=alone))
    return runs


def _runs(
    canvas: Canvas, figure: XYFigure, layout: XYLayout, kept: Still | None
) -> dict[int, list[Points]]:
    """Return every curve's visible parts; those of still curves are known already."""
    if kept is None:
        return visible_runs(figure, layout, thin=canvas.fast)
    found = visible_runs(figure, layout, thin=True, only=lambda series: not still(series))
    known = iter(kept.runs)
    return {
        number: next(known) if still(series) else found[number]
        for number, series in enumerate(figure.series)
    }


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
    area = layout.plot.adjusted(-1, -1, 1, 1)
    places = [(mark, layout.x.at(mark.x), layout.y.at(mark.y)) for mark in figure.marks]
    return [
        (mark, x, y)
        for mark, x, y in places
        if math.isfinite(x + y) and area.contains(QPointF(x, y))
    ]


def _arrows(canvas: Canvas, marks: list[tuple[Mark, float, float]]) -> list[QRectF]:
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
            box = QRectF(x - wing, end - (wing * 1.2 if way > 0 else 0), 2 * wing, wing * 1.2)
            canvas.triangle(box, "down" if way > 0 else "up", ink)
            boxes.append(QRectF(x - wing, min(start, end), 2 * wing, abs(end - start)))
    return boxes
