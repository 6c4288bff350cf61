"""How a series is stroked: width and dash by its role, cut to the plot."""

from __future__ import annotations

import numpy as np
from PySide6.QtGui import QPen

from explorer.figures.figure import Series
from ui.charts.canvas import NO_BRUSH, Canvas
from ui.charts.polyline import Points, draw_run, draw_segments, inside_runs, thinned
from ui.charts.xy_layout import XYLayout

_GHOST_DASH = (5.0, 4.0)
_FLOOR_DASH = (1.0, 3.0)


def still(series: Series) -> bool:
    """Return whether a series stays as it is while the subject's levers move."""
    return series.role in ("ghost", "floor", "reference")


def runs_of(series: Series, layout: XYLayout) -> list[Points]:
    """Return the visible connected parts of a series in px."""
    points = np.column_stack((layout.x.place(series.x), layout.y.place(series.y)))
    return inside_runs(points, layout.plot)


def stroke_of(canvas: Canvas, series: Series, *, alone: bool) -> QPen:
    """Return the pen of a series by its role.

    A subject in a later slot is a scenario compared, so it carries its slot's dash.
    """
    theme, style = canvas.theme, canvas.style
    if series.role == "ghost":
        return canvas.pen(theme.ghost, style.ghost, _GHOST_DASH)
    if series.role == "floor":
        return canvas.pen(theme.text3, style.floor, _FLOOR_DASH)
    slot = theme.slot(series.slot)
    if series.role != "subject":
        return canvas.pen(slot.line, style.thin)
    if series.slot == 1:
        return canvas.pen(slot.line, style.subject_alone if alone else style.subject)
    return canvas.pen(slot.line, style.compared, slot.dash)


def draw_series(canvas: Canvas, series: Series, layout: XYLayout, *, alone: bool) -> list[Points]:
    """Stroke one series and return its visible parts in px."""
    runs = runs_of(series, layout)
    draw_runs(canvas, runs, stroke_of(canvas, series, alone=alone))
    return runs


def draw_runs(canvas: Canvas, runs: list[Points], stroke: QPen) -> None:
    """Stroke the parts of a curve, by the fastest way that looks the same."""
    painter = canvas.painter
    painter.setPen(stroke)
    painter.setBrush(NO_BRUSH)
    solid = not stroke.dashPattern()
    for run in runs:
        if canvas.raster and solid:
            draw_segments(painter, thinned(run))
        else:
            draw_run(painter, run)
