"""Where the parts of a curve chart stand: margins grow with the tick labels, labels thin out."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QRectF

from explorer.figures.figure import Axis, XYFigure
from explorer.figures.ticks import Tick, minor_log_values, ticks_for
from ui.charts.scale import PixelScale, shown_range
from ui.charts.style import Style
from ui.lettering import text_size
from ui.theme import metrics

Range = tuple[float, float]

_TIGHT = 1.2
"""Height of a line of figures, which have neither accents nor descenders, per px of type."""


@dataclass(frozen=True, slots=True)
class PlacedTick:
    """A tick with its label's box; `at` is its px along the axis."""

    at: float
    label: str
    box: QRectF


@dataclass(frozen=True, slots=True, eq=False)
class XYLayout:
    """The plot, its two scales and its ticks, all in px of the figure's rectangle.

    Only the same one is equal, so that it may be a key.
    """

    rect: QRectF
    plot: QRectF
    x: PixelScale
    y: PixelScale
    x_ticks: tuple[PlacedTick, ...]
    y_ticks: tuple[PlacedTick, ...]
    minor: tuple[float, ...]

    @property
    def view(self) -> tuple[Range, Range]:
        """The ranges shown, in the axes' units."""
        return (self.x.low, self.x.high), (self.y.low, self.y.high)


def lay_out(figure: XYFigure, rect: QRectF, style: Style) -> XYLayout:
    """Return the layout of a curve chart in `rect`.

    Parameters
    ----------
    figure
        What to draw.
    rect
        Where, px.
    style
        Sizes.
    """
    x_range, y_range = shown_range(figure.x), shown_range(figure.y)
    top = rect.top() + style.margin_top
    bottom = max(rect.bottom() - style.margin_bottom, top + 10.0)
    y = PixelScale(*y_range, figure.y.scale, bottom, top)
    y_ticks = _fitting(figure.y, y, style)
    widest = max((text_size(t.label, style.tick)[0] for t in y_ticks), default=0.0)
    left = rect.left() + max(style.margin_left, widest + 9.0 * style.unit)
    x_ticks, right = _x_ticks(figure.x, x_range, style, left, rect.right())
    x = PixelScale(*x_range, figure.x.scale, left, right)
    plot = QRectF(left, top, right - left, bottom - top)
    return XYLayout(
        rect,
        plot,
        x,
        y,
        tuple(_x_placed(t, x, plot, style) for t in x_ticks),
        tuple(_y_placed(t, y, plot, style) for t in y_ticks),
        _minor(figure.y, y),
    )


def _x_ticks(
    axis: Axis, shown: Range, style: Style, left: float, edge: float
) -> tuple[tuple[Tick, ...], float]:
    """Return the ticks and the plot's right end, which leaves room for half the last label."""
    right = max(edge - style.margin_right, left + 10.0)
    for _ in range(3):
        scale = PixelScale(*shown, axis.scale, left, right)
        ticks = _fitting(axis, scale, style)
        over = max(
            (scale.at(t.value) + text_size(t.label, style.tick)[0] / 2 + 2 - edge for t in ticks),
            default=0.0,
        )
        if over <= 0:
            return ticks, right
        right = max(right - over, left + 10.0)
    scale = PixelScale(*shown, axis.scale, left, right)
    inside = (
        tick
        for tick in _fitting(axis, scale, style)
        if scale.at(tick.value) + text_size(tick.label, style.tick)[0] / 2 <= edge
    )
    return tuple(inside), right


def _fitting(axis: Axis, scale: PixelScale, style: Style) -> tuple[Tick, ...]:
    """Return as many ticks as stand clear of one another along the axis."""
    upright = scale.end < scale.start
    room = abs(scale.end - scale.start)
    gap = (3.0 if upright else 8.0) * style.unit
    tall = _TIGHT * style.tick
    for most in range(min(14, max(2, int(room / tall))), 1, -1):
        ticks = ticks_for(scale.low, scale.high, axis.scale, axis.ticks, most)
        places = sorted(
            (scale.at(t.value), tall if upright else text_size(t.label, style.tick)[0])
            for t in ticks
        )
        pairs = pairwise(places)
        if all(b - a >= (wa + wb) / 2 + gap for (a, wa), (b, wb) in pairs):
            return ticks
    return ticks[:1]


def _x_placed(tick: Tick, scale: PixelScale, plot: QRectF, style: Style) -> PlacedTick:
    kind = metrics(style.tick)
    width = text_size(tick.label, style.tick)[0]
    at = scale.at(tick.value)
    box = QRectF(at - width / 2, plot.bottom() + 4 * style.unit, width, kind.height())
    return PlacedTick(at, tick.label, box)


def _y_placed(tick: Tick, scale: PixelScale, plot: QRectF, style: Style) -> PlacedTick:
    kind = metrics(style.tick)
    width = text_size(tick.label, style.tick)[0]
    at = scale.at(tick.value)
    left = plot.left() - 6 * style.unit - width
    return PlacedTick(at, tick.label, QRectF(left, at - kind.height() / 2, width, kind.height()))


def _minor(axis: Axis, scale: PixelScale) -> tuple[float, ...]:
    if axis.scale != "log" or axis.ticks == "binary":
        return ()
    # Over many decades the lines would merge into a grey field.
    if math.log10(scale.high / scale.low) > 5:
        return ()
    return tuple(scale.at(value) for value in minor_log_values(scale.low, scale.high))
