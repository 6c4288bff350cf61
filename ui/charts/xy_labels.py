"""Name curves, lines and points in place, most important first, each where it has room."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRectF

from explorer.figures.figure import Line, Mark, Series, XYFigure
from ui.charts.canvas import Canvas, text_size
from ui.charts.labels import Badge, TextLine, around, draw_lines, farther, lines_size
from ui.charts.marks import radius
from ui.charts.placer import Placer
from ui.charts.polyline import Points
from ui.charts.xy_layout import XYLayout
from ui.theme import metrics

_ROLE_ORDER = {"subject": 0, "reference": 1, "condition": 2, "ghost": 3, "floor": 4}
_BACKWARDS = (0.94, 0.88, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0.0)
Runs = Mapping[int, Sequence[Points]]
Corners = list[tuple[float, float]]


class Labeller:
    """Places and draws all labels of one curve chart.

    Parameters
    ----------
    canvas, figure, layout
        What is drawn and where.
    runs
        The visible parts of each series in px, by the series' place in the figure.
    placer
        The room there is.
    """

    def __init__(
        self, canvas: Canvas, figure: XYFigure, layout: XYLayout, runs: Runs, placer: Placer
    ) -> None:
        self._canvas = canvas
        self._figure = figure
        self._layout = layout
        self._runs = runs
        self._placer = placer
        self._gap = 5.0 * canvas.style.unit

    def draw(self) -> None:
        """Draw every label that has room, in order of importance."""
        marks = [m for m in self._figure.marks if self._point(m) is not None]
        for mark in marks:
            self._block_mark(mark)
        for mark in (m for m in marks if m.role not in ("prefill", "decode")):
            self._mark(mark)
        for number, line in enumerate(self._figure.lines):
            self._line(line, f"line {number}")
        numbered = sorted(enumerate(self._figure.series), key=lambda s: _ROLE_ORDER[s[1].role])
        for number, series in numbered:
            if series.label and self._runs.get(number):
                self._series(series, self._runs[number])
        for mark in (m for m in marks if m.role in ("prefill", "decode")):
            self._mark(mark)
        self._note()

    def _point(self, mark: Mark) -> tuple[float, float] | None:
        x, y = self._layout.x.at(mark.x), self._layout.y.at(mark.y)
        area = self._layout.plot.adjusted(-1, -1, 1, 1)
        return (x, y) if math.isfinite(x + y) and area.contains(QPointF(x, y)) else None

    def _block_mark(self, mark: Mark) -> None:
        point = self._point(mark)
        if point:
            size = radius(mark, self._canvas.style.unit) + self._canvas.style.unit
            x, y = point
            self._placer.block(QRectF(x - size, y - size, 2 * size, 2 * size))

    def _mark(self, mark: Mark) -> None:
        point = self._point(mark)
        if point is None:
            return
        style = self._canvas.style
        gap = radius(mark, style.unit) + 3 * style.unit
        name = f"mark {mark.role} {mark.slot} {mark.label or mark.badge[:1]}"
        if mark.badge:
            badge = Badge(mark.badge, mark.sense)
            size = badge.size(style.badge)
            box = self._placer.place(name + " badge", size, farther(*point, size, gap))
            if box:
                badge.draw(self._canvas, box, style.badge)
        if mark.label:
            lines = self._mark_lines(mark)
            size = lines_size(lines)
            box = self._placer.place(name, size, farther(*point, size, gap))
            if box:
                draw_lines(self._canvas, box, lines)

    def _mark_lines(self, mark: Mark) -> tuple[TextLine, ...]:
        theme, style = self._canvas.theme, self._canvas.style
        strong = mark.role in ("operating", "best")
        ink = theme.slot(mark.slot).ink if strong else theme.text2
        px = style.label if strong else style.small
        return tuple(TextLine(text, px, ink, strong) for text in mark.label.split("\n"))

    def _line(self, line: Line, name: str) -> None:
        if not line.label:
            return
        scale = self._layout.x if line.vertical else self._layout.y
        at, plot, unit = scale.at(line.value), self._layout.plot, self._canvas.style.unit
        low, high = (plot.left(), plot.right()) if line.vertical else (plot.top(), plot.bottom())
        if not (math.isfinite(at) and low <= at <= high):
            return
        lines = (TextLine(line.label, self._canvas.style.small, self._canvas.theme.text2),)
        width, height = lines_size(lines)
        corners: Corners
        if line.vertical:
            tops = np.linspace(plot.bottom() - height - 3 * unit, plot.top() + 4 * unit, 12)
            sides = (at + 4 * unit, at - 4 * unit - width)
            corners = [(side, float(top)) for top in tops for side in sides]
        else:
            lefts = np.linspace(plot.left() + 5 * unit, plot.right() - width - 4 * unit, 12)
            corners = [
                (float(left), top) for left in lefts for top in (at - height - unit, at + unit)
            ]
        box = self._placer.place(name, (width, height), corners)
        if box:
            draw_lines(self._canvas, box, lines)

    def _series(self, series: Series, runs: Sequence[Points]) -> None:
        if series.label_along and self._along(series, runs):
            return
        lines = self._series_lines(series)
        size = lines_size(lines)
        points = np.concatenate(runs)
        box = self._placer.place("series " + series.id, size, self._corners(series, points, size))
        if box:
            draw_lines(self._canvas, box, lines)

    def _series_lines(self, series: Series) -> tuple[TextLine, ...]:
        theme, style = self._canvas.theme, self._canvas.style
        first, *rest = series.label.split("\n")
        quiet = series.role in ("ghost", "floor")
        ink = theme.text2 if quiet else theme.slot(series.slot).ink
        bold = series.role in ("subject", "reference")
        if series.estimate and not rest:
            first = "≈ " + first
        below = theme.estimate if series.estimate else ink
        head = TextLine(first, style.label if bold else style.small, ink, bold)
        return (head, *(TextLine(text, style.small, below) for text in rest))

    def _corners(self, series: Series, points: Points, size: tuple[float, float]) -> Corners:
        """Return where a series' label may stand: at its end or its place, then back along it."""
        last = len(points) - 1
        wanted = last
        if series.label_at is not None:
            at = self._layout.x.at(series.label_at)
            if math.isfinite(at):
                wanted = int(np.argmin(np.abs(points[:, 0] - at)))
        x, y = (float(v) for v in points[wanted])
        corners = self._at_end(x, y, size) if wanted == last else around(x, y, size, self._gap)
        along = self._lengths(points)
        for share in _BACKWARDS:
            back = points[int(np.searchsorted(along, share * along[-1]))]
            corners += around(float(back[0]), float(back[1]), size, self._gap)
        return corners + farther(x, y, size, 2 * self._gap)

    def _at_end(self, x: float, y: float, size: tuple[float, float]) -> Corners:
        width, height = size
        gap = self._gap
        end = [
            (x + gap, y - height / 2),
            (x - width / 2, y - height - gap),
            (x - width - gap, y - height / 2),
            (x - width - gap, y + gap),
        ]
        return end + around(x, y, size, gap)

    @staticmethod
    def _lengths(points: Points) -> Points:
        steps = np.hypot(*np.diff(points, axis=0).T)
        return np.concatenate(((0.0,), np.cumsum(steps)))

    def _along(self, series: Series, runs: Sequence[Points]) -> bool:
        """Set a label along the longest straight slanted stretch; False where there is none."""
        run = max(runs, key=len)
        steps = np.diff(run, axis=0)
        longest = int(np.argmax(np.hypot(*steps.T) * (np.abs(steps[:, 1]) > 1.0)))
        (x0, y0), (x1, y1) = run[longest], run[longest + 1]
        line = self._series_lines(series)[0]
        width, height = text_size(line.text, line.px, line.bold)
        length = math.hypot(x1 - x0, y1 - y0)
        if x1 <= x0 or length < width + 4 * self._gap:
            return False
        angle = math.atan2(y1 - y0, x1 - x0)
        for share in (0.5, 0.35, 0.65, 0.25, 0.75):
            start = share * (length - width)
            left = x0 + math.cos(angle) * start, y0 + math.sin(angle) * start
            boxes = self._slanted_boxes(left, angle, width, height)
            if self._placer.take(boxes):
                self._draw_slanted(line, left, angle, height)
                return True
        return False

    def _slanted_boxes(
        self, left: tuple[float, float], angle: float, width: float, height: float
    ) -> list[QRectF]:
        """Return upright boxes that together cover a slanted label above its line."""
        count = max(3, math.ceil(width / height))
        up = height * 0.5 + 3 * self._canvas.style.unit
        places = [(i + 0.5) * width / count for i in range(count)]
        half = 0.5 * height
        return [
            QRectF(
                left[0] + math.cos(angle) * along + math.sin(angle) * up - half,
                left[1] + math.sin(angle) * along - math.cos(angle) * up - half,
                2 * half,
                2 * half,
            )
            for along in places
        ]

    def _draw_slanted(
        self, line: TextLine, left: tuple[float, float], angle: float, height: float
    ) -> None:
        painter = self._canvas.painter
        painter.save()
        painter.translate(QPointF(*left))
        painter.rotate(math.degrees(angle))
        top = -height - 2 * self._canvas.style.unit
        self._canvas.halo_text(0.0, top, line.text, line.px, line.ink, bold=line.bold)
        painter.restore()

    def _note(self) -> None:
        if not self._figure.note:
            return
        plot, style = self._layout.plot, self._canvas.style
        line = TextLine(self._figure.note, style.small, self._canvas.theme.text3)
        width, height = lines_size((line,))
        room = plot.width() - 12 * style.unit
        if width > room:
            text = self._canvas.elided(line.text, line.px, room)
            line = TextLine(text, line.px, line.ink)
            width = metrics(line.px).horizontalAdvance(text)
        tops = np.linspace(plot.bottom() - height - 4 * style.unit, plot.top() + 4, 14)
        lefts = (plot.right() - width - 6, plot.center().x() - width / 2, plot.left() + 6)
        corners = [(left, float(top)) for top in tops for left in lefts]
        box = self._placer.place("note", (width, height), corners)
        if box:
            draw_lines(self._canvas, box, (line,))
