"""Plain-text tables for a terminal: columns aligned, numbers to the right."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

Rows = Sequence[Sequence[str]]


def table(rows: Rows, heads: Sequence[str] = (), right: Sequence[int] = ()) -> str:
    """Return `rows` under `heads` as lines; columns named in `right` are set to the right."""
    lines = [list(heads)] if heads else []
    lines += [list(row) for row in rows]
    if not lines:
        return ""
    widths = [max(_width(line[i]) for line in lines) for i in range(len(lines[0]))]
    set_right = set(right)
    return "\n".join(
        "  ".join(
            _padded(cell, width, i in set_right)
            for i, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


def _width(text: str) -> int:
    """Return the columns that `text` takes in a terminal; CJK characters take two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _padded(text: str, width: int, right: bool) -> str:
    space = " " * (width - _width(text))
    return space + text if right else text + space
