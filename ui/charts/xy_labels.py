"""Name curves, lines and points in place, most important first, each where it has room."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF

from explorer.figures.figure import Band, Line, Mark, Series, XYFigure
from ui.charts.bands import band_ends
from ui.charts.canvas import Canvas
from ui.charts.courses import Course, Courses
from ui.charts.labelcache import slanted
from ui.charts.labels import Badge, TextLine, draw_lines, lines_size
from ui.charts.marks import radius
from ui.charts.placer import Box, Placer
from ui.charts.polyline import Points
from ui.charts.spots import along_curve, around_point, beside_band, beside_line, free_area
from ui.charts.xy_layout import XYLayout
from ui.lettering import text_size

_ROLE_ORDER = {"subject": 0, "reference": 1, "condition": 2, "ghost": 3, "floor": 4}
_OPERATORS = ("prefill", "decode")
_LEVEL = 0.05
"""Slope below which a stretch counts as level, and above whose inverse as upright."""


class Labeller:
    """Places and draws all labels of one curve chart.

    Parameters
    ----------
    canvas, figure, layout
        What is drawn and where.
    courses
        The visible parts of each series.
    placer
        The room there is.
    """

    def __init__(
        self,
        canvas: Canvas,
        figure: XYFigure,
        layout: XYLayout,
        courses: Courses,
        placer: Placer,
    ) -> None:
        self._canvas = canvas
        self._figure = figure
        self._layout = layout
        self._courses = courses
        self._placer = placer
        self._gap = 5.0 * canvas.style.unit
        self.names: dict[str, list[QRectF]] = {}
        """Where the name of each curve stands, by the curve's id, px."""

    def draw(self, marks: Sequence[tuple[Mark, float, float]]) -> None:
        """Draw every label that has room, in order of importance.

        Parameters
        ----------
        marks
            The visible marks with their px.
        """
        for mark, x, y in marks:
            self._block_mark(mark, x, y)
        self._slanted_names()
        for placed in marks:
            if placed[0].role not in _OPERATORS:
                self._mark(*placed)
        for number, line in enumerate(self._figure.lines):
            if line.label:
                self._line(line, f"line {number}")
        numbered = sorted(enumerate(self._figure.series), key=lambda s: _ROLE_ORDER[s[1].role])
        for number, series in numbered:
            if series.label and not series.label_along and (course := self._courses.get(number)):
                self._series(series, course)
        for band in self._figure.bands:
            self._band(band)
        for placed in marks:
            if placed[0].role in _OPERATORS:
                self._mark(*placed)
        self._note()

    def name_hidden(self) -> None:
        """Name the curves taken away, struck out, where a click brings them back."""
        canvas, unit = self._canvas, self._canvas.style.unit
        for name, text in self._figure.hidden:
            line = TextLine(text, canvas.style.small, canvas.theme.text3)
            size = lines_size((line,))
            spots = free_area(self._layout.plot, size, unit)
            box = self._placer.place(f"hidden {name}", size, spots)
            if box:
                draw_lines(canvas, box, (line,))
                stroke = canvas.pen(canvas.theme.text3, canvas.style.rule)
                middle = round(box.center().y()) + 0.5
                canvas.line(box.left(), middle, box.right(), middle, stroke)
                self.names[name] = [box]

    def _block_mark(self, mark: Mark, x: float, y: float) -> None:
        size = radius(mark, self._canvas.style.unit) + self._canvas.style.unit
        self._placer.block(x - size, y - size, x + size, y + size)

    def _mark(self, mark: Mark, x: float, y: float) -> None:
        style = self._canvas.style
        gap = radius(mark, style.unit) + 3 * style.unit
        name = f"mark {mark.role} {mark.slot} {mark.shape}"
        if mark.badge:
            badge = Badge(mark.badge, mark.sense)
            size = badge.size(style.badge)
            box = self._placer.place(name + " badge", size, around_point(x, y, size, gap))
            if box:
                badge.draw(self._canvas, box, style.badge)
        if mark.label:
            lines = self._mark_lines(mark)
            size = lines_size(lines)
            box = self._placer.place(name, size, around_point(x, y, size, gap))
            if box:
                draw_lines(self._canvas, box, lines)

    def _mark_lines(self, mark: Mark) -> tuple[TextLine, ...]:
        theme, style = self._canvas.theme, self._canvas.style
        strong = mark.role in ("operating", "best")
        ink = theme.slot(mark.slot).ink if strong else theme.text2
        px = style.label if strong else style.small
        return tuple(TextLine(text, px, ink, strong) for text in mark.label.split("\n"))

    def _line(self, line: Line, name: str) -> None:
        scale = self._layout.x if line.vertical else self._layout.y
        at, plot, unit = scale.at(line.value), self._layout.plot, self._canvas.style.unit
        low, high = (plot.left(), plot.right()) if line.vertical else (plot.top(), plot.bottom())
        if not (math.isfinite(at) and low <= at <= high):
            return
        lines = (TextLine(line.label, self._canvas.style.small, self._canvas.theme.text2),)
        size = lines_size(lines)
        spots = beside_line(at, plot, size, unit, vertical=line.vertical)
        box = self._placer.place(name, size, spots, on_rule=True)
        if box:
            draw_lines(self._canvas, box, lines)

    def _band(self, band: Band) -> None:
        ends = band_ends(band, self._layout)
        ends = ends[self._visible(ends)]
        if not len(ends):
            return
        ink = self._canvas.theme.slot(band.slot).ink
        lines = (TextLine(band.label, self._canvas.style.small, ink),)
        size = lines_size(lines)
        box = self._placer.place("band " + band.id, size, beside_band(ends, size, self._gap))
        if box:
            draw_lines(self._canvas, box, lines)
            self.names[band.id] = [box]

    def _visible(self, ends: Points) -> NDArray[np.bool_]:
        """Return where a band has its whole height on the plot."""
        plot = self._layout.plot
        x, low, high = ends.T
        seen: NDArray[np.bool_] = (x >= plot.left()) & (x <= plot.right())
        seen &= (high >= plot.top()) & (low <= plot.bottom())
        return seen

    def _series(self, series: Series, course: Course) -> None:
        lines = self._series_lines(series)
        size = lines_size(lines)
        wanted = None
        if series.label_at is not None:
            at = self._layout.x.at(series.label_at)
            wanted = at if math.isfinite(at) else None
        spots = along_curve(course, wanted, size, self._gap)
        box = self._placer.place("series " + series.id, size, spots)
        if box:
            draw_lines(self._canvas, box, lines)
            self.names[series.id] = [box]

    def _series_lines(self, series: Series) -> tuple[TextLine, ...]:
        theme, style = self._canvas.theme, self._canvas.style
        quiet = series.role in ("ghost", "floor")
        ink = theme.text2 if quiet else theme.slot(series.slot).ink
        below = theme.estimate if series.estimate else ink
        if series.role in ("subject", "reference"):
            return _named(series.label, series.estimate, style.label, ink, True, style.small, below)
        return _named(series.label, series.estimate, style.small, ink, False, style.small, below)

    def _slanted_names(self) -> None:
        """Set labels along straight curves; where one has no room it becomes an upright label."""
        for number, series in enumerate(self._figure.series):
            if not (series.label and series.label_along):
                continue
            course = self._courses.get(number)
            if course and not self._along(series, course):
                self._series(series, course)

    def _along(self, series: Series, course: Course) -> bool:
        """Set a label along the curve's rising or falling stretch; False where it has no room."""
        line = self._series_lines(series)[0]
        width, height = text_size(line.text, line.px, line.bold)
        ends = _slanted_ends(course.corners)
        if ends is None:
            return False
        (x0, y0), (x1, y1) = ends
        length = math.hypot(x1 - x0, y1 - y0)
        if length < width + 4 * self._gap:
            return False
        angle = math.atan2(y1 - y0, x1 - x0)
        for share in (0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8):
            start = share * (length - width)
            left = x0 + math.cos(angle) * start, y0 + math.sin(angle) * start
            boxes = self._slanted_boxes(left, angle, width, height)
            if self._placer.take(boxes):
                self._draw_slanted(line, left, angle, height)
                self.names[series.id] = [QRectF(x, y, height, height) for x, y, _, _ in boxes]
                return True
        return False

    def _slanted_boxes(
        self, left: tuple[float, float], angle: float, width: float, height: float
    ) -> list[Box]:
        """Return upright boxes that together cover a slanted label above its line."""
        count = max(3, math.ceil(width / height))
        half = 0.5 * height
        up = half + 2 * self._canvas.style.unit
        across, along = math.cos(angle), math.sin(angle)
        step = width / count
        x = left[0] + 0.5 * across * step + along * up - half
        y = left[1] + 0.5 * along * step - across * up - half
        corners = ((x + across * step * i, y + along * step * i) for i in range(count))
        return [(x, y, x + height, y + height) for x, y in corners]

    def _draw_slanted(
        self, line: TextLine, left: tuple[float, float], angle: float, height: float
    ) -> None:
        canvas, painter = self._canvas, self._canvas.painter
        top = -height - 2 * canvas.style.unit
        if canvas.fast:
            halo = 3.0 * canvas.style.unit
            surface = canvas.theme.surface
            flat = (line.text, line.px, line.bold, line.ink, surface, halo, canvas.ratio)
            picture, corner = slanted(*flat, round(math.degrees(angle), 1), top)
            painter.drawImage(QPointF(*left) + corner, picture)
            return
        painter.save()
        painter.translate(QPointF(*left))
        painter.rotate(math.degrees(angle))
        canvas.outlined_text(0.0, top, line.text, line.px, line.ink, bold=line.bold)
        painter.restore()

    def _note(self) -> None:
        if not self._figure.note:
            return
        plot, style = self._layout.plot, self._canvas.style
        text = self._canvas.elided(self._figure.note, style.small, plot.width() - 12 * style.unit)
        lines = (TextLine(text, style.small, self._canvas.theme.text3),)
        size = lines_size(lines)
        box = self._placer.place("note", size, free_area(plot, size, style.unit))
        if box:
            draw_lines(self._canvas, box, lines)


@lru_cache(maxsize=256)
def _named(
    label: str, estimate: bool, px: float, ink: str, bold: bool, small: float, below: str
) -> tuple[TextLine, ...]:
    """Return a curve's name in its lines, the first in its weight, those below it small."""
    first, *rest = label.split("\n")
    if estimate and not rest:
        first = "≈ " + first
    return (TextLine(first, px, ink, bold), *(TextLine(text, small, below) for text in rest))


def _slanted_ends(points: Points) -> tuple[list[float], list[float]] | None:
    """Return where a curve's rising or falling stretch starts and ends, px; None if it has none."""
    across, down = (points[1:] - points[:-1]).T
    down = np.abs(down)
    slanted = ((down > _LEVEL * across) & (across > _LEVEL * down)).nonzero()[0]
    if not len(slanted):
        return None
    start, end = points[slanted[0]].tolist(), points[slanted[-1] + 1].tolist()
    return start, end
