"""Measured systems of separate prefill and decode pools, and what the model says of them."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np

from explorer import presets
from explorer.evaluate import evaluate
from explorer.serving.disaggregation import Stations, closed
from explorer.spec.deployment import DeploymentSpec
from explorer.spec.scenario import Scenario
from explorer.spec.workload import WorkloadSpec
from explorer.truth.engines import profile_id
from explorer.truth.recipes import limits
from explorer.truth.stack import stack

METRICS = ("ttft_ms", "tpot_ms", "output_tok_s_chip")
_BATCHES = 16
_SHORTEST = 0.8
"""The benchmark draws prompts and outputs uniformly from this share of the nominal length
(random range ratio of SemiAnalysisAI/InferenceX and NVIDIA/srt-slurm)."""
_MEAN = (_SHORTEST + 1) / 2
_ENGINES = {"trtllm": "tensorrt-llm"}
_MODELS = {"deepseek-ai/DeepSeek-V3": "deepseek-v3", "deepseek-ai/DeepSeek-R1": "deepseek-v3"}

Side = Literal["prefill", "decode"]


@dataclass(frozen=True, slots=True)
class PoolCase:
    """One measured point; `measured` and `predicted` by metric, `note` says why there is none."""

    row: dict[str, str]
    measured: dict[str, float]
    predicted: dict[str, float] | None
    note: str = ""

    def error(self, metric: str) -> float | None:
        """Return the absolute error as a fraction of the measured value."""
        if self.predicted is None:
            return None
        return abs(self.predicted[metric] / self.measured[metric] - 1)


def is_pools(path: Path | str) -> bool:
    """Whether a file holds measurements of two pools."""
    with Path(path).open(encoding="utf-8", newline="") as file:
        return "prefill_num_workers" in (csv.DictReader(file).fieldnames or ())


def predict_pools(path: Path | str, waves: float) -> list[PoolCase]:
    """Return every row with what the model says of it; `waves` requests per user in a test."""
    with Path(path).open(encoding="utf-8", newline="") as file:
        rows = [{k: v or "" for k, v in row.items() if k} for row in csv.DictReader(file)]
    notes = [_lacking(row) for row in rows]
    known = [row for row, note in zip(rows, notes, strict=True) if not note]
    found = iter(_predicted(known, waves) if known else ())
    return [
        PoolCase(row, _measured(row), None if note else next(found), note)
        for row, note in zip(rows, notes, strict=True)
    ]


def summary(cases: Sequence[PoolCase]) -> dict[str, Any]:
    """Return errors by metric: `all`, and `by` engine and chip."""
    by: dict[str, dict[str, Any]] = {}
    for name, column in (("engine", "backend"), ("chip", "chip_id")):
        values = sorted({case.row[column] for case in cases})
        by[name] = {v: _entries(c for c in cases if c.row[column] == v) for v in values}
    return {"all": _entries(cases), "by": by}


def by_metric(found: dict[str, Any]) -> dict[str, Any]:
    """Return a summary as `by.<group>.<value>`: metrics over all, throughput by engine and chip."""
    rate = METRICS[-1]
    groups = {g: {v: e[rate] for v, e in of.items()} for g, of in found["by"].items()}
    return {"metric": found["all"], **groups}


def _entries(cases: Iterable[PoolCase]) -> dict[str, Any]:
    chosen, found = list(cases), {}
    for metric in METRICS:
        errors = [error for case in chosen if (error := case.error(metric)) is not None]
        found[metric] = {
            "n": len(chosen),
            "predicted": len(errors),
            "median": float(np.median(errors)) if errors else None,
            "p90": float(np.quantile(errors, 0.9)) if errors else None,
        }
    return found


def _lacking(row: dict[str, str]) -> str:
    """Return why a row cannot be predicted, empty where it can."""
    if not (row["prefill_num_workers"] and row["decode_num_workers"]):
        return "not predicted: numbers of workers not stated"
    if row["model_path"] not in _MODELS:
        return f"not predicted: model {row['model_path']}"
    return ""


def _number(row: dict[str, str], name: str) -> float:
    return float(row[name] or 1.0)


def _chips(row: dict[str, str]) -> float:
    """Return all chips of both pools."""
    return sum(
        _number(row, f"{side}_num_workers")
        * _number(row, f"{side}_tp_size")
        * _number(row, f"{side}_attention_dp_size")
        for side in ("prefill", "decode")
    )


def _measured(row: dict[str, str]) -> dict[str, float]:
    ttft, tpot = float(row["silicon_ttft_ms"]), float(row["silicon_tpot_ms"])
    return _metrics(row, ttft, tpot)


def _metrics(row: dict[str, str], ttft: float, tpot: float) -> dict[str, float]:
    """Return all metrics of a row; the rate follows by Little's law."""
    output = _MEAN * float(row["osl_tokens"])
    rate = float(row["concurrency"]) * output / (ttft + (output - 1) * tpot) * 1e3
    return dict(zip(METRICS, (ttft, tpot, rate / _chips(row)), strict=True))


def _scenario(row: dict[str, str], side: Side, prompts: float = 1.0) -> Scenario:
    """Return one worker of a pool; a prefill worker takes its prompts on each attention group.

    A worker holds the model once: where attention runs data-parallel the experts are cut over all
    its chips, whole or in slices (`ep` 1).
    """
    tp, dp, ep = (_number(row, f"{side}_{n}_size") for n in ("tp", "attention_dp", "moe_ep"))
    year = float(row["measured_date"][:4] or 9999)
    profile = profile_id(_ENGINES.get(row["backend"], row["backend"]), year)
    length = _MEAN if side == "decode" else _longest(dp, prompts)
    return Scenario(
        chip=presets.chip(row["chip_id"]).spec,
        model=presets.model(_MODELS[row["model_path"]]).spec,
        workload=WorkloadSpec(
            input_tokens=length * float(row["isl_tokens"]),
            output_tokens=_MEAN * float(row["osl_tokens"]),
            batch=1.0,
            prefill_batch=dp * prompts,
        ),
        deployment=DeploymentSpec.model_validate(
            {
                "tp": tp,
                "dp": dp,
                "ep": tp * dp if dp > 1 else min(ep, tp),
                "weights": row["weights_fmt"],
                "activations": row["weights_fmt"],
                "kv": limits(row).kv,
            }
        ),
        engine=presets.engine(profile).spec,
    )


def _longest(groups: float, prompts: float) -> float:
    r"""Return the mean of the longest of `groups` groups' prompts over the nominal length.

    Lengths are uniform from r to 1, and a pass of groups in step takes as long as the longest:
    :math:`r + (1-r)\frac{n}{n+1}` for one prompt each; several even out.
    """
    return _MEAN + (1 - _SHORTEST) * (groups / (groups + 1) - 0.5) / float(np.sqrt(prompts))


def _predicted(rows: list[dict[str, str]], waves: float) -> list[dict[str, float]]:
    """Return the metrics of rows that state all they need, from one evaluation of each pool."""

    def column(name: str) -> Any:
        return np.array([_number(row, name) for row in rows])

    told = [limits(row) for row in rows]
    alone = stack([_scenario(row, "prefill") for row in rows])
    full = stack([_scenario(r, "prefill", x.prompts) for r, x in zip(rows, told, strict=True)])
    servers = column("prefill_num_workers")
    each = evaluate(full, detail=False).ttft_ms / (full.workload.prefill_batch * servers)
    users, workers = column("concurrency"), column("decode_num_workers")
    powers = np.linspace(0.0, 1.0, _BATCHES)
    batches = np.maximum(users[:, None] ** powers / workers[:, None], 1.0)
    wide = stack([_scenario(row, "decode") for row in rows for _ in powers])
    steps = evaluate(wide.with_values({"workload.batch": batches.ravel()}), detail=False).tpot_ms
    at = Stations(
        evaluate(alone, detail=False).ttft_ms,
        each,
        servers,
        np.array([x.slots for x in told]) * workers * column("decode_attention_dp_size"),
    )
    found = closed(users, _MEAN * column("osl_tokens"), at, steps.reshape(batches.shape), waves)
    ttft = found.ttft_ms + np.asarray(alone.engine.request_ms)
    return [
        _metrics(row, float(a), float(b))
        for row, a, b in zip(rows, ttft, found.tpot_ms, strict=True)
    ]
