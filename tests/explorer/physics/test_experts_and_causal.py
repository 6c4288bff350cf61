"""What other tools get wrong: experts touched by a batch, and causal attention."""

import numpy as np
import pytest

from explorer import presets
from explorer.evaluate import evaluate
from explorer.physics.experts import busiest, distinct_experts
from explorer.physics.products import padded
from explorer.spec.constants import Constants
from explorer.spec.deployment import DeploymentSpec
from explorer.spec.scenario import Scenario
from explorer.spec.workload import WorkloadSpec

BATCHES = np.array([1.0, 8.0, 32.0, 128.0])


def mixtral(batch, skew=0.0):
    scenario = Scenario(
        chip=presets.chip("h100-sxm").spec,
        model=presets.model("mixtral-8x7b").spec,
        workload=WorkloadSpec(input_tokens=1024, output_tokens=1),
        deployment=DeploymentSpec(tp=2),
    )
    return scenario.with_values({"workload.batch": batch, "constants.expert_skew": skew})


def expert_bytes(batch, skew=0.0):
    out = evaluate(mixtral(batch, skew)).decode
    rows = [i for i, name in enumerate(out.names) if name in ("Experts up", "Experts down")]
    return out.bytes[rows].sum(axis=0)


def test_distinct_experts_of_mixtral_follow_the_expectation():
    expected = 8 * (1 - (1 - 2 / 8) ** BATCHES)
    assert distinct_experts(8, 2, BATCHES) == pytest.approx(expected, rel=1e-9)
    assert distinct_experts(8, 2, 1.0) == pytest.approx(2.0)


def test_decode_reads_the_experts_that_the_batch_touches():
    model = presets.model("mixtral-8x7b").spec
    one_expert = 3 * model.hidden * model.expert_ffn / 2 * 2.0 * model.layers
    live = 8 * (1 - 0.75**BATCHES)
    read = expert_bytes(BATCHES)
    # Activations add a little to the weights, more with the batch.
    assert np.all(read >= one_expert * live)
    assert np.all(read <= one_expert * live * 1.05)
    # Uneven popularity, as shipped: the same for one token, at most a tenth fewer for more.
    uneven = expert_bytes(BATCHES, Constants().expert_skew)
    assert uneven[0] == pytest.approx(read[0])
    assert np.all(uneven <= read * (1 + 1e-12))
    assert np.all(uneven >= 0.9 * read)


def test_mixtral_step_lies_between_top_k_only_and_all_experts():
    step = evaluate(mixtral(BATCHES)).tpot_ms
    assert step[0] < 9.0
    assert step[-1] > 14.5
    assert np.all(np.diff(step) > 0)


def test_causal_prefill_of_llama_3_8b_at_32k_counts_773_tflop():
    scenario = Scenario(
        chip=presets.chip("h100-sxm").spec,
        model=presets.model("llama-3.1-8b").spec,
        workload=WorkloadSpec(input_tokens=32768, output_tokens=1, batch=1),
    )
    flops = evaluate(scenario).prefill.flops.sum() / 1e12
    # 773 has the vocabulary projection of every token; engines compute the last one's only.
    model = scenario.model
    logits = 2 * 32767 * model.hidden * model.vocab / 1e12
    assert flops + logits == pytest.approx(773, rel=0.005)


def test_the_busiest_group_carries_more_the_more_groups_there_are():
    loads = busiest(np.array([1.0, 2.0, 8.0, 64.0]), 0.1)
    assert loads[0] == 1.0
    assert np.all(np.diff(loads) > 0)


def test_skewed_popularity_leaves_the_first_token_alone_and_finds_fewer_experts_later():
    even, skewed = (distinct_experts(128, 4, BATCHES, skew) for skew in (0.0, 0.5))
    assert distinct_experts(128, 4, 1.0, 0.5) == pytest.approx(4.0)
    assert np.all(skewed <= even * (1 + 1e-12))
    assert np.all(np.diff(skewed) > 0)


def test_rows_of_experts_are_padded_without_a_jump():
    """By hand: far below a tile half of eight columns are lost, far above half a tile."""
    rows = np.geomspace(0.1, 1e5, 4001)
    worked = padded(rows, 64.0, uneven=True)
    assert np.all(worked >= rows)
    assert np.all(np.diff(worked) >= 0)
    assert np.max(worked[1:] / worked[:-1]) < 1.02
    assert padded(8.0, 64.0, uneven=True) == pytest.approx(12, rel=0.01)
    assert padded(1e5, 64.0, uneven=True) == pytest.approx(1e5 + 32, rel=1e-5)


def routing_bytes(**engine):
    """Return the bytes of Qwen3-30B-A3B's routing for one prompt of 2,048 tokens, a layer."""
    s = presets.scenario("dgx-spark-gb10", "qwen3-30b-a3b").with_values(
        {
            "workload.input_tokens": 2048.0,
            "deployment.activations": "bf16",
            **{f"engine.{name}": value for name, value in engine.items()},
        }
    )
    out = evaluate(s).prefill
    return float(out.bytes[out.names.index("Expert routing"), 0]) / 48


def test_steps_apart_pass_experts_values_through_memory():
    """By hand for 8 experts of 768 a token, values of 4 bytes, hidden 2,048.

    Gathered and scattered: 3 passes of 4 bytes and one of 2. Apart: scaled (2 of 4), added in pairs
    (7/8 of 3 of 4), narrowed once more for gate and up, and 768 for down (4 + 2 each).
    """
    tokens = 2048 * 8
    assert routing_bytes(value_bytes=4.0) == pytest.approx(tokens * 2048 * 14, rel=1e-9)
    more = 2048 * (8 + 10.5 + 6) + 768 * 6
    assert routing_bytes(value_bytes=4.0, apart=1.0) == pytest.approx(
        tokens * (2048 * 14 + more), rel=1e-9
    )
