"""A map of one result over two quantities: colours, contour lines, marks and a colour scale."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage

from explorer.figures.figure import Contour, HeatFigure, XYFigure
from explorer.figures.ticks import significant, ticks_for
from ui.charts.canvas import NO_BRUSH, Canvas
from ui.charts.marks import draw_mark
from ui.charts.polyline import draw_run
from ui.charts.scale import PixelScale
from ui.charts.xy_layout import XYLayout, lay_out
from ui.charts.xy_static import draw_static
from ui.lettering import text_size
from ui.theme import Theme, colour, metrics

Array = NDArray[np.float64]

_BAR, _GAP = 12.0, 10.0
_HATCH = 9
_HATCH_SHARE = 0.3
_COLOURS = 256


def draw_heat(canvas: Canvas, figure: HeatFigure, rect: QRectF) -> None:
    """Draw axes, colours, contours, marks and the colour scale at the right."""
    unit = canvas.style.unit
    numbers = [significant(v) for v in (figure.value.low, figure.value.high)]
    aside = max(text_size(text, canvas.style.tick)[0] for text in numbers)
    wide = (_BAR + _GAP + 6) * unit + aside
    frame = XYFigure(figure.id, figure.title, figure.subtitle, figure.x, figure.y, ())
    room = rect.adjusted(0, 0, -wide, 0)
    canvas.fill(rect, canvas.theme.surface)
    layout = lay_out(frame, room, canvas.style)
    draw_static(canvas, frame, layout)
    plot = layout.plot
    canvas.painter.drawImage(plot, _picture(canvas, figure, layout))
    named: list[QRectF] = []
    for contour in sorted(figure.contours, key=lambda each: not each.strong):
        _contour(canvas, contour, layout, named)
    for mark in figure.marks:
        draw_mark(canvas, mark, layout.x.at(mark.x), layout.y.at(mark.y))
    bar = QRectF(plot.right() + _GAP * unit, plot.top(), _BAR * unit, plot.height())
    _scale(canvas, figure, bar)
    _empty_name(canvas, figure, layout)


def ramp(theme: Theme) -> NDArray[np.uint32]:
    """Return the colours from the low to the high end as 0xAARRGGBB."""
    stops = [colour(name) for name in theme.ramp]
    at = np.linspace(0, len(stops) - 1, _COLOURS)
    parts = [
        np.interp(at, np.arange(len(stops)), [getattr(stop, part)() for stop in stops])
        for part in ("red", "green", "blue")
    ]
    red, green, blue = (np.rint(part).astype(np.uint32) for part in parts)
    found: NDArray[np.uint32] = 0xFF000000 | red << 16 | green << 8 | blue
    return found


def _picture(canvas: Canvas, figure: HeatFigure, layout: XYLayout) -> QImage:
    """Return the colours of every pixel of the plot, straight between the points."""
    plot = layout.plot
    width, height = max(1, round(plot.width())), max(1, round(plot.height()))
    share = np.clip(_shares(figure), 0, 1).astype(np.float32)
    across = _places(layout.x.place(figure.xs), plot.left(), width)
    up = _places(layout.y.place(figure.ys)[::-1], plot.top(), height)
    share = share[::-1]
    left, top = across.astype(np.intp), up.astype(np.intp)
    right = np.minimum(left + 1, share.shape[1] - 1)
    below = np.minimum(top + 1, len(share) - 1)
    dx, dy = (across - left).astype(np.float32), (up - top).astype(np.float32)[:, None]
    # Down first, where there are few columns: then a pixel is the mix of two values, not of four.
    rows = (share[top] * (1 - dy) + share[below] * dy) * (_COLOURS - 1)
    mixed = rows.take(left, axis=1) * (1 - dx) + rows.take(right, axis=1) * dx
    if np.isfinite(share).all():
        pixels = ramp(canvas.theme).take(mixed.astype(np.uint8))
    else:
        known = np.isfinite(mixed)
        index = np.where(known, mixed, 0).astype(np.uint8)
        hatched = _hatched(canvas, width, height)
        pixels = np.where(known, ramp(canvas.theme).take(index), hatched)
    image = QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_RGB32)
    return image.copy()


def _shares(figure: HeatFigure) -> Array:
    """Return where each value stands on the colour scale, 0 to 1."""
    low, high = figure.value.low, figure.value.high
    if figure.value.scale == "log":
        share: Array = np.log(figure.z / low) / np.log(high / low)
        return share
    return (figure.z - low) / (high - low)


def _places(px: Array, start: float, size: int) -> Array:
    """Return for every pixel where it lies among the points, as a fractional index."""
    found: Array = np.interp(start + np.arange(size) + 0.5, px, np.arange(len(px)))
    return found


def _hatched(canvas: Canvas, width: int, height: int) -> NDArray[np.uint32]:
    """Return what stands where there is no value: the surface with thin slanted lines."""
    theme = canvas.theme
    step = max(_HATCH, round(_HATCH * canvas.style.unit))
    line = (np.arange(width)[None, :] + np.arange(height)[:, None]) % step == 0
    ink, back = colour(theme.limit("capacity").fill), colour(theme.surface)
    share = _HATCH_SHARE
    parts = [
        round(getattr(ink, p)() * share + getattr(back, p)() * (1 - share))
        for p in ("red", "green", "blue")
    ]
    value = 0xFF000000 | parts[0] << 16 | parts[1] << 8 | parts[2]
    return np.where(line, np.uint32(value), np.uint32(back.rgb()))


def _contour(canvas: Canvas, contour: Contour, layout: XYLayout, named: list[QRectF]) -> None:
    """Draw one line with its name, unless that would cover one in `named`, which takes it in."""
    theme, style = canvas.theme, canvas.style
    points = np.stack((layout.x.place(contour.x), layout.y.place(contour.y)), axis=1)
    known = np.isfinite(points).all(axis=1)
    edges = np.flatnonzero(np.diff(np.concatenate(([0], known.astype(np.int8), [0]))))
    line = theme.slot(2).line if contour.strong else theme.text1
    width = style.subject if contour.strong else style.rule
    canvas.painter.setPen(canvas.pen(line, width, alpha=1.0 if contour.strong else 0.55))
    canvas.painter.setBrush(NO_BRUSH)
    longest: tuple[int, int] = (0, 0)
    for start, stop in edges.reshape(-1, 2).tolist():
        draw_run(canvas.painter, points[start:stop])
        longest = max(longest, (start, stop), key=lambda run: run[1] - run[0])
    middle = sum(longest) // 2
    if longest[1] > longest[0]:
        ink = theme.slot(2).ink if contour.strong else theme.text1
        _name(canvas, contour, layout, QPointF(*points[middle].tolist()), ink, named)


def _name(
    canvas: Canvas,
    contour: Contour,
    layout: XYLayout,
    at: QPointF,
    ink: str,
    named: list[QRectF],
) -> None:
    px, plot = canvas.style.small, layout.plot
    width, height = text_size(contour.label, px, contour.strong)
    left = min(max(at.x() - width / 2, plot.left() + 3), plot.right() - width - 3)
    top = min(max(at.y() - height / 2, plot.top() + 2), plot.bottom() - height - 2)
    box = QRectF(left, top, width, height)
    if not any(box.intersects(other) for other in named):
        named.append(box)
        canvas.halo_text(left, top, contour.label, px, ink, bold=contour.strong)


def _scale(canvas: Canvas, figure: HeatFigure, bar: QRectF) -> None:
    """Draw the colour scale with its ticks and, above, the name of the result."""
    style, theme = canvas.style, canvas.theme
    colours = ramp(theme)[::-1]
    data = np.ascontiguousarray(colours[:, None])
    image = QImage(data.data, 1, _COLOURS, 4, QImage.Format.Format_RGB32)
    canvas.painter.drawImage(bar, image.copy())
    axis = figure.value
    scale = PixelScale(axis.low, axis.high, axis.scale, bar.bottom(), bar.top())
    height = metrics(style.tick).height()
    most = max(2, int(bar.height() / (2.2 * height)))
    for tick in ticks_for(axis.low, axis.high, axis.scale, axis.ticks, most):
        at = scale.at(tick.value)
        left = bar.right() + 4 * style.unit
        canvas.text(left, at - height / 2, tick.label, style.tick, theme.text2)
    width = text_size(axis.title, style.axis_title)[0]
    left = bar.right() + 4 * style.unit + text_size("0", style.tick)[0] * 4 - width
    above = bar.top() - metrics(style.axis_title).height() - 6 * style.unit
    canvas.text(left, above, axis.title, style.axis_title, theme.text2)


def _empty_name(canvas: Canvas, figure: HeatFigure, layout: XYLayout) -> None:
    """Name what is hatched, in its middle, where enough of it is."""
    empty = ~np.isfinite(figure.z)
    if empty.mean() < 0.04 or not figure.empty_label:
        return
    row, column = (int(np.median(places)) for places in np.nonzero(empty))
    px = canvas.style.small
    width, height = text_size(figure.empty_label, px)
    x, y = layout.x.at(float(figure.xs[column])), layout.y.at(float(figure.ys[row]))
    plot = layout.plot
    left = min(max(x - width / 2, plot.left() + 3), plot.right() - width - 3)
    ink = canvas.theme.limit("capacity").ink
    canvas.halo_text(left, y - height / 2, figure.empty_label, px, ink)
