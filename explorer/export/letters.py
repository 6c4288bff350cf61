"""How wide a text will be where another program sets it."""

from __future__ import annotations

import unicodedata


def letters(text: str) -> int:
    """Return how many Latin letters a text is as wide as."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
