"""Scenarios that broke a law once, found by searching the whole input box, and must not again."""

from __future__ import annotations

import numpy as np
import pytest

from explorer.evaluate import evaluate
from explorer.outcome import LIMITS
from explorer.spec.chip import ChipSpec
from explorer.spec.deployment import DeploymentSpec
from explorer.spec.engine import EngineSpec
from explorer.spec.model import ModelSpec
from explorer.spec.scenario import Scenario
from explorer.spec.workload import WorkloadSpec


def small(batch: float) -> Scenario:
    """One layer of one expert on a chip of ones, under a long KV cache that memory binds."""
    return Scenario(
        chip=ChipSpec(
            id="any", name="Any", fp32_tflops=1, bf16_tflops=1, fp8_tflops=1, int8_tops=1,
            vector_tflops=1, sram_mb=10, sram_bandwidth_tbs=1, hbm_gb=1, hbm_bandwidth_tbs=0.1,
            scaleup_gbs=1, scaleup_latency_us=1, tdp_w=10, price_usd=100, rental_usd_hour=1,
        ),
        model=ModelSpec(
            id="any", name="Any", layers=1, hidden=128, heads=1, kv_heads=1, head_dim=64,
            full_layers=1, ffn_matrices=2, dense_layers=0, dense_ffn=256, moe_layers=1,
            experts=1, experts_per_token=1, expert_ffn=128, vocab=1000,
        ),
        workload=WorkloadSpec(input_tokens=1, output_tokens=2e4, batch=batch),
        deployment=DeploymentSpec(activations="fp8", attention="fp32"),
        engine=EngineSpec(step_host_us=1, kernel_us=1),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("batch", "wide", "narrow"),
    [
        pytest.param(10.0, "bf16", "mxfp8", id="scales of blocks cost more than bytes saved"),
        pytest.param(1000.0, "fp32", "bf16", id="wide weights met narrow activations"),
    ],
)
def test_narrower_weights_never_slow_a_step_that_memory_binds(
    batch: float, wide: str, narrow: str
) -> None:
    weights = np.array([wide, narrow], dtype=str)
    out = evaluate(small(batch).with_values({"deployment.weights": weights}), detail=False)
    assert LIMITS[int(out.decode.binding[0])] == "hbm"
    assert out.tpot_ms[1] <= out.tpot_ms[0]
