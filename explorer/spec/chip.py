"""A chip: dense compute by format, memories, links, power and price."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from explorer.spec.base import Spec

Execution = Literal["gpu", "npu", "static", "cpu"]
"""gpu: kernels launched at run time. npu: the same, but results leave the matrix unit scaled and
narrowed through a pipe of their own (Fixpipe of Ascend's cores), not over the vector unit. static:
a compiler schedules every cycle (LPU, wafer, TPU-like dataflow). cpu: cores with matrix
extensions."""

Topology = Literal["switch", "reducing-switch", "ring", "mesh", "all-to-all", "tree"]
"""reducing-switch: the switch itself adds up what passes through it (NVLink SHARP, NVLS). tree:
cards below PCIe switches, root complexes and sockets, which share the links towards the root."""


class ChipSpec(Spec):
    """One chip, card or socket as the unit that is bought and counted.

    Rates are dense; 0 means the format has no compute of its own and falls back to the next wider
    one. Links are GB/s per direction, capacities 1e9 bytes, SRAM 1e6 bytes.
    """

    id: str
    name: str
    vendor: str = ""
    kind: str = "GPU"
    execution: Execution = "gpu"

    fp32_tflops: float = Field(0.0, ge=0, le=1e6)
    bf16_tflops: float = Field(gt=0, le=1e6)
    fp8_tflops: float = Field(0.0, ge=0, le=1e6)
    int8_tops: float = Field(0.0, ge=0, le=1e6)
    fp4_tflops: float = Field(0.0, ge=0, le=1e6)
    vector_tflops: float = Field(gt=0, le=1e5)

    fill_tbs: float = Field(0.0, ge=0, le=1e6)
    """Rate at which the matrix unit takes weights in where it must hold them before rows pass (a
    systolic array); 0 where they arrive with the rows."""

    sram_mb: float = Field(gt=0, le=1e6)
    sram_bandwidth_tbs: float = Field(gt=0, le=1e6)
    stacked_sram_mb: float = Field(0.0, ge=0, le=1e5)
    stacked_sram_bandwidth_tbs: float = Field(20.0, gt=0, le=1e5)
    """SRAM dies bonded onto the compute dies; the rate counts where there are any."""
    hbm_kind: str = "HBM3"
    hbm_gb: float = Field(ge=0, le=1e5)
    hbm_bandwidth_tbs: float = Field(ge=0, le=1e4)
    host_dram_gb: float = Field(0.0, ge=0, le=1e6)
    host_gbs: float = Field(32.0, gt=0, le=1e5)

    scaleup_gbs: float = Field(gt=0, le=1e6)
    scaleup_latency_us: float = Field(gt=0, le=1e4)
    scaleup_domain: float = Field(8, ge=1, le=1e6)
    scaleup_topology: Topology = "switch"
    scaleout_gbs: float = Field(50.0, gt=0, le=1e5)
    scaleout_latency_us: float = Field(5.0, gt=0, le=1e4)

    process: str = ""
    dies: float = Field(1, ge=1, le=1000)
    die_area_mm2: float = Field(0.0, ge=0, le=1e6)
    tdp_w: float = Field(gt=0, le=1e6)
    price_usd: float = Field(gt=0, le=1e8)
    rental_usd_hour: float = Field(gt=0, le=1e5)

    @property
    def all_sram_mb(self) -> float:
        """SRAM of the die and of the dies on it, MB."""
        return self.sram_mb + self.stacked_sram_mb
