"""How work flows: boxes in columns with their numbers, arrows between them with their rates."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import atan2, cos, hypot, sin

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPolygonF

from explorer.figures.figure import FlowArrow, FlowBox, FlowColumn, FlowFigure
from ui.charts.canvas import NO_BRUSH, NO_PEN, Canvas
from ui.charts.flow_box import box_height, box_width, draw_box
from ui.lettering import text_size
from ui.theme import colour, metrics

_PAD, _GAP = 12.0, 14.0
_THIN, _THICK = 5.0, 26.0
_LEAST_TYPE = 10.0
"""Px of the smallest type of a label."""

_SKETCH_BELOW = 0.75
"""Below this share of the width that the words need, only a sketch is drawn."""

_HEAD = 1.3
"""Length of an arrow's head over its half-width, and how far the head stands out."""


@dataclass(frozen=True, slots=True)
class _Way:
    """An arrow from edge to edge, px."""

    start: QPointF
    end: QPointF

    @property
    def level(self) -> bool:
        """Whether it runs straight across."""
        return abs(self.start.y() - self.end.y()) < 1.0

    @property
    def upright(self) -> bool:
        """Whether it runs within one column."""
        return abs(self.start.x() - self.end.x()) < 1.0


def draw_flow(canvas: Canvas, figure: FlowFigure, rect: QRectF) -> None:
    """Draw arrows, then boxes over their ends, then the arrows' words.

    All type gives way together where the words of some box would not fit its column. Where they
    would not by far, as in a thumbnail, the words go and the flow stays.
    """
    canvas.fill(rect, canvas.theme.surface)
    fit = _fit(canvas, figure, rect.width())
    if fit < _SKETCH_BELOW * _LEAST_TYPE / canvas.style.label:
        figure = _sketch(figure)
        fit = _fit(canvas, figure, rect.width())
    canvas = _scaled(canvas, fit)
    unit = canvas.style.unit
    inner = rect.adjusted(_PAD * unit, 4 * unit, -_PAD * unit, -8 * unit)
    places = _places(canvas, figure, inner)
    ways = [(arrow, _way(places[arrow.start], places[arrow.end])) for arrow in figure.arrows]
    for arrow, way in ways:
        _draw_arrow(canvas, arrow, way)
    for column in figure.columns:
        for box in column.boxes:
            draw_box(canvas, box, places[box.id])
    for arrow, way in ways:
        _words(canvas, arrow, way)


def _fit(canvas: Canvas, figure: FlowFigure, width: float) -> float:
    """Return how much of the canvas's type size fits the figure's words into `width` px."""
    columns = figure.columns
    weights = sum(column.weight for column in columns)
    need = max(
        max(box_width(canvas, box) for box in column.boxes) / column.weight for column in columns
    )
    gaps = sum(_gap(canvas, figure, at) for at in range(len(columns) - 1))
    return (width - 2 * _PAD * canvas.style.unit) / (need * weights + gaps)


def _scaled(canvas: Canvas, fit: float) -> Canvas:
    """Return the canvas with its type as large as fits, down to the floor."""
    factor = min(1.0, max(fit, _LEAST_TYPE / canvas.style.label))
    if factor == 1.0:
        return canvas
    style = canvas.style.scaled(factor)
    return Canvas(canvas.painter, canvas.theme, style, raster=canvas.raster, fast=canvas.fast)


def _sketch(figure: FlowFigure) -> FlowFigure:
    """Return what a thumbnail can show: the colour of each limit, the chips, and bare arrows."""

    def box(full: FlowBox) -> FlowBox:
        return FlowBox(full.id, "", limit=full.limit, squares=full.squares)

    columns = tuple(
        FlowColumn(tuple(map(box, column.boxes)), 0.4 if column.boxes[0].big else 1.0)
        for column in figure.columns
    )
    arrows = tuple(replace(arrow, label="", numbers=(), lines=()) for arrow in figure.arrows)
    return replace(figure, columns=columns, arrows=arrows)


def _places(canvas: Canvas, figure: FlowFigure, inner: QRectF) -> dict[str, QRectF]:
    """Return the rectangle of each box: gaps as wide as their words, columns by weight."""
    wanted = [_gap(canvas, figure, at) for at in range(len(figure.columns) - 1)]
    most = 0.42 * inner.width()
    shrink = min(1.0, most / max(sum(wanted), 1.0))
    gaps = [gap * shrink for gap in wanted]
    per_weight = (inner.width() - sum(gaps)) / sum(column.weight for column in figure.columns)
    places: dict[str, QRectF] = {}
    left = inner.left()
    for column, gap in zip(figure.columns, [*gaps, 0.0], strict=True):
        width = column.weight * per_weight
        places |= _stacked(canvas, column, QRectF(left, inner.top(), width, inner.height()))
        left += width + gap
    return places


def _gap(canvas: Canvas, figure: FlowFigure, at: int) -> float:
    """Return px between column `at` and the next: their arrows' widest words and some air."""
    unit, style = canvas.style.unit, canvas.style
    here = {box.id for box in figure.columns[at].boxes}
    there = {box.id for box in figure.columns[at + 1].boxes}
    widest = figure.gap * unit
    for arrow in figure.arrows:
        if {arrow.start, arrow.end} <= here | there and not {arrow.start, arrow.end} <= here:
            words = [text_size(arrow.label, style.label + unit, True)[0]]
            words += [text_size(line, style.small)[0] for line in arrow.lines]
            widest = max(widest, *(width + 18 * unit for width in words))
    return widest


def _stacked(canvas: Canvas, column: FlowColumn, room: QRectF) -> dict[str, QRectF]:
    """Return the boxes of a column under one another, no higher than they need."""
    gap = _GAP * canvas.style.unit
    share = (room.height() - gap * (len(column.boxes) - 1)) / len(column.boxes)
    heights = [min(share, box_height(canvas, box, room.width())) for box in column.boxes]
    spare = room.height() - sum(heights) - gap * (len(heights) - 1)
    top = room.top() + spare / (2 * len(heights))
    places = {}
    for box, height in zip(column.boxes, heights, strict=True):
        places[box.id] = QRectF(room.left(), top, room.width(), height)
        top += height + gap + spare / len(heights)
    return places


def _way(start: QRectF, end: QRectF) -> _Way:
    """Return the way between two boxes: level where they overlap in height, else slanted."""
    if abs(start.left() - end.left()) < 1.0:
        middle = start.center().x()
        down = start.top() < end.top()
        y0, y1 = (start.bottom(), end.top()) if down else (start.top(), end.bottom())
        return _Way(QPointF(middle, y0), QPointF(middle, y1))
    forward = start.left() < end.left()
    x0, x1 = (start.right(), end.left()) if forward else (start.left(), end.right())
    low, high = max(start.top(), end.top()), min(start.bottom(), end.bottom())
    if high - low > 0.6 * min(start.height(), end.height()):
        middle = (low + high) / 2
        return _Way(QPointF(x0, middle), QPointF(x1, middle))
    return _Way(QPointF(x0, start.center().y()), QPointF(x1, end.center().y()))


def _half(canvas: Canvas, arrow: FlowArrow) -> float:
    return (_THIN + (_THICK - _THIN) * min(max(arrow.width, 0.0), 1.0)) / 2 * canvas.style.unit


def _draw_arrow(canvas: Canvas, arrow: FlowArrow, way: _Way) -> None:
    unit, half = canvas.style.unit, _half(canvas, arrow)
    dx, dy = way.end.x() - way.start.x(), way.end.y() - way.start.y()
    length, angle = hypot(dx, dy), atan2(dy, dx)
    air = 4 * unit
    head = min(_HEAD * half, 0.5 * length)
    wide = half * 1.35 if half < 6 * unit else half
    shape = [
        (air, -half), (length - air - head, -half), (length - air - head, -wide),
        (length - air, 0.0), (length - air - head, wide), (length - air - head, half), (air, half),
    ]  # fmt: skip
    c, s = cos(angle), sin(angle)
    points = [
        QPointF(way.start.x() + x * c - y * s, way.start.y() + x * s + y * c) for x, y in shape
    ]
    theme = canvas.theme
    name = theme.limit(arrow.limit).fill if arrow.limit else theme.track
    canvas.painter.setPen(NO_PEN)
    canvas.painter.setBrush(colour(name, 0.6 if arrow.limit else 1.0))
    canvas.painter.drawPolygon(QPolygonF(points))
    canvas.painter.setBrush(NO_BRUSH)


def _words(canvas: Canvas, arrow: FlowArrow, way: _Way) -> None:
    """Set the label above a level arrow and the lines below it; beside an upright one."""
    style, theme, unit = canvas.style, canvas.theme, canvas.style.unit
    half, px = _half(canvas, arrow), style.label + unit
    middle = QPointF((way.start.x() + way.end.x()) / 2, (way.start.y() + way.end.y()) / 2)
    ink = theme.limit(arrow.limit).ink if arrow.limit else theme.text1
    room = max(abs(way.end.x() - way.start.x()) - 4 * unit, 0.0)
    if way.upright:
        left = middle.x() + half + 8 * unit
        top = middle.y() - metrics(px, True).height() / 2
        for at, text in enumerate((arrow.label, *arrow.lines)):
            size, tone = (px, ink) if at == 0 else (style.small, theme.text2)
            canvas.halo_text(left, top, text, size, tone, bold=at == 0)
            left += text_size(text, size, at == 0)[0] + 8 * unit
        return
    # Nothing crosses the room above and below a level arrow; a halo has to be outlined anew.
    write = canvas.text if way.level else canvas.halo_text
    label = canvas.elided(arrow.label, px, room, bold=True)
    above = middle.y() - half - metrics(px, True).height() - 2 * unit
    if not way.level:
        above = middle.y() - metrics(px, True).height() / 2
    width = text_size(label, px, True)[0]
    write(middle.x() - width / 2, above, label, px, ink, bold=True)
    top = middle.y() + (half + 4 * unit if way.level else metrics(px, True).height() / 2)
    for line in arrow.lines:
        shown = canvas.elided(line, style.small, room)
        width = text_size(shown, style.small)[0]
        write(middle.x() - width / 2, top, shown, style.small, theme.text2)
        top += metrics(style.small).height()
