"""The edge of the dies, along which memory stacks must stand."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from explorer.silicon.area import stacks_limit
from explorer.silicon.design import Design, design_of
from explorer.spec.chip import ChipSpec
from explorer.spec.costing import CostingSpec


class Shore(NamedTuple):
    """Stacks beside the dies and the places for them; both 0 where memory is on the board."""

    stacks: Any
    sites: Any

    @property
    def crowded(self) -> Any:
        """Whether there are more stacks than places."""
        return np.asarray(self.stacks) > self.sites


def shore(
    chip: ChipSpec, dies: Any, shipped: ChipSpec | None = None, costing: CostingSpec | None = None
) -> Shore:
    """Return the memory stacks of a chip on `dies` dies and what their edge has room for.

    A chip as shipped has room for what it shipped with: its dies may be known too few.
    """
    costing = costing or CostingSpec()
    design = design_of(chip, costing=costing)
    stacks = _beside(design)
    sites = stacks_limit(dies, design.rules.stacks_single, design.rules.stacks_facing)
    if shipped is not None:
        sites = np.maximum(sites, _beside(design_of(shipped, costing=costing)))
    return Shore(stacks, np.where(stacks > 0, sites, 0.0))


def _beside(design: Design) -> Any:
    """Return the stacks that stand on the package beside the dies."""
    beside = np.asarray(design.memory.footprint) > 0 and not design.organic
    return np.asarray(design.stacks if beside else 0.0)
