"""What is asked of the system."""

from __future__ import annotations

from pydantic import Field

from explorer.spec.base import Spec


class WorkloadSpec(Spec):
    """Lengths in tokens per request; `batch` is sequences decoding together in one replica.

    `draft_tokens` are drafted for each decode step (0: no speculation) and each accepted with
    `draft_acceptance` if all before it were; drafting one costs `draft_cost` of a step.
    `requests_per_s` come to one replica (0: a closed batch, nobody queues).
    """

    id: str = "custom"
    name: str = "Custom"
    input_tokens: float = Field(8192, ge=1, le=1e8)
    output_tokens: float = Field(512, ge=1, le=1e7)
    cached_fraction: float = Field(0.0, ge=0, le=0.999)
    batch: float = Field(32, ge=1, le=1e6)
    prefill_batch: float = Field(1, ge=1, le=1e6)
    draft_tokens: float = Field(0.0, ge=0, le=32)
    draft_acceptance: float = Field(0.56, ge=0, le=1)
    draft_cost: float = Field(0.02, ge=0, le=1)
    requests_per_s: float = Field(0.0, ge=0, le=1e6)
    ttft_slo_ms: float = Field(1000.0, gt=0, le=1e7)
    interactivity_target: float = Field(60.0, gt=0, le=1e6)
