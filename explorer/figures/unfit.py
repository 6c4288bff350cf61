"""A chart of a system whose sessions do not fit: it says so and shows no number."""

from __future__ import annotations

from dataclasses import replace

from explorer.figures.figure import BarFigure, Figure, Region, StackFigure, StackRow, XYFigure
from explorer.text import Text


def unfit(figure: Figure, t: Text) -> Figure:
    """Return the figure without its values, hatched or named as what does not fit."""
    says = t("does not fit")
    if isinstance(figure, XYFigure):
        hatched = Region(figure.x.low, figure.x.high, says, "capacity", hatched=True)
        return replace(figure, series=(), marks=(), lines=(), regions=(hatched,))
    if isinstance(figure, StackFigure):
        panels = tuple(
            replace(
                panel, rows=tuple(StackRow(row.label, (), says, row.ghost) for row in panel.rows)
            )
            for panel in figure.panels
        )
        return replace(figure, panels=panels)
    if isinstance(figure, BarFigure):
        return replace(figure, bars=(), total=None, extra=(says,))
    return figure
