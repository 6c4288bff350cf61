"""Tornado bars: for each input the result at its low and its high value, on the result as it is."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF

from explorer.figures.figure import SpanBar, TornadoFigure
from explorer.figures.ticks import ticks_for
from ui.charts.canvas import Canvas
from ui.charts.scale import PixelScale
from ui.charts.style import Style
from ui.lettering import text_size
from ui.theme import metrics, mixed

_LOW_SLOT, _HIGH_SLOT = 6, 1
_PALE = 0.55
_NAMES = 0.36
_LEAST_PITCH = 1.25
"""Of a row, over the size of its type."""


@dataclass(frozen=True, slots=True)
class TornadoLayout:
    """Where the parts stand, px: the axis, the right edge of the names, and each row.

    Where room is short there are fewer rows than bars: what matters least is left out.
    """

    scale: PixelScale
    names_left: float
    names_right: float
    top: float
    bottom: float
    rows: tuple[QRectF, ...]


def lay_out_tornado(figure: TornadoFigure, rect: QRectF, style: Style) -> TornadoLayout:
    """Return the layout of `figure` in `rect`."""
    unit = style.unit
    inner = rect.adjusted(12 * unit, 0, -12 * unit, -6 * unit)
    line = metrics(style.label).height()
    widths = [text_size(bar.name, style.label)[0] for bar in figure.bars]
    names = min(max(widths, default=0.0), _NAMES * inner.width())
    # The values of an input stand beyond the ends of its bar.
    ends = [
        text_size(label, style.small)[0]
        for bar in figure.bars
        for label in (bar.low_label, bar.high_label)
    ]
    room = min(max(ends, default=0.0), 0.2 * inner.width()) + 6 * unit
    left = inner.left() + names + 8 * unit
    scale = PixelScale(
        figure.axis.low, figure.axis.high, figure.axis.scale, left + room, inner.right() - room
    )
    top = inner.top() + 2 * line + 4 * unit
    foot = metrics(style.tick).height() + metrics(style.axis_title).height() + 10 * unit
    bottom = inner.bottom() - foot
    shown = max(min(len(figure.bars), int((bottom - top) / (_LEAST_PITCH * style.label))), 1)
    pitch = (bottom - top) / shown
    rows = tuple(
        QRectF(inner.left(), top + number * pitch, inner.width(), pitch) for number in range(shown)
    )
    return TornadoLayout(scale, inner.left(), inner.left() + names, top, bottom, rows)


def bar_at(figure: TornadoFigure, rect: QRectF, style: Style, place: QPointF) -> str:
    """Return the path of the input whose row is at `place`, empty where there is none."""
    rows = lay_out_tornado(figure, rect, style).rows
    found = (bar.path for bar, row in zip(figure.bars, rows, strict=False) if row.contains(place))
    return next(found, "")


def draw_tornado(canvas: Canvas, figure: TornadoFigure, rect: QRectF) -> None:
    """Draw legend, axis, bars, their ends' values, and the line of the result as it is."""
    canvas.fill(rect, canvas.theme.surface)
    layout = lay_out_tornado(figure, rect, canvas.style)
    _legend(canvas, figure, layout, rect.top())
    _axis(canvas, figure, layout)
    for bar, row in zip(figure.bars, layout.rows, strict=False):
        _bar(canvas, figure, bar, row, layout)
    base = layout.scale.at(figure.base)
    pen = canvas.pen(canvas.theme.text2, canvas.style.rule)
    canvas.line(base, layout.top - 2 * canvas.style.unit, base, layout.bottom, pen)
    _base_name(canvas, figure, layout, base)


def _colours(canvas: Canvas) -> tuple[str, str]:
    theme = canvas.theme
    low = mixed(theme.slot(_LOW_SLOT).line, theme.surface, _PALE)
    return low, theme.slot(_HIGH_SLOT).line


def _legend(canvas: Canvas, figure: TornadoFigure, layout: TornadoLayout, top: float) -> None:
    unit, px = canvas.style.unit, canvas.style.label
    height = metrics(px).height()
    x = layout.names_left
    for colour, name in zip(_colours(canvas), (figure.low_name, figure.high_name), strict=True):
        side = 9 * unit
        canvas.fill(QRectF(x, top + (height - side) / 2, side, side), colour)
        canvas.text(x + side + 5 * unit, top, name, px, canvas.theme.text2)
        x += side + text_size(name, px)[0] + 21 * unit


def _base_name(canvas: Canvas, figure: TornadoFigure, layout: TornadoLayout, base: float) -> None:
    px, unit = canvas.style.label, canvas.style.unit
    width, height = text_size(figure.base_label, px, bold=True)
    right = layout.rows[0].right() if layout.rows else base + width
    left = min(max(base - width / 2, layout.names_left), right - width)
    top = layout.top - height - 3 * unit
    canvas.text(left, top, figure.base_label, px, canvas.theme.text1, bold=True)


def _axis(canvas: Canvas, figure: TornadoFigure, layout: TornadoLayout) -> None:
    style, theme, scale = canvas.style, canvas.theme, layout.scale
    for most in (7, 6, 5, 4, 3, 2):
        ticks = ticks_for(scale.low, scale.high, scale.scale, "quantity", most)
        places = [scale.at(tick.value) for tick in ticks]
        widths = [text_size(tick.label, style.tick)[0] for tick in ticks]
        if len(ticks) < 2 or max(widths) + 8 * style.unit <= places[1] - places[0]:
            break
    for tick, at, width in zip(ticks, places, widths, strict=True):
        canvas.line(at, layout.top, at, layout.bottom, canvas.pen(theme.grid, style.grid))
        below = layout.bottom + 4 * style.unit
        canvas.text(at - width / 2, below, tick.label, style.tick, theme.text2)
    title = canvas.elided(figure.axis.title, style.axis_title, scale.end - layout.names_left)
    width = text_size(title, style.axis_title)[0]
    below = layout.bottom + 6 * style.unit + metrics(style.tick).height()
    left = max((scale.start + scale.end - width) / 2, layout.names_left)
    canvas.text(left, below, title, style.axis_title, theme.text2)


def _bar(
    canvas: Canvas, figure: TornadoFigure, bar: SpanBar, row: QRectF, layout: TornadoLayout
) -> None:
    style, theme, scale = canvas.style, canvas.theme, layout.scale
    middle, thick = row.center().y(), min(style.bar * 0.7, 0.62 * row.height())
    base = scale.at(figure.base)
    low, high = _colours(canvas)
    ends = ((bar.low, low, bar.low_label), (bar.high, high, bar.high_label))
    # The wider side first, so that two ends on one side are both seen; the inner one's value would
    # stand on the outer bar.
    wider, inner = sorted(ends, key=lambda end: -abs(end[0] - figure.base))
    one_side = (wider[0] > figure.base) == (inner[0] > figure.base)
    for value, colour, label in (wider, (*inner[:2], "" if one_side else inner[2])):
        end = scale.at(value)
        box = QRectF(min(base, end), middle - thick / 2, abs(end - base), thick)
        canvas.fill(box, colour)
        _end(canvas, label, end, base, middle)
    px = style.label
    name = canvas.elided(bar.name, px, layout.names_right - layout.names_left)
    left = layout.names_right - text_size(name, px)[0]
    canvas.text(left, middle - metrics(px).height() / 2, name, px, theme.text1)


def _end(canvas: Canvas, label: str, end: float, base: float, middle: float) -> None:
    """Write the input's value beyond its end of the bar; one that moves nothing has none."""
    px, unit = canvas.style.small, canvas.style.unit
    if abs(end - base) < 0.75:
        return
    width, height = text_size(label, px)
    left = end + 4 * unit if end > base else end - width - 4 * unit
    canvas.text(left, middle - height / 2, label, px, canvas.theme.text2)
