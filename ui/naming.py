"""How a scenario, its baseline and its parts are called on the screen."""

from __future__ import annotations

from explorer import presets
from explorer.layout import chips_used
from explorer.levers import changed_levers
from explorer.naming import short_name, subject
from explorer.spec.deployment import DeploymentSpec
from explorer.spec.scenario import Scenario
from explorer.text import Text
from explorer.units import count, quantity

UNTITLED = "Untitled"

FORMATS = {
    "fp32": "FP32",
    "tf32": "TF32",
    "bf16": "BF16",
    "fp8": "FP8",
    "mxfp8": "MXFP8",
    "int8": "INT8",
    "nvfp4": "NVFP4",
    "mxfp4": "MXFP4",
    "int4": "INT4",
    "q8_0": "Q8_0",
    "q4_k_m": "Q4_K_M",
}


def is_automatic(scenario: Scenario) -> bool:
    """Whether the name was made by the program, and may change with what it names."""
    made = f"{scenario.chip.name}, {scenario.model.name}"
    return scenario.name in ("", UNTITLED, made, presets.OPENING_NAME)


def scenario_title(scenario: Scenario, baseline: Scenario, t: Text) -> str:
    """Return the scenario's own name, or one that says what was changed."""
    if not is_automatic(scenario):
        return t(scenario.name)
    untitled = scenario.name in ("", UNTITLED)
    unchanged = not untitled and not changed_levers(scenario, baseline)
    return t(scenario.name) if unchanged else subject(scenario, baseline, t)


def pin_detail(scenario: Scenario, t: Text) -> str:
    """Return chips and memory in a line: "2 × H100 SXM5, HBM3 3.35 TB/s"."""
    chip = scenario.chip
    kind, rate = chip.hbm_kind, chip.hbm_bandwidth_tbs
    if not rate:
        kind, rate = "SRAM", chip.sram_bandwidth_tbs
    chips = f"{count(chips_used(scenario))} × {short_name(chip.name)}"
    return f"{chips}, {kind} {quantity(rate, 'TB/s', t)}"


def format_title(deployment: DeploymentSpec) -> str:
    """Return "FP8 · KV FP8"."""
    return f"{FORMATS[deployment.weights]} · KV {FORMATS[deployment.kv]}"


def deploy_title(scenario: Scenario, t: Text) -> str:
    """Return "8 chips · TP4 PP2"."""
    return layout_title(scenario.deployment, chips_used(scenario), t)


def layout_title(deployment: DeploymentSpec, chips: float, t: Text) -> str:
    """Return "8 chips · TP4 PP2" of a layout that takes `chips`."""
    parts = [f"TP{deployment.tp:g}"]
    for name in ("pp", "dp", "ep"):
        value = getattr(deployment, name)
        if value > 1:
            parts.append(f"{name.upper()}{value:g}")
    unit = t("chip") if chips == 1 else t("chips")
    return f"{count(chips)} {unit} · {' '.join(parts)}"
