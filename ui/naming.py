"""How a scenario, its baseline and its parts are called on the screen."""

from __future__ import annotations

from explorer import presets
from explorer.levers import ALL_LEVERS, BY_PATH
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


def changed_levers(scenario: Scenario, baseline: Scenario) -> tuple[str, ...]:
    """Return the paths of the levers that differ, in table order."""
    paths = (lever.path for lever in ALL_LEVERS if not scenario.follows(lever.path))
    return tuple(path for path in paths if scenario.value(path) != baseline.value(path))


def short_name(name: str) -> str:
    """Return a name without what stands in brackets behind it."""
    return name.partition(" (")[0]


def is_automatic(scenario: Scenario) -> bool:
    """Whether the name was made by the program, and may change with what it names."""
    made = f"{scenario.chip.name}, {scenario.model.name}"
    return scenario.name in ("", UNTITLED, made, presets.OPENING_NAME)


def scenario_title(scenario: Scenario, baseline: Scenario, t: Text) -> str:
    """Return the scenario's own name, or one that says what was changed."""
    changed = changed_levers(scenario, baseline)
    if not is_automatic(scenario):
        return scenario.name
    if not changed:
        untitled = scenario.name in ("", UNTITLED)
        return short_name(scenario.chip.name) if untitled else t(scenario.name)
    lever = BY_PATH[changed[0]]
    value = quantity(scenario.value(lever.path), lever.unit, t)
    if len(changed) > 1:
        what = t("{count} changes").format(count=len(changed))
    else:
        what = t("{lever} {value}").format(lever=t(lever.label), value=value)
    return t("{chip}, {what}").format(chip=short_name(scenario.chip.name), what=what)


def pin_detail(scenario: Scenario, t: Text) -> str:
    """Return chips and memory in a line: "2 × H100 SXM5, HBM3 3.35 TB/s"."""
    chip, deployment = scenario.chip, scenario.deployment
    chips = deployment.tp * deployment.pp * deployment.dp
    name, kind, rate = short_name(chip.name), chip.hbm_kind, chip.hbm_bandwidth_tbs
    if rate > 0:
        name = f"{count(chips)} × {name}"
    else:
        # Its capacity says over how many chips the model is spread, not the layout chosen.
        kind, rate = "SRAM", chip.sram_bandwidth_tbs
    return f"{name}, {kind} {quantity(rate, 'TB/s', t)}"


def format_title(deployment: DeploymentSpec) -> str:
    """Return "FP8 · KV FP8"."""
    return f"{FORMATS[deployment.weights]} · KV {FORMATS[deployment.kv]}"


def deploy_title(deployment: DeploymentSpec, t: Text) -> str:
    """Return "8 chips · TP4 PP2"."""
    chips = deployment.tp * deployment.pp * deployment.dp
    parts = [f"TP{deployment.tp:g}"]
    for name in ("pp", "dp", "ep"):
        value = getattr(deployment, name)
        if value > 1:
            parts.append(f"{name.upper()}{value:g}")
    unit = t("chip") if chips == 1 else t("chips")
    return f"{count(chips)} {unit} · {' '.join(parts)}"
