"""One crosshair for all charts: moved in one, marked in every other that has its quantity."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from explorer.figures.linked import Marked
    from ui.charts.chart_view import ChartView


class Crosshairs(QObject):
    """Joins the views of every window; what is pinned in one is pinned in all until it is freed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._views: list[ChartView] = []
        self._pin: tuple[ChartView, float] | None = None

    def attend(self, view: ChartView) -> None:
        """Join a view; it leaves when it is deleted."""
        self._views.append(view)
        view.crosshairMoved.connect(lambda x: self._move(view, x))
        view.crosshairCleared.connect(lambda: self._clear(view))
        view.pinned_at.connect(lambda x: self._hold(view, x))

    def leave(self, view: ChartView) -> None:
        """Let go of a view that goes."""
        self._views = [other for other in self._views if other is not view]
        if self._pin is not None and self._pin[0] is view:
            self._pin = None
            self._spread(view, None, pinned=True)

    def follow(self) -> None:
        """Mark what is pinned at its new place: a lever moved batch against interactivity."""
        if self._pin is not None:
            view, x = self._pin
            self._spread(view, x, pinned=True)

    def _move(self, view: ChartView, x: float) -> None:
        if self._pin is None:
            self._spread(view, x, pinned=False)

    def _clear(self, view: ChartView) -> None:
        if self._pin is None:
            self._spread(view, None, pinned=False)

    def _hold(self, view: ChartView, x: float | None) -> None:
        self._pin = None if x is None else (view, x)
        self._spread(view, x, pinned=True)

    def _spread(self, source: ChartView, x: float | None, *, pinned: bool) -> None:
        """Mark in every other chart what a crosshair at `x` of `source` marks."""
        from explorer.figures.figure import XYFigure
        from explorer.figures.linked import marked, place

        what: Marked = {}
        if x is not None and isinstance(source.figure, XYFigure):
            what = marked(source.figure, x)
        for view in self._views:
            if view is source or not isinstance(view.figure, XYFigure):
                continue
            at = place(view.figure, what)
            if pinned:
                view.hold(at)
            else:
                view.set_crosshair(at)
