"""An answer as rows of key and value, for programs that read CSV."""

from __future__ import annotations

import csv
import io
from typing import Any

from explorer.cli.json_text import plain


def flat(value: Any, key: str = "") -> list[tuple[str, Any]]:
    """Return (dotted key, value) of every leaf of a JSON document, in order."""
    if isinstance(value, dict):
        parts = [(f"{key}.{name}" if key else name, part) for name, part in value.items()]
    elif isinstance(value, list):
        parts = [(f"{key}.{_name(part, i)}", _leaf(part)) for i, part in enumerate(value)]
    else:
        return [(key, value)]
    return [row for name, part in parts for row in flat(part, name)]


def _name(part: Any, place: int) -> str:
    return str(part["name"]) if isinstance(part, dict) and "name" in part else str(place)


def _leaf(part: Any) -> Any:
    """Return a named part without its name, which is in the key."""
    return {k: v for k, v in part.items() if k != "name"} if isinstance(part, dict) else part


def csv_text(value: Any) -> str:
    """Return the CSV of `flat`, with a head."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("key", "value"))
    writer.writerows(flat(plain(value)))
    return text.getvalue()
