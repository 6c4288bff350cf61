"""Stacked horizontal bars: where the time of a step or a prompt goes, before and now."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QLineF, QRectF

from explorer.figures.figure import Segment, StackFigure, StackPanel, StackRow
from explorer.figures.ticks import Tick, linear_ticks
from ui.charts.canvas import Canvas
from ui.charts.scale import PixelScale
from ui.lettering import Placed, text_size
from ui.theme import metrics, mixed

_PALE = 0.4
_INKS = ("#FFFFFF", "#1A1E23")


Names = dict[str, list[QRectF]]
"""Where the name of each part stands, px, by the part's id."""


class _Written(NamedTuple):
    """What stands written on the bars: where names stand, and texts by ink and boldness."""

    names: Names
    texts: defaultdict[tuple[str, bool], list[Placed]]


def draw_stacks(canvas: Canvas, figure: StackFigure, rect: QRectF) -> Names:
    """Draw every panel under the last, then one legend if a bar was too thin for a name.

    Parts taken away are named in the legend, struck out. Returns where the names stand.
    """
    canvas.fill(rect, canvas.theme.surface)
    if not figure.panels:
        return {}
    written = _Written({}, defaultdict(list))
    unit = canvas.style.unit
    inner = rect.adjusted(12 * unit, 4 * unit, -14 * unit, -6 * unit)
    legend = _legend_rows(canvas, _parts(figure), inner.width())
    line = metrics(canvas.style.label).height() + 4 * unit
    height = (inner.height() - line * len(legend) - 4 * unit) / len(figure.panels)
    label = max(
        (text_size(r.label, canvas.style.label, True)[0] for p in figure.panels for r in p.rows),
        default=0.0,
    )
    complete = not figure.hidden
    for number, panel in enumerate(figure.panels):
        box = QRectF(inner.left(), inner.top() + number * height, inner.width(), height)
        complete &= _panel(canvas, panel, box, label, written)
    for (ink, bold), texts in written.texts.items():
        canvas.texts(texts, canvas.style.label, ink, bold=bold)
    if not complete:
        _legend(canvas, figure, legend, inner, line, written.names)
    return written.names


def _panel(canvas: Canvas, panel: StackPanel, box: QRectF, label: float, written: _Written) -> bool:
    """Draw one panel and return whether every named segment had room for its name."""
    style, theme = canvas.style, canvas.theme
    unit, text = style.unit, metrics(style.label).height()
    title = canvas.elided(panel.title, style.axis_title, box.width())
    canvas.text(box.left(), box.top(), title, style.axis_title, theme.text2)
    totals = max((text_size(r.total_label, style.label, True)[0] for r in panel.rows), default=0.0)
    left = box.left() + label + 8 * unit
    right = box.right() - totals - 8 * unit
    top = box.top() + text + 6 * unit
    bottom = box.bottom() - metrics(style.tick).height() - 6 * unit
    tight = (bottom - top) / max(len(panel.rows), 1) < text
    if tight:
        # Names of the bars before numbers that their totals give as well.
        bottom = box.bottom() - 4 * unit
    top_value = max((sum(s.value for s in r.segments) for r in panel.rows), default=0.0)
    scale = PixelScale(0.0, top_value if top_value > 0 else 1.0, "linear", left, right)
    ticks = () if tight else _ticks(scale, box.right(), style.tick)
    places = [scale.at(tick.value) for tick in ticks]
    grid = [QLineF(at, top, at, bottom) for at in places]
    canvas.lines(grid, canvas.pen(theme.grid, style.grid))
    below = bottom + 3 * unit
    texts = [
        (at - text_size(tick.label, style.tick)[0] / 2, below, tick.label)
        for tick, at in zip(ticks, places, strict=True)
    ]
    canvas.texts(texts, style.tick, theme.text2)
    pitch = (bottom - top) / max(len(panel.rows), 1)
    complete = True
    for number, row in enumerate(panel.rows):
        thick = min(style.bar * 1.2, pitch * 0.84)
        bar = QRectF(left, top + number * pitch + (pitch - thick) / 2, right - left, thick)
        complete &= _row(canvas, row, bar, scale, box.left() + label, written)
    return complete


def _ticks(scale: PixelScale, edge: float, px: float) -> tuple[Tick, ...]:
    """Return the ticks within the bars' length whose labels stand clear of one another."""
    for most in (6, 5, 4, 3, 2):
        ticks = linear_ticks(0.0, scale.high, most)
        if len(ticks) < 2:
            continue
        pitch = scale.at(ticks[1].value) - scale.at(ticks[0].value)
        widest = max(text_size(t.label, px)[0] for t in ticks)
        if widest + px * 0.7 <= pitch:
            return tuple(t for t in ticks if scale.at(t.value) + widest / 2 <= edge)
    return ()


def _row(
    canvas: Canvas, row: StackRow, bar: QRectF, scale: PixelScale, names: float, written: _Written
) -> bool:
    style, theme, unit = canvas.style, canvas.theme, canvas.style.unit
    px, height = style.label, metrics(style.label).height()
    top = bar.center().y() - height / 2
    ink = theme.text2 if row.ghost else theme.text1
    width = text_size(row.label, px, not row.ghost)[0]
    texts = written.texts[ink, not row.ghost]
    texts.append((names - width, top, row.label))
    complete, value, start = True, 0.0, bar.left()
    for segment in row.segments:
        value += segment.value
        end = scale.at(value)
        if end > start:
            box = QRectF(start, bar.top(), end - start, bar.height())
            complete &= _segment(canvas, segment, box, written, ghost=row.ghost)
        start = end
    texts.append((start + 7 * unit, top, row.total_label))
    return complete


def _segment(
    canvas: Canvas, segment: Segment, box: QRectF, written: _Written, *, ghost: bool
) -> bool:
    """Fill one segment, name it where that fits, and return whether it did."""
    px, unit, room = canvas.style.label, canvas.style.unit, box.width()
    fill = segment_fill(canvas, segment.slot, ghost=ghost)
    # A gap of one px in the surface colour parts neighbours of like brightness.
    canvas.fill(box.adjusted(0, 0, -unit, 0) if room > 3 * unit else box, fill)
    width, height = text_size(segment.name, px)
    if width + 8 * unit > room or height > box.height():
        return False
    left = box.left() + (room - width) / 2
    top = box.top() + (box.height() - height) / 2
    if segment.name:
        written.texts[_ink_on(fill), False].append((left, top, segment.name))
        written.names.setdefault(segment.id, []).append(QRectF(left, top, width, height))
    return True


def segment_fill(canvas: Canvas, slot: int, *, ghost: bool = False) -> str:
    """Return the fill of a slot, pale for the state before."""
    line = canvas.theme.slot(slot).line
    return mixed(line, canvas.theme.surface, _PALE) if ghost else line


@lru_cache(maxsize=64)
def _ink_on(fill: str) -> str:
    """Return the ink that reads best on a fill."""
    return max(_INKS, key=lambda each: _contrast(each, fill))


def _contrast(ink: str, ground: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.1)."""
    light, dark = sorted((_luminance(ink), _luminance(ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(name: str) -> float:
    parts = [int(name[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _parts(figure: StackFigure) -> list[Segment]:
    """Return one of each part, in order of appearance, those taken away last.

    Bars may go without a name.
    """
    rows = (row for panel in figure.panels for row in panel.rows)
    shown = {part.id: part for row in rows for part in row.segments if part.name}
    return [*shown.values(), *figure.hidden]


def _legend_rows(
    canvas: Canvas, parts: list[Segment], width: float
) -> list[list[tuple[Segment, float]]]:
    """Return legend entries (part, left in px) broken into rows of at most `width` px."""
    unit, px = canvas.style.unit, canvas.style.small
    rows: list[list[tuple[Segment, float]]] = []
    left = width + 1.0
    for part in parts:
        entry = 13 * unit + text_size(part.name, px)[0]
        if left + entry > width:
            rows.append([])
            left = 0.0
        rows[-1].append((part, left))
        left += entry + 8 * unit
    return rows


def _legend(
    canvas: Canvas,
    figure: StackFigure,
    rows: list[list[tuple[Segment, float]]],
    inner: QRectF,
    line: float,
    found: Names,
) -> None:
    unit, px, theme = canvas.style.unit, canvas.style.small, canvas.theme
    height = metrics(px).height()
    texts: dict[str, list[Placed]] = {theme.text2: [], theme.text3: []}
    for number, row in enumerate(rows):
        top = inner.bottom() - line * (len(rows) - number)
        for part, left in row:
            x, gone = inner.left() + left, part in figure.hidden
            swatch = QRectF(x, top + (height - 9 * unit) / 2, 9 * unit, 9 * unit)
            canvas.fill(swatch, segment_fill(canvas, part.slot, ghost=gone))
            ink = theme.text3 if gone else theme.text2
            texts[ink].append((x + 13 * unit, top, part.name))
            box = QRectF(x, top, 13 * unit + text_size(part.name, px)[0], height)
            if gone:
                middle = round(box.center().y()) + 0.5
                stroke = canvas.pen(ink, canvas.style.rule)
                canvas.line(x + 13 * unit, middle, box.right(), middle, stroke)
            found.setdefault(part.id, []).append(box)
    for ink, names in texts.items():
        canvas.texts(names, px, ink)
