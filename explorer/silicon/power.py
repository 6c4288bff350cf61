"""Watts of a chip at work, its rated power, and what a power cap leaves of its clocks."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from explorer.silicon.design import Design, design_of
from explorer.silicon.stack import stack_watts
from explorer.spec.chip import ChipSpec

Array = NDArray[np.float64]

WATTS_PER_PFLOPS_PJ = 1e3
"""1e15 FLOP/s x 1e-12 J."""
WATTS_PER_TBS_PJ = 8.0
"""1e12 B/s x 8 bit x 1e-12 J."""

PREFILL_MEMORY = 0.25
"""Share of the memory bandwidth in use during prefill."""
DECODE_COMPUTE = 0.15
"""Share of the compute rate in use during decode."""
DECODE_MEMORY = 0.8
DECODE_LINK = 0.5


class Energies(NamedTuple):
    """Energy per unit of work of a chip, and what it draws doing nothing."""

    fp8: ArrayLike
    """pJ per FLOP."""
    bf16: ArrayLike
    fp4: ArrayLike
    memory: ArrayLike
    """pJ per bit, DRAM and PHY."""
    sram: ArrayLike
    """pJ per bit of a local scratchpad."""
    link: ArrayLike
    """pJ per bit of the scale-up link."""
    idle_w: ArrayLike
    """W."""


class Power(NamedTuple):
    """Power by part, W, over points or alike; the parts sum to `total`."""

    idle: Array
    compute: Array
    memory: Array
    sram: Array
    links: Array

    @property
    def total(self) -> Array:
        """All parts, W."""
        return np.asarray(sum(self[1:], self[0]))

    @property
    def dynamic(self) -> Array:
        """All parts but idle, W."""
        return np.asarray(self.total - self.idle)


def activity_power(
    energies: Energies,
    fp8_pflops: ArrayLike = 0.0,
    memory_tbs: ArrayLike = 0.0,
    sram_tbs: ArrayLike = 0.0,
    link_tbs: ArrayLike = 0.0,
    bf16_pflops: ArrayLike = 0.0,
    fp4_pflops: ArrayLike = 0.0,
) -> Power:
    r"""Return the power at given achieved rates, part by part.

    .. math:: P = P_0 + 10^3 \sum_k e_k F_k + 8 (B e_h + B_s e_s + L e_L)

    Parameters
    ----------
    energies
        :math:`e`, pJ per FLOP and per bit; :math:`P_0`, W.
    fp8_pflops, bf16_pflops, fp4_pflops
        :math:`F_k`, achieved PFLOPS by format.
    memory_tbs, sram_tbs, link_tbs
        :math:`B, B_s, L`, achieved TB/s; links count both directions.
    """
    rates = (fp8_pflops, bf16_pflops, fp4_pflops, memory_tbs, sram_tbs, link_tbs)
    f8, f16, f4, memory, sram, links = (np.asarray(rate, float) for rate in rates)
    e8, e16, e4, e_h, e_s, e_l, idle = (np.asarray(energy, float) for energy in energies)
    return Power(
        idle,
        np.asarray(WATTS_PER_PFLOPS_PJ * (f8 * e8 + f16 * e16 + f4 * e4)),
        np.asarray(WATTS_PER_TBS_PJ * e_h * memory),
        np.asarray(WATTS_PER_TBS_PJ * e_s * sram),
        np.asarray(WATTS_PER_TBS_PJ * e_l * links),
    )


def prefill_power(
    energies: Energies,
    fp8_pflops: ArrayLike,
    memory_tbs: ArrayLike,
    link_tbs: ArrayLike,
    sram_tbs: ArrayLike = 0.0,
) -> Power:
    r"""Return the power of prefill at full rate.

    .. math:: P_{pre} = P_0 + 10^3 e_8 F_8 + 8 (0.25\,B e_h + L e_L) \;[+\; 8 B_s e_s]

    Rates are the peaks of the chip; give `sram_tbs` only for a chip that computes out of SRAM.
    """
    used = np.asarray(memory_tbs, float) * PREFILL_MEMORY
    return activity_power(energies, fp8_pflops, used, sram_tbs, link_tbs)


def decode_power(
    energies: Energies,
    fp8_pflops: ArrayLike,
    memory_tbs: ArrayLike,
    link_tbs: ArrayLike,
    sram_tbs: ArrayLike = 0.0,
) -> Power:
    r"""Return the power of decode at full memory rate.

    .. math:: P_{dec} = P_0 + 0.15 \cdot 10^3 e_8 F_8 + 8 (0.8\,B e_h + B_s e_s + 0.5\,L e_L)
    """
    return activity_power(
        energies,
        np.asarray(fp8_pflops, float) * DECODE_COMPUTE,
        np.asarray(memory_tbs, float) * DECODE_MEMORY,
        sram_tbs,
        np.asarray(link_tbs, float) * DECODE_LINK,
    )


def rated_power(prefill: Power, decode: Power, beside_w: ArrayLike = 0.0) -> Array:
    """Return TDP, W: the larger of prefill and decode.

    `beside_w` is what draws in proportion to the matrix units' work without being part of it.
    """
    beside = np.asarray(beside_w, float)
    return np.asarray(np.maximum(prefill.total + beside, decode.total + DECODE_COMPUTE * beside))


def energies_of(
    chip: ChipSpec, idle_w: ArrayLike | None = None, design: Design | None = None
) -> Energies:
    """Return the energies of a chip from its node, its memory kind and its execution.

    `idle_w` is the idle power; without it, the measured static share of the rated power
    (13.6 % on H200) of `chip.tdp_w`. `design` is `design_of(chip)` where it is at hand.
    """
    design = design or design_of(chip)
    ratios = design.energy
    static = chip.execution == "static"
    fp8 = design.node.systolic_energy if static else design.node.gpu_energy
    share = np.asarray(ratios.static_share)
    return Energies(
        fp8=fp8,
        bf16=fp8 * ratios.fp16_to_fp8,
        fp4=fp8 * ratios.fp4_to_fp8,
        memory=design.memory.energy,
        sram=design.node.sram_energy,
        link=design.node.link_energy,
        idle_w=share * np.asarray(chip.tdp_w, float) if idle_w is None else idle_w,
    )


def own_rates(energies: Energies, design: Design, static: bool) -> tuple[Energies, Any]:
    r"""Return the energies with what usual vector units and SRAM draw taken out of FP8, and theirs.

    .. math:: e_8' = \max(0, e_8 - \nu\,(u_v \rho_v e_8 + 8 \beta_v e_s)),\qquad
              P_v = u_v \rho_v e_8 V + 8 e_s B_s

    The energy of a FLOP was found from whole boards, so it holds the vector units and the SRAM of
    a usual core; here they are counted by their own rates, V in TFLOPS and :math:`B_s` in TB/s,
    :math:`P_v` in W. A statically scheduled chip's SRAM is counted by itself already.
    """
    ratios, fp8 = design.energy, np.asarray(energies.fp8, float)
    vector = np.asarray(ratios.vector_share) * ratios.vector_to_fp8 * fp8
    byte = 0.0 if static else WATTS_PER_TBS_PJ * np.asarray(energies.sram, float)
    usual = np.asarray(design.vector_usual) * (vector + byte * ratios.sram_usual)
    matrix = np.maximum(0.0, fp8 - usual / WATTS_PER_PFLOPS_PJ)
    watts = vector * design.vector_tflops + byte * np.asarray(design.sram_tbs, float)
    return energies._replace(fp8=matrix), watts


def estimate_tdp(chip: ChipSpec, design: Design | None = None) -> Array:
    r"""Return the rated power that follows from a chip's specification, W.

    Idle power is the static share :math:`s` of the rated power itself, which solves to
    :math:`TDP = P_{dyn} / (1 - s)`. FP4 beyond twice FP8 counts at its own energy, vector units
    and SRAM at theirs (`own_rates`), busy as the matrix units are. Stacked SRAM adds what it
    draws at its full rate. `design` is `design_of(chip)` where it is at hand.
    """
    design = design or design_of(chip)
    static = chip.execution == "static"
    energies, beside = own_rates(energies_of(chip, 0.0, design), design, static)
    half = np.asarray(design.fp4_pflops) * design.energy.fp4_to_fp8
    links = np.add(design.link_tbs, design.network_tbs)
    rates = (np.maximum(design.fp8_pflops, half), chip.hbm_bandwidth_tbs, links)
    sram = chip.sram_bandwidth_tbs if static else 0.0
    dynamic = rated_power(
        prefill_power(energies, *rates, sram), decode_power(energies, *rates, sram), beside
    )
    dynamic = dynamic + stack_watts(design)
    return np.asarray(dynamic / (1 - np.asarray(design.energy.static_share)))
