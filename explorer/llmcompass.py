"""LLMCompass' sensitivities held against ours: one layer of GPT-3 on an A100-like chip.

Zhang et al., "LLMCompass", ISCA 2024: batch 8, 2,048 tokens. Its numbers come from a search over
mappings of every product, ours from the closed form.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from explorer import presets
from explorer.evaluate import evaluate
from explorer.spec.deployment import DeploymentSpec
from explorer.spec.model import ModelSpec
from explorer.spec.scenario import Scenario
from explorer.spec.workload import WorkloadSpec

_RATES = ("bf16_tflops", "fp32_tflops", "int8_tops", "vector_tflops")


@dataclass(frozen=True, slots=True)
class Step:
    """One change, and how many times quicker LLMCompass has the phase after it."""

    change: str
    phase: Literal["prefill", "decode"]
    theirs: float
    before: Mapping[str, float]
    after: Mapping[str, float]
    why: str = ""
    """What stands behind a difference."""


def _tile(kilobytes: float) -> dict[str, float]:
    """Return the tile that a core's buffer holds: side as the root, 64 rows at 192 KB."""
    return {"constants.tile_m": 64 * float(np.sqrt(kilobytes / 192))}


def _path(name: str, value: float) -> dict[str, float]:
    return {f"chip.{name}": value}


_HBM, _SRAM = "hbm_bandwidth_tbs", "sram_mb"
_SMALL = (
    "traffic beyond reading each operand once is Hong and Kung's lower bound here, a few per cent"
    " of the arithmetic it hides behind; a mapper with double buffers needs more"
)
_ENDLESS = "operands are read from SRAM once a tile; ever larger tiles always save some of that"
_FIXED = "their decode step has more fixed time, ours on kernels alone is nearly all streaming"
_NORM = "arithmetic and streaming overlap in full; theirs add up where tiles start and end"


def steps() -> tuple[Step, ...]:
    """Return every change that LLMCompass reports."""
    chip = presets.chip("a100-80").spec
    whole = {f"chip.{name}": float(getattr(chip, name)) for name in _RATES}
    quarter = {path: rate / 4 for path, rate in whole.items()}
    return (
        Step("Local buffer 64 to 192 KB", "prefill", 1.18, _tile(64), _tile(192)),
        Step("Local buffer 192 to 1,024 KB", "prefill", 1.002, _tile(192), _tile(1024), _ENDLESS),
        Step("Global buffer 10 to 40 MB", "prefill", 1.118, _path(_SRAM, 10), _path(_SRAM, 40),
             _SMALL),
        Step("Global buffer 40 to 80 MB", "prefill", 1.001, _path(_SRAM, 40), _path(_SRAM, 80)),
        Step("Global buffer 10 to 40 MB", "decode", 1.01, _path(_SRAM, 10), _path(_SRAM, 40)),
        Step("Memory 0.8 to 2 TB/s", "prefill", 1.143, _path(_HBM, 0.8), _path(_HBM, 2), _NORM),
        Step("Memory 0.8 to 2 TB/s", "decode", 1.88, _path(_HBM, 0.8), _path(_HBM, 2), _FIXED),
        Step("Memory 2 to 3.2 TB/s", "prefill", 1.035, _path(_HBM, 2), _path(_HBM, 3.2), _NORM),
        Step("Memory 2 to 3.2 TB/s", "decode", 1.26, _path(_HBM, 2), _path(_HBM, 3.2), _FIXED),
        Step("A quarter of the compute", "prefill", 1 / 3.25, whole, quarter),
        Step("A quarter of the compute", "decode", 1 / 1.001, whole, quarter),
    )  # fmt: skip


def ours(found: tuple[Step, ...]) -> np.ndarray:
    """Return how many times quicker each phase is after each change, from one evaluation."""
    layer = _layer()
    paths = {path for step in found for path in step.before}
    points = {
        path: np.array(
            [
                values.get(path, float(layer.value(path)))
                for step in found
                for values in (step.before, step.after)
            ]
        )
        for path in paths
    }
    out = evaluate(layer.with_values(points), detail=False)
    prefill = np.array([step.phase == "prefill" for step in found])
    ms = np.where(np.repeat(prefill, 2), out.ttft_ms, out.tpot_ms).reshape(-1, 2)
    return np.asarray(ms[:, 0] / ms[:, 1])


def _layer() -> Scenario:
    """Return one layer of GPT-3 on four A100, kernels alone, as LLMCompass has it."""
    return Scenario(
        chip=presets.chip("a100-80").spec,
        model=ModelSpec(
            id="gpt-3-layer", name="GPT-3, one layer", layers=1, hidden=12288, heads=96,
            kv_heads=96, head_dim=128, full_layers=1, ffn_matrices=2, dense_layers=1,
            dense_ffn=49152, vocab=1,
        ),
        workload=WorkloadSpec(input_tokens=2048, output_tokens=2048, batch=8, prefill_batch=8),
        deployment=DeploymentSpec(tp=4),
        engine=presets.engine("kernels").spec,
    )  # fmt: skip


def section() -> str:
    """Return the comparison as a section of the report."""
    found = steps()
    lines = ["| change | phase | LLMCompass | here | where they differ |", "|---|---|---|---|---|"]
    lines += [
        f"| {step.change} | {step.phase} | {_quicker(step.theirs)} | {_quicker(float(own))} "
        f"| {step.why} |"
        for step, own in zip(found, ours(found), strict=True)
    ]
    return "\n".join(["## LLMCompass' sensitivities", "", _ABOUT, "", *lines])


_ABOUT = (
    "One layer of GPT-3 on four A100, batch 8, 2,048 tokens: speed after a change over speed"
    " before. A core's buffer acts here through the tile of rows that it holds, side with the root"
    " of its size."
)


def _quicker(ratio: float) -> str:
    if 0.5 < ratio < 1.5:
        return f"{100 * (ratio - 1):+.1f} %"
    return f"{ratio:.2f}x" if ratio > 1 else f"1/{1 / ratio:.2f}x"
