"""The project's own report of its errors against measured machines, and the table beside them.

`python -m explorer.accuracy FILE...` writes docs/accuracy.md and resources/accuracy.json anew.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from explorer import llmcompass, presets
from explorer.confidence import MEASURED, chip_kind, model_kind
from explorer.holdout import HOLDOUT_TEXT, holdout
from explorer.predict import Prediction, predict_cases
from explorer.resources import resource
from explorer.spec.chip import ChipSpec
from explorer.truth.cases import Case, read_cases
from explorer.validate import GROUPS, error_of, group_of, summary

WORST = 20
_COLUMN_OF = {
    "workload.input_tokens": "input_tokens",
    "workload.batch": "batch_or_concurrency",
}
_TITLES = {
    "case_kind": "Case kind",
    "metric": "Metric",
    "phase": "Phase",
    "chip": "Chip",
    "model": "Model",
    "engine": "Engine",
}


@dataclass(frozen=True, slots=True)
class Compared:
    """The scored rows of one file with their predictions."""

    name: str
    path: Path
    cases: list[Case]
    found: list[Prediction]


def compare(path: Path | str) -> Compared:
    """Return the scored rows of a truth file and what the model says of them."""
    cases = [case for case in read_cases(path) if case.scored]
    return Compared(Path(path).stem, Path(path), cases, predict_cases(cases, presets))


def accuracy_report(paths: Sequence[Path | str]) -> str:
    """Return the report as Markdown: errors by group, the worst rows, constants held out."""
    files = [compare(path) for path in paths]
    parts = [_HEAD, _overview(files)]
    parts += [_groups(file) for file in files]
    parts.append(_worst(files))
    parts += [_held_out(file) for file in files if _is_kernels(file)]
    parts.append(llmcompass.section())
    return "\n\n".join(parts) + "\n"


def kinds(paths: Sequence[Path | str]) -> list[dict[str, Any]]:
    """Return rows, median error and what was measured, by kind of chip and of model and regime."""
    table: dict[tuple[str, str, str], _Kind] = {}
    for file in map(compare, paths):
        for case, found in zip(file.cases, file.found, strict=True):
            error = error_of(case, found)
            if error is None:
                continue
            chip = presets.chip(case.text("chip_id")).spec
            model = model_kind(presets.model(case.text("model_id")).spec)
            for regime in (group_of(case, "phase"), "all"):
                table.setdefault((chip_kind(chip), model, regime), _Kind()).add(error, case, chip)
    return [
        {"chip_kind": chip, "model_kind": model, "regime": regime, **kind.entry()}
        for (chip, model, regime), kind in sorted(table.items())
    ]


class _Kind:
    """Errors of one kind, and the values at which they were measured."""

    def __init__(self) -> None:
        self.errors: list[float] = []
        self.seen: dict[str, list[float]] = {path: [] for path in MEASURED}

    def add(self, error: float, case: Case, chip: ChipSpec) -> None:
        """Count one row."""
        self.errors.append(error)
        for path, values in self.seen.items():
            group, _, name = path.partition(".")
            own = getattr(chip, name) if group == "chip" else case.number(_COLUMN_OF[path])
            if own is not None:
                values.append(max(own, 1.0) if group == "workload" else own)

    def entry(self) -> dict[str, Any]:
        """Return the entry of the table."""
        return {
            "tested_rows": len(self.errors),
            "median_error": round(float(np.median(self.errors)), 4),
            "measured": {path: [min(v), max(v)] for path, v in self.seen.items() if v},
        }


def write(paths: Sequence[Path | str]) -> None:
    """Write the report and the table of kinds to their places in the project."""
    target = resource("accuracy.json")
    target.write_text(json.dumps({"kinds": kinds(paths)}, indent=1) + "\n", encoding="utf-8")
    report = target.parent.parent / "docs" / "accuracy.md"
    report.parent.mkdir(exist_ok=True)
    report.write_text(accuracy_report(paths), encoding="utf-8")


_HEAD = """# Accuracy

Absolute errors in per cent of the measured value, median / 90th percentile, over scored rows.
Written by `python -m explorer.accuracy FILE...`; nothing on this page is edited by hand. The
constants behind it are global or belong to a class of chip or of serving software; none is keyed
by chip, model or case."""


def _overview(files: Sequence[Compared]) -> str:
    lines = ["| file | metric | rows | predicted | median | p90 |", "|---|---|---|---|---|---|"]
    for file in files:
        table = summary(file.cases, file.found)
        lines.append(_line(file.name, "all", table["all"]))
        lines += [_line(file.name, name, e) for name, e in table["by"]["metric"].items()]
    plain = [f for f in files if any(_is_sglang_ttft(case) for case in f.cases)]
    for file in plain:
        chosen = [
            (case, one)
            for case, one in zip(file.cases, file.found, strict=True)
            if case.text("metric") == "ttft_ms" and not _is_sglang_ttft(case)
        ]
        entry = summary([c for c, _ in chosen], [o for _, o in chosen])["all"]
        lines.append(_line(file.name, "ttft_ms without SGLang", entry))
    return "## Overview\n\n" + "\n".join(lines)


def _is_sglang_ttft(case: Case) -> bool:
    serving = case.text("case_kind") == "serving_at_concurrency"
    return serving and case.text("engine") == "sglang" and case.text("metric") == "ttft_ms"


def _is_kernels(file: Compared) -> bool:
    return all("measured-kernel mode" in case.text("source") for case in file.cases)


def _line(first: str, second: str, entry: dict[str, Any]) -> str:
    return (
        f"| {first} | {second} | {entry['n']} | {entry['predicted']} "
        f"| {_percent(entry['median'])} | {_percent(entry['p90'])} |"
    )


def _percent(value: float | None) -> str:
    return "" if value is None else f"{100 * value:.1f}"


def _groups(file: Compared) -> str:
    table = summary(file.cases, file.found)["by"]
    lines = [f"## {file.name}", "", "| by | value | rows | predicted | median | p90 |"]
    lines.append("|---|---|---|---|---|---|")
    for group in GROUPS:
        lines += [_line(_TITLES[group], name, entry) for name, entry in table[group].items()]
    return "\n".join(lines)


def _worst(files: Sequence[Compared]) -> str:
    ranked = sorted(
        (
            (abs(np.log(found.predicted / measured)), case, found)
            for file in files
            for case, found in zip(file.cases, file.found, strict=True)
            if found.predicted and (measured := case.number("value"))
        ),
        key=lambda one: -one[0],
    )[:WORST]
    lines = ["| id | chip | model | engine | metric | measured | predicted | bound | why |"]
    lines.append("|---|---|---|---|---|---|---|---|---|")
    lines += [
        "| "
        + " | ".join(
            [
                case.text("id"),
                case.text("chip_id"),
                case.text("model_id"),
                f"{case.text('engine')} {case.text('engine_year')}",
                case.text("metric"),
                f"{case.number('value'):.4g}",
                f"{found.predicted:.4g}",
                found.bound,
                why(case, found),
            ]
        )
        + " |"
        for _, case, found in ranked
    ]
    return f"## The worst {WORST}\n\nBy the logarithm of predicted over measured.\n\n" + "\n".join(
        lines
    )


def why(case: Case, found: Prediction) -> str:
    """Return the likeliest reason for a large error, from what the row says of itself."""
    if found.note:
        return found.note
    serving = case.text("case_kind") == "serving_at_concurrency"
    if serving and case.text("metric") == "ttft_ms":
        return "admission of the engine or client: queues beyond a plain one"
    if presets.chip(case.text("chip_id")).spec.vendor == "AMD":
        return "software of that year on that stack: products far below their peak"
    if case.text("engine") == "sambaflow":
        return "static compiler: no published kernel data"
    if case.text("engine") == "llama.cpp":
        return "kernels of llama.cpp differ by format and card"
    if "measured-kernel mode" in case.text("source"):
        return "this kernel library lacks a tuned kernel at that shape"
    return "not explained"


def _held_out(file: Compared) -> str:
    lines = ["| held out | value | rows | median | fitted without it | ratio |"]
    lines.append("|---|---|---|---|---|---|")
    for group in ("chip", "model"):
        lines += [
            f"| {group} | {one.value} | {one.rows} | {_percent(one.fitted)} "
            f"| {_percent(one.held_out)} | {one.held_out / one.fitted:.2f} |"
            for one in holdout(file.cases, group)
        ]
    return f"## Held out: {file.name}\n\n{HOLDOUT_TEXT}\n\n" + "\n".join(lines)


if __name__ == "__main__":
    write(sys.argv[1:])
