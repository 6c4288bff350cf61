"""Measured prefill and decode pools: what is stated is predicted, what is not says why."""

import csv

import numpy as np
import pytest

from explorer.serving.disaggregation import closed
from explorer.systems_report import report
from explorer.truth import pools
from explorer.validate import validate_file

ROW = {
    "backend": "sglang", "model_path": "deepseek-ai/DeepSeek-R1", "isl_tokens": "8192",
    "osl_tokens": "1024", "prefill_batch_size": "1", "prefill_num_workers": "1",
    "prefill_tp_size": "8", "prefill_attention_dp_size": "1", "prefill_moe_ep_size": "8",
    "decode_batch_size": "4", "decode_num_workers": "1", "decode_tp_size": "8",
    "decode_attention_dp_size": "1", "decode_moe_ep_size": "8", "concurrency": "4",
    "silicon_ttft_ms": "564.4", "silicon_tpot_ms": "10.21", "measured_date": "2026-02-11",
    "chip_id": "b200-sxm", "weights_fmt": "fp8",
}  # fmt: skip


@pytest.fixture
def rows(tmp_path):
    path = tmp_path / "pools.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(ROW))
        writer.writeheader()
        writer.writerows([ROW, {**ROW, "prefill_num_workers": ""}])
    return path


def test_a_stated_row_is_predicted_and_another_says_why_not(rows):
    one, other = pools.predict_pools(rows, 10.0)
    assert one.error("tpot_ms") < 0.3
    assert other.predicted is None
    assert "workers" in other.note


def test_throughput_follows_by_littles_law(rows):
    one = pools.predict_pools(rows, 10.0)[0]
    assert one.measured["output_tok_s_chip"] == pytest.approx(
        4 * 1024 / (0.5644 + 1023 * 0.01021) / 16, rel=1e-6
    )


def test_validate_takes_such_a_file(rows):
    found = validate_file(rows)
    assert found["all"]["n"] == 2
    assert found["all"]["predicted"] == 1
    assert set(found["by"]) == {"metric", "engine", "chip"}


def test_one_user_waits_for_nobody():
    steps = np.full((1, 16), 10.0)
    found = closed(
        np.array([1.0]), np.array([100.0]), np.array([50.0]), np.array([50.0]), steps, 10
    )
    assert found.tpot_ms[0] == pytest.approx(10.0)
    assert 50 <= found.ttft_ms[0] <= 52


def test_more_users_than_a_prefill_pool_serves_wait_for_it():
    # Full, the pool finishes a prompt every 100 ms, so 200 users go round in 20 s: 10 s decode.
    steps = np.full((1, 16), 10.0)
    each = np.array([100.0])
    found = closed(np.array([200.0]), np.array([1000.0]), each, each, steps, np.inf)
    assert found.ttft_ms[0] == pytest.approx(10000.0, rel=0.01)


def test_the_report_on_systems_holds_deepseeks_day(rows):
    text = report(rows)
    lines = [line.split("|") for line in text.splitlines() if line.startswith("| ")]
    errors = {cells[1].strip(): cells[-2].strip() for cells in lines}
    assert abs(float(errors["cost of a day, $"])) < 1
    for name in ("prefill of a node, computed tok/s", "decode of a node, tok/s"):
        assert abs(float(errors[name])) < 25
