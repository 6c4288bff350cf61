"""Ready-made pictures of haloed labels: outlining glyphs anew in every frame is what costs."""

from __future__ import annotations

import math
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QTransform

from ui.lettering import shaped
from ui.theme import colour, font, metrics

_COPIES = 12


@lru_cache(maxsize=64)
def slanted(
    text: str,
    px: float,
    bold: bool,
    ink: str,
    surface: str,
    halo: float,
    ratio: float,
    degrees: float,
    top: float,
) -> tuple[QImage, QPointF]:
    """Return haloed text at an angle, and its picture's corner seen from where the text starts.

    `top` is the upper edge of the text's box above its line, px.
    """
    kind = metrics(px, bold)
    turn = QTransform().rotate(degrees)
    wide, high = kind.horizontalAdvance(text) + 2 * halo, kind.height() + 2 * halo
    box = QRectF(-halo, top - halo, wide, high)
    place = turn.mapRect(box).toAlignedRect()
    picture = QImage(place.size() * ratio, QImage.Format.Format_ARGB32_Premultiplied)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(-place.left(), -place.top())
    painter.rotate(degrees)
    _write(painter, QPointF(0.0, top), text, px, bold, ink, surface, halo)
    painter.end()
    return picture, QPointF(place.topLeft())


@lru_cache(maxsize=256)
def haloed(
    text: str, px: float, bold: bool, ink: str, surface: str, halo: float, ratio: float
) -> QImage:
    """Return one line of `text` with a halo, `halo` px of margin all round, at a device ratio."""
    kind = metrics(px, bold)
    width = math.ceil(kind.horizontalAdvance(text) + 2 * halo)
    height = math.ceil(kind.height() + 2 * halo)
    wide, high = math.ceil(width * ratio), math.ceil(height * ratio)
    # An image, unlike a pixmap, may outlive the application object, as a cache does.
    picture = QImage(wide, high, QImage.Format.Format_ARGB32_Premultiplied)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _write(painter, QPointF(halo, halo), text, px, bold, ink, surface, halo)
    painter.end()
    return picture


def _write(
    painter: QPainter,
    at: QPointF,
    text: str,
    px: float,
    bold: bool,
    ink: str,
    surface: str,
    halo: float,
) -> None:
    """Draw the text in the surface's colour all round its place, then in its ink.

    Twelve times the shaped text takes a quarter of the time that stroking its outlines does.
    """
    made, lift = shaped(text, px, bold)
    at = at + QPointF(0.0, lift)
    painter.setFont(font(px, bold))
    painter.setPen(colour(surface))
    for place in range(_COPIES):
        turn = math.tau * place / _COPIES
        painter.drawStaticText(at + QPointF(math.cos(turn), math.sin(turn)) * (halo / 2), made)
    painter.setPen(colour(ink))
    painter.drawStaticText(at, made)
