"""Where the KV caches of sessions wait between two calls: host memory and flash behind a chip."""

from __future__ import annotations

from pydantic import Field

from explorer.spec.base import Spec


class TiersSpec(Spec):
    """Memory per chip beyond its own; what HBM and SRAM leave free follows from the chip.

    Host memory is read over the chip's host link, flash at `ssd_gbs` after `ssd_latency_us`.
    `ssd_dwpd` is the rated drive writes per day over `ssd_rated_years`.
    """

    id: str = "cmx"
    name: str = "CMX flash behind a DPU"
    dram_gb: float = Field(256, ge=0, le=1e6)
    dram_usd_gb: float = Field(32, ge=0, le=1e5)
    dram_w_gb: float = Field(0.1, ge=0, le=100)
    ssd_gb: float = Field(16000, ge=0, le=1e8)
    ssd_gbs: float = Field(25, gt=0, le=1e5)
    ssd_latency_us: float = Field(90, ge=0, le=1e6)
    ssd_usd_gb: float = Field(0.45, ge=0, le=1e4)
    ssd_w_tb: float = Field(0.81, ge=0, le=1e4)
    ssd_dwpd: float = Field(1, gt=0, le=1000)
    ssd_rated_years: float = Field(5, gt=0, le=30)
