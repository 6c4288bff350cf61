"""Measured rows as frozen values: the columns of a truth file, numbers parsed, blanks kept."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from pathlib import Path

NUMBERS = (
    "n_chips",
    "tp",
    "pp",
    "ep",
    "dp",
    "batch_or_concurrency",
    "input_tokens",
    "output_tokens",
    "cached_fraction",
    "value",
    "engine_year",
)


@dataclass(frozen=True, slots=True)
class Case:
    """One row of a truth file; a blank or unreadable number is None."""

    row: dict[str, str]
    numbers: dict[str, float | None]

    def text(self, name: str) -> str:
        """Return a text column, empty where the column or the value is missing."""
        return self.row.get(name) or ""

    def number(self, name: str) -> float | None:
        """Return a numeric column, None where blank."""
        return self.numbers.get(name)

    @property
    def scored(self) -> bool:
        """Whether the row counts in the comparison; a file without the column counts whole."""
        return self.row.get("scored", "yes") != "no"

    def noted(self, pattern: str) -> bool:
        """Whether the notes match a regular expression."""
        return re.search(pattern, self.text("notes")) is not None


def read_cases(path: Path | str) -> list[Case]:
    """Return the rows of a truth file.

    OSError when it cannot be read, ValueError when it has no header or no known column.
    """
    try:
        text = Path(path).read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        msg = f"{path}: byte {error.start}: not UTF-8 text, not a file of cases"
        raise ValueError(msg) from None
    reader = csv.DictReader(io.StringIO(text, newline=""))
    if not reader.fieldnames or "case_kind" not in reader.fieldnames:
        msg = f"{path}: no column case_kind; not a file of cases"
        raise ValueError(msg)
    return [case_of({k: v or "" for k, v in row.items() if k}) for row in reader]


def case_of(row: dict[str, str]) -> Case:
    """Return one row with its numbers parsed."""
    return Case(row, {name: _number(row.get(name, "")) for name in NUMBERS})


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if abs(value) < float("inf") else None
