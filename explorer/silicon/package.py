"""From good dies and memory stacks to a tested package."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]


def interposer_area(
    silicon_mm2: ArrayLike,
    stacks: ArrayLike,
    footprint_mm2: ArrayLike = 110.0,
    interposer_factor: ArrayLike = 1.25,
) -> Array:
    r"""Return the interposer under dies and memory stacks, :math:`\kappa (A + 110 n_h)`, mm2."""
    occupied = np.asarray(silicon_mm2, float) + np.asarray(stacks, float) * footprint_mm2
    return np.asarray(np.asarray(interposer_factor, float) * occupied)


def interposer_cost(
    silicon_mm2: ArrayLike,
    stacks: ArrayLike,
    usd_per_mm2: ArrayLike,
    footprint_mm2: ArrayLike = 110.0,
    interposer_factor: ArrayLike = 1.25,
) -> Array:
    r"""Return the cost of a package on an interposer, USD.

    .. math:: C_{pkg} = c_I\,\kappa\,(A + 110\,n_h)

    Parameters
    ----------
    silicon_mm2
        :math:`A`, all dies, mm2.
    stacks
        :math:`n_h`, memory stacks beside them.
    usd_per_mm2
        :math:`c_I`: 0.35 CoWoS-S, 0.40 CoWoS-L.
    footprint_mm2
        Outline of a stack, mm2.
    interposer_factor
        :math:`\kappa`, interposer over silicon area.
    """
    area = interposer_area(silicon_mm2, stacks, footprint_mm2, interposer_factor)
    return np.asarray(np.asarray(usd_per_mm2, float) * area)


def memory_usd(
    gigabytes: ArrayLike,
    terabytes_s: ArrayLike,
    usd_gb: ArrayLike,
    usual_tbs_gb: ArrayLike,
    rate_share: ArrayLike,
) -> Array:
    r"""Return the price of memory of a given size and rate, USD.

    .. math:: p_h\,[G + \varphi \max(0, B / \beta_h - G)]

    A quicker generation, a better speed bin or more stacks of fewer layers: each asks for more
    base dies, vias and sorting per GB. Memory slower than usual is not sold for less.

    Parameters
    ----------
    gigabytes, terabytes_s
        :math:`G` and :math:`B` of all stacks; memory of no capacity is none.
    usd_gb
        :math:`p_h`, price at the usual rate, USD per GB.
    usual_tbs_gb
        :math:`\beta_h`, rate per capacity of the memory whose price is quoted, TB/s per GB.
    rate_share
        :math:`\varphi`, how much the price of a stack rises with its rate, relative to both.
    """
    size, rate = np.asarray(gigabytes, float), np.asarray(terabytes_s, float)
    beyond = np.maximum(0.0, rate / usual_tbs_gb - size)
    paid = size + np.where(size > 0, rate_share * beyond, 0.0)
    return np.asarray(paid * usd_gb)


class ChipCost(NamedTuple):
    """Cost of a packaged, tested chip by part, USD, over points or alike; they sum to `total`."""

    logic: Array
    """Good dies."""
    stacked: Array
    """SRAM dies on top, bonded."""
    memory: Array
    package: Array
    assembly_loss: Array
    """Good parts lost with failed bonds and assemblies."""
    test: Array
    """Test, assembly labour and burn-in."""
    nre: Array
    """One-off cost over the volume."""

    @property
    def total(self) -> Array:
        """All parts, USD."""
        return np.asarray(sum(self[1:], self[0]))


COST_PARTS = ("Logic die", "Stacked SRAM", "Memory", "Package", "Assembly loss", "Test")


def cost_parts(cost: ChipCost) -> tuple[Array, ...]:
    """Return the parts of a cost in the order of `COST_PARTS`; one-off cost goes with test."""
    return (
        cost.logic,
        cost.stacked,
        cost.memory,
        cost.package,
        cost.assembly_loss,
        cost.test + cost.nre,
    )


def packaged_cost(
    logic_usd: ArrayLike,
    memory_usd: ArrayLike,
    package_usd: ArrayLike,
    assembly_yield: ArrayLike = 0.97,
    test_adder: ArrayLike = 0.30,
    nre_usd: ArrayLike = 0.0,
    volume: ArrayLike = np.inf,
    stacked_usd: ArrayLike = 0.0,
    bonded: ArrayLike = 1.0,
) -> ChipCost:
    r"""Return the cost of a chip, part by part.

    .. math:: C_{chip} = \frac{(n C_{die} + C_3) / Y_b + p_h G + C_{pkg}}{Y_{asm}} (1 + t)
              + \frac{C_{NRE}}{V}

    Parameters
    ----------
    logic_usd, memory_usd, package_usd
        :math:`n C_{die}`, :math:`p_h G`, :math:`C_{pkg}`, USD.
    assembly_yield
        :math:`Y_{asm}`, (0, 1].
    test_adder
        :math:`t`, share of the assembled cost.
    nre_usd, volume
        One-off cost and the chips it is spread over; an infinite volume leaves it out.
    stacked_usd, bonded
        :math:`C_3` of SRAM dies on top, USD, and the share :math:`Y_b` whose bonds hold.
    """
    values = (logic_usd, stacked_usd, memory_usd, package_usd, assembly_yield, test_adder, bonded)
    logic, stacked, memory, package, good, adder, held = (np.asarray(v, float) for v in values)
    parts = logic + stacked + memory + package
    assembled = ((logic + stacked) / held + memory + package) / good
    nre = np.asarray(nre_usd, float) / np.asarray(volume, float)
    return ChipCost(
        logic, stacked, memory, package, assembled - parts, assembled * adder, np.asarray(nre)
    )


def selling_price(cost_usd: ArrayLike, gross_margin: ArrayLike) -> Array:
    """Return `P = C / (1 - m)`, USD: the price that leaves the gross margin m."""
    return np.asarray(np.asarray(cost_usd, float) / (1 - np.asarray(gross_margin, float)))
