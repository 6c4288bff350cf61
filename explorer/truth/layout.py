"""A measured row as a scenario: parallel layout, formats, lengths and software profile."""

from __future__ import annotations

import math
from typing import Any

from explorer.physics.formats import FORMATS
from explorer.spec.chip import ChipSpec
from explorer.spec.deployment import DeploymentSpec
from explorer.spec.model import ModelSpec
from explorer.spec.scenario import Scenario
from explorer.spec.workload import WorkloadSpec
from explorer.truth.cases import Case
from explorer.truth.engines import KERNELS, profile_id

_SAME = {"fp16": "bf16", "fp4": "nvfp4"}
_WEIGHT_ONLY = {name for name, fmt in FORMATS.items() if fmt.weight_only}
_FP8_KV = ("fp8", "nvfp4", "mxfp4")


class UnpredictableError(ValueError):
    """Why a row cannot be predicted, as one line."""


def scenario_of(case: Case, library: Any) -> Scenario:
    """Return the scenario of a case.

    `library` offers `chip(id).spec`, `model(id).spec` and `engine(id).spec`.
    UnpredictableError carries the reason where the row lacks what a prediction needs.
    """
    chip = _find(library.chip, case.text("chip_id"), "chip")
    model = _find(library.model, case.text("model_id"), "model")
    composed = "measured-kernel mode" in case.text("source")
    profile = profile_id(case.text("engine"), case.number("engine_year"), chip.vendor)
    engine = library.engine(KERNELS if composed else profile).spec
    return Scenario(
        name=case.text("id"),
        chip=chip,
        model=model,
        workload=_workload(case),
        deployment=_deployment(case, chip, model),
        engine=engine,
    )


def _find(getter: Any, name: str, kind: str) -> Any:
    if not name:
        msg = f"{kind} not stated"
        raise UnpredictableError(msg)
    try:
        return getter(name).spec
    except (KeyError, ValueError) as error:
        msg = f"{kind} {name}: {str(error).splitlines()[0]}"
        raise UnpredictableError(msg) from None


def _workload(case: Case) -> WorkloadSpec:
    kind = case.text("case_kind")
    tokens, output = case.number("input_tokens"), case.number("output_tokens")
    batch = case.number("batch_or_concurrency")
    if tokens is None:
        msg = "input length not stated"
        raise UnpredictableError(msg)
    if kind != "max_throughput" and batch is None:
        msg = "batch or concurrency not stated"
        raise UnpredictableError(msg)
    if kind not in ("prefill_only", "decode_only") and not output:
        msg = "output length not stated"
        raise UnpredictableError(msg)
    count = max(batch or 1.0, 1.0)
    return WorkloadSpec(
        input_tokens=max(tokens, 1.0),
        output_tokens=max(output or 1.0, 1.0),
        cached_fraction=min(case.number("cached_fraction") or 0.0, 0.999),
        batch=count,
        prefill_batch=count if kind in ("prefill_only", "static_batch") else 1.0,
    )


def _deployment(case: Case, chip: ChipSpec, model: ModelSpec) -> DeploymentSpec:
    moe = model.experts > 0
    chips = case.number("n_chips") or _product(case)
    pp = case.number("pp") or 1.0
    tp = min(case.number("tp") or chips / pp, chips / pp)
    dp = case.number("dp")
    if moe and dp is None and case.noted("MoE runs use attention DP"):
        dp = chips / pp
    dp = max(chips / (tp * pp), 1.0) if dp is None else min(dp, chips / pp)
    tp = max(chips / (pp * dp), 1.0)
    ep = case.number("ep") or (dp if case.noted("MoE runs use attention DP") else 1.0)
    ep = min(ep, tp * dp) if moe else 1.0
    return DeploymentSpec(tp=tp, pp=pp, ep=ep, dp=dp, **_formats(case, chip, moe))


def _product(case: Case) -> float:
    return math.prod(case.number(name) or 1.0 for name in ("tp", "pp", "dp"))


def _formats(case: Case, chip: ChipSpec, moe: bool) -> dict[str, Any]:
    """Return the formats: operands as the engine would choose them for the weights."""
    weights = _known(case.text("weights_fmt") or "bf16")
    trtllm = case.text("engine").lower() == "tensorrt-llm"
    plain_kv = "fp8" if trtllm and weights in _FP8_KV else "bf16"
    kv = _known(case.text("kv_fmt") or plain_kv)
    mixed = moe and (weights == "mxfp4" or case.noted(r"mixed weights: MoE|experts w4"))
    activations = "bf16" if weights in _WEIGHT_ONLY else weights
    if weights == "mxfp4":
        native = chip.fp4_tflops > 0 and not case.noted("w4a16")
        activations = "fp8" if native else "bf16"
        if case.text("engine").lower() == "llama.cpp":
            activations = "int8"
    return {
        "weights": weights,
        "dense_weights": "bf16" if mixed else "same",
        "activations": activations,
        "kv": kv,
        "scales": _scales(case, weights),
    }


def _scales(case: Case, weights: str) -> str:
    """Return how activations are scaled.

    FP8 without fixed scales: TensorRT-LLM searches one scale for all values, vLLM finds one per
    token. Block scales are found by a kernel of their own in TensorRT-LLM, inside the kernel before
    in vLLM. Served checkpoints of both carry fixed FP8 scales.
    """
    separate = case.text("engine").lower() == "tensorrt-llm"
    if case.noted("quantisation fp8;"):
        return "two-pass" if separate else "dynamic"
    blocks = case.noted("quantisation") and weights in ("nvfp4", "mxfp8")
    return "dynamic" if separate and blocks else "static"


def _known(name: str) -> str:
    known = _SAME.get(name, name)
    if known not in FORMATS:
        msg = f"number format {name} unknown"
        raise UnpredictableError(msg)
    return known
