"""A figure's numbers as a table: what stands behind a chart, for CSV, TSV and workbooks."""

from __future__ import annotations

import csv
import io
import math
import re
from dataclasses import dataclass
from typing import Literal

import numpy as np

from explorer.figures.figure import (
    Axis,
    BarFigure,
    Figure,
    FlowFigure,
    HeatFigure,
    Series,
    StackFigure,
    TableFigure,
    TornadoFigure,
    XYFigure,
)
from explorer.figures.silicon_figure import FloorplanFigure, RankFigure
from explorer.figures.table_figure import PLAIN
from explorer.text import Text, translator

Cell = str | float | None
"""Text, a number in full precision, or nothing where a curve has no value."""

_NOTE = re.compile(r"\s*[(（][^()（）]*[)）]\s*$")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Table:
    """Column heads with their units, and rows as long as the heads."""

    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def table(figure: Figure, t: Text | None = None) -> Table:
    """Return all numbers of a figure.

    Curves over the same x share one x column; others bring their own. Bars and stacks have one
    row for each bar or part.

    Parameters
    ----------
    figure
        A finished figure.
    t
        Translates the few heads that the figure does not hold; English by default.
    """
    t = t or translator()
    match figure:
        case XYFigure():
            return _curves(figure)
        case StackFigure():
            return _stacks(figure, t)
        case BarFigure():
            return _bars(figure, t)
        case TornadoFigure():
            return _spans(figure, t)
        case HeatFigure():
            return _map(figure)
        case FlowFigure():
            return _flow(figure, t)
        case TableFigure():
            return _side_by_side(figure, t)
        case FloorplanFigure():
            return _plan(figure, t)
        case RankFigure():
            return _ranks(figure)


def delimited(figure: Figure, t: Text | None = None, *, delimiter: Literal[",", "\t"] = ",") -> str:
    """Return a figure's table as CSV (RFC 4180) or TSV: point decimals, CRLF line ends.

    A figure of money has its cost basis in the last column: there is no text beside the table.
    """
    t = t or translator()
    made = table(figure, t)
    if figure.basis:
        rows = tuple((*row, figure.basis) for row in made.rows)
        made = Table((*made.heads, t("cost basis")), rows)
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow([_safe(head) for head in made.heads])
    writer.writerows([_written(cell) for cell in row] for row in made.rows)
    return text.getvalue()


def _written(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return _safe(cell)
    return repr(cell)


def _safe(text: str) -> str:
    """Return text that a spreadsheet takes as text, even where a name starts as a formula."""
    return "'" + text if text.startswith(_FORMULA) else text


def _curves(figure: XYFigure) -> Table:
    heads: list[str] = []
    columns: list[list[Cell]] = []
    for group in _groups(figure.series):
        heads.append(_head(figure.x))
        columns.append(_cells(group[0].x))
        for series in group:
            name = series.label.replace("\n", ", ") or series.id
            heads.append(f"{name}: {_head(figure.y)}")
            columns.append(_cells(series.y))
    most = max((len(column) for column in columns), default=0)
    padded = [column + [None] * (most - len(column)) for column in columns]
    return Table(tuple(heads), tuple(zip(*padded, strict=True)))


def _groups(series: tuple[Series, ...]) -> list[list[Series]]:
    """Return series gathered by equal x."""
    groups: list[list[Series]] = []
    for each in series:
        for group in groups:
            if group[0].x is each.x or np.array_equal(group[0].x, each.x):
                group.append(each)
                break
        else:
            groups.append([each])
    return groups


def _head(axis: Axis) -> str:
    """Return "quantity, unit": the axis' title without its note on the scale."""
    title = _NOTE.sub("", axis.title) if axis.scale == "log" else axis.title
    return title if not axis.unit or axis.unit in title else f"{title}, {axis.unit}"


def _cells(values: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> list[Cell]:
    return [number if math.isfinite(number) else None for number in values.tolist()]


def _stacks(figure: StackFigure, t: Text) -> Table:
    heads = (t("chart"), t("bar"), t("part"), t("value"), t("unit"))
    rows = tuple(
        (panel.title, row.label, segment.name, float(segment.value), panel.unit)
        for panel in figure.panels
        for row in panel.rows
        for segment in row.segments
    )
    return Table(heads, rows)


def _bars(figure: BarFigure, t: Text) -> Table:
    unit = f", {figure.unit}" if figure.unit else ""
    heads = (t("name"), t("value") + unit, t("before") + unit, t("change"))
    bars = (*figure.bars, figure.total) if figure.total else figure.bars
    rows = tuple((bar.name, float(bar.value), bar.before, bar.change_label) for bar in bars)
    return Table(heads, rows)


def _spans(figure: TornadoFigure, t: Text) -> Table:
    unit = f", {figure.axis.unit}" if figure.axis.unit else ""
    low, high = figure.low_name, figure.high_name
    heads = (t("name"), low, low + unit, high, high + unit)
    rows = tuple(
        (bar.name, bar.low_label, bar.low, bar.high_label, bar.high) for bar in figure.bars
    )
    return Table(heads, rows)


def _map(figure: HeatFigure) -> Table:
    heads = (_head(figure.y), *(f"{_head(figure.x)} {x:.6g}" for x in figure.xs.tolist()))
    rows = tuple((y, *_cells(row)) for y, row in zip(figure.ys.tolist(), figure.z, strict=True))
    return Table(heads, rows)


def _flow(figure: FlowFigure, t: Text) -> Table:
    heads = (t("part"), t("name"), t("value"), t("unit"))
    names = {box.id: box.name for column in figure.columns for box in column.boxes}
    rows: list[tuple[Cell, ...]] = []
    for column in figure.columns:
        for box in column.boxes:
            own = (*((box.big,) if box.big else ()), *((box.busy,) if box.busy else ()))
            rows += [(box.name, n.name, n.value, n.unit) for n in (*own, *box.numbers)]
    for arrow in figure.arrows:
        part = f"{names[arrow.start]} → {names[arrow.end]}"
        rows += [(part, n.name, n.value, n.unit) for n in arrow.numbers]
    return Table(heads, tuple(rows))


def _side_by_side(figure: TableFigure, t: Text) -> Table:
    """Return a value and its change for each scenario; texts stand where there is no number."""
    heads = [t("name"), t("unit")]
    for column in figure.columns:
        kind = t("margin") if column.slot == PLAIN else t("change")
        heads += [f"{column.letter} {column.name}".rstrip(), f"{column.letter}: {kind}"]
    rows: list[tuple[Cell, ...]] = []
    for row in figure.rows:
        cells: list[Cell] = [row.name, row.unit]
        for cell in row.cells:
            cells += [cell.text if cell.value is None or cell.quiet else cell.value, cell.change]
        rows.append(tuple(cells))
    return Table(tuple(heads), tuple(rows))


def _plan(figure: FloorplanFigure, t: Text) -> Table:
    heads = (t("part"), f"{figure.now_label}, mm²", f"{figure.before_label}, mm²")
    return Table(heads, tuple((use.name, use.now, use.before) for use in figure.uses))


def _ranks(figure: RankFigure) -> Table:
    heads = (figure.name_head, figure.unit)
    share = 100 if figure.unit == "%" else 1
    rows = tuple(
        (row.name, row.label if row.value is None else row.value * share) for row in figure.rows
    )
    return Table(heads, rows)
