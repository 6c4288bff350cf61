"""Find room for labels: never over one another, never cut off, off the curves where possible."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import count
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF

Array = NDArray[np.float64]
Ints = NDArray[np.intp]
Size = tuple[float, float]
Box = tuple[float, float, float, float]
"""Left, top, right and bottom, px."""

_CELL = 4.0
_CROSSING = 4.0
_STEP = 0.3
_FAR = 0.25
_STAY = 4.0
_ALL = 1_000_000
_FRAMES = 12
_TURNS = count(step=5)
"""Where charts begin to count frames: any twelve made in turn at other remainders."""


class Spots(NamedTuple):
    """Where a label may stand: left-top corners around anchors that move with what it names.

    Most frames of a drag only ask where one anchor is now.

    Parameters
    ----------
    anchors
        How many anchors there are.
    anchor
        Returns where the anchor of a number below `anchors` is, px.
    corners
        Returns candidate corners of shape (n, 2), px, the best first, the number of the anchor of
        each, and the place beside which each stands, shape (n, 2), px.
    """

    anchors: int
    anchor: Callable[[int], tuple[float, float]]
    corners: Callable[[], tuple[Array, Ints, Array]]


@dataclass(slots=True)
class Stand:
    """Where a label stood in the last frame, seen from its anchor, and what it crossed there."""

    anchor: int
    dx: float
    dy: float
    crossed: float


class Memory:
    """What labels remember from frame to frame, so that they do not jump while a slider moves.

    In a frame that is not `settled` a label stays where it is free, even over a curve, and one in
    some frames looks for a better place; the next settled frame finds the best place for all.
    """

    def __init__(self) -> None:
        self.settled = True
        # Charts that change together take their turns in different frames.
        self.frame = next(_TURNS)
        self.stands: dict[str, Stand] = {}
        self.roomless: set[str] = set()

    def clear(self) -> None:
        """Forget everything, as for another chart."""
        self.stands.clear()
        self.roomless.clear()


class Placer:
    """Room on one chart.

    Parameters
    ----------
    bounds
        Where labels may stand, px.
    strokes
        Returns points along every curve, no more than some px apart, shape (n, 2), px.
    memory
        Of the last frame; updated in place.
    rules
        Returns points along straight lines, sparser, so that they weigh less, shape (m, 2), px.
    unit
        What a screen px became: distances weigh by it.
    """

    def __init__(
        self,
        bounds: QRectF,
        strokes: Callable[[], Array],
        memory: Memory | None = None,
        rules: Callable[[], Array] | None = None,
        unit: float = 1.0,
    ) -> None:
        self._left, self._top = bounds.left(), bounds.top()
        self._right, self._bottom = bounds.right(), bounds.bottom()
        self._taken: list[Box] = []
        self._memory = memory or Memory()
        self._gap = 2.0 * unit
        self._unit = unit
        self._cell = _CELL * unit
        self._memory.frame += 1
        turn = self._memory.frame % _FRAMES == 0
        self._searches = _ALL if self._memory.settled else int(turn)
        self._columns = max(1, int(bounds.width() / self._cell) + 1)
        self._rows = max(1, int(bounds.height() / self._cell) + 1)
        self._strokes, self._rules = strokes, rules
        self._on_rule = False

    @property
    def _sums(self) -> Array:
        """What is crossed below every cell: a label that names a rule may lie beside one."""
        return self._curves if self._on_rule or self._rules is None else self._all

    # Most frames of a drag ask neither table: every label stands where it stood.

    @cached_property
    def _curves(self) -> Array:
        return self._occupancy(self._strokes())

    @cached_property
    def _all(self) -> Array:
        rules = self._rules() if self._rules else np.empty((0, 2))
        return self._occupancy(np.concatenate((self._strokes(), rules)))

    def _occupancy(self, strokes: Array) -> Array:
        """Return the summed-area table of cells that strokes touch (Crow 1984)."""
        cells = np.zeros((self._rows + 1, self._columns + 1))
        column = ((strokes[:, 0] - self._left) / self._cell).astype(int)
        row = ((strokes[:, 1] - self._top) / self._cell).astype(int)
        within = (column >= 0) & (column < self._columns) & (row >= 0) & (row < self._rows)
        cells[row[within] + 1, column[within] + 1] = 1.0
        return cells.cumsum(axis=0).cumsum(axis=1)

    def block(self, left: float, top: float, right: float, bottom: float) -> None:
        """Keep labels off a rectangle, px."""
        self._taken.append((left, top, right, bottom))

    @property
    def taken(self) -> list[QRectF]:
        """The boxes taken so far, px."""
        return [QRectF(x0, y0, x1 - x0, y1 - y0) for x0, y0, x1, y1 in self._taken]

    def place(self, name: str, size: Size, spots: Spots, *, on_rule: bool = False) -> QRectF | None:
        """Return the best box for a label, or None where every candidate is taken or cut off.

        Parameters
        ----------
        name
            Identifies the label from frame to frame.
        size
            Width and height in px.
        spots
            Where it may stand.
        on_rule
            Whether it names a straight line, and so may lie beside one.
        """
        self._on_rule = on_rule
        moving = not self._memory.settled
        if moving and name in self._memory.roomless:
            return None
        corner = self._again(name, size, spots) if moving else None
        if corner is None:
            self._searches -= 1
            corner = self._search(name, size, spots)
        if corner is None:
            return None
        left, top = corner
        self._taken.append((left, top, left + size[0], top + size[1]))
        return QRectF(left, top, *size)

    def take(self, boxes: Sequence[Box]) -> bool:
        """Take several boxes at once if every one is free; True where they were."""
        if not all(self._one_free(*box) for box in boxes):
            return False
        self._taken.extend(boxes)
        return True

    def _again(self, name: str, size: Size, spots: Spots) -> tuple[float, float] | None:
        """Return the corner where the label stood before, if that will do for this frame."""
        stand = self._memory.stands.get(name)
        if stand is None or stand.anchor >= spots.anchors:
            return None
        x, y = spots.anchor(stand.anchor)
        left, top = x + stand.dx, y + stand.dy
        left = min(max(left, self._left), self._right - size[0])
        if not self._one_free(left, top, left + size[0], top + size[1]):
            return None
        if self._searches > 0 and self._one_crossed(left, top, size) > stand.crossed:
            return None
        return left, top

    def _search(self, name: str, size: Size, spots: Spots) -> tuple[float, float] | None:
        corners, owners, places = spots.corners()
        if not len(corners):
            return None
        left = np.minimum(np.maximum(corners[:, 0], self._left), self._right - size[0])
        top = corners[:, 1]
        crossed = self._crossed(left, top, size)
        cost = np.arange(len(corners)) * _STEP + crossed * _CROSSING
        cost += _away(left, top, size, places) * (_FAR / self._unit)
        stand = self._memory.stands.get(name)
        # At rest the place follows from the figure alone, so that undo brings back the picture.
        if not self._memory.settled and stand is not None and stand.anchor < spots.anchors:
            x, y = spots.anchor(stand.anchor)
            near = np.abs(left - x - stand.dx) + np.abs(top - y - stand.dy) < self._cell
            cost -= near * _STAY
        cost[~self._free(left, top, size)] = np.inf
        best = int(np.argmin(cost))
        if not np.isfinite(cost[best]):
            self._memory.stands.pop(name, None)
            self._memory.roomless.add(name)
            return None
        self._memory.roomless.discard(name)
        x, y = float(left[best]), float(top[best])
        owner = int(owners[best])
        ax, ay = spots.anchor(owner)
        self._memory.stands[name] = Stand(owner, x - ax, y - ay, float(crossed[best]))
        return x, y

    def _one_free(self, left: float, top: float, right: float, bottom: float) -> bool:
        if left < self._left or right > self._right or top < self._top or bottom > self._bottom:
            return False
        left, right = left - self._gap, right + self._gap
        for x0, y0, x1, y1 in self._taken:
            if right > x0 and left < x1 and bottom > y0 and top < y1:
                return False
        return True

    def _free(self, left: Array, top: Array, size: Size) -> NDArray[np.bool_]:
        right, bottom = left + size[0], top + size[1]
        free = (left >= self._left) & (right <= self._right)
        free &= (top >= self._top) & (bottom <= self._bottom)
        if self._taken:
            x0, y0, x1, y1 = np.array(self._taken).T
            gap = self._gap
            apart = (right[:, None] + gap <= x0) | (left[:, None] - gap >= x1)
            apart |= (bottom[:, None] <= y0) | (top[:, None] >= y1)
            free &= apart.all(axis=1)
        return free

    def _one_crossed(self, left: float, top: float, size: Size) -> float:
        x0, y0, x1, y1 = self._cells(left, top, left + size[0], top + size[1])
        sums = self._sums
        return float(sums[y1, x1] - sums[y0, x1] - sums[y1, x0] + sums[y0, x0])

    def _cells(
        self, left: float, top: float, right: float, bottom: float
    ) -> tuple[int, int, int, int]:
        return (
            min(max(int((left - 1 - self._left) / self._cell), 0), self._columns),
            min(max(int((top - self._top) / self._cell), 0), self._rows),
            min(max(int((right + 1 - self._left) / self._cell) + 1, 0), self._columns),
            min(max(int((bottom - self._top) / self._cell) + 1, 0), self._rows),
        )

    def _crossed(self, left: Array, top: Array, size: Size) -> Array:
        """Return how many cells with a stroke each box covers, a px left and right included."""

        def cell(px: Array, first: float, count: int, more: int) -> Ints:
            found: Ints = ((px - first) / self._cell).astype(np.intp) + more
            return np.minimum(np.maximum(found, 0), count)

        x0 = cell(left - 1, self._left, self._columns, 0)
        x1 = cell(left + size[0] + 1, self._left, self._columns, 1)
        y0 = cell(top, self._top, self._rows, 0)
        y1 = cell(top + size[1], self._top, self._rows, 1)
        sums = self._sums
        found: Array = sums[y1, x1] - sums[y0, x1] - sums[y1, x0] + sums[y0, x0]
        return found


def _away(left: Array, top: Array, size: Size, places: Array) -> Array:
    """Return the distance in px from each box to its place, 0 where it holds it."""
    x, y = places[:, 0], places[:, 1]
    across = np.maximum(np.maximum(left - x, x - left - size[0]), 0.0)
    down = np.maximum(np.maximum(top - y, y - top - size[1]), 0.0)
    found: Array = np.hypot(across, down)
    return found
