"""A likely range along a curve, as a pale area with its name at its right end."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPolygonF

from explorer.figures.figure import Array, Band
from ui.charts.canvas import NO_BRUSH, NO_PEN, Canvas
from ui.charts.xy_layout import XYLayout
from ui.lettering import text_size
from ui.theme import colour

_ALPHA = 0.16


def draw_band(canvas: Canvas, band: Band, layout: XYLayout) -> QRectF | None:
    """Fill between the band's ends, cut at the plot; stretches without a value stay empty.

    Returns where its name stands, None where it has no room.
    """
    x, low, high = layout.x.place(band.x), layout.y.place(band.low), layout.y.place(band.high)
    known = np.isfinite(x) & np.isfinite(low) & np.isfinite(high)
    edges = np.flatnonzero(np.diff(np.concatenate(([0], known.astype(np.int8), [0]))))
    painter = canvas.painter
    painter.save()
    painter.setClipRect(layout.plot)
    painter.setPen(NO_PEN)
    painter.setBrush(colour(canvas.theme.slot(band.slot).line, _ALPHA))
    for start, stop in edges.reshape(-1, 2).tolist():
        there = [QPointF(*p) for p in zip(x[start:stop], high[start:stop], strict=True)]
        back = [QPointF(*p) for p in zip(x[start:stop], low[start:stop], strict=True)]
        painter.drawPolygon(QPolygonF([*there, *reversed(back)]))
    painter.setBrush(NO_BRUSH)
    painter.restore()
    return _name(canvas, band, layout, x[known], low[known], high[known])


def _name(
    canvas: Canvas, band: Band, layout: XYLayout, x: Array, low: Array, high: Array
) -> QRectF | None:
    """Write the name where the band is wide enough for it, nearest the right end."""
    size = canvas.style.small
    width, height = text_size(band.label, size)
    room = QRectF(layout.plot)
    ends = np.stack((x, high, low), axis=1)[::-1]
    for px, top, bottom in ends.tolist():
        left = px - width - 4 * canvas.style.unit
        if bottom - top > height * 1.6 and left > room.left() and px <= room.right():
            place = min(max(bottom - height * 1.3, room.top()), room.bottom() - height)
            ink = canvas.theme.slot(band.slot).ink
            canvas.text(left, place, band.label, size, ink)
            return QRectF(left, place, width, height)
    return None
