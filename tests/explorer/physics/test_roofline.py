"""Vector work beside matrix work: hidden on a unit of its own, added where lanes do both."""

import numpy as np
import pytest

from explorer import presets
from explorer.evaluate import evaluate
from explorer.spec.scenario import Scenario
from explorer.spec.workload import WorkloadSpec

MATRIX = 10.0


def prefill(share, unpack):
    """Return the FFN's time in a prompt where the vector rate is a share of the matrix rate."""
    chip = presets.chip("h100-sxm").spec.replaced(
        {"bf16_tflops": MATRIX, "fp32_tflops": 0.0, "sram_bandwidth_tbs": 1e4}
    )
    s = Scenario(
        chip=chip,
        model=presets.model("llama-3.1-8b").spec,
        workload=WorkloadSpec(input_tokens=4096, output_tokens=1, batch=1),
        engine=presets.engine("kernels").spec,
    ).with_values(
        {
            "chip.vector_tflops": MATRIX * share,
            "deployment.weights": "int4",
            "constants.dequantise_flops": unpack,
            "constants.drain_flops": 0.0,
        }
    )
    out = evaluate(s)
    at = out.prefill.names.index("FFN up")
    return float(out.prefill.time_ms[at, 0])


def test_lanes_that_do_both_take_the_sum_and_a_unit_of_its_own_the_root():
    """By hand: 16 FLOP a weight for each 16 rows are half of the 32 that the product takes."""
    alone = prefill(1.0, 0.0)
    usable = 0.97
    same = prefill(1.0, 16.0) / alone
    assert same == pytest.approx(1 + 0.5 * usable, rel=0.02)
    apart = prefill(0.1, 1.6) / alone
    half = 0.5 * usable
    assert apart == pytest.approx(np.sqrt(1 + half**2 + 2 * 0.1 * half), rel=0.02)
