"""Find room for labels: never over one another, never cut off, off the curves where possible."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF

Array = NDArray[np.float64]
Boxes = NDArray[np.float64]
"""Shape (n, 4): left, top, width, height in px."""

_CELL = 4.0
_CROSSING = 1.0
_STEP = 0.35
_STAY = 4.0


class Placer:
    """Room on one chart.

    Parameters
    ----------
    bounds
        Where labels may stand, px.
    strokes
        Shape (n, 2), px: points along every curve, no more than some px apart; NaN is skipped.
    before
        Which candidate each label took in the last frame, kept so that labels do not jump about
        while a slider moves. Updated in place.
    gap
        Clear distance between two labels, px.
    """

    def __init__(
        self, bounds: QRectF, strokes: Array, before: dict[str, int] | None = None, gap: float = 2.0
    ) -> None:
        self._bounds = bounds
        self._taken: list[tuple[float, float, float, float]] = []
        self._before = before if before is not None else {}
        self._gap = gap
        self._sums = self._occupancy(strokes)

    def _occupancy(self, strokes: Array) -> Array:
        """Return the summed-area table of strokes per cell (Crow 1984)."""
        columns = max(1, int(self._bounds.width() / _CELL) + 1)
        rows = max(1, int(self._bounds.height() / _CELL) + 1)
        cells = np.zeros((rows + 1, columns + 1))
        strokes = strokes[np.isfinite(strokes).all(axis=1)]
        if len(strokes):
            column = ((strokes[:, 0] - self._bounds.left()) / _CELL).astype(int)
            row = ((strokes[:, 1] - self._bounds.top()) / _CELL).astype(int)
            within = (column >= 0) & (column < columns) & (row >= 0) & (row < rows)
            cells[row[within] + 1, column[within] + 1] = 1.0
        return cells.cumsum(axis=0).cumsum(axis=1)

    def block(self, box: QRectF) -> None:
        """Keep labels off a rectangle."""
        self._taken.append((box.left(), box.top(), box.right(), box.bottom()))

    def place(
        self,
        name: str,
        size: tuple[float, float],
        corners: Sequence[tuple[float, float]],
        *,
        most_crossed: float = np.inf,
    ) -> QRectF | None:
        """Return the best box for a label, or None where every candidate is taken or cut off.

        Parameters
        ----------
        name
            Identifies the label from frame to frame.
        size
            Width and height in px.
        corners
            Candidate left-top corners in px, the best first.
        most_crossed
            Curve cells the label may cover at most.
        """
        if not corners:
            return None
        boxes = np.empty((len(corners), 4))
        boxes[:, :2] = corners
        boxes[:, 2:] = size
        crossed = self._crossed(boxes)
        cost = np.arange(len(boxes)) * _STEP + crossed * _CROSSING
        cost[~self._free(boxes) | (crossed > most_crossed)] = np.inf
        last = self._before.get(name, -1)
        if 0 <= last < len(cost):
            cost[last] -= _STAY
        best = int(np.argmin(cost))
        if not np.isfinite(cost[best]):
            return None
        self._before[name] = best
        box = QRectF(*boxes[best])
        self.block(box)
        return box

    def take(self, boxes: Sequence[QRectF]) -> bool:
        """Take several boxes at once if every one is free; True where they were."""
        rows = np.array([(b.left(), b.top(), b.width(), b.height()) for b in boxes])
        if not self._free(rows).all():
            return False
        for box in boxes:
            self.block(box)
        return True

    def _free(self, boxes: Boxes) -> NDArray[np.bool_]:
        left, top = boxes[:, 0], boxes[:, 1]
        right, bottom = left + boxes[:, 2], top + boxes[:, 3]
        area = self._bounds
        free = (left >= area.left()) & (right <= area.right())
        free &= (top >= area.top()) & (bottom <= area.bottom())
        if self._taken:
            taken = np.array(self._taken)
            gap = self._gap
            apart = (right[:, None] + gap <= taken[:, 0]) | (left[:, None] - gap >= taken[:, 2])
            apart |= (bottom[:, None] <= taken[:, 1]) | (top[:, None] >= taken[:, 3])
            free &= apart.all(axis=1)
        return free

    def _crossed(self, boxes: Boxes) -> Array:
        rows, columns = self._sums.shape[0] - 1, self._sums.shape[1] - 1
        x, y = self._bounds.left(), self._bounds.top()
        # A distance of one px keeps a label from touching a line in the neighbouring cell.
        left = np.clip(np.floor((boxes[:, 0] - 1 - x) / _CELL).astype(int), 0, columns)
        top = np.clip(np.floor((boxes[:, 1] - y) / _CELL).astype(int), 0, rows)
        right = np.clip(
            np.ceil((boxes[:, 0] + boxes[:, 2] + 1 - x) / _CELL).astype(int), 0, columns
        )
        bottom = np.clip(np.ceil((boxes[:, 1] + boxes[:, 3] - y) / _CELL).astype(int), 0, rows)
        sums = self._sums
        found: Array = sums[bottom, right] - sums[top, right] - sums[bottom, left] + sums[top, left]
        return found


def sampled(runs: Sequence[Array], step: float = _CELL) -> Array:
    """Return points along all runs, at most `step` px apart, as one (n, 2) array."""
    if not runs:
        return np.empty((0, 2))
    points = np.concatenate(runs)
    moves = np.hypot(*np.diff(points, axis=0).T)
    ends = np.cumsum([len(run) for run in runs])[:-1]
    moves[ends - 1] = 0.0
    along = np.concatenate(((0.0,), np.cumsum(moves)))
    places = np.arange(0.0, along[-1] + step, step)
    return np.column_stack(
        (np.interp(places, along, points[:, 0]), np.interp(places, along, points[:, 1]))
    )
