"""Where a hand takes hold of the scenario's own point on a chart, to drag it along an axis."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF

from explorer.figures.figure import XYFigure
from explorer.levers import BY_PATH
from ui.charts.chart_item import ChartItem
from ui.charts.scale import PixelScale

_REACH = 9.0
_LIVE = 1
"""The slot of the scenario that levers move."""


@dataclass(frozen=True, slots=True)
class Grip:
    """A point in hand: the path it moves, and the scale as it was when the hand came.

    A scale that widens meanwhile must not run away under the hand.
    """

    path: str
    scale: PixelScale
    off: float

    def value(self, position: QPointF) -> float:
        """Return the value under the hand, inside the axis."""
        value = self.scale.value(position.x() - self.off)
        return min(self.scale.high, max(self.scale.low, value))


def grip_at(item: ChartItem, position: QPointF) -> Grip | None:
    """Return what a hand at `position` px takes hold of; None where nothing can be dragged."""
    figure, layout = item.figure, item.layout()
    if not isinstance(figure, XYFigure) or layout is None or figure.x.quantity not in BY_PATH:
        return None
    for mark in figure.marks:
        if mark.role != "operating" or mark.slot != _LIVE:
            continue
        at = QPointF(layout.x.at(mark.x), layout.y.at(mark.y))
        if (position - at).manhattanLength() <= _REACH * item.style.unit:
            return Grip(figure.x.quantity, layout.x, position.x() - at.x())
    return None
