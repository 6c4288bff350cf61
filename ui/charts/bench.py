"""Measure drawing against its floor: the same polylines by a bare painter and in stock plots."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QRectF
from PySide6.QtGui import QImage, QPainter, QPen
from PySide6.QtWidgets import QApplication, QGridLayout, QWidget

from explorer.figures.figure import Axis, Series, XYFigure
from ui.charts.chart_view import ChartView
from ui.charts.polyline import draw_segments, segments
from ui.theme import LIGHT, colour

WIDTH, HEIGHT = 1600, 900
COLUMNS, ROWS = 3, 2
CURVES, POINTS = 10, 256
_WIDTH_PX = 2.0

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Spread:
    """Times of repeated frames in ms: median and 95th percentile."""

    p50: float
    p95: float


def sample_figure(phase: float, curves: int = CURVES, points: int = POINTS) -> XYFigure:
    """Return a figure of smooth growing curves that `phase` moves as a slider would."""
    x = np.geomspace(1.0, 1024.0, points)
    ticks = Axis("Batch (log)", "", 1.0, 1024.0, "log", "binary")
    series = tuple(
        Series(
            f"c{i}",
            f"curve {i}",
            x,
            (2.0 + i) * (1.0 + 0.2 * np.sin(phase)) * (1.0 + (x / (40.0 + 13.0 * i)) ** 1.3),
            "subject",
            1,
        )
        for i in range(curves)
    )
    return XYFigure(
        "bench", "Bench", "", ticks, Axis("Latency, ms (log)", "ms", 1.0, 1000.0, "log"), series
    )


def painter_floor_ms(repeats: int = 60) -> Spread:
    """Return the time to stroke the default view's curves with a bare QPainter, no more.

    Six plots of ten curves of 256 points, 2 px, antialiased, by `drawLines` into a picture of
    1600x900; mapping values to px is not counted.
    """
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(colour(LIGHT.surface))
    polylines = [line for cell in _cells() for line in _polylines(cell)]
    stroke = QPen(colour(LIGHT.accent), _WIDTH_PX)

    def frame(_: int) -> None:
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(stroke)
        for line in polylines:
            draw_segments(painter, segments(line))
        painter.end()

    return _timed(frame, repeats)


def chart_views_ms(repeats: int = 60) -> Spread:
    """Return the time from new figures to the painted frame of six `ChartView`s at 1600x900."""
    views = [ChartView(LIGHT) for _ in range(COLUMNS * ROWS)]
    window = _window(views)
    frames = [sample_figure(0.2 * i) for i in range(8)]

    def frame(number: int) -> None:
        figure = frames[number % len(frames)]
        for i, view in enumerate(views):
            view.set_figure(replace(figure, id=f"bench {i}"))
        _painted()

    try:
        return _timed(frame, repeats)
    finally:
        window.close()
        window.deleteLater()


def stock_pyqtgraph_ms(repeats: int = 20) -> Spread:
    """Return the time from new data to the painted frame of six stock pyqtgraph plots.

    Same curves, logarithmic axes, grid on, 2 px, antialiased, fixed ranges.
    """
    plots = [pg.PlotWidget() for _ in range(COLUMNS * ROWS)]
    stroke = pg.mkPen(LIGHT.accent, width=_WIDTH_PX)
    curves = []
    for plot in plots:
        plot.setLogMode(x=True, y=True)
        plot.showGrid(x=True, y=True)
        plot.setXRange(0.0, np.log10(1024.0))
        plot.setYRange(0.0, 3.0)
        curves.append([plot.plot(pen=stroke, antialias=True) for _ in range(CURVES)])
    window = _window(plots)
    frames = [sample_figure(0.2 * i) for i in range(8)]

    def frame(number: int) -> None:
        for items in curves:
            for item, series in zip(items, frames[number % len(frames)].series, strict=True):
                item.setData(series.x, series.y)
        _painted()

    try:
        return _timed(frame, repeats)
    finally:
        window.close()
        window.deleteLater()


def _cells() -> list[QRectF]:
    width, height = WIDTH / COLUMNS, HEIGHT / ROWS
    cells = [
        QRectF(c * width, r * height, width, height) for r in range(ROWS) for c in range(COLUMNS)
    ]
    return [cell.adjusted(44, 24, -14, -38) for cell in cells]


def _polylines(cell: QRectF) -> list[Array]:
    figure = sample_figure(0.0)
    lines = []
    for series in figure.series:
        x = cell.left() + np.log10(series.x) / np.log10(1024.0) * cell.width()
        y = cell.bottom() - np.log10(series.y) / 3.0 * cell.height()
        lines.append(np.column_stack((x, y)))
    return lines


def _window(widgets: Sequence[QWidget]) -> QWidget:
    window = QWidget()
    grid = QGridLayout(window)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setSpacing(0)
    for number, widget in enumerate(widgets):
        grid.addWidget(widget, number // COLUMNS, number % COLUMNS)
    window.resize(WIDTH, HEIGHT)
    window.show()
    QApplication.processEvents()
    return window


def _painted() -> None:
    """Return when everything asked for has been painted, as the event loop would have it."""
    QApplication.sendPostedEvents(None, QEvent.Type.UpdateRequest.value)
    QApplication.processEvents()


def _timed(frame: Callable[[int], None], repeats: int) -> Spread:
    for number in range(5):
        frame(number)
    times = []
    for number in range(repeats):
        start = time.perf_counter()
        frame(number)
        times.append((time.perf_counter() - start) * 1000.0)
    low, high = np.percentile(times, (50.0, 95.0))
    return Spread(float(low), float(high))
