"""What a cell of the list says, how it is read out and how it looks."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from explorer.figures.ledger_text import EntryText
from explorer.figures.wording import UNKNOWN
from explorer.text import Text
from ui.theme import Theme


class Column(IntEnum):
    """Columns, left to right."""

    NAME = 0
    RESET = 1
    VALUE = 2
    UNIT = 3
    LOW = 4
    MID = 5
    HIGH = 6
    EFFECT = 7
    CONFIDENCE = 8
    DATE = 9
    SOURCE = 10


LEVELS: dict[int, Literal["low", "mid", "high"]] = {
    Column.LOW: "low", Column.MID: "mid", Column.HIGH: "high",
}  # fmt: skip
_RIGHT = (Column.VALUE, Column.LOW, Column.MID, Column.HIGH, Column.EFFECT)
_FIELDS = {
    Column.NAME: "name", Column.VALUE: "value", Column.UNIT: "unit", Column.LOW: "low",
    Column.MID: "mid", Column.HIGH: "high", Column.CONFIDENCE: "confidence", Column.DATE: "date",
    Column.SOURCE: "source",
}  # fmt: skip


def side(column: int) -> Qt.AlignmentFlag:
    """Return the side on which a column's text stands."""
    flush = Qt.AlignmentFlag.AlignRight if column in _RIGHT else Qt.AlignmentFlag.AlignLeft
    return flush | Qt.AlignmentFlag.AlignVCenter


def text(entry: EntryText, column: int) -> str:
    """Return what a cell says."""
    if column == Column.EFFECT:
        return entry.effect.text if entry.effect else ""
    return getattr(entry, _FIELDS[Column(column)]) if column in _FIELDS else ""


def sets(entry: EntryText, column: int) -> bool:
    """Whether a cell holds a figure that a click makes the value."""
    return column in LEVELS and text(entry, column) != UNKNOWN


def holds(entry: EntryText, column: int) -> bool:
    """Whether a cell holds the figure that is the value."""
    return sets(entry, column) and entry.value == text(entry, column)


@dataclass(frozen=True, slots=True)
class Cells:
    """The words and colours of cells in one language and theme."""

    theme: Theme
    t: Text

    def spoken(self, entry: EntryText, column: int, head: str) -> str:
        """Return a cell as it is read out, with what stands above it."""
        if column == Column.NAME:
            return f"{entry.name}: {entry.value} {entry.unit}".strip()
        if column == Column.RESET:
            return self.t("Reset") if entry.edited else ""
        return f"{head}: {text(entry, column)}"

    def tip(self, entry: EntryText, column: int) -> str:
        """Return what a click would do, or what has no room in its cell."""
        if sets(entry, column):
            return self.t("Click to set this value")
        if column == Column.RESET:
            return self.t("Reset") if entry.edited else ""
        return text(entry, column) if column in (Column.NAME, Column.SOURCE) else ""

    def ink(self, entry: EntryText, column: int) -> QColor:
        """Return the colour of a cell's text."""
        theme = self.theme
        if column == Column.EFFECT and entry.effect is not None:
            return QColor({1: theme.better, -1: theme.worse}.get(entry.effect.sense, theme.text3))
        if column == Column.CONFIDENCE:
            return QColor(theme.estimate if entry.estimate else theme.text2)
        if column in LEVELS:
            return QColor(theme.accent if sets(entry, column) else theme.text3)
        strong = column in (Column.NAME, Column.VALUE) and entry.near
        return QColor(theme.text1 if strong else theme.text2)
