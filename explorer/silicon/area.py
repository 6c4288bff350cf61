"""Die area from what is put on it."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]


class Area(NamedTuple):
    """Silicon area of one package by part, mm2, over points or alike; the parts sum to `total`."""

    compute: Array
    sram: Array
    memory_phy: Array
    links: Array
    uncore: Array
    die_to_die: Array

    @property
    def total(self) -> Array:
        """All parts, mm2."""
        return np.asarray(sum(self[1:], self[0]))


def compute_area(
    fp8_pflops: ArrayLike,
    fp4_pflops: ArrayLike,
    logic_factor: ArrayLike,
    core_area: ArrayLike,
    extra_fp4: ArrayLike = 0.25,
    disabled_share: ArrayLike = 0.08,
    vector_tflops: ArrayLike | None = None,
    vector_area: ArrayLike = 0.0,
    vector_usual: ArrayLike = 0.0,
) -> Array:
    r"""Return the area of matrix and vector units with registers and schedulers, mm2.

    .. math:: \frac{g\,\{\max(0, a_8 - a_v \nu)\,[F_8 + \rho_4 \max(0, F_4 - 2 F_8)] + a_v V\}}
              {1 - d}

    Parameters
    ----------
    fp8_pflops, fp4_pflops
        :math:`F_8, F_4`, dense PFLOPS; twice FP8 comes in FP4 at no extra area.
    logic_factor
        :math:`g`, logic area relative to N5.
    core_area
        :math:`a_8`, mm2 per dense FP8 PFLOPS at N5.
    extra_fp4
        :math:`\rho_4`, area of further FP4 relative to FP8.
    disabled_share
        :math:`d`, share fused off for yield.
    vector_tflops
        :math:`V`, TFLOPS outside the matrix units; None: as a usual core has it, which leaves
        :math:`a_8` whole.
    vector_area
        :math:`a_v`, mm2 per vector TFLOPS at N5.
    vector_usual
        :math:`\nu`, vector TFLOPS per FP8 PFLOPS of the cores that :math:`a_8` was found from.

    Notes
    -----
    :math:`a_8` is what is left of H100, B200 and LPU v1 after PHYs, SRAM and uncore.
    """
    f8, f4 = np.asarray(fp8_pflops, float), np.asarray(fp4_pflops, float)
    rate = f8 + np.asarray(extra_fp4, float) * np.maximum(0.0, f4 - 2 * f8)
    core, lane = np.asarray(core_area, float), np.asarray(vector_area, float)
    mm2 = core * rate
    if vector_tflops is not None:
        matrix = np.maximum(0.0, core - lane * vector_usual)
        mm2 = matrix * rate + lane * np.asarray(vector_tflops, float)
    share = 1 - np.asarray(disabled_share, float)
    return np.asarray(np.asarray(logic_factor, float) * mm2 / share)


def sram_area(
    megabytes: ArrayLike,
    mm2_mb: ArrayLike,
    terabytes_s: ArrayLike | None = None,
    port_share: ArrayLike = 0.0,
    usual_tbs_mb: ArrayLike = 1.0,
) -> Array:
    r"""Return the area of on-chip memory of a given size and rate, mm2.

    .. math:: k\,[(1 - p)\,S + p\,B / \beta]

    Parameters
    ----------
    megabytes
        :math:`S`, MB of 1e6 bytes.
    mm2_mb
        :math:`k` at the usual rate, mm2/MB: scratchpad macros from TSMC's N5 HD macro (IEDM
        2022), or cache with tags and control (LLMCompass).
    terabytes_s
        :math:`B`, rate of all banks together, TB/s; None: the usual one, :math:`\beta S`.
    port_share
        :math:`p`, share of k that ports and wires take at the usual rate.
    usual_tbs_mb
        :math:`\beta`, rate per capacity at which :math:`k` was found, TB/s per MB.
    """
    size, share = np.asarray(megabytes, float), np.asarray(port_share, float)
    if terabytes_s is not None:
        size = size + share * (np.asarray(terabytes_s, float) / usual_tbs_mb - size)
    return np.asarray(size * mm2_mb)


def phy_area(
    stacks: ArrayLike,
    mm2_per_stack: ArrayLike,
    terabytes_s: ArrayLike | None = None,
    speed_mm2_tbs: ArrayLike = 0.0,
    unit_tbs: ArrayLike = 0.0,
) -> Array:
    r"""Return the area of PHY and controller of memory stacks, mm2 (LLMCompass).

    .. math:: \max(0, k_h - k_f u)\,n_h + k_f B

    Parameters
    ----------
    stacks, mm2_per_stack
        :math:`n_h` and :math:`k_h`, mm2 of one at its full speed.
    terabytes_s
        :math:`B` of all stacks, TB/s; None: all at full speed.
    speed_mm2_tbs
        :math:`k_f`, mm2 that go with the speed, per TB/s.
    unit_tbs
        :math:`u`, full speed of a stack, TB/s.
    """
    n, whole = np.asarray(stacks, float), np.asarray(mm2_per_stack, float)
    if terabytes_s is None:
        return np.asarray(n * whole)
    speed = np.asarray(speed_mm2_tbs, float)
    still = np.maximum(0.0, whole - speed * unit_tbs)
    return np.asarray(n * still + speed * np.asarray(terabytes_s, float))


def link_area(
    link_tbs: ArrayLike,
    mm2_per_tbs: ArrayLike,
    network_tbs: ArrayLike = 0.0,
    network_mm2_per_tbs: ArrayLike = 0.0,
) -> Array:
    """Return `k_L L + k_O O`, mm2: scale-up links and the way to the network (LLMCompass).

    `link_tbs` L and `network_tbs` O in TB/s, both directions summed.
    """
    network = np.asarray(network_tbs, float) * network_mm2_per_tbs
    return np.asarray(np.asarray(link_tbs, float) * mm2_per_tbs + network)


def package_area(
    compute: ArrayLike,
    sram: ArrayLike,
    memory_phy: ArrayLike,
    links: ArrayLike,
    dies: ArrayLike,
    die_fixed: ArrayLike = 60.0,
    die_to_die: ArrayLike = 0.06,
) -> Area:
    r"""Return the area of all dies of a package, part by part.

    .. math:: A = (A_0 + n A_f)(1 + \delta [n > 1])

    Parameters
    ----------
    compute, sram, memory_phy, links
        Parts of :math:`A_0`, mm2.
    dies
        :math:`n`.
    die_fixed
        :math:`A_f`, uncore of each die, mm2.
    die_to_die
        :math:`\delta`, share added by die-to-die links.
    """
    n = np.asarray(dies, float)
    core, memory, phy, link = (
        np.asarray(part, float) for part in (compute, sram, memory_phy, links)
    )
    uncore = np.asarray(n * die_fixed)
    alone = core + memory + phy + link + uncore
    joined = np.asarray(alone * die_to_die * (n > 1))
    return Area(core, memory, phy, link, uncore, joined)


def reticle_dies(
    first_area: ArrayLike,
    die_fixed: ArrayLike = 60.0,
    reticle: ArrayLike = 858.0,
    die_to_die: ArrayLike = 0.06,
) -> Array:
    r"""Return the least number of dies that fits the reticle.

    .. math:: n = \min\{n : A/n \le R\} = \left\lceil
              \frac{A_0 (1+\delta)}{R - A_f (1+\delta)} \right\rceil \quad \text{if } A_0 + A_f > R

    Parameters
    ----------
    first_area
        :math:`A_0`, area without uncore, mm2.
    die_fixed
        :math:`A_f`, uncore of each die, mm2.
    reticle
        :math:`R`, largest die, mm2.
    die_to_die
        :math:`\delta`, share added by die-to-die links.
    """
    a0, af = np.asarray(first_area, float), np.asarray(die_fixed, float)
    grown = 1 + np.asarray(die_to_die, float)
    several = np.ceil(a0 * grown / (reticle - af * grown))
    return np.asarray(np.where(a0 + af <= reticle, 1.0, np.maximum(2.0, several)))


def stacks_limit(dies: ArrayLike, single: ArrayLike = 6.0, facing: ArrayLike = 4.0) -> Array:
    """Return the memory stacks that the shoreline of `dies` dies can take.

    Six along a single die; four per die when dies face each other (H100 and B200).
    """
    n = np.asarray(dies, float)
    return np.asarray(np.where(n > 1, n * facing, single))
