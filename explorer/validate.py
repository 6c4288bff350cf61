"""Compares predictions with measured rows: absolute percentage errors, whole and by group."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from explorer import presets
from explorer.predict import WAVES, Prediction, predict_cases
from explorer.truth import pools
from explorer.truth.cases import Case, read_cases

GROUPS = ("case_kind", "metric", "chip", "model", "engine", "phase")
_COLUMN = {"chip": "chip_id", "model": "model_id"}
_PREFILL = ("ttft_ms", "prefill_tokens_per_s")


def validate_file(path: Path | str, *, every: bool = False) -> dict[str, Any]:
    """Return errors of a truth file: `all` and `by.<group>.<value>`.

    Each entry has `n` rows, `predicted` ones of them, and the `median` and `p90` absolute error as
    fractions of the measured value (None without any). Only scored rows count unless `every`. In a
    file of prefill and decode pools every row has three metrics, and `all` is throughput per chip.
    """
    if pools.is_pools(path):
        found = pools.summary(pools.predict_pools(path, WAVES))
        return {"all": found["all"][pools.METRICS[-1]], "by": pools.by_metric(found)}
    cases = [case for case in read_cases(path) if every or case.scored]
    return summary(cases, predict_cases(cases, presets))


def summary(cases: Sequence[Case], found: Sequence[Prediction]) -> dict[str, Any]:
    """Return the errors of predictions by group."""
    errors = [error_of(case, one) for case, one in zip(cases, found, strict=True)]
    by: dict[str, dict[str, Any]] = {}
    for group in GROUPS:
        names = [group_of(case, group) for case in cases]
        by[group] = {
            name: _entry([e for e, own in zip(errors, names, strict=True) if own == name])
            for name in sorted(set(names))
        }
    return {"all": _entry(errors), "by": by}


def error_of(case: Case, found: Prediction) -> float | None:
    """Return the absolute error as a fraction of the measured value; None where there is none."""
    measured = case.number("value")
    if found.predicted is None or not measured:
        return None
    return abs(found.predicted - measured) / abs(measured)


def group_of(case: Case, group: str) -> str:
    """Return the value of a grouping: a column, or the phase that the metric measures."""
    if group == "phase":
        return "prefill" if case.text("metric") in _PREFILL else "decode"
    return case.text(_COLUMN.get(group, group)) or "not stated"


def _entry(errors: Sequence[float | None]) -> dict[str, Any]:
    known = np.array([error for error in errors if error is not None])
    some = known.size > 0
    return {
        "n": len(errors),
        "predicted": int(known.size),
        "median": float(np.median(known)) if some else None,
        "p90": float(np.quantile(known, 0.9)) if some else None,
    }
