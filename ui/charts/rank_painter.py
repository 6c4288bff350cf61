"""A ranking of what is worth most: signed bars on the line of no change, the best on top."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF

from explorer.figures.figure import RankFigure
from explorer.figures.silicon_figure import RankRow
from ui.charts.canvas import NO_BRUSH, Canvas
from ui.charts.lines import wrapped
from ui.charts.style import Style
from ui.lettering import text_size
from ui.theme import colour, metrics

_NAMES = 0.42
_ROW = 27.0


def row_boxes(figure: RankFigure, rect: QRectF, style: Style) -> list[QRectF]:
    """Return the box of each row, px."""
    unit = style.unit
    top = rect.top() + metrics(style.label).height() + 8 * unit
    foot = _foot(figure, rect, style)
    pitch = min(_ROW * unit, (rect.bottom() - foot - top) / max(len(figure.rows), 1))
    left, wide = rect.left() + 8 * unit, rect.width() - 16 * unit
    return [QRectF(left, top + n * pitch, wide, pitch) for n in range(len(figure.rows))]


def row_at(figure: RankFigure, rect: QRectF, style: Style, place: QPointF) -> str:
    """Return the path of the row at `place`, empty where there is none."""
    boxes = row_boxes(figure, rect, style)
    found = (row.path for row, box in zip(figure.rows, boxes, strict=True) if box.contains(place))
    return next(found, "")


def draw_rank(canvas: Canvas, figure: RankFigure, rect: QRectF) -> None:
    """Draw heads, rows and the lines below."""
    theme, style, unit = canvas.theme, canvas.style, canvas.style.unit
    canvas.fill(rect, theme.surface)
    boxes = row_boxes(figure, rect, style)
    if not boxes:
        return
    px = style.label
    numbers = max((text_size(row.label, px, True)[0] for row in figure.rows), default=0.0)
    left = boxes[0].left() + _NAMES * boxes[0].width()
    right = boxes[0].right() - min(numbers, 0.28 * rect.width()) - 8 * unit
    zero = _zero(figure, left, right)
    canvas.text(boxes[0].left() + 4 * unit, rect.top(), figure.name_head, px, theme.text2)
    low, high = figure.sides
    canvas.text(zero - text_size(low, px)[0] - 6 * unit, rect.top(), low, px, theme.text2)
    canvas.text(zero + 6 * unit, rect.top(), high, px, theme.text2)
    for number, (row, box) in enumerate(zip(figure.rows, boxes, strict=True), 1):
        if number == 1 and row.sense > 0:
            canvas.fill(box, theme.accent_fill, 0.5)
        _row(canvas, figure, row, box, number, (left, zero, right))
    pen = canvas.pen(theme.axis, style.rule)
    canvas.line(zero, boxes[0].top(), zero, boxes[-1].bottom(), pen)
    _lines(canvas, figure, rect, boxes[-1].bottom() + 8 * unit)


def _zero(figure: RankFigure, left: float, right: float) -> float:
    """Return px of no change: where both sides have room for their largest."""
    values = [row.value for row in figure.rows if row.value is not None]
    low, high = max((-v for v in values if v < 0), default=0.0), max((*values, 0.0), default=0.0)
    share = low / (low + high) if low + high > 0 else 0.5
    return left + min(max(share, 0.12), 0.88) * (right - left)


def _row(
    canvas: Canvas,
    figure: RankFigure,
    row: RankRow,
    box: QRectF,
    number: int,
    ends: tuple[float, float, float],
) -> None:
    theme, style, unit = canvas.theme, canvas.style, canvas.style.unit
    px, middle = style.label, box.center().y()
    top = middle - metrics(px).height() / 2
    bold = number == 1 and row.sense > 0
    canvas.text(box.left() + 4 * unit, top, str(number), px, theme.text2)
    side = 8 * unit
    square = QRectF(box.left() + 22 * unit, middle - side / 2, side, side)
    canvas.fill(square, theme.limit(row.limit).fill)
    start = box.left() + 36 * unit
    name = canvas.elided(row.name, px, ends[0] - start - 4 * unit, bold=bold)
    canvas.text(start, top, name, px, theme.text1, bold=bold)
    ink = {1: theme.better, -1: theme.worse}.get(row.sense, theme.text2)
    if row.value is not None:
        _bar(canvas, figure, row, middle, min(18 * unit, 0.62 * box.height()), ends, ink)
    width = text_size(row.label, px, row.value is not None)[0]
    label = canvas.elided(row.label, px, box.right() - ends[2])
    left = max(box.right() - width - 4 * unit, ends[2])
    canvas.text(left, top, label, px, ink, bold=row.value is not None)


def _bar(
    canvas: Canvas,
    figure: RankFigure,
    row: RankRow,
    middle: float,
    thick: float,
    ends: tuple[float, float, float],
    ink: str,
) -> None:
    """Draw the bar: filled where it is better, outlined where it is worse."""
    assert row.value is not None
    left, zero, right = ends
    most = max(abs(r.value) for r in figure.rows if r.value is not None) or 1.0
    room = min(zero - left, right - zero) if _both(figure) else max(zero - left, right - zero)
    long = abs(row.value) / most * room
    long = min(long, zero - left if row.value < 0 else right - zero)
    start = zero - long if row.value < 0 else zero
    box = QRectF(start, middle - thick / 2, max(long, 1.0), thick)
    if row.sense >= 0:
        canvas.fill(box, ink)
        return
    canvas.painter.setPen(canvas.pen(ink, canvas.style.rule))
    canvas.painter.setBrush(colour(canvas.theme.surface))
    canvas.painter.drawRect(box)
    canvas.painter.setBrush(NO_BRUSH)


def _both(figure: RankFigure) -> bool:
    signs = {row.value > 0 for row in figure.rows if row.value}
    return len(signs) == 2


def _foot(figure: RankFigure, rect: QRectF, style: Style) -> float:
    """Return the height that the lines below take."""
    width = rect.width() - 24 * style.unit
    count = sum(len(wrapped(line, style.small, width)) for line in figure.lines)
    return count * metrics(style.small).height() + 16 * style.unit


def _lines(canvas: Canvas, figure: RankFigure, rect: QRectF, top: float) -> None:
    px, unit = canvas.style.small, canvas.style.unit
    for line in figure.lines:
        for part in wrapped(line, px, rect.width() - 24 * unit):
            canvas.text(rect.left() + 12 * unit, top, part, px, canvas.theme.text2)
            top += metrics(px).height()
