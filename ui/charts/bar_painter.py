"""Named bars with the value before as an outline and its change in a column beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QRectF

from explorer.figures.figure import Bar, BarFigure
from explorer.figures.ticks import linear_ticks
from ui.charts.canvas import NO_BRUSH, Canvas
from ui.charts.labels import Badge
from ui.charts.scale import PixelScale
from ui.lettering import Placed, text_size
from ui.theme import metrics

_GHOST_DASH = (5.0, 3.0)
_TIGHT = 0.85
"""Least pitch of the rows in heights of a line, which has room above and below its letters."""


@dataclass(frozen=True, slots=True)
class _Columns:
    """Left and right ends in px: names, bars, and the right edges of the two number columns."""

    left: float
    names_right: float
    scale: PixelScale
    value_right: float
    change_right: float


def draw_bars(canvas: Canvas, figure: BarFigure, rect: QRectF) -> None:
    """Draw bars, columns, the total line, the axis, and any extra lines of text below."""
    canvas.fill(rect, canvas.theme.surface)
    style, unit = canvas.style, canvas.style.unit
    line = metrics(style.label).height()
    inner = rect.adjusted(12 * unit, 0, -12 * unit, -6 * unit)
    columns = _columns(canvas, figure, inner)
    top = inner.top() + line + 6 * unit
    foot = metrics(style.tick).height() + metrics(style.axis_title).height() + 10 * unit
    bottom = inner.bottom() - len(figure.extra) * line
    total = (line + 6 * unit) if figure.total else 0.0
    _heads(canvas, figure, columns, inner.top())
    rows = max(len(figure.bars), 1)
    # Every bar has its number beside it: where names would overlap, the axis gives way.
    if bottom - foot - total - top >= rows * _TIGHT * line:
        bottom -= foot
        _axis(canvas, figure, columns, top, bottom - total)
    pitch = (bottom - total - top) / rows
    middles = [top + (number + 0.5) * pitch for number in range(len(figure.bars))]
    for bar, middle in zip(figure.bars, middles, strict=True):
        _bar(canvas, bar, columns, middle, min(style.bar * 0.78, 0.68 * pitch))
    tops = [middle - line / 2 for middle in middles]
    _names(canvas, figure.bars, columns, tops)
    _numbers(canvas, figure.bars, columns, tops, bold=False)
    if figure.total:
        _total(canvas, figure.total, columns, bottom - total, named=not figure.sums)
    for number, text in enumerate(figure.extra):
        y = inner.bottom() - (len(figure.extra) - number) * line
        cut = canvas.elided(text, style.small, inner.width())
        canvas.text(inner.left(), y, cut, style.small, canvas.theme.text2)


def _rows(figure: BarFigure) -> tuple[Bar, ...]:
    return (*figure.bars, figure.total) if figure.total else figure.bars


def _columns(canvas: Canvas, figure: BarFigure, inner: QRectF) -> _Columns:
    px, unit = canvas.style.label, canvas.style.unit
    rows = _rows(figure)

    def widest(texts: list[str], bold: bool = False) -> float:
        return max((text_size(text, px, bold)[0] for text in texts), default=0.0)

    names = min(widest([bar.name for bar in rows], bold=True), 0.4 * inner.width())
    heads = [widest([head]) for head in figure.columns]
    values = max(heads[0], widest([bar.value_label for bar in rows], bold=True))
    changed = [bar for bar in rows if bar.change_label]
    value_right = inner.right()
    if changed:
        labels = (Badge(bar.change_label, bar.sense).size(px)[0] - px for bar in changed)
        value_right -= max(heads[1], *labels) + 10 * unit
    ends = [v for bar in figure.bars for v in (bar.value, bar.before or 0.0)]
    low, high = min(0.0, *ends, 0.0), max(0.0, *ends, 0.0)
    left = inner.left() + names + 8 * unit
    right = max(value_right - values - 12 * unit, left + 10)
    scale = PixelScale(low, high if high > low else low + 1.0, "linear", left, right)
    return _Columns(inner.left(), inner.left() + names, scale, value_right, inner.right())


def _heads(canvas: Canvas, figure: BarFigure, columns: _Columns, top: float) -> None:
    px, ink = canvas.style.label, canvas.theme.text2
    edges = dict.fromkeys((columns.value_right, columns.change_right))
    for head, right in zip(figure.columns, edges, strict=False):
        canvas.text(right - text_size(head, px)[0], top, head, px, ink)


def _axis(canvas: Canvas, figure: BarFigure, columns: _Columns, top: float, bottom: float) -> None:
    style, theme, unit = canvas.style, canvas.theme, canvas.style.unit
    scale = columns.scale
    for most in (6, 5, 4, 3, 2):
        ticks = linear_ticks(scale.low, scale.high, most)
        widths = [text_size(t.label, style.tick)[0] for t in ticks]
        places = [scale.at(t.value) for t in ticks]
        if len(ticks) < 2 or max(widths) + 8 * unit <= places[1] - places[0]:
            break
    grid = [QLineF(at, top, at, bottom) for at in places]
    canvas.lines(grid, canvas.pen(theme.grid, style.grid))
    below = bottom + 4 * unit
    texts = [
        (at - width / 2, below, tick.label)
        for tick, at, width in zip(ticks, places, widths, strict=True)
    ]
    canvas.texts(texts, style.tick, theme.text2)
    zero = scale.at(0.0)
    canvas.line(zero, top, zero, bottom, canvas.pen(theme.axis, style.rule))
    title = canvas.elided(figure.axis_title, style.axis_title, columns.change_right - columns.left)
    width = text_size(title, style.axis_title)[0]
    left = min((scale.start + scale.end - width) / 2, columns.change_right - width)
    below = bottom + 6 * unit + metrics(style.tick).height()
    canvas.text(max(left, columns.left), below, title, style.axis_title, theme.text2)


def _bar(canvas: Canvas, bar: Bar, columns: _Columns, middle: float, thick: float) -> None:
    style, theme, scale = canvas.style, canvas.theme, columns.scale
    zero, end = scale.at(0.0), scale.at(bar.value)
    canvas.fill(
        QRectF(min(zero, end), middle - thick / 2, abs(end - zero), thick),
        theme.slot(bar.slot).line,
    )
    was = end if bar.before is None else scale.at(bar.before)
    # An outline that coincides with its bar would say that something has changed.
    if abs(was - end) > 0.75:
        canvas.painter.setPen(canvas.pen(theme.ghost, style.rule, _GHOST_DASH))
        canvas.painter.setBrush(NO_BRUSH)
        canvas.painter.drawRect(QRectF(min(zero, was), middle - thick / 2, abs(was - zero), thick))


def _names(canvas: Canvas, bars: Sequence[Bar], columns: _Columns, tops: Sequence[float]) -> None:
    px, right = canvas.style.label, columns.names_right
    names = [canvas.elided(bar.name, px, right) for bar in bars]
    places = zip(names, tops, strict=True)
    texts = [(right - text_size(name, px)[0], top, name) for name, top in places]
    canvas.texts(texts, px, canvas.theme.text1)


def _numbers(
    canvas: Canvas,
    bars: Sequence[Bar],
    columns: _Columns,
    tops: Sequence[float],
    *,
    bold: bool,
) -> None:
    """Write values and changes, right-aligned, each beside its bar."""
    theme, px, right = canvas.theme, canvas.style.label, columns.value_right
    labels = [(bar.value_label, top) for bar, top in zip(bars, tops, strict=True)]
    texts = [(right - text_size(label, px, bold)[0], top, label) for label, top in labels]
    canvas.texts(texts, px, theme.text1, bold=bold)
    inks = {1: theme.better, -1: theme.worse}
    changes: dict[str, list[Placed]] = {}
    for bar, top in zip(bars, tops, strict=True):
        if bar.change_label:
            badge, ink = Badge(bar.change_label, bar.sense), inks.get(bar.sense, theme.text2)
            left = columns.change_right - (badge.size(px)[0] - px)
            changes.setdefault(ink, []).append(badge.draw_arrow(canvas, left, top, px, ink))
    for ink, words in changes.items():
        canvas.texts(words, px, ink, bold=True)


def _total(canvas: Canvas, bar: Bar, columns: _Columns, top: float, *, named: bool) -> None:
    style, unit = canvas.style, canvas.style.unit
    rule = canvas.pen(canvas.theme.border, style.rule)
    start = columns.scale.end + 4 * unit
    canvas.line(start, top + 2 * unit, columns.change_right, top + 2 * unit, rule)
    width, _ = text_size(bar.name, style.label, True)
    if named and columns.left + width <= columns.names_right:
        at = columns.names_right - width
        canvas.text(at, top + 5 * unit, bar.name, style.label, canvas.theme.text1, bold=True)
    _numbers(canvas, (bar,), columns, (top + 5 * unit,), bold=True)
