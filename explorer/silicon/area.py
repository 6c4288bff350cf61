"""Die area from what is put on it."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]


class Area(NamedTuple):
    """Silicon area of one package by part, mm2, all of one shape; the parts sum to `total`."""

    compute: Array
    sram: Array
    memory_phy: Array
    links: Array
    uncore: Array
    die_to_die: Array

    @property
    def total(self) -> Array:
        """All parts, mm2."""
        return np.asarray(sum(self))


def compute_area(
    fp8_pflops: ArrayLike,
    fp4_pflops: ArrayLike,
    logic_factor: ArrayLike,
    core_area: ArrayLike,
    extra_fp4: ArrayLike = 0.25,
    disabled_share: ArrayLike = 0.08,
) -> Array:
    r"""Return the area of the compute arrays with their registers and schedulers, mm2.

    .. math:: \frac{g\,a_8\,[F_8 + \rho_4 \max(0, F_4 - 2 F_8)]}{1 - d}

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

    Notes
    -----
    :math:`a_8` is what is left of H100, B200 and LPU v1 after PHYs, SRAM and uncore.
    """
    f8, f4 = np.asarray(fp8_pflops, float), np.asarray(fp4_pflops, float)
    rate = f8 + np.asarray(extra_fp4, float) * np.maximum(0.0, f4 - 2 * f8)
    share = 1 - np.asarray(disabled_share, float)
    return np.asarray(np.asarray(logic_factor, float) * core_area * rate / share)


def sram_area(
    scratchpad_mb: ArrayLike,
    cache_mb: ArrayLike,
    scratchpad_mm2_mb: ArrayLike,
    cache_mm2_mb: ArrayLike,
) -> Array:
    """Return `k_s S + k_c S_c`, mm2: scratchpad macros and cache with tags and control.

    Megabytes are 1e6 bytes; k in mm2/MB from TSMC's N5 HD macro (IEDM 2022) and LLMCompass.
    """
    scratchpad = np.asarray(scratchpad_mb, float) * scratchpad_mm2_mb
    return np.asarray(scratchpad + np.asarray(cache_mb, float) * cache_mm2_mb)


def phy_area(stacks: ArrayLike, mm2_per_stack: ArrayLike) -> Array:
    """Return `k_h n_h`, mm2: PHY and controller of `stacks` memory stacks (LLMCompass)."""
    return np.asarray(np.asarray(stacks, float) * mm2_per_stack)


def link_area(link_tbs: ArrayLike, mm2_per_tbs: ArrayLike) -> Array:
    """Return `k_L L`, mm2: links of `link_tbs` TB/s, both directions summed (LLMCompass)."""
    return np.asarray(np.asarray(link_tbs, float) * mm2_per_tbs)


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
    parts = [np.asarray(part, float) for part in (compute, sram, memory_phy, links)]
    parts.append(np.asarray(n * die_fixed))
    joined = np.asarray(sum(parts) * np.where(n > 1, die_to_die, 0.0))
    return Area(*(np.array(part) for part in np.broadcast_arrays(*parts, joined)))


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
