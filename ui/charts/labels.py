"""Labels as boxes: what a label of one or two lines or a delta badge measures, and its drawing."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QRectF

from ui.charts.canvas import NO_BRUSH, NO_PEN, Canvas, outline
from ui.lettering import Placed, text_size
from ui.theme import colour, metrics

_ARROWS = {"▲": "up", "▼": "down"}


_GLYPHS = 1.18
_ASCENT = 0.92
_LEADING = 1.3


class TextLine(NamedTuple):
    """One line of a label: its words, px, ink and weight."""

    text: str
    px: float
    ink: str
    bold: bool = False


@lru_cache(maxsize=1024)
def lines_size(lines: tuple[TextLine, ...]) -> tuple[float, float]:
    """Return width and height in px of a label's lines under one another.

    The height is that of the glyphs, not of the font's line, so that labels fit between curves.
    """
    width = max(text_size(line.text, line.px, line.bold)[0] for line in lines)
    return width, _GLYPHS * lines[0].px + sum(_LEADING * line.px for line in lines[1:])


def draw_lines(canvas: Canvas, box: QRectF, lines: tuple[TextLine, ...]) -> None:
    """Draw a label's lines with their halo, left-aligned in `box`."""
    base = box.top() + _ASCENT * lines[0].px
    for number, line in enumerate(lines):
        base += _LEADING * line.px if number else 0.0
        top = base - metrics(line.px, line.bold).ascent()
        canvas.halo_text(box.left(), top, line.text, line.px, line.ink, bold=line.bold)


class Badge(NamedTuple):
    """A change with its arrow, filled when better, outlined when worse, grey when neither."""

    text: str
    sense: int

    @property
    def arrow(self) -> str:
        """The direction "up" or "down" that the text starts with, or nothing."""
        return _parts(self.text)[0]

    def size(self, px: float) -> tuple[float, float]:
        """Return width and height at a type size of `px`."""
        arrow, words = _parts(self.text)
        width, height = text_size(words, px, True)
        return width + (px * 1.1 if arrow else 0.0) + px, height + 0.1 * px

    def draw(self, canvas: Canvas, box: QRectF, px: float) -> None:
        """Draw the badge in `box`, which has the size that `size` returned."""
        theme, painter = canvas.theme, canvas.painter
        ink = {1: theme.better, -1: theme.worse}.get(self.sense, theme.text2)
        painter.setBrush(colour(theme.better_fill if self.sense > 0 else theme.surface))
        edge = theme.worse if self.sense < 0 else theme.border
        painter.setPen(NO_PEN if self.sense > 0 else outline(edge, canvas.style.rule))
        painter.drawRoundedRect(box, 0.27 * px, 0.27 * px)
        painter.setBrush(NO_BRUSH)
        self.draw_plain(canvas, box.left() + 0.5 * px, box.top() + 0.05 * px, px, ink)

    def draw_plain(self, canvas: Canvas, left: float, top: float, px: float, ink: str) -> None:
        """Draw arrow and words without a frame."""
        canvas.texts((self.draw_arrow(canvas, left, top, px, ink),), px, ink, bold=True)

    def draw_arrow(self, canvas: Canvas, left: float, top: float, px: float, ink: str) -> Placed:
        """Draw the arrow alone and return the words, and their place beside it."""
        arrow, words = _parts(self.text)
        if arrow:
            height = metrics(px, True).height()
            middle = top + (height - 0.72 * px) / 2
            canvas.triangle(left, middle, 0.82 * px, 0.72 * px, arrow, ink)
            left += 1.1 * px
        return left, top, words


@lru_cache(maxsize=1024)
def _parts(text: str) -> tuple[str, str]:
    """Return the direction of the arrow that a change starts with, "" if none, and its words."""
    arrow = _ARROWS.get(text[:1], "")
    return arrow, text[1:].lstrip() if arrow else text
