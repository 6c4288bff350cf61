"""What stays of a chart while a slider moves, drawn once: picture, tinted copies, curves."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QPainter, QPixmap

from explorer.figures.figure import XYFigure
from ui.charts.canvas import Canvas
from ui.charts.curves import still, visible_runs
from ui.charts.polyline import Points
from ui.charts.style import Style
from ui.charts.xy_layout import XYLayout
from ui.charts.xy_static import draw_static
from ui.theme import Theme, colour


class Still:
    """The still part of one figure at one layout, for one screen."""

    def __init__(
        self,
        figure: XYFigure,
        layout: XYLayout,
        theme: Theme,
        style: Style,
        size: QSizeF,
        ratio: float,
    ) -> None:
        wide, high = (math.ceil(side * ratio) for side in (size.width(), size.height()))
        self.ratio = ratio
        self.picture = QPixmap(wide, high)
        self.picture.setDevicePixelRatio(ratio)
        painter = QPainter(self.picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_static(Canvas(painter, theme, style, raster=True, fast=True), figure, layout)
        painter.end()
        self.runs = _still_runs(figure, layout)
        self._whole = QRectF(0, 0, size.width(), size.height())
        self._tinted: dict[tuple[str, float], QPixmap] = {}

    def tinted(self, name: str, alpha: float) -> QPixmap:
        """Return the picture with a colour laid over it, made once: copying beats blending."""
        key = (name, alpha)
        if key not in self._tinted:
            copy = self.picture.copy()
            painter = QPainter(copy)
            painter.fillRect(self._whole, colour(name, alpha))
            painter.end()
            self._tinted[key] = copy
        return self._tinted[key]


def _still_runs(figure: XYFigure, layout: XYLayout) -> list[list[Points]]:
    """Return the visible parts of the still curves, in their order in the figure."""
    found = visible_runs(figure, layout, thin=True, only=still)
    return [found[number] for number in sorted(found)]
