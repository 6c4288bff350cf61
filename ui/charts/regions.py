"""Name what binds where: a ribbon on top of the plot, a tint below, hatching for no fit."""

from __future__ import annotations

import math
import re
from functools import lru_cache, partial

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF
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


def region_boxes(figure: XYFigure, layout: XYLayout) -> list[tuple[Region, QRectF]]:
    """Return the visible part of every region as a column of the plot."""
    plot, found = layout.plot, []
    edge, end = plot.left(), plot.right()
    for region in figure.regions:
        left, right = layout.x.at(region.x0), layout.x.at(region.x1)
        # A region that starts at or below zero starts at the edge of a logarithmic axis.
        left = max(left, edge) if math.isfinite(left) else edge
        right = min(right, end) if math.isfinite(right) else end
        if right - left > 0.5:
            found.append((region, QRectF(left, plot.top(), right - left, plot.height())))
    return found


def draw_tints(
    canvas: Canvas,
    layout: XYLayout,
    boxes: list[tuple[Region, QRectF]],
    kept: Still | None = None,
) -> None:
    """Tint the regions and hatch what does not fit; the curves come on top.

    What is kept of the chart is copied with them, in whole columns of pixels, each once. The
    margins beside the plot are the same with and without a tint.
    """
    if kept is None:
        for region, box in boxes:
            _cover(canvas, region, box)
        return
    at, ratio, plot = 0, kept.ratio, layout.plot
    for region, box in boxes:
        left = round(box.left() * ratio) if box.left() > plot.left() else 0
        right = round(box.right() * ratio) if box.right() < plot.right() else kept.picture.width()
        _copy(canvas, kept.picture, at, left, ratio)
        whole = partial(_cover, region=region, box=plot)
        covered = kept.under(whole, (region.limit, region.hatched))
        _copy(canvas, covered, left, right, ratio)
        at = right
    _copy(canvas, kept.picture, at, kept.picture.width(), ratio)


def _cover(canvas: Canvas, region: Region, box: QRectF) -> None:
    fill = canvas.theme.limit(region.limit).fill
    canvas.fill(box, fill, _TINT)
    if region.hatched:
        _hatch(canvas, box, fill)


def _copy(canvas: Canvas, picture: QPixmap, left: int, right: int, ratio: float) -> None:
    """Copy columns of a picture of the whole chart, counted in its own pixels, to their place."""
    if right > left:
        columns = QRectF(left, 0, right - left, picture.height())
        canvas.painter.drawPixmap(QPointF(left / ratio, 0), picture, columns)


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


def draw_ribbon(canvas: Canvas, boxes: list[tuple[Region, QRectF]]) -> None:
    """Draw the named ribbon over the curves."""
    theme, before = canvas.theme, ""
    for region, column in boxes:
        box = QRectF(column.left(), column.top(), column.width(), canvas.style.ribbon)
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
    for text in _names(label):
        width, height = text_size(text, px)
        if width + 4 * canvas.style.unit <= box.width():
            left = box.center().x() - width / 2
            canvas.text(left, box.top() + (box.height() - height) / 2, text, px, ink)
            return


@lru_cache(maxsize=128)
def _names(label: str) -> tuple[str, ...]:
    """Return a name and its first word group."""
    return (label, *re.split(r"\s*[:：,，(（]\s*", label)[:1])
