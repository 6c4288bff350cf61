"""What a chip takes from scarce supply: interposer area, memory stacks, memory."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from explorer.silicon.design import design_of
from explorer.silicon.package import interposer_area
from explorer.spec.chip import ChipSpec
from explorer.spec.costing import CostingSpec


class Supply(NamedTuple):
    """Of one chip; all zero where it has no memory on an interposer."""

    interposer_mm2: Any
    stacks: Any
    stacked_gb: Any


def supply(chip: ChipSpec, area_mm2: Any, costing: CostingSpec) -> Supply:
    r"""Return what one chip takes from packaging and from makers of stacked memory.

    .. math:: A_I = \kappa\,(A + a_h n_h)

    with :math:`A` the dies of the chip, mm², :math:`a_h` the footprint of a stack, :math:`n_h`
    stacks, :math:`\kappa` the interposer over the silicon on it: the area that its price is
    reckoned from. Memory that lies on the board takes none.
    """
    design = design_of(chip, costing=costing)
    stacked = (np.asarray(design.stacks) * design.memory.footprint > 0) & (not design.organic)
    factor = design.package.interposer_factor
    under = interposer_area(area_mm2, design.stacks, design.memory.footprint, factor)
    return Supply(
        np.where(stacked, under, 0.0),
        np.where(stacked, design.stacks, 0.0),
        np.where(stacked, chip.hbm_gb, 0.0),
    )
