"""Two micro-batches: what is hidden, what is paid twice, and when the whole batch stays whole."""

import numpy as np
import pytest

from explorer import presets
from explorer.evaluate import evaluate
from explorer.outcome import LIMITS

EXCHANGE = [LIMITS.index(name) for name in ("latency", "link")]


def wide(batch, two=1.0, **more):
    """Return DeepSeek-V3 on 64 H800, experts spread over all, `batch` sequences a chip."""
    values = {"tp": 1.0, "dp": 64.0, "ep": 64.0, "weights": "fp8", "activations": "fp8"}
    work = {"batch": 64.0 * np.asarray(batch), "prefill_batch": 64.0, "input_tokens": 4096.0}
    return presets.scenario("h800", "deepseek-v3", engine="sglang").with_values(
        {
            **{f"deployment.{name}": value for name, value in values.items()},
            **{f"workload.{name}": value for name, value in {**work, **more}.items()},
            "engine.two_batches": two,
        }
    )


def test_halves_pay_at_large_batches_only():
    batches = np.array([1.0, 2.0, 8.0, 64.0, 256.0])
    apart, whole = (evaluate(wide(batches, two)).tpot_ms for two in (1.0, 0.0))
    assert apart[:2] == pytest.approx(whole[:2], rel=1e-12)
    assert np.all(apart <= whole)
    assert apart[-1] < 0.85 * whole[-1]


def test_half_the_exchange_hides_behind_the_other_half():
    """By hand, without a host: twice the longer of exchange and all else at half the batch."""
    free = {"engine.step_host_us": 0.0, "constants.sequence_host_us": 0.0}
    half = evaluate(wide(64.0, 0.0).with_values(free)).decode
    exchange = half.by_limit_ms[EXCHANGE].sum()
    by_hand = 2 * max(exchange, half.total_ms[0] - exchange)
    # A larger KV cache leaves a little less of everything pinned in SRAM.
    assert evaluate(wide(128.0).with_values(free)).tpot_ms[0] == pytest.approx(by_hand, rel=1e-3)


def test_the_parts_still_sum_and_the_floor_stays_below():
    out = evaluate(wide(np.array([2.0, 32.0, 256.0])))
    for phase in (out.prefill, out.decode):
        assert np.all(phase.by_limit_ms >= 0)
        assert phase.by_limit_ms.sum(axis=0) == pytest.approx(phase.total_ms, rel=1e-9)
        assert phase.time_ms.sum(axis=0) == pytest.approx(phase.total_ms, rel=1e-9)
        assert np.all(phase.floor_ms <= phase.total_ms)


def test_what_is_gathered_inside_a_server_is_not_split():
    s = wide(256.0).with_values({"deployment.dp": 8.0, "deployment.ep": 8.0})
    whole = s.with_values({"engine.two_batches": 0.0})
    assert evaluate(s).tpot_ms == evaluate(whole).tpot_ms
