"""Serving software: a short list of profiles, each of at most three constants."""

from __future__ import annotations

from pydantic import Field

from explorer.spec.base import Spec


class EngineSpec(Spec):
    """What the software adds to the silicon.

    `step_host_us`: host time per forward step that the chip waits for. `kernel_us`: launch and
    drain per kernel. `overlap`: share of communication hidden behind compute; below zero,
    communication takes longer than tuned collectives do (host-staged, synchronised). `score_bytes`:
    memory traffic per attention score where scores are written out (no flash attention).
    """

    id: str = "tuned"
    name: str = "Tuned engine, CUDA graphs (2025-26)"
    step_host_us: float = Field(1600.0, ge=0, le=1e6)
    kernel_us: float = Field(1.7, ge=0, le=1e4)
    overlap: float = Field(0.0, ge=-10, le=1)
    score_bytes: float = Field(0.0, ge=0, le=1000)
