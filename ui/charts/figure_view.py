"""pyqtgraph's canvas under our painter: it shows a figure, zooms and pans, and no more.

What the pointer and the keys do on it is in `chart_view`.
"""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import QSizeF, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGraphicsView, QWidget

from explorer.figures.figure import Axis, Figure, XYFigure
from ui.charts.chart_item import ChartItem
from ui.charts.scale import shown_range, unwarped, warped
from ui.charts.style import SCREEN, Style
from ui.charts.xy_layout import Range
from ui.theme import LIGHT, Theme

_LEAST_ZOOM = 1e-3


class _Box(pg.ViewBox):  # type: ignore[misc]
    """A view box that is told of a new child without touching it.

    Qt tells a parent while the child is still being made. Handing that half-made child through
    Python and back, as `pg.ViewBox` does, has crashed; Qt ignores what is returned here.
    """

    def itemChange(self, change: object, value: object) -> object:  # noqa: N802
        """Pass every change on but those of the children."""
        kinds = self.GraphicsItemChange
        if change in (kinds.ItemChildAddedChange, kinds.ItemChildRemovedChange):
            return None
        return super().itemChange(change, value)


class FigureView(pg.GraphicsView):  # type: ignore[misc]
    """A figure on a canvas whose ranges may be zoomed and panned."""

    def __init__(
        self, theme: Theme = LIGHT, style: Style = SCREEN, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, useOpenGL=False, background=None)
        self.setCacheMode(self.CacheModeFlag(0))
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.scene().setItemIndexMethod(self.scene().ItemIndexMethod.NoIndex)
        self._axes: tuple[Axis, Axis] | None = None
        self._zoomed = False
        self._item = ChartItem(theme, style)
        self._box = _Box(enableMenu=False)
        self._box.setZValue(1)
        self._box.hide()
        self.scene().addItem(self._item)
        self.scene().addItem(self._box)
        self._box.sigRangeChangedManually.connect(self._zoom)

    @property
    def figure(self) -> Figure | None:
        """The figure shown."""
        return self._item.figure

    @property
    def zoomed(self) -> bool:
        """Whether other ranges are shown than the figure's own."""
        return self._zoomed

    def set_figure(self, figure: Figure | None) -> None:
        """Show `figure`; a zoom stays as long as the figure's axes stay the same."""
        before = self._item.figure
        self._item.set_figure(figure)
        if not isinstance(figure, XYFigure):
            self._axes = None
            self._box.hide()
            self._item.crosshair = None
        elif self._axes is None or (figure.x, figure.y) != self._axes:
            self._axes = (figure.x, figure.y)
            self.reset_view()
        if figure is not None and (before is None or before.title != figure.title):
            self.setAccessibleName(figure.title)
        if figure is not None and (before is None or before.subtitle != figure.subtitle):
            self.setAccessibleDescription(_description(figure))

    def set_theme(self, theme: Theme) -> None:
        """Show another theme."""
        self._item.set_theme(theme)

    def reset_view(self) -> None:
        """Show the figure's own ranges again."""
        self._zoomed = False
        self._item.set_ranges(None)
        self._fit_box()

    def close(self) -> bool:
        """Close as any widget does: pyqtgraph's own way deletes the scene from under its items."""
        return QGraphicsView.close(self)

    def dispose(self) -> None:
        """Take the items out of the scene while Python holds them, before the view is deleted.

        Left to the scene's destructor, pyqtgraph's ViewBox now and then crashes the process.
        """
        for item in (self._box, self._item):
            if item.scene() is not None:
                self.scene().removeItem(item)

    def resizeEvent(self, event: QResizeEvent | None) -> None:  # noqa: N802
        """Follow the new size."""
        super().resizeEvent(event)
        if hasattr(self, "_item"):
            self._item.set_size(QSizeF(self.viewport().size()))
            self._fit_box()

    def _fit_box(self) -> None:
        """Lay pyqtgraph's ViewBox over the plot, with the ranges shown."""
        layout = self._item.layout()
        if layout is None or self._axes is None:
            self._box.hide()
            return
        self._box.show()
        self._box.setGeometry(layout.plot)
        ends = []
        for axis, shown in zip(self._axes, layout.view, strict=True):
            ends.append([warped(value, axis.scale) for value in shown])
        (x0, x1), (y0, y1) = (_warped_range(axis) for axis in self._axes)
        wide, high = x1 - x0, y1 - y0
        self._box.setLimits(
            xMin=x0 - wide,
            xMax=x1 + wide,
            yMin=y0 - high,
            yMax=y1 + high,
            minXRange=wide * _LEAST_ZOOM,
            minYRange=high * _LEAST_ZOOM,
        )
        self._box.setRange(xRange=ends[0], yRange=ends[1], padding=0, disableAutoRange=True)

    def _zoom(self) -> None:
        """Show the ranges that the hand left in the ViewBox."""
        if self._axes is None:
            return
        ranges = [
            _unwarped_range(axis, ends)
            for axis, ends in zip(self._axes, self._box.viewRange(), strict=True)
        ]
        self._zoomed = True
        self._item.set_ranges((ranges[0], ranges[1]))
        layout = self._item.layout()
        if layout is not None and layout.plot != self._box.geometry():
            self._box.setGeometry(layout.plot)


def _warped_range(axis: Axis) -> tuple[float, float]:
    low, high = shown_range(axis)
    return warped(low, axis.scale), warped(high, axis.scale)


def _unwarped_range(axis: Axis, ends: list[float]) -> Range:
    return unwarped(ends[0], axis.scale), unwarped(ends[1], axis.scale)


def _description(figure: Figure) -> str:
    parts = [figure.subtitle]
    if isinstance(figure, XYFigure):
        parts += [figure.y.title, figure.x.title, figure.better_text]
    return "; ".join(part for part in parts if part)
