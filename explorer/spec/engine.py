"""Serving software: a short list of profiles, each of at most three constants."""

from __future__ import annotations

from pydantic import Field

from explorer.spec.base import Spec


class EngineSpec(Spec):
    """What the software adds to the silicon.

    `step_host_us`: host time per forward step that the chip waits for. `kernel_us`: launch and
    drain per kernel. `request_ms`: what a request takes outside the chip before its first token.
    Further, `overlap` is the share of communication hidden behind compute.

    The others hold what an engine does rather than how well: `eager_us` is the host's time to
    launch each kernel of a decode step, 0 where steps are replayed as graphs; `link_share` is the
    rate that its collectives reach over that of tuned ones, `matrix_share` the same of its matrix
    products; `admission` is the share of a request's output that must have room in memory before it
    starts (1: nothing is ever evicted; 0.5: pages are given as tokens come, and sequences of all
    ages hold half on average); `drops_window` is 1 where it frees what sliding windows have passed;
    `group_wait_steps` is how many steps a prompt is held back for prompts of the other attention
    groups; `two_batches` is 1 where a step may run as two micro-batches, each computed while the
    other's tokens travel between experts; `value_bytes` is the width of values between kernels (2:
    16 bits; llama.cpp keeps 4); `apart` is 1 where each step on experts' values is a kernel of its
    own that passes them through memory, 0 where products take the steps in; `score_bytes` is the
    memory traffic per attention score where scores are written out (no flash attention).
    """

    id: str = "tuned"
    name: str = "Tuned engine, CUDA graphs (2025-26)"
    step_host_us: float = Field(10.0, ge=0, le=1e6)
    kernel_us: float = Field(2.2, ge=0, le=1e4)
    request_ms: float = Field(33.0, ge=0, le=1e4)
    overlap: float = Field(0.0, ge=0, le=1)
    eager_us: float = Field(0.0, ge=0, le=1000)
    link_share: float = Field(1.0, gt=0, le=1)
    matrix_share: float = Field(1.0, gt=0, le=1)
    admission: float = Field(1.0, ge=0, le=1)
    drops_window: float = Field(0.0, ge=0, le=1)
    group_wait_steps: float = Field(20.0, ge=0, le=1000)
    two_batches: float = Field(0.0, ge=0, le=1)
    value_bytes: float = Field(2.0, gt=0, le=8)
    apart: float = Field(0.0, ge=0, le=1)
    score_bytes: float = Field(0.0, ge=0, le=1000)
