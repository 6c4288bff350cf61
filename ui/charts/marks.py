"""Points on a chart: operating points, baselines, best points and operators."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

from explorer.figures.figure import Mark
from ui.charts.canvas import NO_BRUSH, NO_PEN, Canvas, outline
from ui.theme import Marker, SeriesStyle, colour

_RADII = {"operating": 4.5, "baseline": 3.5, "best": 5.0, "prefill": 4.0, "decode": 3.2}


def radius(mark: Mark, unit: float) -> float:
    """Return the radius of a mark in px."""
    return _RADII[mark.role] * unit


def draw_mark(canvas: Canvas, mark: Mark, x: float, y: float) -> None:
    """Draw one mark at (x, y) px by its role; the shape of an operator is its series marker."""
    theme, unit = canvas.theme, canvas.style.unit
    series = theme.slot(mark.slot)
    shape = theme.slot(mark.shape).marker
    size = radius(mark, unit)
    if mark.role == "operating":
        _filled(canvas, shape, x, y, size, series.line, rim=1.5 * unit)
    elif mark.role == "decode":
        _filled(canvas, shape, x, y, size, series.line, rim=1.0 * unit)
    elif mark.role == "baseline":
        _open(canvas, "circle", x, y, size, theme.ghost)
    elif mark.role == "best":
        _open(canvas, "diamond", x, y, size, series.line)
    else:
        _open(canvas, shape, x, y, size, series.line)


def draw_series_marker(canvas: Canvas, series: SeriesStyle, x: float, y: float) -> None:
    """Draw the small filled marker that names a compared series without its colour."""
    unit = canvas.style.unit
    _filled(canvas, series.marker, x, y, 3.6 * unit, series.line, rim=unit)


def marker_path(shape: Marker, x: float, y: float, size: float) -> QPainterPath:
    """Return the outline of a marker of radius `size` px around (x, y), equal areas by eye."""
    return _outline(shape, size).translated(x, y)


@lru_cache(maxsize=128)
def _outline(shape: Marker, size: float) -> QPainterPath:
    path = QPainterPath()
    if shape in ("circle", "open circle"):
        path.addEllipse(QPointF(0, 0), size, size)
    elif shape == "square":
        half = 0.88 * size
        path.addRect(QRectF(-half, -half, 2 * half, 2 * half))
    else:
        corners = _CORNERS[shape]
        path.moveTo(corners[0][0] * size, corners[0][1] * size)
        for dx, dy in corners[1:]:
            path.lineTo(dx * size, dy * size)
        path.closeSubpath()
    return path


_ARM = 0.36
_CORNERS: dict[str, tuple[tuple[float, float], ...]] = {
    "triangle": ((0, -1.1), (1.05, 0.8), (-1.05, 0.8)),
    "inverted triangle": ((0, 1.1), (1.05, -0.8), (-1.05, -0.8)),
    "diamond": ((0, -1.2), (1.2, 0), (0, 1.2), (-1.2, 0)),
    "cross": (
        (-_ARM, -1.1),
        (_ARM, -1.1),
        (_ARM, -_ARM),
        (1.1, -_ARM),
        (1.1, _ARM),
        (_ARM, _ARM),
        (_ARM, 1.1),
        (-_ARM, 1.1),
        (-_ARM, _ARM),
        (-1.1, _ARM),
        (-1.1, -_ARM),
        (-_ARM, -_ARM),
    ),
}


def _filled(
    canvas: Canvas, shape: Marker, x: float, y: float, size: float, name: str, *, rim: float
) -> None:
    painter = canvas.painter
    painter.setPen(NO_PEN)
    painter.setBrush(colour(canvas.theme.surface))
    painter.drawPath(marker_path(shape, x, y, size + rim))
    painter.setBrush(colour(name))
    painter.drawPath(marker_path(shape, x, y, size))
    painter.setBrush(NO_BRUSH)


def _open(canvas: Canvas, shape: Marker, x: float, y: float, size: float, name: str) -> None:
    painter = canvas.painter
    painter.setPen(outline(name, 1.5 * canvas.style.unit))
    painter.setBrush(colour(canvas.theme.surface))
    painter.drawPath(marker_path(shape, x, y, size))
    painter.setBrush(NO_BRUSH)
