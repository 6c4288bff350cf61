"""One chart on the screen: pyqtgraph's canvas for zoom and pan, our painter for what is seen.

It shows a figure and reports what the hand does; it knows neither session nor panels.
"""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QSizeF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QGraphicsView, QWidget

from explorer.figures.figure import Axis, Figure, XYFigure
from ui.charts.chart_item import ChartItem
from ui.charts.scale import shown_range, unwarped, warped
from ui.charts.style import SCREEN, Style
from ui.charts.xy_layout import Range
from ui.theme import LIGHT, Theme

_CLICK = 4.0
_KEY_STEP = 0.01
_LEAST_ZOOM = 1e-3


class ChartView(pg.GraphicsView):  # type: ignore[misc]
    """A figure with zoom, pan, and a crosshair that reads every curve.

    Wheel zooms, drag pans, double-click or Home resets. The pointer or the arrow keys move the
    crosshair, click or Return pins it, Esc frees it.

    Signals
    -------
    crosshairMoved(float)
        The crosshair stands at this x, in the unit of the x axis; other charts may follow.
    crosshairCleared()
        It is gone.
    """

    crosshairMoved = Signal(float)  # noqa: N815
    crosshairCleared = Signal()  # noqa: N815

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
        self._pressed: QPointF | None = None
        self._item = ChartItem(theme, style)
        self._box = pg.ViewBox(enableMenu=False)
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
    def crosshair(self) -> float | None:
        """The crosshair's x in the unit of the x axis, None where there is none."""
        return self._item.crosshair

    @property
    def pinned(self) -> bool:
        """Whether the crosshair stays where it is."""
        return self._item.pinned

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

    def set_crosshair(self, x: float | None) -> None:
        """Place the crosshair at `x` without a signal, as a linked chart does; None removes it."""
        if self._item.pinned or x == self._item.crosshair:
            return
        self._item.crosshair = x
        self._item.update()

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

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Move the crosshair, unless it is pinned or a drag is under way."""
        super().mouseMoveEvent(event)
        if not event.buttons():
            self._point_at(event.position())

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Remember where a click or a drag starts."""
        super().mousePressEvent(event)
        event.accept()
        self._pressed = event.position()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Pin or free the crosshair if it was a click."""
        super().mouseReleaseEvent(event)
        event.accept()
        start, self._pressed = self._pressed, None
        if start is None or event.button() != Qt.MouseButton.LeftButton:
            return
        if (event.position() - start).manhattanLength() < _CLICK:
            self._item.pinned = not self._item.pinned and self._item.crosshair is not None
            self._point_at(event.position())
            self._item.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Reset the view."""
        super().mouseDoubleClickEvent(event)
        event.accept()
        self._pressed = None
        self._item.pinned = False
        self.reset_view()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        """Take a crosshair away that is not pinned."""
        super().leaveEvent(event)
        if not self._item.pinned:
            self._clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Move, pin or free the crosshair; Home resets the view; plus and minus zoom."""
        key = Qt.Key(event.key())
        big = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._step((1 if key == Qt.Key.Key_Right else -1) * (10 if big else 1))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.crosshair is not None:
            self._item.pinned = not self._item.pinned
            self._item.update()
        elif key == Qt.Key.Key_Escape and self.crosshair is not None:
            self._item.pinned = False
            self._clear()
        elif key == Qt.Key.Key_Home:
            self.reset_view()
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus) and self._axes:
            factor = 1.25 if key == Qt.Key.Key_Minus else 0.8
            self._box.scaleBy((factor, factor))
            self._zoom()
        else:
            event.ignore()

    def _point_at(self, position: QPointF) -> None:
        layout = self._item.layout()
        if layout is None or self._item.pinned:
            return
        if not layout.plot.contains(position):
            self._clear()
            return
        self._move_to(layout.x.value(position.x()))

    def _step(self, steps: int) -> None:
        layout = self._item.layout()
        if layout is None:
            return
        plot = layout.plot
        at = layout.x.at(self.crosshair) if self.crosshair is not None else plot.center().x()
        at += steps * _KEY_STEP * plot.width()
        self._move_to(layout.x.value(min(max(at, plot.left()), plot.right())))

    def _move_to(self, x: float) -> None:
        self._item.crosshair = x
        self._item.update()
        self.crosshairMoved.emit(x)

    def _clear(self) -> None:
        if self._item.crosshair is not None:
            self._item.crosshair = None
            self._item.update()
            self.crosshairCleared.emit()

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
