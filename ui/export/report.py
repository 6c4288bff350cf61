"""A one-page report of a scenario: headline numbers, charts, assumptions and sources on A4."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

from explorer.comparison import named
from explorer.export.assumptions import Assumption, assumptions
from explorer.figures.figure import Figure
from explorer.figures.headline import Tile
from explorer.figures.wording import basis, described
from ui.charts.canvas import Canvas
from ui.charts.lines import wrapped
from ui.charts.painter import FigurePainter
from ui.charts.style import SCREEN
from ui.export.documents import Subject
from ui.theme import LIGHT, metrics

_PAGE = QRectF(0, 0, 794, 1123)
"""A4 in px of 1/96 inch."""
_MARGIN = 40.0
_GAP = 12.0
_COLUMNS, _TILES, _LISTS, _NAMES = 2, 4, 3, 2
_TILE_HIGH, _LIST_HIGH, _TITLE_HIGH, _NAME_HIGH = 58.0, 190.0, 18.0, 15.0
_SMALL, _TEXT, _HEAD, _TITLE = 7.5, 9.0, 11.0, 19.0


def report(figures: Sequence[Figure], subject: Subject) -> bytes:
    """Return the PDF: one A4 page, vector, in the light theme."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(subject.title)
    writer.setCreator(subject.origin)
    size = QPageSize(QPageSize.PageSizeId.A4)
    writer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF()))
    painter = QPainter(writer)
    try:
        factor = writer.logicalDpiX() / 96
        painter.scale(factor, factor)
        draw_report(painter, figures, subject)
    finally:
        painter.end()
    return bytes(buffer.data().data())


def draw_report(painter: QPainter, figures: Sequence[Figure], subject: Subject) -> None:
    """Draw the page in px of 1/96 inch."""
    canvas = Canvas(painter, LIGHT, SCREEN, raster=False)
    inner = _PAGE.adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
    top = _heading(canvas, inner, subject)
    top = _names(canvas, subject, inner, top)
    top = _tiles(canvas, subject.shown.tiles, inner, top)
    foot = inner.bottom() - _footer(canvas, inner, subject, figures)
    lists = foot - _LIST_HIGH
    _charts(canvas, figures, QRectF(inner.left(), top, inner.width(), lists - _GAP - top))
    rows = assumptions(subject.scenario, subject.baseline, subject.t)
    _assumptions(canvas, rows, subject, QRectF(inner.left(), lists, inner.width(), foot - lists))


def _heading(canvas: Canvas, inner: QRectF, subject: Subject) -> float:
    """Draw title, subtitle and the bottleneck in a sentence; return where they end."""
    top = inner.top()
    ink = LIGHT
    for line in wrapped(subject.title, _TITLE, inner.width(), bold=True)[:2]:
        canvas.text(inner.left(), top, line, _TITLE, ink.text1, bold=True)
        top += metrics(_TITLE, True).height()
    chips = float(subject.shown.live.now.chips[0])
    facts = described(subject.scenario, chips, subject.t, basis(subject.scenario, subject.t))
    status = subject.shown.status
    for text, colour in ((facts, ink.text2), (f"{status.finding} {status.reason}", ink.text1)):
        for line in wrapped(text, _HEAD, inner.width()):
            canvas.text(inner.left(), top, line, _HEAD, colour)
            top += metrics(_HEAD).height()
        top += 3
    return top + _GAP / 2


def _names(canvas: Canvas, subject: Subject, inner: QRectF, top: float) -> float:
    """Name the scenarios that the charts compare, each after a line in its colour and dash."""
    if not subject.pins:
        return top
    wide = inner.width() / _NAMES
    every = named(subject.scenario, subject.baseline, subject.pins, subject.t)
    for number, (letter, name, slot) in enumerate(every):
        row, column = divmod(number, _NAMES)
        left, y = inner.left() + column * wide, top + row * _NAME_HIGH
        style = LIGHT.slot(slot)
        middle = y + metrics(_TEXT).height() / 2
        canvas.line(left, middle, left + 22, middle, canvas.pen(style.line, 2.0, style.dash))
        text = canvas.elided(f"{letter}  {name}", _TEXT, wide - 36, bold=True)
        canvas.text(left + 28, y, text, _TEXT, style.ink, bold=True)
    return top + -(-len(every) // _NAMES) * _NAME_HIGH + _GAP / 2


def _tiles(canvas: Canvas, tiles: Sequence[Tile], inner: QRectF, top: float) -> float:
    wide = inner.width() / _TILES
    for number, tile in enumerate(tiles):
        row, column = divmod(number, _TILES)
        left, y = inner.left() + column * wide, top + row * _TILE_HIGH
        canvas.text(left, y, tile.title, _TEXT, LIGHT.text2)
        canvas.text(left, y + 12, f"{tile.value} {tile.unit}", 15.0, LIGHT.text1, bold=True)
        facts = (tile.limit_label, tile.delta, tile.accuracy)
        canvas.text(left, y + 33, "  ".join(filter(None, facts)), _TEXT, LIGHT.text2)
    return top + -(-len(tiles) // _TILES) * _TILE_HIGH + _GAP / 2


def _charts(canvas: Canvas, figures: Sequence[Figure], room: QRectF) -> None:
    """Draw the charts two in a row, each under its title."""
    rows = -(-len(figures) // _COLUMNS)
    if not rows:
        return
    wide = (room.width() - _GAP * (_COLUMNS - 1)) / _COLUMNS
    high = (room.height() - _GAP * (rows - 1)) / rows
    painter = FigurePainter(LIGHT, SCREEN.scaled(0.72))
    for number, figure in enumerate(figures):
        row, column = divmod(number, _COLUMNS)
        left, top = room.left() + column * (wide + _GAP), room.top() + row * (high + _GAP)
        title = canvas.elided(figure.title, _HEAD, wide, bold=True)
        canvas.text(left, top, title, _HEAD, LIGHT.text1, bold=True)
        box = QRectF(left, top + _TITLE_HIGH, wide, high - _TITLE_HIGH)
        painter.paint(canvas.painter, figure, box)


def _assumptions(
    canvas: Canvas, rows: Sequence[Assumption], subject: Subject, room: QRectF
) -> None:
    """List every input in columns; those changed are bold."""
    canvas.text(room.left(), room.top(), subject.t("Assumptions"), _HEAD, LIGHT.text1, bold=True)
    top = room.top() + metrics(_HEAD).height() + 4
    pitch = metrics(_SMALL).height() + 1.5
    each = -(-len(rows) // _LISTS)
    wide = room.width() / _LISTS
    for number, row in enumerate(rows):
        column, place = divmod(number, each)
        text = f"{row.name}: {row.value}"
        cut = canvas.elided(text, _SMALL, wide - 8, bold=row.changed)
        left, y = room.left() + column * wide, top + place * pitch
        if y + pitch <= room.bottom():
            canvas.text(left, y, cut, _SMALL, LIGHT.text1, bold=row.changed)


def _footer(canvas: Canvas, inner: QRectF, subject: Subject, figures: Sequence[Figure]) -> float:
    """Draw sources and origin at the foot; return their height."""
    sources = list(dict.fromkeys(figure.footer for figure in figures if figure.footer))
    lines = [line for text in sources for line in wrapped(text, _SMALL, inner.width())]
    lines.append(subject.origin)
    pitch = metrics(_SMALL).height()
    high = pitch * len(lines)
    for number, line in enumerate(lines):
        y = inner.bottom() - high + number * pitch
        canvas.text(inner.left(), y, line, _SMALL, LIGHT.text2)
    return high + _GAP
