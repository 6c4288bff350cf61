"""How far the model has been from measurements of such a chip, model and regime."""

from __future__ import annotations

import functools
import json
import math
from operator import attrgetter
from typing import Any, NamedTuple

from explorer.resources import resource
from explorer.spec.chip import ChipSpec
from explorer.spec.model import ModelSpec
from explorer.spec.scenario import Scenario

ENOUGH = 10
"""Fewer compared rows than this say nothing about a kind."""

MEASURED = (
    "chip.hbm_bandwidth_tbs",
    "chip.bf16_tflops",
    "workload.batch",
    "workload.input_tokens",
)
"""What a kind's rows span; beyond it nothing has been compared."""

SLACK = 1.25
"""How far beyond the span counts as within: a quarter."""


def chip_kind(chip: ChipSpec) -> str:
    """Return the kind of a chip as far as measurements tell kinds apart."""
    if chip.hbm_bandwidth_tbs <= 0 or chip.hbm_gb <= 0:
        return "SRAM only"
    if chip.execution == "cpu":
        return "CPU"
    if chip.execution == "static":
        return "compiled accelerator"
    memory = chip.hbm_kind.upper()
    if memory.startswith("HBM"):
        return "GPU with HBM"
    return "GPU with LPDDR" if memory.startswith("LPDDR") else "GPU with GDDR"


def model_kind(model: ModelSpec) -> str:
    """Return the kind of a model: dense, experts, experts with latent attention, or hybrid."""
    if model.linear_layers > 0 or model.sparse_topk > 0:
        return "linear or sparse attention"
    if model.attention == "mla":
        return "experts, latent attention"
    return "experts" if model.experts > 0 else "dense"


def confidence(scenario: Scenario, regime: str = "all") -> dict[str, Any]:
    """Return {tested_rows, median_error, estimate} for a scenario of one point.

    `regime` is "prefill", "decode" or "all". `median_error` is a fraction of the measured value,
    None where nothing was compared. `estimate` says that the numbers stand outside of what has been
    measured: too few rows of such a chip with such a model, or a chip, batch or prompt beyond all
    of them.
    """
    key = (chip_kind(scenario.chip), model_kind(scenario.model), regime)
    found = _table().get(key)
    if found is None:
        return {"tested_rows": 0, "median_error": None, "estimate": True}
    within = all(
        low <= value <= high
        for value, (low, high) in zip(_measured(scenario), found.measured, strict=True)
    )
    return {
        "tested_rows": found.rows,
        "median_error": found.median_error,
        "estimate": found.rows < ENOUGH or not within,
    }


class _Kind(NamedTuple):
    """Rows compared of a kind, their error, and the range of each of `MEASURED` with its slack."""

    rows: int
    median_error: float
    measured: tuple[tuple[float, float], ...]

    @classmethod
    def of(cls, entry: dict[str, Any]) -> _Kind:
        spans = (entry["measured"].get(path, (0.0, math.inf)) for path in MEASURED)
        measured = tuple((low / SLACK, high * SLACK) for low, high in spans)
        return cls(int(entry["tested_rows"]), float(entry["median_error"]), measured)


_measured = attrgetter(*MEASURED)


@functools.cache
def _table() -> dict[tuple[str, str, str], _Kind]:
    path = resource("accuracy.json")
    if not path.exists():
        return {}
    entries = json.loads(path.read_text(encoding="utf-8"))["kinds"]
    return {(e["chip_kind"], e["model_kind"], e["regime"]): _Kind.of(e) for e in entries}
