"""Name what binds where: a ribbon on top of the plot, a tint below, hatching for no fit."""

from __future__ import annotations

import math
import re
from functools import partial

import numpy as np
from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QPixmap

from explorer.figures.figure import Region, XYFigure
from ui.charts.canvas import Canvas
from ui.charts.stillness import Still
from ui.charts.xy_layout import XYLayout
from ui.lettering import text_size
from ui.theme import mixed

_TINT = 0.05
_RIBBON = {False: 0.30, True: 0.28}
_HATCH = 0.28
_HATCH_STEP = 9.0


def region_box(region: Region, layout: XYLayout) -> QRectF | None:
    """Return the visible part of a region as a column of the plot, or None."""
    plot = layout.plot
    edge, end = plot.left(), plot.right()
    left, right = layout.x.at(region.x0), layout.x.at(region.x1)
    # A region that starts at or below zero starts at the edge of a logarithmic axis.
    left = max(left, edge) if math.isfinite(left) else edge
    right = min(right, end) if math.isfinite(right) else end
    return QRectF(left, plot.top(), right - left, plot.height()) if right - left > 0.5 else None


def draw_tints(
    canvas: Canvas, figure: XYFigure, layout: XYLayout, kept: Still | None = None
) -> None:
    """Tint the regions and hatch what does not fit; the curves come on top."""
    for region in figure.regions:
        box = region_box(region, layout)
        if box is None:
            continue
        if kept is None:
            _cover(canvas, region, box)
        else:
            whole = partial(_cover, region=region, box=layout.plot)
            covered = kept.under(whole, (region.limit, region.hatched))
            _copy(canvas, covered, box, kept.ratio)


def _cover(canvas: Canvas, region: Region, box: QRectF) -> None:
    fill = canvas.theme.limit(region.limit).fill
    canvas.fill(box, fill, _TINT)
    if region.hatched:
        _hatch(canvas, box, fill)


def _copy(canvas: Canvas, picture: QPixmap, box: QRectF, ratio: float) -> None:
    """Copy a part of a picture of the whole chart to its own place, in whole pixels."""
    left, right = (round(edge * ratio) for edge in (box.left(), box.right()))
    top, bottom = (round(edge * ratio) for edge in (box.top(), box.bottom()))
    source = QRectF(left, top, right - left, bottom - top)
    target = QRectF(left / ratio, top / ratio, source.width() / ratio, source.height() / ratio)
    canvas.painter.drawPixmap(target, picture, source)


def _hatch(canvas: Canvas, box: QRectF, name: str) -> None:
    width, height = box.width(), box.height()
    step = _HATCH_STEP * canvas.style.unit
    start = np.arange(-height + (-box.left() % step), width, step)
    enter, leave = np.maximum(0.0, -start), np.minimum(height, width - start)
    lines = np.stack(
        (
            box.left() + start + enter,
            box.bottom() - enter,
            box.left() + start + leave,
            box.bottom() - leave,
        ),
        axis=1,
    )
    stroke = canvas.pen(name, canvas.style.grid, alpha=_HATCH)
    canvas.lines([QLineF(*ends) for ends in lines[leave > enter].tolist()], stroke)


def draw_ribbon(canvas: Canvas, figure: XYFigure, layout: XYLayout) -> None:
    """Draw the named ribbon over the curves."""
    theme, before = canvas.theme, ""
    for region in figure.regions:
        box = region_box(region, layout)
        if box is None:
            continue
        box.setHeight(canvas.style.ribbon)
        limit = theme.limit(region.limit)
        fill = QRectF(box)
        if region.limit == before:
            # Two names of one colour would read as one stretch.
            fill.setLeft(fill.left() + 1.5 * canvas.style.unit)
        before = region.limit
        canvas.fill(fill, mixed(limit.fill, theme.surface, _RIBBON[theme.dark]))
        _name(canvas, region.label, box, limit.ink)


def _name(canvas: Canvas, label: str, box: QRectF, ink: str) -> None:
    """Write the region's name, or its first word group, where it fits."""
    px = canvas.style.small
    for text in (label, *re.split(r"\s*[:：,，(（]\s*", label)[:1]):
        width, height = text_size(text, px)
        if width + 4 * canvas.style.unit <= box.width():
            left = box.center().x() - width / 2
            canvas.text(left, box.top() + (box.height() - height) / 2, text, px, ink)
            return
