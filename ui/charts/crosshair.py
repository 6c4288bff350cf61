"""The crosshair and its readout box: all curves at one x, with units."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPen

from explorer.figures.figure import XYFigure
from explorer.figures.readout import Reading, Readout, read_at
from ui.charts.canvas import NO_BRUSH, Canvas
from ui.charts.xy_layout import XYLayout
from ui.charts.xy_live import Drawn
from ui.lettering import text_size
from ui.theme import colour, metrics

_PAD = 8.0
_SWATCH = 9.0
_BOX = 8


def draw_crosshair(
    canvas: Canvas,
    figure: XYFigure,
    layout: XYLayout,
    x: float,
    drawn: Drawn,
    *,
    pinned: bool,
) -> None:
    """Draw the line at `x` (axis unit), a dot on every curve, and the readout.

    A pinned crosshair has a darker line. The readout keeps off what is `drawn` if it can.
    """
    at = layout.x.at(x)
    plot = layout.plot
    if not (math.isfinite(at) and plot.left() - 0.5 <= at <= plot.right() + 0.5):
        return
    line = math.floor(at) + 0.5
    ink = canvas.theme.text2 if pinned else canvas.theme.axis
    canvas.line(line, plot.top(), line, plot.bottom(), canvas.pen(ink, canvas.style.rule))
    reading = read_at(figure, x)
    for row in reading.readings:
        y = layout.y.at(row.value)
        if plot.top() <= y <= plot.bottom():
            _dot(canvas, at, y, _line_colour(canvas, figure, row.number))
    _box(canvas, figure, layout, reading, at, drawn)


def _line_colour(canvas: Canvas, figure: XYFigure, number: int) -> str:
    series = figure.series[number]
    if series.role == "ghost":
        return canvas.theme.ghost
    if series.role == "floor":
        return canvas.theme.text3
    return canvas.theme.slot(series.slot).line


def _dot(canvas: Canvas, x: float, y: float, name: str) -> None:
    canvas.painter.setPen(QPen(colour(canvas.theme.surface), 1.0))
    canvas.painter.setBrush(colour(name))
    canvas.painter.drawEllipse(QRectF(x - 3.5, y - 3.5, 7, 7))
    canvas.painter.setBrush(NO_BRUSH)


def _box(
    canvas: Canvas,
    figure: XYFigure,
    layout: XYLayout,
    reading: Readout,
    at: float,
    drawn: Drawn,
) -> None:
    """Draw the readout where it covers least."""
    px, theme = canvas.style.label, canvas.theme
    height = metrics(px).height() + 1
    room = layout.plot.height() - 2 * _PAD - 8
    bound = 1 if reading.bound is not None else 0
    rows = reading.readings[: max(0, int(room / height) - 1 - bound)]
    size = _size(canvas, reading, rows, layout.rect.width() - 8)
    box = _corner(canvas, layout, size, at, drawn)
    canvas.painter.setPen(QPen(colour(theme.border), 1.0))
    canvas.painter.setBrush(colour(theme.surface, 0.96))
    canvas.painter.drawRoundedRect(box, 3, 3)
    canvas.painter.setBrush(NO_BRUSH)
    y = box.top() + _PAD - 2
    canvas.text(box.left() + _PAD, y, reading.x, px, theme.text1, bold=True)
    unit_left = box.right() - _PAD - text_size(reading.unit, px)[0]
    canvas.text(unit_left, y, reading.unit, px, theme.text2)
    for number, row in enumerate(rows, start=1):
        line = y + number * height
        swatch = QRectF(box.left() + _PAD, line + (height - _SWATCH) / 2, _SWATCH, _SWATCH)
        canvas.fill(swatch, _line_colour(canvas, figure, row.number))
        value = box.right() - _PAD - text_size(row.text, px, bold=True)[0]
        start = swatch.right() + 6
        label = canvas.elided(row.label, px, value - start - 6)
        canvas.text(start, line, label, px, theme.text1)
        canvas.text(value, line, row.text, px, theme.text1, bold=True)
    if reading.bound is not None:
        line = y + (len(rows) + 1) * height
        swatch = QRectF(box.left() + _PAD, line + (height - _SWATCH) / 2, _SWATCH, _SWATCH)
        canvas.fill(swatch, theme.limit(reading.bound.limit).fill)
        span = box.right() - _PAD - text_size(reading.bound.span, px)[0]
        start = swatch.right() + 6
        label = canvas.elided(reading.bound.label, px, span - start - 6)
        canvas.text(start, line, label, px, theme.text2)
        canvas.text(span, line, reading.bound.span, px, theme.text2)


def _size(
    canvas: Canvas, reading: Readout, rows: Sequence[Reading], most: float
) -> tuple[float, float]:
    px = canvas.style.label
    head = text_size(reading.x, px, bold=True)[0] + 2 * _PAD + text_size(reading.unit, px)[0]
    names = max((text_size(r.label, px)[0] for r in rows), default=0.0)
    values = max((text_size(r.text, px, bold=True)[0] for r in rows), default=0.0)
    lines = len(rows) + 1
    wide = max(head, _SWATCH + 6 + names + 2 * _PAD + values)
    if (bound := reading.bound) is not None:
        lines += 1
        texts = text_size(bound.label, px)[0] + text_size(bound.span, px)[0]
        wide = max(wide, _SWATCH + 6 + texts + 2 * _PAD)
    return min(wide + 2 * _PAD, most), (metrics(px).height() + 1) * lines + 2 * _PAD - 4


def _corner(
    canvas: Canvas,
    layout: XYLayout,
    size: tuple[float, float],
    at: float,
    drawn: Drawn,
) -> QRectF:
    """Return the box beside the line, up or down, that covers the least of the curves."""
    plot, (width, height) = layout.plot, size
    points = drawn.courses.all_points()
    low, high = layout.rect.left() + 4, layout.rect.right() - 4 - width
    tops = plot.top() + canvas.style.ribbon + 4, plot.bottom() - height - 6
    best, fewest = QRectF(), math.inf
    for left in (at + 12, at - 12 - width):
        for top in tops:
            x, y = min(max(left, low), high), max(top, plot.top())
            covered = int(
                np.count_nonzero(
                    (points[:, 0] > x - 3)
                    & (points[:, 0] < x + width + 3)
                    & (points[:, 1] > y - 3)
                    & (points[:, 1] < y + height + 3)
                )
            )
            box = QRectF(x, y, width, height)
            covered += _BOX * sum(box.intersects(other) for other in drawn.placer.taken)
            # Lying on its own line is worse than hiding some of the curves.
            cost = covered + 40.0 * (x <= at <= x + width)
            if cost < fewest:
                best, fewest = box.translated(round(x) - x + 0.5, round(y) - y + 0.5), cost
    return best
