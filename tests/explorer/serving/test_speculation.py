"""Speculative decoding: its expectation, what checking costs, and that it is off by default."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer import presets
from explorer.evaluate import evaluate
from explorer.serving.speculation import tokens_per_step

MTP = {"workload.draft_tokens": 1.0, "workload.draft_acceptance": 0.87}


def scenario(**values):
    opening = presets.scenario(chip="b200-sxm", model="deepseek-v3")
    return opening.with_values({path.replace("__", "."): v for path, v in values.items()})


def test_the_expectation_is_the_sum_of_its_series():
    """Acceptance by position 0.58, 0.31, 0.16, 0.08 (facts of EAGLE-type drafts): 2.13 tokens."""
    a = np.array([0.58, 0.31, 0.16, 0.08])
    assert tokens_per_step(4, 0.56) == pytest.approx(1 + a.sum(), rel=0.03)
    assert tokens_per_step(0, 0.56) == 1
    assert tokens_per_step(3, 1.0) == pytest.approx(4)
    assert tokens_per_step(3, 0.0) == 1
    by_hand = 1 + 0.9 + 0.81 + 0.729
    assert tokens_per_step(3, 0.9) == pytest.approx(by_hand, rel=1e-12)


def test_the_second_token_of_mtp_nearly_doubles_speed_at_batch_one():
    """DeepSeek-V3: the second token accepted 85 to 90 %, 1.8 times the tokens per second."""
    one = scenario(workload__batch=1.0)
    gain = evaluate(one).tpot_ms / evaluate(one.with_values(MTP)).tpot_ms
    assert 1.5 < gain[0] < 1.87


def test_checking_costs_more_where_compute_is_the_limit():
    """EAGLE-3: far less gain at a large batch than alone."""
    many = np.array([1.0, 1024.0])
    base = presets.scenario(chip="h100-sxm", model="llama-3.1-8b").with_values(
        {"workload.batch": many, "workload.input_tokens": 128.0}
    )
    drafted = base.with_values({"workload.draft_tokens": 6.0, "workload.draft_acceptance": 0.7})
    gain = evaluate(base).tpot_ms / evaluate(drafted).tpot_ms
    assert gain[0] > 1.7
    assert gain[1] < 0.75 * gain[0]


def test_without_a_draft_nothing_changes():
    opening = presets.default_scenario()
    other = opening.with_values({"workload.draft_acceptance": 0.99, "workload.draft_cost": 0.5})
    assert evaluate(opening).tpot_ms == evaluate(other).tpot_ms


def test_parts_still_sum_to_the_whole_and_stay_above_the_floor():
    out = evaluate(scenario(workload__batch=16.0).with_values(MTP))
    assert out.decode.time_ms.sum(axis=0) == pytest.approx(out.tpot_ms, rel=1e-9)
    assert out.decode.by_limit_ms.sum(axis=0) == pytest.approx(out.tpot_ms, rel=1e-9)
    assert (out.decode.floor_ms <= out.tpot_ms).all()


@given(st.integers(0, 8), st.floats(0, 1), st.floats(0, 1))
def test_a_better_draft_is_never_slower(k, a, b):
    low, high = sorted((a, b))
    s = presets.default_scenario().with_values({"workload.draft_tokens": float(k)})
    worse, better = (
        evaluate(s.with_values({"workload.draft_acceptance": share}), detail=False).tpot_ms[0]
        for share in (low, high)
    )
    assert better <= worse * (1 + 1e-9)
