"""One die drawn to scale from its area by part: rectangles in millimetres, nothing painted."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from explorer.silicon.area import Area

ASPECT = 26 / 33
"""Width over height of the reticle field, and so of a die."""


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


def floorplan(area: Area, dies: ArrayLike) -> tuple[Block, ...]:
    """Return the blocks of one die, which tile it exactly; parts without area are left out.

    Parameters
    ----------
    area
        Parts of the package at one point, mm2, scalars.
    dies
        Dies that share the parts evenly.

    Notes
    -----
    Memory PHYs stand along both long edges, where the stacks are; links and uncore along the
    lower edge, die-to-die links along the upper; SRAM runs through the middle of the compute.
    A diagram of proportions: where a real design puts its blocks is not derived.
    """
    n = float(np.asarray(dies))
    parts = {name: float(mm2) / n for name, mm2 in area._asdict().items()}
    total = sum(parts.values())
    height = (total / ASPECT) ** 0.5
    edge = parts["memory_phy"] / height / 2
    inner = total / height - 2 * edge
    blocks = [
        Block("memory_phy", 0.0, 0.0, edge, height),
        Block("memory_phy", edge + inner, 0.0, edge, height),
    ]
    half = parts["compute"] / 2
    rows = (
        ("links", parts["links"]),
        ("uncore", parts["uncore"]),
        ("compute", half),
        ("sram", parts["sram"]),
        ("compute", half),
        ("die_to_die", parts["die_to_die"]),
    )
    y = 0.0
    for part, mm2 in rows:
        blocks.append(Block(part, edge, y, inner, mm2 / inner))
        y += mm2 / inner
    return tuple(block for block in blocks if block.mm2 > 0)
