"""Requests at a rate: Little's law, queues by hand, the rate that cannot be served."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer import presets
from explorer.cli.verbs import main
from explorer.evaluate import evaluate
from explorer.serving.disaggregation import p99_ms, queue_ms, wait_quantile_ms
from explorer.systems.service import service

OPENING = presets.default_scenario()
MOST = service(OPENING, 0.0).most


def test_one_server_waits_as_the_md1_formula_says():
    """Pollaczek-Khinchine for equal services: rho S / (2 (1 - rho))."""
    assert queue_ms(0.5, 1, 100.0) == pytest.approx(0.5 * 100 / (2 * 0.5))
    assert wait_quantile_ms(0.8, 3, 50.0, 0.99) == pytest.approx(p99_ms(0.8, 3, 50.0))
    assert wait_quantile_ms(0.4, 1, 50.0, 0.5) == 0, "fewer than half wait at all"


def test_an_idle_replica_answers_alone():
    found = service(OPENING, 1e-9)
    alone = evaluate(OPENING.with_values({"workload.batch": 1.0}))
    assert found.tpot_ms == pytest.approx(alone.tpot_ms[0], rel=1e-6)
    # Room for the KV cache of the whole batch is kept, so less of the weights is pinned in SRAM.
    own = evaluate(OPENING).ttft_ms[0] + alone.tpot_ms[0] + OPENING.engine.request_ms
    assert found.ttft_ms == pytest.approx(own, rel=1e-6)
    assert found.ttft_p50_ms == pytest.approx(own, rel=1e-6)


def test_requests_in_flight_are_rate_times_their_stay():
    found = service(OPENING, 0.6 * MOST)
    stay = OPENING.workload.output_tokens * found.tpot_ms * 1e-3
    assert found.concurrency == pytest.approx(found.rate * stay, rel=0.02)


def test_at_the_highest_rate_the_batch_is_full_and_beyond_there_is_no_answer():
    full = service(OPENING, 0.9999 * MOST)
    assert full.concurrency == pytest.approx(OPENING.workload.batch, rel=0.01)
    beyond = service(OPENING, 1.01 * MOST)
    assert not beyond.stable
    assert np.isinf(beyond.ttft_p99_ms)


@given(st.floats(0.001, 0.98), st.floats(0.001, 0.98))
def test_more_requests_never_make_anything_quicker(a, b):
    low, high = (service(OPENING, share * MOST) for share in sorted((a, b)))
    for name in ("tpot_ms", "ttft_ms", "ttft_p50_ms", "ttft_p99_ms", "concurrency"):
        assert getattr(low, name) <= getattr(high, name) * (1 + 1e-9), name
    assert high.ttft_p50_ms <= high.ttft_p99_ms
    assert high.ttft_ms <= high.ttft_p99_ms


def test_evaluate_tells_of_the_queue(capsys):
    asked = ["evaluate", "--set", f"workload.requests_per_s={0.5 * MOST}", "--json"]
    assert main(asked) == 0
    found = json.loads(capsys.readouterr().out)["serving"]["at_rate"]
    assert found["busy"] == pytest.approx(0.5)
    assert found["ttft_p99_ms"] > found["ttft_ms"] > 0
    asked[2] = f"workload.requests_per_s={2 * MOST}"
    assert main(asked) == 0
    found = json.loads(capsys.readouterr().out)["serving"]["at_rate"]
    assert found["ttft_ms"] is None
    assert "without end" in found["note"]


def test_evaluate_tells_of_prompts_among_the_steps(capsys):
    assert main(["evaluate", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    mixed = found["serving"]["continuous"]
    assert mixed["tpot_ms"] > found["tpot_ms"], "prompts interrupt decoding"
    assert mixed["ttft_ms"] > found["ttft_ms"]
    assert found["serving"]["largest"]["batch"] == found["max_batch"]
    assert "at_rate" not in found["serving"]
