"""Paints a figure over a whole view: what stands still as a picture, the rest anew."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPointF, QRectF, QSizeF, QTimer
from PySide6.QtGui import QPainter

from explorer.figures.figure import Figure, Series, XYFigure
from ui.charts.canvas import Canvas
from ui.charts.crosshair import draw_crosshair
from ui.charts.curves import still
from ui.charts.painter import FigurePainter
from ui.charts.placer import Memory
from ui.charts.stack_painter import Names
from ui.charts.stillness import Still
from ui.charts.style import Style
from ui.charts.xy_layout import XYLayout, lay_out
from ui.charts.xy_live import draw_live
from ui.theme import Theme

_REST_MS = 150
_KEPT_RANGES = 12
_KEPT_SETS = 2
_SMOOTH = QPainter.RenderHint.Antialiasing


class ChartItem:
    """Paints one figure over the whole view, in px of the view.

    The static part is kept as a pixmap and drawn anew only when what it shows has changed.
    `update` is called when the view has to paint it again.
    """

    def __init__(self, theme: Theme, style: Style, update: Callable[[], object]) -> None:
        self.update = update
        self.figure: Figure | None = None
        self.crosshair: float | None = None
        self.pinned = False
        self._theme = theme
        self.style = style
        self._size = QSizeF(0, 0)
        self._names: Names = {}
        self._layouts: dict[Any, XYLayout] = {}
        self._statics: list[tuple[tuple[Series, ...], dict[Any, Still]]] = []
        self._labels = Memory()
        self._rest = QTimer()
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._settle)

    @property
    def rect(self) -> QRectF:
        """The whole view, px."""
        return QRectF(0, 0, self._size.width(), self._size.height())

    def set_size(self, size: QSizeF) -> None:
        """Follow the view's size in px."""
        self._size = size
        self._settle()

    def set_theme(self, theme: Theme) -> None:
        """Show another theme."""
        self._theme = theme
        self.update()

    def set_style(self, style: Style) -> None:
        """Draw in other sizes."""
        self.style = style
        self._layouts.clear()
        self._statics.clear()
        self._settle()

    def set_figure(self, figure: Figure | None) -> None:
        """Show another figure; labels stay near where they were if it is the same chart."""
        if self.figure is None or figure is None or figure.id != self.figure.id:
            self._settle()
            self._labels.clear()
        elif _looks_other(figure, self.figure):
            self._settle()
        else:
            self._labels.settled = False
            self._rest.start()
        self.figure = figure
        self.update()

    def _settle(self) -> None:
        """Let every label find its best place, once the hand rests or the chart is another."""
        self._rest.stop()
        self._labels.settled = True
        self.update()

    def rest(self) -> None:
        """Do nothing by itself any more, whatever figures still come: the view is going."""
        self._rest.stop()
        self._rest.blockSignals(True)

    def layout(self) -> XYLayout | None:
        """Return where the parts of a curve chart stand now; None for other figures."""
        if not isinstance(self.figure, XYFigure) or self._size.isEmpty():
            return None
        key = (self.figure.x, self.figure.y, self._size.toTuple())
        if key not in self._layouts:
            _make_room(self._layouts)
            self._layouts[key] = lay_out(self.figure, self.rect, self.style)
        return self._layouts[key]

    def name_at(self, position: QPointF) -> str:
        """Return the id of the curve or part named at `position`, empty if none is."""
        hit = (
            name
            for name, boxes in self._names.items()
            if any(box.contains(position) for box in boxes)
        )
        return next(hit, "")

    def paint(self, painter: QPainter) -> None:
        """Blit the static part and draw the rest."""
        if self.figure is None:
            painter.fillRect(self.rect, self._theme.surface)
            self._names = {}
            return
        if not isinstance(self.figure, XYFigure):
            whole = FigurePainter(self._theme, self.style, raster=True, fast=True)
            self._names = whole.paint(painter, self.figure, self.rect)
            return
        layout = self.layout()
        if layout is None:
            return
        canvas = Canvas(painter, self._theme, self.style, raster=True, fast=True)
        kept = self._background(self.figure, layout, canvas.ratio)
        painter.setRenderHint(_SMOOTH)
        drawn = draw_live(canvas, self.figure, layout, self._labels, kept)
        self._names = drawn.names
        if self.crosshair is not None:
            at, pinned = self.crosshair, self.pinned
            draw_crosshair(canvas, self.figure, layout, at, drawn, pinned=pinned)

    def _background(self, figure: XYFigure, layout: XYLayout, ratio: float) -> Still:
        key = (layout, self._theme.name, ratio, figure.better, figure.better_text)
        statics = self._statics_of(tuple(series for series in figure.series if still(series)))
        if key not in statics:
            _make_room(statics)
            statics[key] = Still(figure, layout, self._theme, self.style, self._size, ratio)
        return statics[key]

    def _statics_of(self, kept: tuple[Series, ...]) -> dict[Any, Still]:
        """Return the pictures with these still curves, by range.

        A drag over the baseline's value, where no ghost stands, meets two sets in turn.
        """
        for known, statics in self._statics:
            if _same(kept, known):
                return statics
        self._statics.insert(0, (kept, {}))
        del self._statics[_KEPT_SETS:]
        return self._statics[0][1]


def _make_room(kept: dict[Any, Any]) -> None:
    """Forget the oldest: a drag to and fro meets the same few ranges again."""
    if len(kept) >= _KEPT_RANGES:
        del kept[next(iter(kept))]


def _same(now: tuple[Series, ...], before: tuple[Series, ...]) -> bool:
    return len(now) == len(before) and all(
        a is b
        or (
            a.role == b.role
            and a.slot == b.slot
            and (a.x is b.x or a.x.tobytes() == b.x.tobytes())
            and (a.y is b.y or a.y.tobytes() == b.y.tobytes())
        )
        for a, b in zip(now, before, strict=True)
    )


def _looks_other(now: Figure, before: Figure) -> bool:
    """Return whether the reader hid, zoomed or scaled something since: labels then find new places.

    While a lever moves they stay where they are.
    """
    if not (isinstance(now, XYFigure) and isinstance(before, XYFigure)):
        return False
    return _look(now) != _look(before)


def _look(figure: XYFigure) -> tuple[Any, ...]:
    """Return what the reader chose: what is hidden, the scales, and the ranges zoomed to."""
    shown = (figure.x.low, figure.x.high), (figure.y.low, figure.y.high)
    home = figure.home or shown
    zoom = tuple(None if ends == own else ends for ends, own in zip(shown, home, strict=True))
    return figure.hidden, figure.x.scale, figure.y.scale, zoom
