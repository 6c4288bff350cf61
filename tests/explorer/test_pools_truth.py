"""Measured prefill and decode pools: what is stated is predicted, what is not says why."""

import csv

import numpy as np
import pytest

from explorer import systems_report
from explorer.serving.disaggregation import Stations, closed
from explorer.systems_report import report
from explorer.truth import pools
from explorer.truth.recipes import limits
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
    # Outputs are drawn from 80 to 100 % of the stated length.
    one = pools.predict_pools(rows, 10.0)[0]
    assert one.measured["output_tok_s_chip"] == pytest.approx(
        4 * 921.6 / (0.5644 + 920.6 * 0.01021) / 16, rel=1e-6
    )


def test_validate_takes_such_a_file(rows):
    found = validate_file(rows)
    assert found["all"]["n"] == 2
    assert found["all"]["predicted"] == 1
    assert set(found["by"]) == {"metric", "engine", "chip"}


STEPS = np.full((1, 16), 10.0)


def stations(passes=50.0, each=None, slots=np.inf):
    """Return one prefill worker of one prompt at a time, before steps of 10 ms."""
    return Stations(*(np.array([x]) for x in (passes, each or passes, 1.0, slots)))


def test_one_user_waits_for_nobody():
    found = closed(np.array([1.0]), np.array([100.0]), stations(), STEPS, 10)
    assert found.tpot_ms[0] == pytest.approx(10.0)
    assert 60 <= found.ttft_ms[0] <= 62


def test_more_users_than_a_prefill_pool_serves_wait_for_it():
    # Full, the pool finishes a prompt every 100 ms, so 200 users go round in 20 s: 10 s decode.
    found = closed(np.array([200.0]), np.array([1000.0]), stations(100.0), STEPS, np.inf)
    assert found.ttft_ms[0] == pytest.approx(10000.0, rel=0.01)


def test_users_without_a_place_in_decode_wait_for_a_whole_output():
    # Half of them decode for 10 s while the other half waits, in every wave and in the first.
    found = closed(np.array([20.0]), np.array([1000.0]), stations(slots=10.0), STEPS, np.inf)
    assert found.ttft_ms[0] == pytest.approx(10000.0, rel=0.01)


def test_prompts_that_share_a_pass_queue_less():
    one = closed(np.array([200.0]), np.array([1000.0]), stations(100.0, 100.0), STEPS, 10)
    eight = closed(np.array([200.0]), np.array([1000.0]), stations(100.0, 12.5), STEPS, 10)
    assert eight.ttft_ms[0] < 0.1 * one.ttft_ms[0]


def test_a_row_of_a_published_recipe_knows_its_places(rows):
    shared = {
        **ROW, "backend": "trtllm", "chip_id": "h100-sxm", "prefill_tp_size": "1",
        "prefill_attention_dp_size": "16", "prefill_moe_ep_size": "16", "isl_tokens": "1024",
        "decode_num_workers": "3", "decode_tp_size": "16", "decode_moe_ep_size": "16",
        "concurrency": "30",
    }  # fmt: skip
    assert limits(shared).slots == 8
    unknown = limits({**shared, "concurrency": "31"})
    assert unknown.slots == np.inf
    assert unknown.prompts == 8, "prompts of 1,024 tokens in a step of 8,192"


def test_experts_cut_in_slices_and_whole_are_one_model():
    slices = {**ROW, "prefill_tp_size": "1", "prefill_attention_dp_size": "8"}
    both = [{**slices, "prefill_moe_ep_size": ep} for ep in ("1", "8")]
    one, other = (pools._scenario(row, "prefill") for row in both)
    assert one.deployment == other.deployment


def test_the_report_on_systems_holds_deepseeks_day(rows):
    text = report(rows)
    lines = [line.split("|") for line in text.splitlines() if line.startswith("| ")]
    errors = {cells[1].strip(): cells[-2].strip() for cells in lines}
    assert abs(float(errors["cost of a day, $"])) < 1
    for name in ("prefill of a node, computed tok/s", "decode of a node, tok/s"):
        assert abs(float(errors[name])) < 25


def test_the_report_on_systems_holds_cloudmatrix384(rows):
    """Prefill and five decode points, from 8 to 128 sequences a package."""
    section = report(rows).split("## CloudMatrix384")[1].split("\n## ")[0]
    cells = [line.split("|") for line in section.splitlines() if line.startswith("| ")][1:]
    assert len(cells) == 6
    assert all(abs(float(row[-2])) < 25 for row in cells)


def test_small_batches_on_h20_are_nearer_with_what_dispatch_and_combine_take(monkeypatch):
    """Rows that set no constant: from one to twelve sequences a chip."""

    def errors():
        lines = systems_report._h20().splitlines()[-7:]
        return [abs(float(line.split("|")[-2])) for line in lines][:3]

    now = errors()
    assert max(now[1:]) < 20
    free = {"exchange_start_us": 0.0, "exchange_wait_us": 0.0}
    wide = systems_report._wide

    def without(*args, **workload):
        return wide(*args, **workload).with_values(
            {f"constants.{name}": value for name, value in free.items()}
        )

    monkeypatch.setattr(systems_report, "_wide", without)
    assert all(one < other for one, other in zip(now, errors(), strict=True))
