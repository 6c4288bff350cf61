"""The few strokes every chart is made of: text, haloed text, pens, markers, badges.

Pens have real widths and fonts real px, so a picture keeps its proportions in every format.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPainterPath, QPen, QPolygonF

from ui.charts.labelcache import haloed
from ui.charts.style import Style
from ui.lettering import Placed, elided, write_all
from ui.theme import Theme, colour, font, metrics

NO_PEN = QPen(Qt.PenStyle.NoPen)
NO_BRUSH = QBrush(Qt.BrushStyle.NoBrush)


@lru_cache(maxsize=512)
def pen(
    name: str,
    width: float,
    dash: tuple[float, ...] = (),
    alpha: float = 1.0,
    unit: float = 1.0,
    *,
    square: bool = False,
) -> QPen:
    """Return a shared pen of `width` px; `dash` is in screen px, stretched by `unit`."""
    made = QPen(colour(name, alpha), width)
    made.setCapStyle(Qt.PenCapStyle.SquareCap if square else Qt.PenCapStyle.FlatCap)
    made.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if dash:
        made.setDashPattern([length * unit / width for length in dash])
    return made


@lru_cache(maxsize=64)
def outline(name: str, width: float) -> QPen:
    """Return a shared pen of `width` px for closed shapes."""
    return QPen(colour(name), width)


@lru_cache(maxsize=64)
def _triangle(direction: str, wide: float, high: float) -> QPolygonF:
    corners = {
        "up": ((0.0, high), (wide, high), (wide / 2, 0.0)),
        "down": ((0.0, 0.0), (wide, 0.0), (wide / 2, high)),
        "lower-right": ((0.0, high), (wide, high), (wide, 0.0)),
        "upper-right": ((0.0, 0.0), (wide, 0.0), (wide, high)),
        "lower-left": ((0.0, high), (wide, high), (0.0, 0.0)),
        "upper-left": ((0.0, 0.0), (wide, 0.0), (0.0, high)),
    }[direction]
    return QPolygonF([QPointF(*corner) for corner in corners])


class Canvas:
    """A painter with a theme and a style.

    `raster` puts lines and text on whole px; `fast` allows what only a screen needs: texts shaped
    before, ready-made pictures of labels and curves stroked by their segments.
    """

    def __init__(
        self, painter: QPainter, theme: Theme, style: Style, *, raster: bool, fast: bool = False
    ) -> None:
        self.painter = painter
        self.theme = theme
        self.style = style
        self.raster = raster
        self.fast = fast
        self.ratio = painter.device().devicePixelRatio()

    def pen(
        self,
        name: str,
        width: float,
        dash: tuple[float, ...] = (),
        alpha: float = 1.0,
        *,
        square: bool = False,
    ) -> QPen:
        """Return `pen` with the dash stretched to this style."""
        return pen(name, width, dash, alpha, self.style.unit, square=square)

    def line(self, x0: float, y0: float, x1: float, y1: float, stroke: QPen) -> None:
        """Draw one straight line."""
        self.painter.setPen(stroke)
        self.painter.drawLine(QLineF(x0, y0, x1, y1))

    def lines(self, ends: list[QLineF], stroke: QPen) -> None:
        """Draw many straight lines in one call."""
        self.painter.setPen(stroke)
        self.painter.drawLines(ends)

    def level(
        self, left: float, right: float, places: Sequence[float], name: str, width: float
    ) -> None:
        """Draw solid lines of `width` px from `left` to `right` at the heights `places`."""
        if self.raster:
            top, long = width / 2, right - left
            self._boxes([QRectF(left, at - top, long, width) for at in places], name)
        else:
            self.lines([QLineF(left, at, right, at) for at in places], self.pen(name, width))

    def upright(
        self, top: float, bottom: float, places: Sequence[float], name: str, width: float
    ) -> None:
        """Draw solid lines of `width` px from `top` down to `bottom` at `places` along x."""
        if self.raster:
            left, long = width / 2, bottom - top
            self._boxes([QRectF(at - left, top, width, long) for at in places], name)
        else:
            self.lines([QLineF(at, top, at, bottom) for at in places], self.pen(name, width))

    def _boxes(self, boxes: list[QRectF], name: str) -> None:
        """Fill boxes: pixels look as with lines, which take many times as long."""
        self.painter.setPen(NO_PEN)
        self.painter.setBrush(colour(name))
        self.painter.drawRects(boxes)
        self.painter.setBrush(NO_BRUSH)

    def fill(self, rect: QRectF, name: str, alpha: float = 1.0) -> None:
        """Fill a rectangle."""
        self.painter.fillRect(rect, colour(name, alpha))

    def text(
        self, x: float, top: float, text: str, px: float, ink: str, *, bold: bool = False
    ) -> None:
        """Draw one line of text with its box's left top at (x, top)."""
        self.texts(((x, top, text),), px, ink, bold=bold)

    def texts(self, texts: Iterable[Placed], px: float, ink: str, *, bold: bool = False) -> None:
        """Draw lines of text of one look: left and top of the box, px, and the words of each."""
        if self.fast:
            write_all(self.painter, texts, px, ink, bold)
            return
        self.painter.setFont(font(px, bold))
        self.painter.setPen(colour(ink))
        ascent = metrics(px, bold).ascent()
        for x, top, text in texts:
            at = (round(x), round(top)) if self.raster else (x, top)
            self.painter.drawText(QPointF(at[0], at[1] + ascent), text)

    def halo_text(
        self, x: float, top: float, text: str, px: float, ink: str, *, bold: bool = False
    ) -> None:
        """Draw one line of text with a surface-coloured halo of 3 px, so lines do not cut it."""
        width = 3.0 * self.style.unit
        if self.fast:
            picture = haloed(text, px, bold, ink, self.theme.surface, width, self.ratio)
            self.painter.drawImage(QPointF(round(x) - width, round(top) - width), picture)
            return
        self.outlined_text(x, top, text, px, ink, bold=bold)

    def outlined_text(
        self, x: float, top: float, text: str, px: float, ink: str, *, bold: bool = False
    ) -> None:
        """Draw haloed text from its outlines: for files, and for text at an angle."""
        width = 3.0 * self.style.unit
        path = QPainterPath()
        path.addText(QPointF(x, top + metrics(px, bold).ascent()), font(px, bold), text)
        self.painter.strokePath(path, pen(self.theme.surface, width))
        self.painter.setFont(font(px, bold))
        self.painter.setPen(colour(ink))
        self.painter.drawText(QPointF(x, top + metrics(px, bold).ascent()), text)

    def triangle(
        self, left: float, top: float, wide: float, high: float, direction: str, ink: str
    ) -> None:
        """Fill a triangle in a box: "up", "down", or a corner, "lower-right"."""
        painter = self.painter
        painter.setPen(NO_PEN)
        painter.setBrush(colour(ink))
        painter.drawPolygon(_triangle(direction, wide, high).translated(left, top))
        painter.setBrush(NO_BRUSH)

    def elided(self, text: str, px: float, width: float, *, bold: bool = False) -> str:
        """Return `text` cut to `width` px with an ellipsis where it is too long."""
        return elided(text, px, width, bold)
