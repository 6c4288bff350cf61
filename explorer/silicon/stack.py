"""SRAM dies bonded onto the compute die: their silicon, their cost, bonds that fail."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from explorer.physics.table import anywhere
from explorer.silicon.design import Design
from explorer.silicon.wafer import dies_per_wafer, good_die_cost
from explorer.silicon.yields import die_yield
from explorer.spec.costing import YieldModel


class Stack(NamedTuple):
    """Of one package; nothing where no SRAM is stacked."""

    mm2: Any
    """Silicon on top of the compute dies."""
    usd: Any
    """Good SRAM dies and their bonding."""
    bonded: Any
    """Share of packages whose bonds all hold."""


NONE = Stack(0.0, 0.0, 1.0)


def way_up(design: Design) -> Any:
    r"""Return the area of bonds and their drivers on one of the two dies, :math:`k_b B_3`, mm2."""
    if not anywhere(design.stacked_mb):
        return 0.0
    mm2 = np.asarray(design.stack.bond_area) * design.stacked_tbs
    return np.where(np.asarray(design.stacked_mb) > 0, mm2, 0.0)


def stack_of(design: Design, model: YieldModel = "negative binomial") -> Stack:
    r"""Return the stacked SRAM of a design.

    .. math:: A_3 = k_3 S_3 + k_b B_3,\qquad
              C_3 = A_3 \left(\frac{C_{die}(a_3)}{a_3} + c_b\right),\qquad
              Y_b = Y(A_3 D_b)

    with :math:`a_3` the size in which SRAM dies are cut, :math:`c_b` the bonding per mm2 and
    :math:`D_b` the faults of the bond per area. Dies are tested before they are bonded; a bond
    that fails takes all dies of the package with it. How many lie on top of each other follows
    from the compute die's area and changes neither cost nor yield here.
    """
    if not anywhere(design.stacked_mb):
        return NONE
    rules, node, yields = design.stack, design.stack_node, design.yields
    mm2 = np.asarray(rules.sram_area) * design.stacked_mb + way_up(design)
    critical = yields.critical_harvested
    good = die_yield(rules.die, node.defect_density, critical, model, yields.cluster_alpha)
    each = good_die_cost(node.wafer_usd, dies_per_wafer(rules.die, yields.wafer_diameter), good)
    usd = mm2 * (each / np.asarray(rules.die) + rules.bond_usd)
    return Stack(mm2, usd, die_yield(mm2, rules.bond_defects, 1.0, model, yields.cluster_alpha))


def stack_watts(design: Design) -> Any:
    """Return the power of stacked SRAM read at its full rate, `8 B_3 (e_s + e_b)`, W."""
    if not anywhere(design.stacked_mb):
        return 0.0
    energy = np.asarray(design.stack_node.sram_energy) + design.stack.bond_energy
    rate = np.where(np.asarray(design.stacked_mb) > 0, design.stacked_tbs, 0.0)
    return 8.0 * rate * energy
