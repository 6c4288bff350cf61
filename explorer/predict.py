"""Predicts measured rows: every case of a file becomes a point of one stacked evaluation."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from explorer import presets
from explorer.evaluate import evaluate
from explorer.outcome import LIMITS, Array, Outcome
from explorer.physics.capacity import capacity
from explorer.serving.continuous import Steady, prompt_work, steady
from explorer.spec.scenario import Scenario
from explorer.truth.cases import Case, read_cases
from explorer.truth.engines import STEP_TOKENS
from explorer.truth.layout import UnpredictableError, scenario_of
from explorer.truth.stack import stack

ADDED = ("predicted", "floor", "bound", "note")
KINDS = ("static_batch", "prefill_only", "decode_only", "serving_at_concurrency", "max_throughput")
WAVES = 10.0
"""Requests per user in a test at a concurrency, the custom of serving benchmarks."""

METRICS = (
    "ttft_ms",
    "tpot_ms",
    "output_tokens_per_s_total",
    "prefill_tokens_per_s",
    "tokens_per_s_per_user",
)


@dataclass(frozen=True, slots=True)
class Prediction:
    """Predicted value, value at 100 % efficiency, and what binds; or the reason for none."""

    predicted: float | None
    floor: float | None
    bound: str
    note: str


@dataclass(frozen=True, slots=True)
class Plan:
    """The predictable cases of a file as one stacked scenario, with the reasons for the others."""

    cases: list[Case]
    scenario: Scenario | None
    places: list[int]
    reasons: dict[int, str]

    def column(self, name: str) -> Any:
        """Return a text column over the predictable cases."""
        return np.array([self.cases[i].text(name) for i in self.places], dtype=str)


def predict_file(path: Path | str) -> list[dict[str, str]]:
    """Return the rows of a truth file with `predicted`, `floor`, `bound` and `note` added.

    Rows that cannot be predicted carry the reason in `note` and blanks elsewhere.
    """
    cases = read_cases(path)
    return [
        case.row | _texts(found) for case, found in zip(cases, predict_cases(cases), strict=True)
    ]


def write_predictions(path: Path | str, target: Path | str) -> int:
    """Write `predict_file(path)` as CSV to `target`; return the number of predicted rows."""
    rows = predict_file(path)
    with Path(target).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]) if rows else list(ADDED))
        writer.writeheader()
        writer.writerows(rows)
    return sum(bool(row["predicted"]) for row in rows)


def predict_cases(cases: list[Case], library: Any = presets) -> list[Prediction]:
    """Return one prediction a case, in order."""
    made = plan(cases, library)
    found = [Prediction(None, None, "", made.reasons.get(i, "")) for i in range(len(cases))]
    if made.scenario is None:
        return found
    values, floors, codes, notes = solve(made, made.scenario)
    for at, place in enumerate(made.places):
        value = float(values[at])
        if np.isfinite(value) and value > 0:
            bound = LIMITS[int(codes[at])]
            found[place] = Prediction(value, float(floors[at]), bound, str(notes[at]))
        else:
            found[place] = Prediction(None, None, "capacity", str(notes[at]))
    return found


def plan(cases: list[Case], library: Any = presets) -> Plan:
    """Return the stacked scenario of all cases that can be predicted."""
    scenarios, places, reasons = [], [], {}
    for i, case in enumerate(cases):
        try:
            if case.text("case_kind") not in KINDS:
                msg = f"case kind {case.text('case_kind') or 'not stated'}"
                raise UnpredictableError(msg)
            if case.text("metric") not in METRICS:
                msg = f"metric {case.text('metric') or 'not stated'}"
                raise UnpredictableError(msg)
            scenarios.append(scenario_of(case, library))
            places.append(i)
        except ValueError as error:
            reasons[i] = f"not predicted: {str(error).splitlines()[0]}"
    return Plan(cases, stack(scenarios) if scenarios else None, places, reasons)


def solve(made: Plan, scenario: Scenario) -> tuple[Array, Array, Array, Any]:
    """Return (predicted, floor, binding code, note) of the planned cases under `scenario`."""
    kind, metric = made.column("case_kind"), made.column("metric")
    users = np.asarray(scenario.workload.batch) * 1.0
    scenario = _filled(scenario, kind)
    out = evaluate(scenario, detail=False)
    packed = _packed(scenario, kind)
    together = evaluate(packed, detail=False).prefill
    stages = capacity(scenario).stages
    waves = np.where(_closed(made), WAVES, np.inf)

    def values(first: Array, step: Array, many: Array) -> Array:
        work = prompt_work(packed, many, stages)
        mixed = steady(scenario, first, work, step, waves, users)
        return _values(scenario, kind, metric, out, first, step, mixed)

    predicted = values(out.ttft_ms, out.tpot_ms, together.total_ms)
    floors = values(out.prefill.floor_ms, out.decode.floor_ms, together.floor_ms)
    first = (metric == "ttft_ms") | (metric == "prefill_tokens_per_s")
    codes = np.where(first, out.prefill.binding, out.decode.binding)
    notes = np.where(out.fits, "", "does not fit in memory")
    return predicted, floors, codes, notes


def _closed(made: Plan) -> Any:
    """Whether a case is a test of a fixed number of users; others derive it from a rate."""
    return np.array([not made.cases[i].noted("concurrency derived") for i in made.places])


def _packed(s: Scenario, kind: Any) -> Scenario:
    """Return the scenario with as many prompts in a step as an engine packs when all wait."""
    w = s.workload
    packed = np.maximum(np.floor(STEP_TOKENS / np.asarray(w.input_tokens)), 1.0) * s.deployment.dp
    packed = np.clip(packed, 1.0, w.batch)
    return s.with_values(
        {"workload.prefill_batch": np.where(kind == "max_throughput", packed, w.prefill_batch)}
    )


def _filled(s: Scenario, kind: Any) -> Scenario:
    """Return the scenario with the largest batch that fits where the kind asks for it.

    A static batch that does not fit runs in waves of what fits to the end, at the rate of one wave;
    users who do not fit wait for a place.
    """
    full = kind == "max_throughput"
    limited = (kind == "static_batch") | (kind == "serving_at_concurrency")
    if not np.any(full | limited):
        return s
    whole = np.where(kind == "static_batch", 1.0, s.engine.admission)
    room = np.maximum(capacity(s.with_values({"engine.admission": whole})).max_batch, 1.0)
    asked = np.where(limited, np.minimum(s.workload.batch, room), s.workload.batch)
    batch = np.where(full, room, asked)
    prompts = np.minimum(s.workload.prefill_batch, batch)
    return s.with_values({"workload.batch": batch, "workload.prefill_batch": prompts})


def _values(
    s: Scenario, kind: Any, metric: Any, out: Outcome, first: Array, step: Array, mixed: Steady
) -> Array:
    """Return the metric of each case from the time of its prompts and of its decode step, ms."""
    w = s.workload
    prompt, output = np.asarray(w.input_tokens), np.asarray(w.output_tokens)
    batch = np.asarray(out.batch)
    serving = (kind == "serving_at_concurrency") | (kind == "max_throughput")
    ttft = np.where(serving, mixed.ttft_ms, first)
    tpot = np.where(serving, mixed.tpot_ms, step)
    rate = batch / tpot * 1e3
    whole = first + step * np.maximum(output - 1, 0.0)
    rate = np.where(kind == "static_batch", batch * output / whole * 1e3, rate)
    rate = np.where(serving, mixed.output_rate, rate)
    rate = np.where(kind == "max_throughput", mixed.busy_rate, rate)
    new = prompt * (1 - np.asarray(w.cached_fraction))
    table = {
        "ttft_ms": ttft,
        "tpot_ms": tpot,
        "output_tokens_per_s_total": rate,
        "prefill_tokens_per_s": new * np.asarray(w.prefill_batch) / first * 1e3,
        "tokens_per_s_per_user": 1e3 / tpot,
    }
    return np.select([metric == name for name in METRICS], [table[n] for n in METRICS])


def _texts(found: Prediction) -> dict[str, str]:
    def text(value: float | None) -> str:
        return "" if value is None else f"{value:.6g}"

    return dict(
        zip(ADDED, (text(found.predicted), text(found.floor), found.bound, found.note), strict=True)
    )
