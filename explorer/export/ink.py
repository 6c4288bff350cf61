"""The colours that documents are drawn in, handed in by whoever owns the theme."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ink:
    """Colours by role as #RRGGBB; `lines` and `labels` hold series slots 1 to 7."""

    lines: tuple[str, ...]
    labels: tuple[str, ...]
    dashes: tuple[tuple[float, ...], ...]
    ghost: str
    floor: str
    axis: str
    grid: str
    text1: str
    text2: str

    def line(self, slot: int) -> str:
        """Return the line colour of a slot; any other number is the last, "other"."""
        return self.lines[slot - 1 if 1 <= slot <= len(self.lines) else -1]

    def label(self, slot: int) -> str:
        """Return the ink of a slot's labels."""
        return self.labels[slot - 1 if 1 <= slot <= len(self.labels) else -1]


def paler(colour: str, share: float = 0.45) -> str:
    """Return a colour mixed with white; `share` is what is left of it."""
    parts = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - part) * share):02X}" for part in parts)
