"""Energy of a step from what it does, and what a power limit does to its time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np

from explorer.cost_parameters import EnergyRatios, Memory, Node
from explorer.outcome import LIMITS, Phase
from explorer.physics.formats import FORMATS, lookup
from explorer.silicon.choices import kind_beside, memory_of, node_of
from explorer.spec.costing import Edits
from explorer.spec.scenario import Scenario

POWER = LIMITS.index("power")


class UnitEnergies(NamedTuple):
    """Joules per FP8 FLOP and per byte of memory and of SRAM."""

    flop: Any
    memory: Any
    sram: Any


def unit_energies(s: Scenario) -> UnitEnergies:
    """Return the energies of the scenario's chip, or of each chip where they are many."""
    kind, size = s.chip.hbm_kind, s.chip.hbm_gb
    if isinstance(kind, str):
        kind = kind_beside(kind, size)
    else:
        kind = np.where((np.asarray(kind) == "none") & (np.asarray(size) > 0), "HBM3", kind)
    names = (s.chip.process, kind, s.chip.execution)
    edits = s.costing.parameters
    of = _energies if any(isinstance(v, np.ndarray) for _, v in edits) else _kept_energies
    if all(isinstance(name, str) for name in names):
        return UnitEnergies(*of(*names, edits))
    rows = np.stack(np.broadcast_arrays(*(np.asarray(n, dtype=str) for n in names)), axis=-1)
    kinds, index = np.unique(rows, axis=0, return_inverse=True)
    index = index.reshape(-1)
    found = [of(str(k[0]), str(k[1]), str(k[2]), edits) for k in kinds]
    swept = np.stack([np.stack(np.broadcast_arrays(*e, index)[:3]) for e in found])
    return UnitEnergies(*swept[index, :, np.arange(index.size)].T)


@lru_cache(maxsize=512)
def _kept_energies(process: str, memory: str, execution: str, edits: Edits) -> tuple[Any, Any, Any]:
    return _energies(process, memory, execution, edits)


def _energies(process: str, memory: str, execution: str, edits: Edits) -> tuple[Any, Any, Any]:
    node = Node.load("nodes", node_of(process).name, edits=edits)
    fp8 = node.systolic_energy if execution == "static" else node.gpu_energy
    dram = Memory.load("memories", memory_of(memory).name, edits=edits).energy
    return fp8 * 1e-12, dram * 8e-12, node.sram_energy * 8e-12


@lru_cache(maxsize=4)
def _ratios(energy: EnergyRatios) -> dict[str, float]:
    """Return the energy of every format over FP8."""
    wide, narrow = energy.fp16_to_fp8, energy.fp4_to_fp8
    by_width = {4: narrow, 8: 1.0, 16: wide, 32: wide * wide}
    return {n: by_width[f.width] for n, f in FORMATS.items()}


def _energy(s: Scenario) -> EnergyRatios:
    return EnergyRatios.load("energy", edits=s.costing.parameters)


def idle_power(s: Scenario) -> Any:
    """Return what the chip draws doing nothing, W: the measured static share of its TDP."""
    return _energy(s).static_share * np.asarray(s.chip.tdp_w)


@dataclass(frozen=True, slots=True)
class Budget:
    """What a chip may draw, W, and what its work takes of it, J; the same for all steps."""

    idle_w: Any
    dynamic_w: Any
    """What the power limit leaves for work."""
    flop_j: Any
    """Per FLOP of products at the activations' width."""
    byte_j: Any

    @classmethod
    def of(cls, s: Scenario, pinned: Any) -> Budget:
        """Return the budget of the scenario's chip.

        Every byte crosses SRAM, the share not `pinned` there comes from memory first.
        """
        unit, energy = unit_energies(s), _energy(s)
        swept = any(isinstance(v, np.ndarray) for v in (energy.fp16_to_fp8, energy.fp4_to_fp8))
        ratios = _ratios.__wrapped__(energy) if swept else _ratios(energy)
        idle = energy.static_share * s.chip.tdp_w
        return cls(
            idle_w=idle,
            dynamic_w=s.chip.tdp_w - idle,
            flop_j=unit.flop * lookup(s.deployment.activations, ratios),
            byte_j=unit.sram + (1 - pinned) * unit.memory,
        )

    def capped(self, phase: Phase, busy: Any) -> tuple[Phase, Any]:
        r"""Return the phase under the chip's power limit, and its mean power per chip in W.

        The activity energy E of a step must be spent within the limit, so the step lasts at least

        .. math:: t \ge \frac{E}{P_{TDP} - P_0}

        with idle power P0: clocks give way until the mean power meets the limit. Voltage is held,
        so energy per operation does not fall with the clock (pessimistic by what scaling would
        save). `busy` is the share of a pipeline's stages at work; the others idle. The phase given
        is used up: its arrays go into the one returned.
        """
        joule = (phase.total_flops * self.flop_j + phase.total_bytes * self.byte_j) * busy
        total = np.maximum(phase.total_ms, joule / self.dynamic_w * 1e3)
        power = self.idle_w + joule / (total * 1e-3)
        longer = total > phase.total_ms
        if not longer.any():
            return phase, power
        phase.by_limit_ms[POWER] += total - phase.total_ms
        np.copyto(phase.binding, POWER, where=longer)
        time, limit = phase.time_ms, phase.limit
        if len(time):
            time, limit = time * (total / phase.total_ms), np.where(longer, POWER, limit)
        return replace(phase, time_ms=time, limit=limit, total_ms=total), power
