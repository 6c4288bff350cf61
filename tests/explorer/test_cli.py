"""The commands without a window: documents that stay stable, tables that can be read."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys

import numpy as np
import pytest

from explorer import presets
from explorer.cli.json_text import dumped
from explorer.cli.quantity_text import fields, unit_of, value_of
from explorer.cli.verbs import main
from explorer.evaluate import evaluate
from explorer.files import scenario_file
from explorer.levers import ALL_LEVERS
from explorer.outcome import LIMITS

KEYS = {
    "ttft_ms": float, "tpot_ms": float, "tok_s_user": float, "output_tok_s_chip": float,
    "input_tok_s_chip": float, "chips": int, "batch": int, "usd_per_chip_hour": float,
    "joule_per_output_token": float,
    "deployment": {"tp": int, "pp": int, "ep": int, "dp": int},
    "usd_per_mtok": {"input": float, "output": float, "cached": float, "blended": float},
    "chip": {"area_mm2": float, "cost_usd": float, "price_usd": float, "power_w": float},
    "fit": {"ok": bool, "need_gb": float, "have_gb": float},
    "binding": {"prefill": str, "decode": str},
    "breakdown": {"prefill": list, "decode": list, "money": list},
    "floor": {"ttft_ms": float, "tpot_ms": float},
    "confidence": {"tested_rows": int, "estimate": bool},
}  # fmt: skip
"""What programs outside rely on."""


@pytest.fixture
def run(capsys):
    def call(*arguments: str) -> tuple[int, str, str]:
        status = main(arguments)
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return call


@pytest.fixture
def read(run):
    def call(*arguments: str):
        status, out, err = run(*arguments, "--json")
        assert (status, err) == (0, "")
        return json.loads(out, parse_constant=lambda name: pytest.fail(name))

    return call


def assert_shape(found: dict, wanted: dict) -> None:
    for key, kind in wanted.items():
        if isinstance(kind, dict):
            assert_shape(found[key], kind)
        elif kind is float:
            assert isinstance(found[key], int | float), key
            assert not isinstance(found[key], bool), key
        else:
            assert isinstance(found[key], kind), key


COMBINATIONS = [
    (),
    ("--chip", "b200-sxm", "--model", "gpt-oss-120b"),
    ("--chip", "groq3-lpu", "--model", "llama-3.1-8b"),
    ("--chip", "xeon-6980p", "--model", "qwen3-30b-a3b", "--workload", "chat"),
    ("--chip", "gb300-nvl72", "--model", "deepseek-v3.2", "--economics", "rental"),
]


@pytest.mark.parametrize("options", COMBINATIONS, ids=lambda options: "-".join(options[1::2]))
def test_evaluate_prints_its_document(read, options) -> None:
    found = read("evaluate", *options)
    assert_shape(found, KEYS)
    assert set(found["binding"].values()) <= set(LIMITS)
    assert found["tok_s_user"] == pytest.approx(1000 / found["tpot_ms"])
    assert found["floor"]["tpot_ms"] <= found["tpot_ms"]


def test_breakdowns_sum_to_what_they_break_down(read) -> None:
    found = read("evaluate", "--chip", "b200-sxm", "--model", "deepseek-v3")
    totals = {
        "prefill": found["ttft_ms"],
        "decode": found["tpot_ms"],
        "money": found["usd_per_chip_hour"],
    }
    for name, total in totals.items():
        parts = found["breakdown"][name]
        assert {"name", "share", "value", "unit"} == set(parts[0])
        assert len({part["name"] for part in parts}) == len(parts)
        assert sum(part["value"] for part in parts) == pytest.approx(total, rel=1e-9)
        assert sum(part["share"] for part in parts) == pytest.approx(1, rel=1e-9)


def test_evaluate_is_the_core_s_own_answer(read) -> None:
    found = read("evaluate")
    out = evaluate(presets.default_scenario())
    assert found["ttft_ms"] == out.ttft_ms[0]
    assert found["usd_per_mtok"]["output"] == out.usd_mtok_output[0]
    assert found["fit"]["ok"] is bool(out.fits[0])


def test_a_setting_is_read_with_any_unit(read) -> None:
    plain = read("evaluate", "--set", "chip.hbm_bandwidth_tbs=4.8")
    for text in ("4.8 TB/s", "4800GB/s", "4.8T", "4.8e12"):
        assert read("evaluate", "--set", f"chip.hbm_bandwidth_tbs={text}") == plain
    assert plain["tpot_ms"] < read("evaluate")["tpot_ms"]


def test_settings_stand_in_their_order_and_change_names_too(read) -> None:
    found = read(
        "evaluate", "--set", "deployment.tp=8", "--set", "deployment.tp=4",
        "--set", "deployment.weights=bf16",
    )  # fmt: skip
    assert found["deployment"]["tp"] == 4
    assert found["deployment"]["weights"] == "bf16"


@pytest.mark.parametrize(
    ("path", "text", "value"),
    [
        ("economics.utilisation", "0.7", 0.7),
        ("economics.utilisation", "70 %", 0.7),
        ("workload.input_tokens", "8k", 8192.0),
        ("chip.sram_mb", "0.5 GB", 500.0),
        ("chip.scaleup_latency_us", "800 ns", 0.8),
        ("chip.price_usd", "$28.6k", 28600.0),
        ("constants.tile_m", "128", 128.0),
        ("costing.nodes/N5/wafer_usd", "19k", 19000.0),
        ("model.tied_embeddings", "yes", True),
        ("chip.execution", "static", "static"),
    ],
)
def test_quantities_become_values_of_their_field(path, text, value) -> None:
    assert value_of(path, text) == pytest.approx(value)


def test_every_lever_is_a_field_and_its_own_unit_is_understood() -> None:
    assert {lever.path for lever in ALL_LEVERS} <= set(fields())
    for lever in ALL_LEVERS:
        assert unit_of(lever.path) == lever.unit
        assert value_of(lever.path, f"{lever.high:g}") == pytest.approx(lever.high)


def test_a_scenario_file_gives_the_answer_of_its_scenario(read, tmp_path) -> None:
    path = tmp_path / "mine.sili"
    scenario = presets.scenario(chip="h200-sxm", model="llama-3.1-8b")
    scenario_file.save(scenario.with_values({"workload.batch": 64.0}), path)
    assert read("evaluate", str(path))["batch"] == 64
    assert read("evaluate", str(path), "--chip", "b200-sxm")["ids"]["chip"] == "b200-sxm"


def test_a_chip_file_is_a_chip_like_any_other(read, tmp_path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(CHIP.format(name="Mine", bandwidth=8.0), encoding="utf-8")
    found = read("evaluate", "--chip", str(path), "--model", "llama-3.1-8b")
    assert found["name"] == "Mine, Llama-3.1-8B"
    assert found["fit"]["ok"] is True


CHIP = """
name = "{name}"
kind = "GPU"
[source]
title = "A data sheet"
[spec]
bf16_tflops = 900
hbm_gb = 192
hbm_bandwidth_tbs = {bandwidth}
"""


def test_text_says_what_does_not_fit_and_by_how_much(run) -> None:
    status, out, _ = run("evaluate", "--set", "chip.hbm_gb=20")
    assert status == 0
    assert "Does not fit" in out
    assert "GB more than there are" in out


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_a_sweep_is_a_table_with_both_ends(run, tmp_path) -> None:
    target = tmp_path / "out.csv"
    status, out, err = run(
        "sweep", "--lever", "chip.hbm_bandwidth_tbs", "--from", "2 TB/s", "--to", "8000 GB/s",
        "--points", "9", "-o", str(target),
    )  # fmt: skip
    assert (status, out, err) == (0, "", "")
    rows = rows_of(target.read_text(encoding="utf-8"))
    values = [float(row["chip.hbm_bandwidth_tbs"]) for row in rows]
    assert values == pytest.approx(np.geomspace(2, 8, 9))
    tpot = [float(row["tpot_ms"]) for row in rows]
    assert tpot == sorted(tpot, reverse=True)
    assert rows[0]["binding_decode"] == "hbm"


def test_a_sweep_agrees_with_single_points(run, read) -> None:
    _, out, _ = run(
        "sweep", "--lever", "workload.batch", "--from", "1", "--to", "64", "--points", "4"
    )
    for row in rows_of(out):
        alone = read("evaluate", "--set", f"workload.batch={row['workload.batch']}")
        assert float(row["tpot_ms"]) == pytest.approx(alone["tpot_ms"], rel=1e-9)
        per = alone["usd_per_mtok"]["output"]
        assert float(row["usd_per_mtok_output"]) == pytest.approx(per, rel=1e-9)


def test_a_sweep_from_zero_is_even(run) -> None:
    _, out, _ = run(
        "sweep", "--lever", "workload.cached_fraction", "--from", "0", "--to", "80 %",
        "--points", "5",
    )  # fmt: skip
    values = [float(row["workload.cached_fraction"]) for row in rows_of(out)]
    assert values == pytest.approx([0, 0.2, 0.4, 0.6, 0.8])


def test_levers_are_listed_with_range_unit_scale_and_default(read) -> None:
    found = {lever["path"]: lever for lever in read("presets", "levers")}
    assert set(found) == {lever.path for lever in ALL_LEVERS}
    entry = found["chip.hbm_bandwidth_tbs"]
    assert (entry["unit"], entry["scale"], entry["default"]) == ("TB/s", "log", 3.35)
    for lever in found.values():
        assert lever["hard_low"] <= lever["low"] < lever["high"] <= lever["hard_high"]


def test_presets_tell_what_is_unknown_and_where_values_come_from(read) -> None:
    chips = {chip["id"]: chip for chip in read("presets", "chips")}
    assert chips["feynman"]["complete"] is False
    assert chips["feynman"]["missing"]
    assert chips["h100-sxm"]["values"]["hbm_bandwidth_tbs"] == 3.35
    assert chips["h100-sxm"]["sources"]["price_usd"]["title"]
    every = read("presets")
    assert {"chips", "models", "workloads", "engines", "levers", "constants"} <= set(every)
    assert all(entry["source"] for entry in (*every["constants"], *every["parameters"]))


@pytest.mark.parametrize(
    "kind", ["chips", "models", "levers", "constants", "parameters", "workloads", "all"]
)
def test_presets_are_also_a_table(run, kind) -> None:
    status, out, err = run("presets", kind)
    assert (status, err) == (0, "")
    assert len(out.splitlines()) > 5


def test_nothing_in_a_document_is_not_a_number() -> None:
    value = {"a": float("nan"), "b": [np.float64("inf"), np.int64(3)], "c": np.array([1.5])}
    assert json.loads(dumped(value)) == {"a": None, "b": [None, 3], "c": [1.5]}


CASES = """\
id,case_kind,metric,chip_id,model_id,weights_fmt,n_chips,batch_or_concurrency,input_tokens,output_tokens,engine,engine_year,value,unit
a,decode_only,tpot_ms,h100-sxm,llama-3.1-8b,bf16,1,8,1024,128,vllm,2025,9.0,ms
b,decode_only,tpot_ms,no-such-chip,llama-3.1-8b,bf16,1,8,1024,128,vllm,2025,9.0,ms
"""


def test_predict_gives_every_row_back_with_an_answer_or_a_reason(run, tmp_path) -> None:
    cases, target = tmp_path / "cases.csv", tmp_path / "out.csv"
    cases.write_text(CASES, encoding="utf-8")
    status, _, err = run("predict", str(cases), "-o", str(target))
    assert (status, err) == (0, "")
    good, bad = rows_of(target.read_text(encoding="utf-8"))
    assert 0 < float(good["floor"]) <= float(good["predicted"])
    assert bad["predicted"] == ""
    assert "no-such-chip" in bad["note"]


def test_validate_says_how_far_off_the_model_is(read, tmp_path) -> None:
    cases = tmp_path / "cases.csv"
    cases.write_text(CASES, encoding="utf-8")
    found = read("validate", str(cases))
    assert {"n", "predicted", "median", "p90"} <= set(found["all"])
    assert {"case_kind", "metric", "chip", "model", "engine"} <= set(found["by"])


def test_it_runs_as_a_module_and_prints_nothing_but_the_document() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "explorer", "evaluate", "--json"],
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["tpot_ms"] > 0
