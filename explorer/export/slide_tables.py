"""Tables of scenarios as PowerPoint's own: text that can be read on a wall, and edited."""

from __future__ import annotations

from typing import Any

from explorer.export.ink import Ink
from explorer.figures.table_figure import PLAIN, TableCell, TableColumn, TableFigure

_TALLEST, _LEAST = 0.42, 0.27
"""Height of a row, inches."""
_POINTS_AN_INCH = 40.0
"""Size of the text for each inch of a row, pt."""
_LARGEST = 14.0
_NAMES = 0.34
"""Share of the width that the names of the rows take."""


def add_table(slide: Any, figure: TableFigure, box: Any, ink: Ink) -> None:
    """Add heads and rows; what has no room is counted in the last row."""
    from pptx.util import Inches

    left, top, wide, high = box
    most = int(high / _LEAST) - 1
    shown = figure.rows if len(figure.rows) <= most else figure.rows[: most - 1]
    lines = [["", *map(_head, figure.columns)]]
    lines += [[f"{row.name}  {row.unit}".strip(), *map(_cell, row.cells)] for row in shown]
    if len(shown) < len(figure.rows):
        more = figure.more.format(count=len(figure.rows) - len(shown))
        lines.append([more, *("" for _ in figure.columns)])
    pitch = min(_TALLEST, high / len(lines))
    frame = slide.shapes.add_table(
        len(lines), 1 + len(figure.columns),
        *(Inches(side) for side in (left, top, wide, pitch * len(lines))),
    )  # fmt: skip
    made = frame.table
    names = wide * _NAMES if figure.columns else wide
    made.columns[0].width = Inches(names)
    for number in range(len(figure.columns)):
        made.columns[number + 1].width = Inches((wide - names) / len(figure.columns))
    _plain(made)
    points = min(_LARGEST, pitch * _POINTS_AN_INCH)
    colours = [ink.text1, *(_colour(column, ink) for column in figure.columns)]
    for number, texts in enumerate(lines):
        made.rows[number].height = Inches(pitch)
        for place, text in enumerate(texts):
            cell = made.cell(number, place)
            colour = ink.text1 if number else colours[place]
            _write(cell, text, points, colour, bold=not number, right=place > 0)
            _rule(cell, ink.grid)


def _head(column: TableColumn) -> str:
    return column.letter if column.slot == PLAIN else f"{column.letter}  {column.name}"


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
    cell.margin_left = cell.margin_right = Inches(0.08)
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
