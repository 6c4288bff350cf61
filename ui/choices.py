"""What the pickers offer, and the change that each choice is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from explorer import presets
from explorer.analysis.deployments import OBJECTIVES, best
from explorer.change import Change
from explorer.kept import once
from explorer.layout import chips_used
from explorer.levers import Lever
from explorer.naming import short_name
from explorer.presets.choose import DEFAULT_ENGINE, laid_out
from explorer.presets.gallery import gallery
from explorer.spec.base import Spec
from explorer.spec.deployment import DeploymentSpec
from explorer.spec.model import ModelSpec
from explorer.spec.scenario import Scenario
from explorer.spec.workload import WorkloadSpec
from explorer.text import Text
from explorer.units import count, short_count
from ui.naming import FORMATS, UNTITLED, format_title, is_automatic, layout_title
from ui.widgets.picker import Choice
from ui.widgets.ticks import Ticks

_WEIGHTS = ("bf16", "fp8", "mxfp8", "int8", "nvfp4", "mxfp4", "int4")
_KV = ("bf16", "fp8", "int8", "nvfp4")
_COMPUTE = {"bf16", "fp8", "mxfp8", "int8", "nvfp4", "mxfp4"}
_COUNTS = {
    "tp": (1, 2, 4, 8, 16, 32, 64, 128, 256, 512),
    "pp": (1, 2, 4, 8, 16, 32),
    "dp": (1, 2, 4, 8, 16, 32, 64),
    "ep": (1, 2, 4, 8, 16, 32, 64, 128, 256),
}


_MARKED: dict[str, presets.Kind] = {
    "chip": "chips", "fleet": "fleets", "tiers": "tiers", "workload": "workloads",
}  # fmt: skip
"""Group of a lever -> the presets whose values stand under its track."""


def ticks(lever: Lever) -> Ticks:
    """Return values and stretches of the lever's own presets by short name, known ones only."""
    group = lever.path.partition(".")[0]
    marks = {}
    for preset_id in lever.marks if group in _MARKED else ():
        name = presets.get(_MARKED[group], preset_id).name
        if value := _known(lever, preset_id):
            marks[value] = name if group == "workload" else mark_name(name)
    zones = tuple((_known(lever, z.low), _known(lever, z.high), z.name) for z in lever.zones)
    return Ticks(marks=tuple(marks.items()), zones=zones)


def _known(lever: Lever, preset_id: str) -> float:
    """Return the value of a lever's field in a preset, 0 where it is not known."""
    group, _, field = lever.path.partition(".")
    return float(presets.get(_MARKED[group], preset_id).known.get(field) or 0.0)


def mark_name(name: str) -> str:
    """Return the part of a chip's name that tells it from others: "H100 SXM" is "H100"."""
    words = name.replace("NVIDIA ", "").replace("Ascend ", "").split()
    lpu = "LPU" in words and "LPU" not in words[:1]
    return "LPU" if lpu else words[0].rstrip(",")


def button_texts(
    scenario: Scenario, t: Text, *, counted: bool = False
) -> dict[str, tuple[str, str, str]]:
    """Return (title, choice, search hint) of each picker; `counted` tells the chip how many."""
    chip, chips = short_name(scenario.chip.name), chips_used(scenario)
    if counted:
        chip = f"{count(chips)} × {chip}"
    return _texts(scenario.model, scenario.deployment, scenario.workload, chip, chips, t)


@once(2, objects=3)
def _texts(
    model: ModelSpec, deployment: DeploymentSpec, workload: WorkloadSpec, chip: str,
    chips: float, t: Text,
) -> dict[str, tuple[str, str, str]]:  # fmt: skip
    """Return `button_texts`, found once while only levers of the chip move."""
    return {
        "chip": (t("Chip"), chip, t("Find a chip")),
        "model": (t("Model"), model.name, t("Find a model")),
        "format": (t("Format"), format_title(deployment), t("Find a format")),
        "deploy": (t("Deploy"), layout_title(deployment, chips, t), t("Find a layout")),
        "workload": (t("Workload"), _workload_title(workload, t), t("Find a workload")),
    }


def _workload_title(workload: WorkloadSpec, t: Text) -> str:
    """Return the preset's name, or the lengths once they are no longer the preset's."""
    now = (workload.input_tokens, workload.output_tokens)
    own = next((each.spec for each in presets.workloads() if each.id == workload.id), workload)
    if now == (own.input_tokens, own.output_tokens):
        return t(workload.name)
    return _lengths(workload, t)


def _lengths(workload: WorkloadSpec, t: Text) -> str:
    return t("{input} in, {output} out").format(
        input=short_count(workload.input_tokens), output=short_count(workload.output_tokens)
    )


def _workloads(scenario: Scenario, t: Text) -> tuple[Choice, ...]:
    """Return the workloads, each with its lengths unless they are its name."""
    lengths = {preset.id: _lengths(preset.spec, t) for preset in presets.workloads()}
    return tuple(
        each if each.name == lengths[each.key] else replace(each, detail=lengths[each.key])
        for each in _grouped(presets.workloads(), "", scenario.workload.id, t)
    )


def choices(picker: str, scenario: Scenario, t: Text) -> tuple[Choice, ...]:
    """Return what `picker` offers while `scenario` is shown."""
    if picker == "chip":
        chips = (*presets.chips(), *presets.incomplete("chips"))
        return _grouped(chips, "vendor", scenario.chip.id, t)
    if picker == "model":
        models = (*presets.models(), *presets.incomplete("models"))
        return _grouped(models, "family", scenario.model.id, t)
    if picker == "workload":
        return _workloads(scenario, t)
    if picker == "format":
        return _formats(scenario.deployment, t)
    return _layouts(scenario.deployment, t)


def change_of(picker: str, key: str, scenario: Scenario, t: Text) -> Change:
    """Return the change that the choice `key` of `picker` is.

    ValueError names what an incomplete preset lacks, or says that no layout holds the model.
    """
    label = button_texts(scenario, t)[picker][0]
    if picker in ("chip", "model"):
        return _refitted(picker, presets.get(f"{picker}s", key).spec, scenario, label)  # type: ignore[arg-type]
    if picker == "workload":
        return Change.of("workload", presets.workload(key).spec, label)
    name, _, value = key.partition(":")
    if picker == "deploy" and name == "auto":
        return _automatic(scenario, value, label, t)
    if picker == "deploy":
        return Change.of(f"deployment.{name}", float(value), label)
    values: tuple[tuple[str, Any], ...] = ((f"deployment.{name}", value),)
    if name == "weights":
        # Maths follows the weights where the format has maths of its own.
        values += (("deployment.activations", value if value in _COMPUTE else "bf16"),)
    return Change(values, label)


def _automatic(scenario: Scenario, objective: str, label: str, t: Text) -> Change:
    """Return the change to the layout and batch that serve an objective best.

    ValueError says what comes nearest where none keeps the limits.
    """
    wanted = next(known for known in OBJECTIVES if known == objective)
    chosen = best(scenario, wanted)
    if not chosen.met:
        raise ValueError(chosen.note(t))
    values = (("deployment", chosen.deployment), ("workload.batch", chosen.batch))
    return Change(values, label)


def _refitted(group: str, spec: Spec, scenario: Scenario, label: str) -> Change:
    """Return the change to another chip or model, with formats and layout that it can hold."""
    fresh = {"shipped": spec} if group == "chip" else {}
    draft = scenario.replaced({group: spec, **fresh})
    engine = scenario.engine
    if (draft.chip.execution == "static") != (scenario.chip.execution == "static"):
        static = draft.chip.execution == "static"
        engine = presets.engine("static" if static else DEFAULT_ENGINE).spec
    layout = DeploymentSpec(**presets.formats(draft.chip, draft.model))
    draft = draft.replaced({"deployment": layout, "engine": engine})
    layout = laid_out(draft).deployment
    # A story's name would speak of the chip or model that is gone.
    told = scenario.name in {story.name for story in gallery()}
    name = UNTITLED if told or is_automatic(scenario) else scenario.name
    values = ((group, spec), ("deployment", layout), ("engine", engine), ("name", name))
    return Change(values, label)


def _grouped(found: Iterable[Any], group: str, chosen: str, t: Text) -> tuple[Choice, ...]:
    entries = []
    for preset in found:
        missing = ""
        if not preset.is_complete:
            fields = t(", ").join(preset.missing)
            missing = t("Incomplete: no published value for {fields}").format(fields=fields)
        head = str(preset.known.get(group) or preset.about.get(group) or "") if group else ""
        note = t("incomplete") if missing else ""
        entries.append(Choice(preset.id, t(preset.name), head, note, missing, preset.id == chosen))
    order = list(dict.fromkeys(entry.group for entry in entries))
    return tuple(sorted(entries, key=lambda entry: order.index(entry.group)))


def _formats(deployment: DeploymentSpec, t: Text) -> tuple[Choice, ...]:
    groups = (
        ("weights", t("Weights"), _WEIGHTS, deployment.weights),
        ("kv", t("KV cache"), _KV, deployment.kv),
    )
    return tuple(
        Choice(f"{name}:{value}", FORMATS[value], title, chosen=value == now)
        for name, title, values, now in groups
        for value in values
    )


def _layouts(deployment: DeploymentSpec, t: Text) -> tuple[Choice, ...]:
    titles = {
        "tp": t("Tensor parallel"),
        "pp": t("Pipeline stages"),
        "dp": t("Attention data parallel"),
        "ep": t("Expert groups"),
    }
    automatic = (
        ("auto:cheapest", t("Cheapest token")),
        ("auto:fastest", t("Fastest answer")),
        ("auto:slo", t("Cheapest within TTFT and speed limits")),
    )
    searched = tuple(Choice(key, name, t("Automatic: layout and batch")) for key, name in automatic)
    return searched + tuple(
        Choice(
            f"{name}:{value}",
            f"{name.upper()}{value}",
            titles[name],
            chosen=getattr(deployment, name) == value,
        )
        for name, values in _COUNTS.items()
        for value in values
    )
