"""Text on the screen: measured, cut and shaped once, however often it is painted.

Shaping is what text costs, and most texts of a frame are those of the frame before.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QStaticText, QTextLayout, QTransform

from ui.theme import colour, font, metrics

Placed = tuple[float, float, str]
"""Left and top of a line of text, px, and what it says."""

_NOT_LATIN = "\u0100"
"""The first sign that the font of the others may lack."""

_UPRIGHT = QTransform()

_ENDLESS = 1e6
"""Wider than any line, px."""


@lru_cache(maxsize=4096)
def text_size(text: str, px: float, bold: bool = False) -> tuple[float, float]:
    """Return width and height in px of `text`, of as many lines as it holds."""
    kind = metrics(px, bold)
    lines = text.split("\n")
    return max(map(kind.horizontalAdvance, lines)), kind.height() * len(lines)


@lru_cache(maxsize=1024)
def elided(text: str, px: float, width: float, bold: bool = False) -> str:
    """Return `text` cut to `width` px with an ellipsis where it is too long."""
    return metrics(px, bold).elidedText(text, Qt.TextElideMode.ElideRight, width)


@lru_cache(maxsize=2048)
def shaped(text: str, px: float, bold: bool) -> tuple[QStaticText, float]:
    """Return `text` shaped, and how far up it goes so that its letters stand on the font's line."""
    made = QStaticText(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.prepare(_UPRIGHT, font(px, bold))
    return made, _lift(text, px, bold)


def _lift(text: str, px: float, bold: bool) -> float:
    """Return how far up a line goes: a sign from another font may be taller and push it down."""
    if max(text, default="") < _NOT_LATIN:
        return 0.0
    layout = QTextLayout(text, font(px, bold))
    layout.beginLayout()
    line = layout.createLine()
    if line.isValid():
        line.setLineWidth(_ENDLESS)
    layout.endLayout()
    return metrics(px, bold).ascent() - line.ascent()


def write(
    painter: QPainter, x: float, top: float, text: str, px: float, ink: str, bold: bool = False
) -> None:
    """Draw one line of text with its box's left top at whole px near (x, top)."""
    write_all(painter, ((x, top, text),), px, ink, bold)


def write_all(
    painter: QPainter, texts: Iterable[Placed], px: float, ink: str, bold: bool = False
) -> None:
    """Draw lines of text of one look, each with its box's left top at whole px near its place."""
    painter.setFont(font(px, bold))
    painter.setPen(colour(ink))
    draw = painter.drawStaticText
    for x, top, text in texts:
        made, lift = shaped(text, px, bold)
        draw(round(x), round(round(top) + lift) if lift else round(top), made)


def write_in(
    painter: QPainter,
    box: QRectF,
    text: str,
    px: float,
    ink: str,
    *,
    bold: bool = False,
    align: float = 0.0,
) -> None:
    """Draw one line of text half-way up `box`; `align` is 0 at its left, 1 at its right."""
    wide, high = text_size(text, px, bold)
    x = box.left() + align * (box.width() - wide)
    write(painter, x, box.top() + (box.height() - high) / 2, text, px, ink, bold)
