"""A chip in the terms of the area and cost equations: node, memory row and resources."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from explorer.cost_parameters import (
    DieRules,
    EnergyRatios,
    Level,
    Margins,
    Memory,
    Node,
    PackageRules,
    StackRules,
    YieldRules,
)
from explorer.silicon.choices import io_node_of, kind_beside, margin_class, memory_of, node_of
from explorer.spec.chip import ChipSpec
from explorer.spec.costing import CostingSpec

Array = NDArray[np.float64]

STACK_NODE = "N7"
"""Stacked SRAM is made where it is cheap: bit cells hardly shrink below."""


@dataclass(frozen=True)
class Design:
    """What is put on the silicon; numbers may be arrays."""

    node: Node
    io_node: Node
    """Of the dies with memory PHYs and links; `node` where all is on one kind of die."""
    memory: Memory
    rules: DieRules
    yields: YieldRules
    package: PackageRules
    energy: EnergyRatios
    stack: StackRules
    stack_node: Node
    """Where stacked SRAM dies are made."""
    margin: ArrayLike
    """m, gross margin of the vendor's class."""
    core_area: ArrayLike
    """a8 of the kind of core, mm2 per dense FP8 PFLOPS at N5."""
    disabled_share: ArrayLike
    """d, share of compute fused off."""
    die_fixed: ArrayLike
    """A_f, mm2 per die."""
    critical_share: ArrayLike
    """f, share of area whose defects cannot be repaired."""
    fp8_pflops: ArrayLike
    fp4_pflops: ArrayLike
    vector_tflops: ArrayLike
    vector_usual: ArrayLike
    """nu, vector TFLOPS per FP8 PFLOPS of a usual core of this kind."""
    sram_mb: ArrayLike
    sram_tbs: ArrayLike
    sram_area: ArrayLike
    """k_s of a scratchpad or k_c of a cache, mm2 per MB at the usual rate."""
    sram_usual: ArrayLike
    """beta, usual rate of the SRAM, TB/s per MB."""
    sram_ports: ArrayLike
    """p, share of the SRAM's area that ports and wires take at the usual rate."""
    stacked_mb: ArrayLike
    """SRAM on dies of its own, on top."""
    stacked_tbs: ArrayLike
    memory_gb: ArrayLike
    """Memory sold with the chip; modules of a server are not."""
    memory_tbs: ArrayLike
    stacks: ArrayLike
    """Memory stacks or devices."""
    link_tbs: ArrayLike
    """Both directions summed."""
    network_tbs: ArrayLike
    """Scale-out, both directions summed."""
    organic: bool = False
    """Dies sit on an organic substrate even beside on-package memory (sockets)."""


def stacks_for(gigabytes: ArrayLike, terabytes_s: ArrayLike, memory: Memory) -> Array:
    """Return the least whole number of stacks or devices for a capacity and a bandwidth.

    `gigabytes` in 1e9 bytes, `terabytes_s` in TB/s; a hair of slack (0.1 %) absorbs rounding in
    published figures.
    """
    by_capacity = np.asarray(gigabytes, float) / memory.unit_gb
    by_bandwidth = np.asarray(terabytes_s, float) / memory.unit_tbs
    return np.asarray(np.ceil(np.maximum(by_capacity, by_bandwidth) - 1e-3) + 0.0)


def fp8_equivalent_pflops(chip: ChipSpec) -> Array:
    """Return F8, PFLOPS: the widest use of the arrays, counting two FP8 FLOP for one in BF16."""
    rates = (chip.fp8_tflops, chip.int8_tops, 2 * np.asarray(chip.bf16_tflops, float))
    widest = np.maximum(np.maximum(rates[0], rates[1]), rates[2])
    return np.asarray(widest / 1000)


_USUAL = CostingSpec()


def design_of(chip: ChipSpec, level: Level = "mid", costing: CostingSpec = _USUAL) -> Design:
    """Return a chip specification as a design; any number of `chip` or `costing` may be an array.

    This is the one place where a scenario's own cost parameters enter. SRAM of a GPU or CPU is
    cache, that of a statically scheduled chip is scratchpad. Links count both directions.
    Statically scheduled arrays have no spare cores, so usually no harvesting.
    """
    edits = costing.parameters
    node = Node.load("nodes", node_of(chip.process).name, level=level, edits=edits)
    io = io_node_of(chip.process).name
    kind = memory_of(kind_beside(chip.hbm_kind, chip.hbm_gb)).name
    memory = Memory.load("memories", kind, level=level, edits=edits)
    rules = DieRules.load("area", level=level, edits=edits)
    yields = YieldRules.load("yield", level=level, edits=edits)
    margins = Margins.load("margin", level=level, edits=edits)
    static, sockets = chip.execution == "static", chip.execution == "cpu"
    whole = static if costing.harvesting == "usual" else costing.harvesting == "off"
    return Design(
        node=node,
        io_node=Node.load("nodes", io, level=level, edits=edits),
        memory=memory,
        rules=rules,
        yields=yields,
        package=PackageRules.load("package", level=level, edits=edits),
        energy=EnergyRatios.load("energy", level=level, edits=edits),
        stack=StackRules.load("stack", level=level, edits=edits),
        stack_node=Node.load("nodes", STACK_NODE, level=level, edits=edits),
        margin=getattr(margins, margin_class(chip.vendor)),
        core_area=node.core_area_systolic if static else node.core_area_gpu,
        disabled_share=0.0 if whole else rules.disabled_share,
        die_fixed=rules.die_fixed_systolic if static else rules.die_fixed,
        critical_share=yields.critical_plain if whole else yields.critical_harvested,
        fp8_pflops=fp8_equivalent_pflops(chip),
        fp4_pflops=np.asarray(chip.fp4_tflops, float) / 1000,
        vector_tflops=chip.vector_tflops,
        vector_usual=rules.vector_usual_systolic if static else node.vector_usual_gpu,
        sram_mb=chip.sram_mb,
        sram_tbs=chip.sram_bandwidth_tbs,
        sram_area=node.scratchpad_area if static else node.cache_area,
        sram_usual=rules.scratchpad_usual if static else rules.cache_usual,
        sram_ports=rules.scratchpad_ports if static else rules.cache_ports,
        stacked_mb=chip.stacked_sram_mb,
        stacked_tbs=chip.stacked_sram_bandwidth_tbs,
        memory_gb=0.0 if sockets and memory.footprint == 0 else chip.hbm_gb,
        memory_tbs=chip.hbm_bandwidth_tbs,
        stacks=stacks_for(chip.hbm_gb, chip.hbm_bandwidth_tbs, memory),
        link_tbs=2 * np.asarray(chip.scaleup_gbs, float) / 1000,
        network_tbs=2 * np.asarray(chip.scaleout_gbs, float) / 1000,
        organic=sockets,
    )
