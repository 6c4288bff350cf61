"""Everything the window shows of one scenario, from one stacked evaluation."""

from __future__ import annotations

from dataclasses import dataclass

from explorer.figures.figure import Figure
from explorer.figures.headline import Status, Tile

FIGURES = ("prefill", "decode", "cost", "roofline", "time", "money")
"""Ids of the six overview charts, in reading order (two rows of three)."""


@dataclass(frozen=True, slots=True)
class Overview:
    """Tiles, charts by id (see `FIGURES`) and the status line; all text is in one language."""

    tiles: tuple[Tile, ...]
    figures: dict[str, Figure]
    status: Status
