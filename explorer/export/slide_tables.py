"""Tables of scenarios as PowerPoint's own: text that can be read on a wall, and edited."""

from __future__ import annotations

import math
from typing import Any

from explorer.export.ink import Ink
from explorer.export.letters import letters
from explorer.figures.table_figure import PLAIN, TableCell, TableColumn, TableFigure

_TALLEST, _LEAST = 0.42, 0.27
"""Height of a row, inches."""
_POINTS_AN_INCH = 40.0
"""Size of the text for each inch of a row, pt."""
_LARGEST = 14.0
_LETTER = 0.58
"""Width of a letter, shares of its size; bold heads are wider than rows."""
_SIDE = 0.08
_NAMES = 0.34
"""Share of the width that the names of the rows take."""


def add_table(slide: Any, figure: TableFigure, box: Any, ink: Ink) -> None:
    """Add heads and rows; what has no room is counted in the last row."""
    from pptx.util import Inches

    left, top, wide, high = box
    names = wide * _NAMES if figure.columns else wide
    widths = [names, *[(wide - names) / max(1, len(figure.columns))] * len(figure.columns)]
    lines, heights = _fitting(figure, widths, high)
    pitch = min(heights)
    frame = slide.shapes.add_table(
        len(lines), len(widths), *(Inches(side) for side in (left, top, wide, sum(heights)))
    )
    made = frame.table
    for number, width in enumerate(widths):
        made.columns[number].width = Inches(width)
    _plain(made)
    points = min(_LARGEST, pitch * _POINTS_AN_INCH)
    colours = [ink.text1, *(_colour(column, ink) for column in figure.columns)]
    for number, texts in enumerate(lines):
        made.rows[number].height = Inches(heights[number])
        for place, text in enumerate(texts):
            cell = made.cell(number, place)
            colour = ink.text1 if number else colours[place]
            _write(cell, text, points, colour, bold=not number, right=place > 0)
            _rule(cell, ink.grid)


def _fitting(
    figure: TableFigure, widths: list[float], high: float
) -> tuple[list[list[str]], list[float]]:
    """Return the texts of heads and rows that have room, and their heights, inches.

    Rows are as high as room allows; a text too long for its column makes its row higher.
    """
    lines = [["", *map(_head, figure.columns)]]
    lines += [[f"{row.name}  {row.unit}".strip(), *map(_cell, row.cells)] for row in figure.rows]
    tall = min(_TALLEST, high / sum(_rows_of(texts, widths, _LARGEST) for texts in lines))
    pitch = max(_LEAST, tall)
    heights = [
        pitch * _rows_of(texts, widths, min(_LARGEST, pitch * _POINTS_AN_INCH)) for texts in lines
    ]
    shown = len(lines)
    while sum(heights[:shown]) + (pitch if shown < len(lines) else 0) > high + 1e-9:
        shown -= 1
    if shown == len(lines):
        return lines, heights
    more = figure.more.format(count=len(lines) - shown)
    rest = [more, *("" for _ in figure.columns)]
    return [*lines[:shown], rest], [*heights[:shown], pitch]


def _rows_of(texts: list[str], widths: list[float], points: float) -> int:
    """Return how many lines the longest text of a row takes in its column."""
    letter = _LETTER * points / 72
    return max(
        math.ceil(letter * letters(text) / (width - 2 * _SIDE)) or 1
        for text, width in zip(texts, widths, strict=True)
    )


def _head(column: TableColumn) -> str:
    """Return a column's name behind its letter; one that has a word for it needs the name alone."""
    if column.slot == PLAIN:
        return column.letter
    return f"{column.letter}  {column.name}" if len(column.letter) == 1 else column.name


def _colour(column: TableColumn, ink: Ink) -> str:
    return ink.text2 if column.slot in (0, PLAIN) else ink.label(column.slot)


def _cell(cell: TableCell) -> str:
    text = f"≈ {cell.text}" if cell.estimate and not cell.quiet else cell.text
    return f"{text}   {cell.change}" if cell.change else text


def _plain(table: Any) -> None:
    """Take PowerPoint's blue bands away: what is left has neither fill nor lines."""
    table.horz_banding = table.first_row = False
    table._tbl.tblPr.find(_name("a:tableStyleId")).text = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"


def _rule(cell: Any, colour: str) -> None:
    """Draw a thin line below a cell, for which python-pptx has no word."""
    properties = cell._tc.get_or_add_tcPr()
    line = properties.makeelement(_name("a:lnB"), {"w": "9525"})
    fill = line.makeelement(_name("a:solidFill"), {})
    fill.append(fill.makeelement(_name("a:srgbClr"), {"val": colour[1:]}))
    line.append(fill)
    properties.append(line)


def _write(cell: Any, text: str, points: float, colour: str, *, bold: bool, right: bool) -> None:
    from pptx.dml.color import RGBColor
    from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
    from pptx.util import Inches, Pt

    cell.margin_top = cell.margin_bottom = 0
    cell.margin_left = cell.margin_right = Inches(_SIDE)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    cell.text_frame.text = text
    for paragraph in cell.text_frame.paragraphs:
        paragraph.alignment = PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT
        for run in paragraph.runs:
            run.font.size, run.font.bold = Pt(points), bold
            run.font.color.rgb = RGBColor.from_string(colour[1:])


def _name(tag: str) -> str:
    from pptx.oxml.ns import qn

    found: str = qn(tag)
    return found
