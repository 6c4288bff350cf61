"""An Excel workbook: the headline numbers, the assumptions, and a sheet with chart for each figure.

Numbers are written in full precision with their units in the heads; charts refer to the cells, so
a reader can change both.
"""

from __future__ import annotations

import io
import math
import re
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from explorer.export.assumptions import Assumption
from explorer.export.ink import Ink
from explorer.export.letters import letters
from explorer.export.table import Table, table
from explorer.figures.figure import Axis, BarFigure, Figure, Series, StackFigure, XYFigure
from explorer.figures.headline import Tile
from explorer.text import Text

_SHEET_NAME = re.compile(r"[\[\]:*?/\\']")
_LONGEST_NAME = 31
_CHART = {"x_scale": 1.9, "y_scale": 1.7}
_COLUMN, _WIDEST, _LINE = 16, 44, 15
"""Least and largest width of a column, letters, and the height of a line, points."""
_A4 = 9
_DIGITS = {
    1000.0: "#,##0",
    100.0: "0.0",
    10.0: "0.00",
    1.0: "0.000",
    0.001: "0.0000",
    0.0: "General",
}
"""Least size of a number -> how Excel shows it."""


def workbook(
    figures: Sequence[Figure],
    tiles: Sequence[Tile],
    rows: Sequence[Assumption],
    origin: str,
    ink: Ink,
    t: Text,
) -> bytes:
    """Return the .xlsx file.

    Parameters
    ----------
    figures, tiles, rows
        Charts, headline numbers and assumptions, in finished text.
    origin
        Version, scenario and date.
    ink
        Colours of the charts.
    t
        Names the sheets and the few heads that figures do not hold.
    """
    import xlsxwriter

    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties({"title": figures[0].title if figures else origin, "comments": origin})
    bold = book.add_format({"bold": True})
    _headline(book, tiles, origin, bold, t)
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    digits = {each: book.add_format({"num_format": each}) for each in _DIGITS.values()}
    for figure in figures:
        sheet = book.add_worksheet(_sheet_name(book, figure.title))
        found = table(figure, t)
        first = _head(sheet, figure, bold)
        _grid(sheet, found, first, head, digits)
        chart = _chart(book, sheet.get_name(), figure, found, first, ink)
        if chart is not None:
            sheet.insert_chart(first, len(found.heads) + 1, chart, _CHART)
    _assumptions(book, rows, bold, t)
    for sheet in book.worksheets():
        # On paper a sheet is as wide as a page: its chart stays beside its numbers.
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
    book.close()
    return file.getvalue()


def _sheet_name(book: Any, title: str) -> str:
    """Return a name that Excel takes and no other sheet has."""
    plain = _SHEET_NAME.sub(" ", title)[:_LONGEST_NAME].strip()
    used = {sheet.get_name().lower() for sheet in book.worksheets()}
    name, number = plain, 2
    while name.lower() in used:
        tail = f" {number}"
        name, number = plain[: _LONGEST_NAME - len(tail)] + tail, number + 1
    return name


def _headline(book: Any, tiles: Sequence[Tile], origin: str, bold: Any, t: Text) -> None:
    sheet = book.add_worksheet(_sheet_name(book, t("Headline numbers")))
    sheet.write_string(0, 0, origin, bold)
    heads = (t("Result"), t("Value"), t("Unit"), t("Change"), t("Limit"), t("Accuracy"))
    _row(sheet, 2, heads, bold)
    for number, tile in enumerate(tiles, 3):
        mark = t("estimate") if tile.estimate else tile.accuracy
        values = (tile.title, _number(tile.value), tile.unit, tile.delta, tile.limit_label, mark)
        _row(sheet, number, values)
    sheet.set_column(0, 5, 18)


def _number(text: str) -> str | float:
    """Return a finished number as a number again, text where it is none."""
    try:
        return float(text.replace(",", "").replace("−", "-"))
    except ValueError:
        return text


def _head(sheet: Any, figure: Figure, bold: Any) -> int:
    """Write title, subtitle and footer above the numbers; return the row where these begin."""
    sheet.write_string(0, 0, figure.title, bold)
    sheet.write_string(1, 0, figure.subtitle)
    sheet.write_string(2, 0, figure.footer)
    return 4


def _grid(sheet: Any, found: Table, first: int, head: Any, digits: Mapping[str, Any]) -> None:
    """Write every number whole, shown with four figures or so; the heads stay while it scrolls."""
    lines = 1
    _row(sheet, first, found.heads, head)
    for number, row in enumerate(found.rows, first + 1):
        for column, cell in enumerate(row):
            numeric = not isinstance(cell, str) and cell is not None and np.isfinite(cell)
            style = digits[_digits(float(cell))] if numeric else None  # type: ignore[arg-type]
            _row(sheet, number, (cell,), style, column)
    for column, name in enumerate(found.heads):
        cells = (row[column] for row in found.rows)
        longest = max((letters(cell) for cell in cells if isinstance(cell, str)), default=0)
        sheet.set_column(column, column, min(max(_COLUMN, longest + 2), _WIDEST))
        lines = max(lines, math.ceil(letters(name) / _COLUMN))
    sheet.set_row(first, _LINE * min(lines, 4))
    sheet.freeze_panes(first + 1, 0)


def _digits(value: float) -> str:
    """Return how Excel is to show a value: whole numbers as they are, others to four figures."""
    if value == round(value):
        return _DIGITS[0.0]
    return next(shown for least, shown in _DIGITS.items() if abs(value) >= least)


def _row(
    sheet: Any, row: int, cells: Sequence[Any], style: Any = None, first_column: int = 0
) -> None:
    for column, cell in enumerate(cells, first_column):
        if isinstance(cell, str):
            sheet.write_string(row, column, cell, style)
        elif cell is not None and np.isfinite(cell):
            sheet.write_number(row, column, float(cell), style)


def _assumptions(book: Any, rows: Sequence[Assumption], bold: Any, t: Text) -> None:
    sheet = book.add_worksheet(_sheet_name(book, t("Assumptions")))
    _row(sheet, 0, (t("Group"), t("Name"), t("Value"), t("Source"), t("Changed")), bold)
    for number, row in enumerate(rows, 1):
        changed = t("changed") if row.changed else ""
        _row(sheet, number, (row.group, row.name, row.value, row.source, changed))
    sheet.set_column(0, 2, 26)
    sheet.set_column(3, 3, 60)


def _chart(book: Any, sheet: str, figure: Figure, found: Table, first: int, ink: Ink) -> Any:
    """Return a native chart over the cells, None for a kind that Excel does not have."""
    match figure:
        case XYFigure():
            return _scatter(book, sheet, figure, found, first, ink)
        case BarFigure():
            return _bars(book, sheet, figure, first, ink)
        case StackFigure():
            return _stacks(book, sheet, figure, first, ink)
        case _:
            return None


def _scatter(book: Any, sheet: str, figure: XYFigure, found: Table, first: int, ink: Ink) -> Any:
    chart = book.add_chart({"type": "scatter", "subtype": "straight"})
    last = first + len(found.rows)
    by_name = {series.label.replace("\n", ", ") or series.id: series for series in figure.series}
    x_column = 0
    for column, head in enumerate(found.heads):
        name = head.rsplit(": ", 1)[0]
        if name not in by_name:
            x_column = column
            continue
        series = by_name[name]
        chart.add_series(
            {
                "name": [sheet, first, column],
                "categories": [sheet, first + 1, x_column, last, x_column],
                "values": [sheet, first + 1, column, last, column],
                "line": _line(series, ink),
            }
        )
    chart.set_x_axis(_axis(figure.x))
    chart.set_y_axis(_axis(figure.y))
    chart.set_title({"name": figure.title, "name_font": {"size": 12}})
    chart.set_legend({"position": "bottom"})
    return chart


def _line(series: Series, ink: Ink) -> dict[str, Any]:
    own = {"ghost": ink.ghost, "floor": ink.floor}
    dashes = {"ghost": "dash", "floor": "round_dot"}
    return {
        "color": own.get(series.role, ink.line(series.slot)),
        "width": 2.5 if series.role == "subject" else 1.25,
        "dash_type": dashes.get(series.role, "solid"),
    }


def _axis(axis: Axis) -> dict[str, Any]:
    made: dict[str, Any] = {
        "name": axis.title, "min": axis.low, "max": axis.high, "crossing": axis.low,
        "major_gridlines": {"visible": True, "line": {"color": "#E2E6EA"}},
    }  # fmt: skip
    if axis.scale == "log":
        made["log_base"] = 2 if axis.ticks == "binary" else 10
    return made


def _bars(book: Any, sheet: str, figure: BarFigure, first: int, ink: Ink) -> Any:
    chart = book.add_chart({"type": "bar"})
    last = first + len(figure.bars)
    points = [{"fill": {"color": ink.line(bar.slot)}} for bar in figure.bars]
    for column, colour in ((2, ink.ghost), (1, ink.line(1))):
        chart.add_series(
            {
                "name": [sheet, first, column],
                "categories": [sheet, first + 1, 0, last, 0],
                "values": [sheet, first + 1, column, last, column],
                "fill": {"color": colour},
                **({"points": points} if column == 1 else {}),
            }
        )
    chart.set_y_axis({"reverse": True})
    chart.set_x_axis({"name": figure.axis_title})
    chart.set_title({"name": figure.title, "name_font": {"size": 12}})
    return chart


def _stacks(book: Any, sheet: str, figure: StackFigure, first: int, ink: Ink) -> Any:
    """Return the parts as one bar each, over the long table: panel, bar and part as the names."""
    chart = book.add_chart({"type": "bar"})
    segments = [s for panel in figure.panels for row in panel.rows for s in row.segments]
    last = first + len(segments)
    chart.add_series(
        {
            "name": figure.title,
            "categories": [sheet, first + 1, 0, last, 2],
            "values": [sheet, first + 1, 3, last, 3],
            "points": [{"fill": {"color": ink.line(segment.slot)}} for segment in segments],
        }
    )
    chart.set_y_axis({"reverse": True})
    chart.set_title({"name": figure.title, "name_font": {"size": 12}})
    chart.set_legend({"none": True})
    return chart
