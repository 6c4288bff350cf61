"""A scenario from preset ids, with formats and parallelism that chip and model can hold."""

from __future__ import annotations

from typing import Any

from explorer.analysis.deployments import best
from explorer.evaluate import evaluate
from explorer.physics.capacity import capacity
from explorer.presets import library
from explorer.spec.chip import ChipSpec
from explorer.spec.deployment import DeploymentSpec, FormatName
from explorer.spec.economics import EconomicsSpec
from explorer.spec.engine import EngineSpec
from explorer.spec.model import ModelSpec
from explorer.spec.scenario import Scenario
from explorer.spec.workload import WorkloadSpec

DEFAULT_CHIP = "h100-sxm"
DEFAULT_MODEL = "llama-3.1-70b"
DEFAULT_WORKLOAD = "default"
DEFAULT_ENGINE = "tuned"
DEFAULT_ECONOMICS = "us-hyperscaler"

_DOMAINS = 8
"""Scale-up domains that a model may need before it opens as one that does not fit."""

_FOUR_BIT: tuple[FormatName, ...] = ("nvfp4", "mxfp4")


def formats(chip: ChipSpec, model: ModelSpec) -> dict[str, Any]:
    """Return weight, KV, activation and attention formats for the pair, by deployment field.

    Weights: the model's own 4-bit or INT4 release as it is; else FP8 where the chip computes it
    (FP8 releases of 16-bit models are common), else BF16. Activations: the narrowest that the
    chip multiplies with such weights. KV cache: FP8 where the chip has FP8. Attention: BF16.
    """
    fp8 = chip.fp8_tflops > 0
    eight: FormatName = "fp8" if fp8 else "bf16"
    weights: FormatName = eight
    activations: FormatName = eight
    if model.native_format in _FOUR_BIT:
        weights = "nvfp4" if model.native_format == "nvfp4" else "mxfp4"
        if model.native_format == "nvfp4" and chip.fp4_tflops > 0:
            activations = "nvfp4"
    elif model.native_format == "int4":
        weights, activations = "int4", "bf16"
    narrow = weights in (*_FOUR_BIT, "int4")
    return {
        "weights": weights,
        "dense_weights": model.native_dense_format if narrow else "same",
        "kv": eight,
        "activations": activations,
        "attention": "bf16",
    }


def scenario(
    chip: str = DEFAULT_CHIP,
    model: str = DEFAULT_MODEL,
    workload: str = DEFAULT_WORKLOAD,
    engine: str | None = None,
    economics: str = DEFAULT_ECONOMICS,
    name: str = "",
) -> Scenario:
    """Return a scenario of presets by id.

    The layout is that of `laid_out`. ValueError names an unknown id or the missing values of an
    incomplete preset.
    """
    chip_preset = library.get("chips", chip)
    model_preset = library.get("models", model)
    spec: ChipSpec = chip_preset.spec
    default_engine = "static" if spec.execution == "static" else DEFAULT_ENGINE
    engine_spec: EngineSpec = library.get("engines", engine or default_engine).spec
    economics_spec: EconomicsSpec = library.get("economics", economics).spec
    workload_spec: WorkloadSpec = library.get("workloads", workload).spec
    draft = Scenario(
        name=name or f"{chip_preset.name}, {model_preset.name}",
        chip=spec,
        shipped=spec,
        model=model_preset.spec,
        workload=workload_spec,
        deployment=DeploymentSpec(**formats(spec, model_preset.spec)),
        engine=engine_spec,
        economics=economics_spec,
    )
    return laid_out(draft)


def laid_out(draft: Scenario) -> Scenario:
    """Return `draft` with the layout that it opens with: the usual smallest one.

    Tensor parallelism inside the scale-up domain where that holds the model. Where it does not,
    mixtures of experts take the cheapest legal layout of up to `_DOMAINS` domains at the batch
    asked for, and chips with SRAM alone, which spread over pipeline stages anyway, always do.
    Other models keep the widest tensor parallelism, and the outcome says what does not fit.
    """
    tp = smallest_tp(draft)
    alone = draft.with_values({"deployment.tp": tp})
    sram_only = draft.chip.hbm_gb <= 0
    small = draft.model.moe_layers == 0 or _fit(draft, tp) == "all"
    if small and not sram_only:
        return alone
    limit = None if sram_only else _DOMAINS * draft.chip.scaleup_domain
    try:
        return best(draft, "cheapest", max_chips=limit, keep_batch=True).scenario
    except ValueError:
        return alone


def at_workload(scenario: Scenario, workload: WorkloadSpec) -> Scenario:
    """Return a scenario at another workload, laid out anew where its layout does not hold that."""
    asked = scenario.replaced({"workload": workload})
    return asked if evaluate(asked, detail=False).fits[0] else laid_out(asked)


def smallest_tp(draft: Scenario) -> float:
    """Return the least power-of-two tensor-parallel size in the domain that fits.

    Weights and the KV cache of the batch, or the weights alone if no size holds both, else the
    largest size there is.
    """
    sizes = [1.0]
    limit = min(draft.chip.scaleup_domain, draft.model.heads)
    while sizes[-1] * 2 <= limit:
        sizes.append(sizes[-1] * 2)
    fits = {size: _fit(draft, size) for size in sizes}
    whole = [size for size, fit in fits.items() if fit == "all"]
    weights = [size for size, fit in fits.items() if fit == "weights"]
    return (whole or weights or sizes[-1:])[0]


def _fit(draft: Scenario, tp: float) -> str:
    """Return what `tp` chips hold: all, weights or nothing."""
    held = capacity(draft.with_values({"deployment.tp": tp}))
    have = float(held.have * tp / held.chips)
    if float(held.need) <= have:
        return "all"
    return "weights" if float(held.weights) <= have else "nothing"


OPENING_NAME = "Llama-3.1-70B on two H100"


def default_scenario() -> Scenario:
    """Return the opening question: Llama-3.1-70B in FP8 on two H100, 8,192 in and 512 out."""
    return scenario(name=OPENING_NAME)
