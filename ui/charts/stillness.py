"""What stays of a chart while a slider moves, drawn once: picture, covered copies, curves."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QPainter, QPixmap

from explorer.figures.figure import XYFigure
from ui.charts.canvas import Canvas
from ui.charts.style import Style
from ui.charts.xy_layout import XYLayout
from ui.charts.xy_static import draw_static
from ui.theme import Theme


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
        self._theme, self._style = theme, style
        with self._canvas(self.picture) as canvas:
            self.runs = draw_static(canvas, figure, layout)
        """The visible parts of the still curves, px, by their places in the figure."""
        self._covered: dict[Hashable, QPixmap] = {}

    def under(self, cover: Callable[[Canvas], None], key: Hashable) -> QPixmap:
        """Return the picture with `cover` drawn over it, made once for a `key`.

        Copying a part of it beats drawing there anew.
        """
        if key not in self._covered:
            copy = self.picture.copy()
            with self._canvas(copy) as canvas:
                cover(canvas)
            self._covered[key] = copy
        return self._covered[key]

    @contextmanager
    def _canvas(self, picture: QPixmap) -> Iterator[Canvas]:
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        try:
            yield Canvas(painter, self._theme, self._style, raster=True, fast=True)
        finally:
            painter.end()
