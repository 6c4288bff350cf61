"""Prediction and validation of measured cases, end to end."""

import csv

import numpy as np
import pytest

from explorer import presets
from explorer.accuracy import kinds
from explorer.confidence import chip_kind, confidence
from explorer.evaluate import evaluate
from explorer.predict import ADDED, predict_file, write_predictions
from explorer.spec.scenario import Scenario
from explorer.spec.workload import WorkloadSpec
from explorer.truth.cases import read_cases
from explorer.truth.engines import profile_id
from explorer.truth.layout import scenario_of
from explorer.truth.stack import stack
from explorer.validate import validate_file

COLUMNS = (
    "id,source,chip_id,model_id,n_chips,weights_fmt,kv_fmt,tp,pp,ep,dp,batch_or_concurrency,"
    "input_tokens,output_tokens,cached_fraction,case_kind,metric,value,engine,engine_year,scored,"
    "why_not,quality,notes"
)
ROWS = """\
a,composed,h100-sxm,llama-3.1-8b,1,bf16,bf16,1,1,,1,1,1024,1024,0,prefill_only,ttft_ms,23.5,vllm,2026,yes,,A,
b,composed,h100-sxm,llama-3.1-8b,1,bf16,bf16,1,1,,1,1,1024,1024,0,decode_only,tpot_ms,6.6,vllm,2026,yes,,A,
c,public,h100-sxm,llama-3.1-70b,8,fp8,fp8,8,1,,,,1000,1000,0,max_throughput,output_tokens_per_s_total,11451,tensorrt-llm,2025,yes,,A,
d,public,b200-sxm,deepseek-v3,8,nvfp4,,8,,8,8,64,1024,1024,0,serving_at_concurrency,tpot_ms,15,sglang,2026,yes,,B,
e,public,a100-80,gpt-j-6b,1,fp16,fp16,1,,,,64,128,128,0,static_batch,output_tokens_per_s_total,5000,tensorrt-llm,2023,yes,,A,
f,public,no-such-chip,llama-3.1-8b,1,bf16,,1,,,,1,128,128,0,decode_only,tpot_ms,5,vllm,2025,yes,,A,
g,public,h100-sxm,llama-3.1-8b,1,bf16,,1,,,,,,128,0,serving_at_concurrency,tpot_ms,5,vllm,2025,yes,,A,
h,public,h100-sxm,llama-3.1-8b,1,bf16,,1,,,,1,128,128,0,decode_only,tpot_ms,5,vllm,2025,no,duplicate,A,
i,public,h100-sxm,llama-3.1-8b,1,bf17,,1,,,,1,128,128,0,decode_only,tpot_ms,,vllm,,yes,,A,
"""


@pytest.fixture
def cases(tmp_path):
    path = tmp_path / "cases.csv"
    path.write_text(COLUMNS + "\n" + ROWS, encoding="utf-8")
    return path


def test_predict_keeps_the_rows_and_adds_its_columns(cases):
    rows = predict_file(cases)
    assert [row["id"] for row in rows] == list("abcdefghi")
    assert list(rows[0])[-4:] == list(ADDED)
    for row in rows[:5]:
        assert float(row["predicted"]) > 0
        assert row["bound"]


def test_times_lie_above_their_floor_and_rates_below(cases):
    for row in predict_file(cases)[:5]:
        longer = row["metric"].endswith("_ms")
        value, floor = float(row["predicted"]), float(row["floor"])
        assert value >= floor if longer else value <= floor


@pytest.mark.parametrize(
    ("at", "reason"), [(5, "no-such-chip"), (6, "input length not stated"), (8, "bf17")]
)
def test_a_row_that_cannot_be_predicted_says_why(cases, at, reason):
    row = predict_file(cases)[at]
    assert row["predicted"] == ""
    assert reason in row["note"]


def test_validate_counts_scored_rows_by_group(cases):
    table = validate_file(cases)
    assert table["all"]["n"] == 8
    assert table["all"]["predicted"] == 5
    assert table["by"]["chip"]["no-such-chip"] == {
        "n": 1,
        "predicted": 0,
        "median": None,
        "p90": None,
    }
    assert table["by"]["phase"]["prefill"]["n"] == 1
    assert table["by"]["case_kind"]["decode_only"]["median"] < 0.2
    assert validate_file(cases, every=True)["all"]["n"] == 9


def test_written_predictions_read_back(cases, tmp_path):
    target = tmp_path / "out.csv"
    assert write_predictions(cases, target) == 6
    with target.open(encoding="utf-8", newline="") as file:
        assert [row["id"] for row in csv.DictReader(file)] == list("abcdefghi")


def test_a_file_of_something_else_is_refused(tmp_path):
    path = tmp_path / "other.csv"
    path.write_text("x,y\n1,2\n", encoding="utf-8")
    with pytest.raises(ValueError, match="case_kind"):
        predict_file(path)


def test_stacked_scenarios_give_the_same_as_each_alone(cases):
    alone = [scenario_of(case, presets) for case in read_cases(cases)[:5]]
    together = evaluate(stack(alone), detail=False)
    for i, scenario in enumerate(alone):
        single = evaluate(scenario, detail=False)
        assert together.ttft_ms[i] == pytest.approx(single.ttft_ms[0], rel=1e-12)
        assert together.tpot_ms[i] == pytest.approx(single.tpot_ms[0], rel=1e-12)
        assert together.max_batch[i] == single.max_batch[0]


def test_nothing_to_stack_is_refused():
    with pytest.raises(ValueError, match="no scenarios"):
        stack([])


def test_every_profile_of_an_engine_is_a_preset():
    known = set(presets.engine_ids())
    years = (2023, 2024, 2025, 2026, None)
    engines = ("tensorrt-llm", "vllm", "sglang", "llama.cpp", "sambaflow", "deepseek", "other")
    for vendor in ("", "AMD"):
        assert {profile_id(e, y, vendor) for e in engines for y in years} <= known


def test_confidence_of_a_measured_kind_and_of_an_unmeasured_one():
    scenario = Scenario(
        chip=presets.chip("h100-sxm").spec,
        model=presets.model("llama-3.1-70b").spec,
        workload=WorkloadSpec(),
    )
    known = confidence(scenario)
    assert known["tested_rows"] > 1000
    assert 0 < known["median_error"] < 0.2
    assert not known["estimate"]
    lpu = scenario.replaced({"chip": presets.chip("groq-v1").spec})
    assert chip_kind(lpu.chip) == "SRAM only"
    assert confidence(lpu) == {"tested_rows": 0, "median_error": None, "estimate": True}


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("chip.hbm_bandwidth_tbs", 20.0),
        ("chip.bf16_tflops", 8000.0),
        ("workload.batch", 5000.0),
        ("workload.input_tokens", 500_000.0),
    ],
)
def test_a_number_beyond_all_measured_ones_is_an_estimate(path, value):
    """Faster memory, more compute, larger batches and longer prompts than anybody compared."""
    scenario = Scenario(
        chip=presets.chip("h100-sxm").spec, model=presets.model("llama-3.1-70b").spec
    )
    for regime in ("prefill", "decode", "all"):
        assert not confidence(scenario, regime)["estimate"]
        assert confidence(scenario.with_values({path: value}), regime)["estimate"]


def test_the_regimes_of_a_kind_have_errors_of_their_own():
    scenario = Scenario(
        chip=presets.chip("b200-sxm").spec, model=presets.model("gpt-oss-120b").spec
    )
    prefill, decode = (confidence(scenario, regime) for regime in ("prefill", "decode"))
    assert prefill["median_error"] != decode["median_error"]
    whole = confidence(scenario)
    assert whole["tested_rows"] == prefill["tested_rows"] + decode["tested_rows"]


def test_kinds_count_prefill_and_decode_apart(cases):
    entries = {(e["chip_kind"], e["model_kind"], e["regime"]): e for e in kinds([cases])}
    assert entries["GPU with HBM", "dense", "prefill"]["tested_rows"] == 1
    assert entries["GPU with HBM", "dense", "all"]["tested_rows"] == 4
    assert entries["GPU with HBM", "dense", "all"]["measured"]["workload.batch"] == [1.0, 64.0]
    assert np.isfinite(
        entries["GPU with HBM", "experts, latent attention", "decode"]["median_error"]
    )
