"""The part of a curve chart that a slider does not move: grid, axes, titles, reference curves.

The screen keeps it as a picture; a file draws it in place.
"""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF

from explorer.figures.figure import XYFigure
from explorer.figures.ticks import NO_BREAK_SPACE
from ui.charts.canvas import Canvas
from ui.charts.curves import draw_runs, in_depth, still, stroke_of, visible_runs
from ui.charts.polyline import Points
from ui.charts.xy_layout import XYLayout
from ui.lettering import text_size
from ui.theme import metrics

_ARROWS = "▲▼◢◥△▽ " + NO_BREAK_SPACE
_DIRECTIONS = {
    "lower": "down",
    "higher": "up",
    "lower-right": "lower-right",
    "upper-right": "upper-right",
    "lower-left": "lower-left",
    "upper-left": "upper-left",
}


def draw_static(canvas: Canvas, figure: XYFigure, layout: XYLayout) -> dict[int, list[Points]]:
    """Draw surface, grid, axes, titles, and the curves that stay while the subject moves.

    Returns the visible parts of these curves, px, by their places in the figure.
    """
    canvas.fill(layout.rect, canvas.theme.surface)
    _grid(canvas, layout)
    kept = [each for each in enumerate(figure.series) if still(each[1])]
    runs = visible_runs(kept, layout)
    for number, series in in_depth(kept):
        draw_runs(canvas, runs[number], stroke_of(canvas, series, alone=False))
    _axes(canvas, layout)
    _tick_labels(canvas, layout)
    _titles(canvas, figure, layout)
    return runs


def _pixel(canvas: Canvas, at: float) -> float:
    """Return the middle of the pixel row at `at`, where a line of one px is sharp."""
    return math.floor(at) + 0.5 if canvas.raster else at


def _grid(canvas: Canvas, layout: XYLayout) -> None:
    theme, plot = canvas.theme, layout.plot
    left, right, width = plot.left(), plot.right(), canvas.style.grid
    between = [_pixel(canvas, at) for at in layout.minor]
    rows = [_pixel(canvas, tick.at) for tick in layout.y_ticks]
    columns = [_pixel(canvas, tick.at) for tick in layout.x_ticks]
    canvas.level(left, right, between, theme.grid_minor, width)
    canvas.level(left, right, rows, theme.grid, width)
    canvas.upright(plot.top(), plot.bottom(), columns, theme.grid, width)


def _axes(canvas: Canvas, layout: XYLayout) -> None:
    plot, unit = layout.plot, canvas.style.unit
    left, bottom = _pixel(canvas, plot.left()), _pixel(canvas, plot.bottom())
    columns = [_pixel(canvas, tick.at) for tick in layout.x_ticks]
    rows = [_pixel(canvas, tick.at) for tick in layout.y_ticks]
    ink, width = canvas.theme.axis, canvas.style.rule
    canvas.upright(plot.top(), bottom, (left,), ink, width)
    canvas.level(left, plot.right(), (bottom,), ink, width)
    canvas.upright(bottom, bottom + 3 * unit, columns, ink, width)
    canvas.level(left - 3 * unit, left, rows, ink, width)


def _tick_labels(canvas: Canvas, layout: XYLayout) -> None:
    ticks = (*layout.x_ticks, *layout.y_ticks)
    texts = ((tick.box.left(), tick.box.top(), tick.label) for tick in ticks)
    canvas.texts(texts, canvas.style.tick, canvas.theme.text2)


def _titles(canvas: Canvas, figure: XYFigure, layout: XYLayout) -> None:
    rect, plot, style = layout.rect, layout.plot, canvas.style
    px, unit = style.axis_title, style.unit
    height = metrics(px).height()
    top = rect.top() + max(0.0, (style.margin_top - height) / 2 - 2 * unit)
    left = rect.left() + 6 * unit
    spare = plot.right() - left
    tag = _better_box(canvas, figure, plot.right(), top, spare - text_size(figure.y.title, px)[0])
    room = (tag.left() - 10 * unit if tag else plot.right()) - left
    canvas.text(left, top, canvas.elided(figure.y.title, px, room), px, canvas.theme.text2)
    title = canvas.elided(figure.x.title, px, rect.width() - 8 * unit)
    width = text_size(title, px)[0]
    start = min(plot.center().x() - width / 2, rect.right() - 4 * unit - width)
    below = plot.bottom() + 4 * unit + metrics(style.tick).height()
    middle = (below + rect.bottom() - height) / 2
    canvas.text(max(start, rect.left() + 4 * unit), middle, title, px, canvas.theme.text2)


def _better_box(
    canvas: Canvas, figure: XYFigure, right: float, top: float, spare: float
) -> QRectF | None:
    """Draw the direction of better, its arrow alone where the words have no room."""
    if not figure.better:
        return None
    px, unit = canvas.style.axis_title, canvas.style.unit
    words = figure.better_text.strip(_ARROWS)
    width, height = text_size(words, px) if words else (0.0, metrics(px).height())
    arrow, gap = 0.78 * px, 3 * unit
    if arrow + gap + width + 10 * unit > spare:
        words, width, gap = "", 0.0, 0.0
    left = right - width - gap - arrow
    high = 0.85 * arrow
    middle = top + (height - high) / 2 + unit
    canvas.triangle(left, middle, arrow, high, _DIRECTIONS[figure.better], canvas.theme.text3)
    if words:
        canvas.text(right - width, top, words, px, canvas.theme.text3)
    return QRectF(left, top, right - left, height)
