"""pyqtgraph's canvas under our painter: it shows a figure, and says what a zoom asks for.

What the pointer and the keys do on it is in `chart_view`. It keeps no range of its own: what is
asked comes back as a figure with other axes, as screen and exports share it.
"""

from __future__ import annotations

from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGraphicsView, QWidget

from explorer.figures.figure import Axis, Figure, XYFigure
from explorer.looks import Range, Side
from ui.charts.chart_item import ChartItem
from ui.charts.scale import shown_range, unwarped, warped
from ui.charts.style import SCREEN, Style
from ui.theme import LIGHT, Theme, colour

# A move that pyqtgraph drops as too soon would leave a quick drag short of where the hand went.
pg.setConfigOption("mouseRateLimit", 0)

_LEAST_ZOOM = 1e-3
_FLAT = 8.0
_SAME = 1e-6
_BY_HAND = frozenset(
    (
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonDblClick,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
    )
)


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

    def mouseDragEvent(self, event: Any, axis: int | None = None) -> None:  # noqa: N802
        """Zoom to the rectangle drawn; with Shift or the middle button move what is shown."""
        middle = event.button() == Qt.MouseButton.MiddleButton
        moves = middle or bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        # Decided once a drag: Shift let go half-way must not leave half a rectangle behind.
        if event.isStart():
            self.state["mouseMode"] = self.PanMode if moves else self.RectMode
        if event.button() == Qt.MouseButton.RightButton:
            event.ignore()
            return
        super().mouseDragEvent(event, axis)

    def wheelEvent(self, event: Any, axis: int | None = None) -> None:  # noqa: N802
        """Zoom around the pointer; with Ctrl along x alone, with Shift along y alone."""
        keys = event.modifiers()
        if keys & Qt.KeyboardModifier.ControlModifier:
            axis = 0
        elif keys & Qt.KeyboardModifier.ShiftModifier:
            axis = 1
        super().wheelEvent(event, axis)

    def showAxRect(self, rect: QRectF, **options: Any) -> None:  # noqa: N802
        """Show a rectangle; one drawn flat or narrow zooms along its length only."""
        shown = self.viewRect()
        across, up = self.viewPixelSize()
        wide, high = rect.width() / across > _FLAT, rect.height() / up > _FLAT
        left, right = (rect.left(), rect.right()) if wide else (shown.left(), shown.right())
        top, bottom = (rect.top(), rect.bottom()) if high else (shown.top(), shown.bottom())
        if wide or high:
            super().showAxRect(QRectF(left, top, right - left, bottom - top), padding=0, **options)


class FigureView(pg.GraphicsView):  # type: ignore[misc]
    """A figure on a canvas whose ranges may be zoomed and panned.

    Signals
    -------
    zoom_asked(dict, int)
        These ranges are to be shown, by the side "x" or "y"; asks of one gesture bear one number.
    """

    zoom_asked = Signal(object, int)

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
        self._fitted = True
        self.gesture = 0
        self._item = ChartItem(theme, style, self.viewport().update)
        self._box = _Box(enableMenu=False)
        self._box.setZValue(1)
        self._box.hide()
        self.scene().addItem(self._box)
        self._box.sigRangeChangedManually.connect(self._zoom)

    @property
    def figure(self) -> Figure | None:
        """The figure shown."""
        return self._item.figure

    @property
    def zoomed(self) -> bool:
        """Whether other ranges are shown than the figure's own."""
        return isinstance(self.figure, XYFigure) and self.figure.home is not None

    def set_figure(self, figure: Figure | None) -> None:
        """Show `figure` with the ranges that its axes have."""
        before = self._item.figure
        self._item.set_figure(figure)
        if not isinstance(figure, XYFigure):
            self._axes = None
            self._box.hide()
            self._item.crosshair = None
        elif self._axes is None or (figure.x, figure.y) != self._axes:
            self._axes = (figure.x, figure.y)
            self._unfit_box()
        if figure is not None and (before is None or before.title != figure.title):
            self.setAccessibleName(figure.title)
        if figure is not None and (before is None or before.subtitle != figure.subtitle):
            self.setAccessibleDescription(_description(figure))

    def set_style(self, style: Style) -> None:
        """Draw in other sizes."""
        if style != self._item.style:
            self._item.set_style(style)
            self._unfit_box()

    def set_theme(self, theme: Theme) -> None:
        """Show another theme."""
        self._item.set_theme(theme)
        self._box.rbScaleBox.setPen(pg.mkPen(colour(theme.accent), width=1))
        self._box.rbScaleBox.setBrush(pg.mkBrush(colour(theme.accent, 0.12)))

    def close(self) -> bool:
        """Close as any widget does: pyqtgraph's own way deletes the scene from under its items."""
        return QGraphicsView.close(self)

    def dispose(self) -> None:
        """Take the ViewBox out of the scene while Python holds it, before the view is deleted.

        Left to the scene's destructor, it now and then crashes the process.
        """
        self._item.rest()
        if self._box.scene() is not None:
            self.scene().removeItem(self._box)

    def resizeEvent(self, event: QResizeEvent | None) -> None:  # noqa: N802
        """Follow the new size."""
        super().resizeEvent(event)
        if hasattr(self, "_item"):
            self._item.set_size(QSizeF(self.viewport().size()))
            self._unfit_box()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint the chart, and over it what a hand draws of a zoom in the ViewBox.

        pyqtgraph prepares the ViewBox here; it is fitted by hand, see `_fit_box`.
        """
        painter = QPainter(self.viewport())
        self._item.paint(painter)
        painter.end()
        if self._box.isVisible():
            QGraphicsView.paintEvent(self, event)

    def _unfit_box(self) -> None:
        """Put the ViewBox away until a hand comes: it shows nothing and takes time to say so."""
        self._fitted = False
        if self._box.isVisible():
            self._box.hide()

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802
        """Have the ViewBox in place before the pointer can reach it."""
        if event.type() in _BY_HAND:
            self._fit_box()
        return bool(super().viewportEvent(event))

    def _fit_box(self) -> None:
        """Lay pyqtgraph's ViewBox over the plot, with the ranges shown, when a hand needs it.

        A lever changes the ranges many times before a hand comes to the chart.
        """
        if self._fitted:
            return
        self._fitted = True
        layout = self._item.layout()
        if layout is None or self._axes is None:
            self._box.hide()
            return
        self._box.show()
        # Qt drops the scene's updates while it waits for a paint event that it asked for before.
        self._item.update()
        self._box.setGeometry(layout.plot)
        ends = []
        for axis, shown in zip(self._axes, layout.view, strict=True):
            ends.append([warped(value, axis.scale) for value in shown])
        (x0, x1), (y0, y1) = self._home()
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
        # pyqtgraph would wait for the next paint event, and the hand is here already.
        self._box.updateMatrix()

    def _home(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """Return the ranges before a zoom, as the ViewBox counts."""
        figure = self.figure
        assert isinstance(figure, XYFigure)
        home = figure.home or (shown_range(figure.x), shown_range(figure.y))
        (x0, x1), (y0, y1) = home
        x, y = figure.x.scale, figure.y.scale
        return (warped(x0, x), warped(x1, x)), (warped(y0, y), warped(y1, y))

    def _zoom(self) -> None:
        """Ask for the ranges that the hand left in the ViewBox, those of sides that it moved."""
        if self._axes is None:
            return
        asked: dict[Side, Range] = {}
        sides: tuple[Side, Side] = ("x", "y")
        for side, axis, ends in zip(sides, self._axes, self._box.viewRange(), strict=True):
            before = tuple(warped(end, axis.scale) for end in shown_range(axis))
            moved = max(abs(a - b) for a, b in zip(ends, before, strict=True))
            if moved > _SAME * (before[1] - before[0]):
                asked[side] = _unwarped_range(axis, ends)
        if asked:
            self.zoom_asked.emit(asked, self.gesture)


def _unwarped_range(axis: Axis, ends: list[float]) -> Range:
    return unwarped(ends[0], axis.scale), unwarped(ends[1], axis.scale)


def _description(figure: Figure) -> str:
    parts = [figure.subtitle]
    if isinstance(figure, XYFigure):
        parts += [figure.y.title, figure.x.title, figure.better_text]
    return "; ".join(part for part in parts if part)
