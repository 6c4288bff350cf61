"""A change in a badge: filled when better, outlined when worse, grey outline when neither."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from ui.lettering import text_size, write
from ui.theme import Theme, Type, colour

_HEIGHT = 17.0
_PAD = 5.0


def badge_width(text: str) -> float:
    """Return the width of the badge around `text`."""
    return text_size(text, Type.axis, True)[0] + 2 * _PAD


def paint_badge(
    painter: QPainter, theme: Theme, text: str, sense: int, left: float, middle: float
) -> None:
    """Draw `text` in a badge at `left`, centred on the line `middle`."""
    wide, high = text_size(text, Type.axis, True)
    box = QRectF(left, middle - _HEIGHT / 2, wide + 2 * _PAD, _HEIGHT)
    if sense > 0:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(theme.better_fill))
        ink = theme.better
    else:
        ink = theme.worse if sense < 0 else theme.text2
        painter.setPen(QPen(colour(ink if sense < 0 else theme.border), 1.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        box.adjust(0.5, 0.5, -0.5, -0.5)
    painter.drawRoundedRect(box, 2.5, 2.5)
    write(painter, left + _PAD, middle - high / 2, text, Type.axis, ink, True)
