"""Dies drawn to scale from their area by part: rectangles in millimetres, nothing painted."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from explorer.silicon.area import Area

ASPECT = 26 / 33
"""Width over height of the reticle field, and so of a die."""
RETICLE_MM = (26.0, 33.0)


class Block(NamedTuple):
    """A rectangle of the die, mm; the origin is the lower left corner of the die."""

    part: str
    """Field name of `Area`."""
    x: float
    y: float
    width: float
    height: float

    @property
    def mm2(self) -> float:
        """Its area."""
        return self.width * self.height


def floorplan(
    area: Area, dies: ArrayLike, stacks: int = 2, die_mm2: float | None = None
) -> tuple[Block, ...]:
    """Return the blocks of one die, which tile it exactly; parts without area are left out.

    Parameters
    ----------
    area
        Parts of the package at one point, mm2, scalars.
    dies
        Dies that share the parts evenly.
    stacks
        Memory stacks or devices whose PHYs stand on this die's edges.
    die_mm2
        Area of this die where the dies are not equal; its parts are in proportion.

    Notes
    -----
    Memory PHYs stand along both long edges, where the stacks are; links along the upper edge with
    die-to-die links, uncore along the lower; SRAM runs through the middle of the compute. A
    diagram of proportions: where a real design puts its blocks is not derived.
    """
    n = float(np.asarray(dies))
    total = float(np.asarray(area.total)) / n
    grown = 1.0 if die_mm2 is None else die_mm2 / total
    parts = {name: float(mm2) / n * grown for name, mm2 in area._asdict().items()}
    total *= grown
    height = (total / ASPECT) ** 0.5
    left = math.ceil(max(stacks, 1) / 2)
    right = max(stacks, 1) - left
    edges = [parts["memory_phy"] * side / max(stacks, 1) / height for side in (left, right)]
    inner = total / height - sum(edges)
    blocks = [
        Block("memory_phy", x, height * (side - 1 - row) / side, edge, height / side)
        for x, edge, side in ((0.0, edges[0], left), (edges[0] + inner, edges[1], right))
        for row in range(side)
    ]
    half = parts["compute"] / 2
    y = 0.0
    for part in ("uncore", "compute", "sram", "compute", "links", "die_to_die"):
        mm2 = half if part == "compute" else parts[part]
        blocks.append(Block(part, edges[0], y, inner, mm2 / inner))
        y += mm2 / inner
    return tuple(block for block in blocks if block.mm2 > 0)


def shared_stacks(stacks: float, dies: int) -> tuple[int, ...]:
    """Return how many of the stacks stand on each die, as evenly as whole stacks can."""
    least, more = divmod(round(stacks), dies)
    return tuple(least + (place < more) for place in range(dies))
