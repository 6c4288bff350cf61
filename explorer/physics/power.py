"""Energy of a step from its activity, and what a power limit does to its time.

Energies per operation by process node and memory kind are mid values of the cost parameters
(resources/presets/cost): pJ/FLOP for FP8, twice for 16-bit and half for 4-bit operands; DRAM
energies include the PHY.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from explorer.outcome import LIMITS, Phase
from explorer.physics.formats import FORMATS, lookup
from explorer.spec.scenario import Scenario

_PJ_PER_FLOP_FP8 = (
    (("N2", "A16", "18A"), 0.09),
    (("N3", "3 nm", "Intel 3", "SF3"), 0.11),
    (("4NP", "N4P"), 0.16),
    (("4N", "N4", "N5", "5N", "5 nm", "SF4", "4 nm"), 0.27),
    (("N6", "N7", "7N", "7 nm", "N+2", "N+3", "Intel 7"), 0.43),
)
_PJ_PER_FLOP_DEFAULT = 0.27

_PJ_PER_BIT_MEMORY = (
    (("HBM4",), 3.4),
    (("HBM3E", "HBM3e", "HiZQ"), 4.0),
    (("HBM", "HiBL"), 4.5),
    (("GDDR",), 7.0),
    (("LPDDR",), 4.5),
    (("DDR", "MRDIMM"), 12.0),
)
_PJ_PER_BIT_MEMORY_DEFAULT = 4.5
_PJ_PER_BIT_SRAM = 0.07
_PJ_PER_BIT_LINK = 5.5
IDLE_SHARE = 0.12
"""Idle over rated power: H200 idles at 80 W of 700."""

POWER = LIMITS.index("power")


def _match(name: str, table: tuple[tuple[tuple[str, ...], float], ...], default: float) -> float:
    for words, value in table:
        if any(word in name for word in words):
            return value
    return default


def _by_name(names: Any, table: tuple[tuple[tuple[str, ...], float], ...], default: float) -> Any:
    known = [names] if isinstance(names, str) else np.unique(np.asarray(names, dtype=str)).tolist()
    return lookup(names, {name: _match(name, table, default) for name in known})


def joule_per_flop(s: Scenario) -> Any:
    """Return matrix-unit energy per FLOP for the activations' width at the chip's node, J."""
    width = lookup(s.deployment.activations, {n: f.width / 8 for n, f in FORMATS.items()})
    fp8 = _by_name(s.chip.process, _PJ_PER_FLOP_FP8, _PJ_PER_FLOP_DEFAULT)
    return fp8 * width * 1e-12


def joule_per_byte(s: Scenario, pinned: Any) -> Any:
    """Return energy per streamed byte, J: `pinned` of it from SRAM, the rest from memory."""
    dram = _by_name(s.chip.hbm_kind, _PJ_PER_BIT_MEMORY, _PJ_PER_BIT_MEMORY_DEFAULT)
    return 8e-12 * (pinned * _PJ_PER_BIT_SRAM + (1 - pinned) * (dram + _PJ_PER_BIT_SRAM))


def activity_joule(s: Scenario, phase: Phase, pinned: Any) -> Any:
    """Return the energy above idle that one chip spends in the phase, J, shape (points,)."""
    return phase.total_flops * joule_per_flop(s) + phase.total_bytes * joule_per_byte(s, pinned)


def power_capped(s: Scenario, phase: Phase, pinned: Any, busy: Any) -> tuple[Phase, Any]:
    r"""Return the phase under the chip's power limit, and its mean power per chip in W.

    The activity energy E of a step must be spent within the limit, so the step lasts at least

    .. math:: t \ge \frac{E}{P_{TDP} - P_0}

    with idle power P0: clocks give way until the mean power meets the limit. Voltage is held, so
    energy per operation does not fall with the clock (pessimistic by what scaling would save).
    `busy` is the share of a pipeline's stages at work; the others idle.
    """
    idle = IDLE_SHARE * np.asarray(s.chip.tdp_w)
    joule = activity_joule(s, phase, pinned) * busy
    needed_ms = joule / (np.asarray(s.chip.tdp_w) - idle) * 1e3
    stretch = np.maximum(needed_ms / phase.total_ms, 1.0)
    total = phase.total_ms * stretch
    power = idle + joule / (total * 1e-3)
    if not np.any(stretch > 1.0):
        return phase, power
    by_limit = phase.by_limit_ms.copy()
    by_limit[POWER] += total - phase.total_ms
    capped = replace(
        phase,
        time_ms=phase.time_ms * stretch,
        limit=np.where(stretch > 1.0, POWER, phase.limit),
        by_limit_ms=by_limit,
        total_ms=total,
        binding=np.where(stretch > 1.0, POWER, phase.binding),
    )
    return capped, power
