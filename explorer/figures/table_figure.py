"""A table as a figure: quantities of several scenarios side by side, in finished text."""

from __future__ import annotations

from dataclasses import dataclass

from explorer.figures.limits import Limit

PLAIN = -1


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A scenario's column: its letter, in the colour of its slot (0: the grey of a baseline).

    The slot `PLAIN` is a column of some other quantity, its head in words.
    """

    letter: str
    name: str
    slot: int


@dataclass(frozen=True, slots=True)
class TableCell:
    """One value in finished text and as a number, with its change against the baseline's column.

    `change` reads "▼ 28 %", or "same"; `sense`: +1 better, -1 worse, 0 neither. `quiet` sets a
    text that stands for no value ("none"); `limit` gives the name of a limit its colour.
    """

    text: str
    value: float | None = None
    change: str = ""
    sense: int = 0
    estimate: bool = False
    quiet: bool = False
    limit: Limit = ""


@dataclass(frozen=True, slots=True)
class TableRow:
    """A quantity with its unit, and one cell for each column; `path` is what a click goes to."""

    name: str
    unit: str
    cells: tuple[TableCell, ...]
    path: str = ""
    strong: bool = False


@dataclass(frozen=True, slots=True)
class TableFigure:
    """Quantities of several scenarios side by side.

    `empty` says why there are no rows; `more` reads "{count} more" for rows without room.
    """

    id: str
    title: str
    subtitle: str
    columns: tuple[TableColumn, ...]
    rows: tuple[TableRow, ...]
    empty: str = ""
    more: str = ""
    footer: str = ""
    basis: str = ""
