"""Scenarios side by side: a row for each quantity, its change beside each value."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF

from explorer.figures.figure import TableCell, TableColumn, TableFigure, TableRow
from explorer.figures.table_figure import PLAIN
from ui.charts.canvas import Canvas
from ui.charts.labels import Badge
from ui.charts.style import Style
from ui.lettering import text_size
from ui.theme import metrics

_TALLEST, _LEAST = 29.0, 17.0
_NAMES = 0.3
_GAP = 14.0


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a column's value ends and its change ends, px; no change where there is no room."""

    value: float
    change: float
    room: float
    """From the column before to the end of the value, px; what a text may take."""


def draw_table(canvas: Canvas, figure: TableFigure, rect: QRectF) -> None:
    """Draw heads and rows; what has no room is counted in the last line."""
    style, theme, unit = canvas.style, canvas.theme, canvas.style.unit
    canvas.fill(rect, theme.surface)
    inner = _inner(figure, rect, style)
    if figure.subtitle and unit == 1.0:
        cut = canvas.elided(figure.subtitle, style.small, inner.width())
        canvas.text(inner.left(), rect.top() + 2 * unit, cut, style.small, theme.text2)
    if not figure.rows:
        canvas.text(inner.left(), inner.top() + 8 * unit, figure.empty, style.label, theme.text2)
        return
    pitch, shown = _pitch(style, figure, inner.height())
    places, names = _places(canvas, figure, inner)
    for column, place in zip(figure.columns, places, strict=True):
        _head(canvas, column, place.value, inner.top(), pitch)
    rule = canvas.pen(theme.hairline, style.grid)
    for number, row in enumerate(figure.rows[:shown], start=1):
        top = inner.top() + number * pitch
        canvas.line(inner.left(), round(top) + 0.5, inner.right(), round(top) + 0.5, rule)
        _row(canvas, row, figure.columns, places, QRectF(inner.left(), top, names, pitch))
    if shown < len(figure.rows):
        text = figure.more.format(count=len(figure.rows) - shown)
        top = inner.top() + (shown + 1) * pitch
        canvas.text(inner.left(), top, text, style.small, theme.text3)


def table_row_at(figure: TableFigure, rect: QRectF, style: Style, place: QPointF) -> str:
    """Return the path of the row at `place`, empty where there is none."""
    inner = _inner(figure, rect, style)
    if not figure.rows or not inner.contains(place):
        return ""
    pitch, shown = _pitch(style, figure, inner.height())
    number = int((place.y() - inner.top()) / pitch) - 1
    return figure.rows[number].path if 0 <= number < shown else ""


def _inner(figure: TableFigure, rect: QRectF, style: Style) -> QRectF:
    """Return the place of heads and rows, below the subtitle where it is shown."""
    unit = style.unit
    inner = rect.adjusted(12 * unit, 2 * unit, -12 * unit, -6 * unit)
    if figure.subtitle and unit == 1.0:
        inner.setTop(inner.top() + metrics(style.small).height() + 2 * unit)
    return inner


def _pitch(style: Style, figure: TableFigure, height: float) -> tuple[float, int]:
    """Return the height of a row and how many rows there is room for."""
    unit = style.unit
    lines = len(figure.rows) + 1
    pitch = min(_TALLEST * unit, height / lines)
    if pitch >= _LEAST * unit:
        return pitch, len(figure.rows)
    fitting = max(int(height / (_LEAST * unit)) - 2, 1)
    return _LEAST * unit, min(fitting, len(figure.rows))


def _places(canvas: Canvas, figure: TableFigure, inner: QRectF) -> tuple[list[_Place], float]:
    """Return the columns' places and the width left for the names."""
    px, gap = canvas.style.label, _GAP * canvas.style.unit
    longest = max(text_size(row.name, px)[0] for row in figure.rows)
    for with_texts in (True, False):
        # Texts stand in full where there is room for them; numbers always do.
        widths, notes = _widths(figure, px, gap, with_texts=with_texts)
        wanted = sum(widths) + sum(note + gap / 2 for note in notes if note) + gap * len(widths)
        if longest + wanted <= inner.width():
            break
    names = max(inner.width() - wanted, min(_NAMES * inner.width(), longest))
    spare = inner.width() - names - wanted
    if spare < 0:
        # The changes give way before the values do.
        notes = [0.0] * len(notes)
        spare = max(inner.width() - names - sum(widths) - gap * len(widths), 0.0)
    left, places = inner.right() - (inner.width() - names), []
    stretch = min(spare / len(widths), 3 * gap) if names > _NAMES * inner.width() else 0.0
    for width, note in zip(widths, notes, strict=True):
        left += gap + stretch
        value = left + width
        start, left = left, value + (note + gap / 2 if note else 0.0)
        # A text has no change behind it, so it may take that room too.
        places.append(_Place(value, left if note else 0.0, left - start))
    return places, names


def _widths(
    figure: TableFigure, px: float, gap: float, *, with_texts: bool
) -> tuple[list[float], list[float]]:
    """Return the columns' widths of values and of changes."""
    widths, notes = [], []
    for number, column in enumerate(figure.columns):
        cells = [row.cells[number] for row in figure.rows]
        numbers = [text_size(_text(cell), px)[0] for cell in cells if cell.value is not None]
        note = max((_note_width(cell, px) for cell in cells if cell.value is not None), default=0.0)
        # A text has no change behind it, so it takes that room too.
        free = note + gap / 2 if note else 0.0
        texts = [text_size(_text(cell), px)[0] - free for cell in cells if cell.value is None]
        head = text_size(column.letter, px, bold=True)[0] + px * 1.2
        widths.append(max(head, 4.5 * px, *numbers, *(texts if with_texts else ())))
        notes.append(note)
    return widths, notes


def _text(cell: TableCell) -> str:
    return f"≈ {cell.text}" if cell.estimate and not cell.quiet else cell.text


def _note_width(cell: TableCell, px: float) -> float:
    badge = Badge(cell.change, cell.sense)
    return badge.size(px)[0] - px if cell.change else 0.0


def _head(canvas: Canvas, column: TableColumn, right: float, top: float, pitch: float) -> None:
    px, theme = canvas.style.label, canvas.theme
    width, height = text_size(column.letter, px, bold=column.slot != PLAIN)
    middle = top + pitch / 2
    if column.slot == PLAIN:
        canvas.text(right - width, middle - height / 2, column.letter, px, theme.text2)
        return
    ghost = column.slot == 0
    line = theme.ghost if ghost else theme.slot(column.slot).line
    ink = theme.text2 if ghost else theme.slot(column.slot).ink
    side = 0.75 * px
    canvas.fill(QRectF(right - width - 1.1 * px, middle - side / 2, side, side), line)
    canvas.text(right - width, middle - height / 2, column.letter, px, ink, bold=True)


def _row(
    canvas: Canvas,
    row: TableRow,
    columns: tuple[TableColumn, ...],
    places: list[_Place],
    name: QRectF,
) -> None:
    px, theme = canvas.style.label, canvas.theme
    height = metrics(px).height()
    top = name.center().y() - height / 2
    label = canvas.elided(row.name, px, name.width())
    canvas.text(name.left(), top, label, px, theme.text1, bold=row.strong)
    taken = text_size(label, px, bold=row.strong)[0] + 0.4 * px
    if row.unit and taken + text_size(row.unit, canvas.style.small)[0] < name.width():
        shift = (height - metrics(canvas.style.small).height()) / 2
        canvas.text(name.left() + taken, top + shift, row.unit, canvas.style.small, theme.text3)
    for cell, _, place in zip(row.cells, columns, places, strict=True):
        _cell(canvas, cell, place, top)


def _cell(canvas: Canvas, cell: TableCell, place: _Place, top: float) -> None:
    px, theme = canvas.style.label, canvas.theme
    text = _text(cell)
    if cell.value is None:
        text = canvas.elided(text, px, place.room)
    ink = theme.text3 if cell.quiet else theme.estimate if cell.estimate else theme.text1
    if cell.limit:
        ink = theme.limit(cell.limit).ink
    right = place.value if cell.value is not None else max(place.value, place.change)
    canvas.text(right - text_size(text, px)[0], top, text, px, ink)
    if cell.change and place.change:
        badge = Badge(cell.change, cell.sense)
        tint = {1: theme.better, -1: theme.worse}.get(cell.sense, theme.text3)
        width = _note_width(cell, px)
        if badge.arrow:
            badge.draw_plain(canvas, place.change - width, top, px, tint)
        else:
            left = place.change - text_size(cell.change, px)[0]
            canvas.text(left, top, cell.change, px, tint)
