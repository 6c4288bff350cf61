"""A likely range along a curve, as a pale area."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from explorer.figures.figure import Array, Band
from ui.charts.canvas import NO_BRUSH, NO_PEN, Canvas
from ui.charts.polyline import polygon
from ui.charts.xy_layout import XYLayout
from ui.theme import colour

_ALPHA = 0.16


def band_ends(band: Band, layout: XYLayout) -> Array:
    """Return x, y of the low and y of the high end, shape (n, 3), px; NaN is a gap."""
    low, high = layout.y.place(band.low), layout.y.place(band.high)
    return np.stack((layout.x.place(band.x), low, high), axis=1)


def draw_band(canvas: Canvas, band: Band, layout: XYLayout) -> None:
    """Fill between the band's ends, cut at the plot; stretches without a value stay empty."""
    ends = band_ends(band, layout)
    painter = canvas.painter
    painter.save()
    painter.setClipRect(layout.plot)
    painter.setPen(NO_PEN)
    painter.setBrush(colour(canvas.theme.slot(band.slot).line, _ALPHA))
    for start, stop in _stretches(np.isfinite(ends.sum(axis=1))):
        part = ends[start:stop]
        painter.drawPolygon(polygon(np.concatenate((part[:, (0, 2)], part[::-1, :2]))))
    painter.setBrush(NO_BRUSH)
    painter.restore()


def _stretches(known: NDArray[np.bool_]) -> list[list[int]]:
    """Return first and one past the last of every run of True."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], known.astype(np.int8), [0]))))
    pairs: list[list[int]] = edges.reshape(-1, 2).tolist()
    return pairs
