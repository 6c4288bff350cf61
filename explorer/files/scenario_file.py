"""Scenario files: small JSON documents of preset ids and what was changed from them.

Unknown keys are kept for writing, older versions migrate, newer or damaged ones are refused by a
line that names the place. Reading never opens another file than the one named.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from explorer import presets
from explorer.change import explain
from explorer.cost_parameters import checked
from explorer.files.atomic import write_atomically
from explorer.presets.gallery import story_of
from explorer.refusal import Refusal, refusal
from explorer.spec.base import Spec
from explorer.spec.constants import Constants
from explorer.spec.costing import CostingSpec
from explorer.spec.economics import EconomicsSpec
from explorer.spec.layers import LayersSpec
from explorer.spec.scenario import PARTNER, Scenario

FORMAT = "siliconomics-scenario"
VERSION = 2
MAX_BYTES = 1_000_000
MAX_DEPTH = 20

Document = dict[str, Any]

MIGRATIONS: Mapping[int, Callable[[Document], Document]] = {
    1: lambda content: {key: value for key, value in content.items() if key != "pinned"},
}
"""From version n to n + 1. Version 2 has pinned scenarios: see `explorer.files.workspace`."""

_GROUPS = tuple(name for name in Scenario.model_fields if name not in ("name", "shipped", "extras"))
_READERS: Mapping[str, Callable[[str], presets.Preset[Any]]] = {
    "chip": presets.chip,
    "model": presets.model,
    "workload": presets.workload,
    "engine": presets.engine,
    "economics": presets.economics,
    "tiers": presets.tiers,
    "session": presets.session,
    "fleet": presets.fleet,
    "partner": presets.chip,
    "partner_engine": presets.engine,
}
_AROUND = ("tiers", "session", "layers", "fleet", "split")
"""What stands around a replica; written only where it is not the default."""
_CHIPS = ("layers.fast_chip", "fleet.other_chip")
"""Fields that name a chip of the library."""
_HEAD = ("format", "version", "name")


def load(path: str | os.PathLike[str]) -> Scenario:
    """Return the scenario in the file at `path`.

    ValueError is one line that names file and place; OSError where the file cannot be read.
    """
    place = Path(path)
    with place.open("rb") as file:
        data = file.read(MAX_BYTES + 1)
    try:
        return parse(data)
    except ValueError as error:
        raise refusal(error).at(place.name) from None


def save(scenario: Scenario, path: str | os.PathLike[str]) -> None:
    """Write `scenario` into the file at `path` in one step; a failure leaves the old file."""
    write(document(scenario), path)


def write(content: Document, path: str | os.PathLike[str]) -> None:
    """Write a document into the file at `path` in one step."""
    text = json.dumps(content, indent=2, ensure_ascii=False, allow_nan=False) + "\n"
    write_atomically(Path(path), text.encode("utf-8"))


def as_shipped(scenario: Scenario) -> Scenario:
    """Return the scenario without any what-if: its presets as they are, defaults for the rest.

    The layout over chips, number formats and the cost basis stay, for they are a choice and no
    what-if. So does the work of a story, which asks what another chip does to that very work.
    """
    values: dict[str, Any] = {"constants": Constants(), "costing": CostingSpec()}
    work = ("model", "workload", "engine", "tiers", "session", "fleet")
    for name in ("chip", "partner", *(() if story_of(scenario) else work)):
        group = getattr(scenario, name)
        values[name] = _preset(name, group.id) or group
    values["layers"] = LayersSpec(fast_chip=scenario.layers.fast_chip)
    nearest = presets.economics(_nearest_economics(scenario.economics)).spec
    values["economics"] = nearest.replaced({"basis": scenario.economics.basis})
    values["shipped"] = values["chip"]
    return scenario.replaced(values)


def document(scenario: Scenario) -> Document:
    """Return the JSON document of `scenario`."""
    found: Document = {"format": FORMAT, "version": VERSION, "name": scenario.name}
    for name in _GROUPS:
        value = getattr(scenario, name)
        if name in _AROUND and value == Scenario.model_fields[name].default:
            continue
        # The other pool is written only where there is one.
        if name in PARTNER and scenario.split.mode == "none":
            continue
        group = _group_document(name, value)
        if group or name in PARTNER:
            found[name] = group
    for key, value in scenario.extras.items():
        group_name, _, field = key.partition(".")
        if field and group_name in _GROUPS:
            found.setdefault(group_name, {})[field] = value
        else:
            found[key] = value
    return found


def parse(data: bytes) -> Scenario:
    """Return the scenario of a document; ValueError is one line that names the place."""
    return of_document(_read(data))


def of_document(document: Document) -> Scenario:
    """Return the scenario of a document that is read; ValueError names the place."""
    content = _migrated(document)
    values: Document = {"name": content.get("name", "Untitled")}
    extras = {k: v for k, v in content.items() if k not in (*_HEAD, *_GROUPS)}
    for name in _GROUPS:
        if name in PARTNER and name not in content:
            continue
        group = content.get(name, {})
        if not isinstance(group, dict):
            raise Refusal(
                "{place}: expected a group of values, found {kind}", place=name, kind=_kind(group)
            )
        values[name], unknown = _group_values(name, group)
        extras |= {f"{name}.{key}": value for key, value in unknown.items()}
    values["shipped"] = _preset("chip", content.get("chip", {}).get("preset"))
    try:
        scenario = Scenario.model_validate({**values, "extras": extras})
        scenario = scenario.replaced({"costing": checked(scenario.costing)})
    except ValidationError as error:
        raise explain(error) from None
    for path in _CHIPS:
        if scenario.value(path) not in presets.chip_ids():
            raise Refusal(
                "{place}: {name!r} is not a chip of this version",
                place=path, name=scenario.value(path)[:40],
            )  # fmt: skip
    return scenario


def _read(data: bytes) -> Document:
    if len(data) > MAX_BYTES:
        raise Refusal("larger than {most:,} bytes, no scenario file is", most=MAX_BYTES)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refusal("byte {place}: not UTF-8 text, no scenario file", place=error.start) from None
    _check_depth(text)
    try:
        content = json.loads(text, parse_constant=_refuse_constant, object_pairs_hook=_unique)
    except json.JSONDecodeError as error:
        raise Refusal(
            "damaged at line {line}, column {column}", line=error.lineno, column=error.colno
        ) from None
    if not isinstance(content, dict):
        raise Refusal("line 1: expected a scenario, found {kind}", kind=_kind(content))
    if content.get("format", FORMAT) != FORMAT:
        raise Refusal(
            "format: {found!r} is not {ours!r}", found=str(content["format"])[:40], ours=FORMAT
        )
    return content


def _check_depth(text: str) -> None:
    depth = 0
    for line, row in enumerate(re.sub(r'"(?:[^"\\\n]|\\.)*"', '""', text).split("\n"), 1):
        for mark in re.findall(r"[\[\]{}]", row):
            depth += 1 if mark in "[{" else -1
            if depth > MAX_DEPTH:
                raise Refusal(
                    "line {line}: nested deeper than {most} levels", line=line, most=MAX_DEPTH
                )


def _refuse_constant(name: str) -> float:
    raise Refusal("{name} is not a number that a scenario may hold", name=name)


def _unique(pairs: list[tuple[str, Any]]) -> Document:
    found: Document = {}
    for key, value in pairs:
        if key in found:
            raise Refusal("{place}: stands twice in the same group", place=key)
        found[key] = value
    return found


def _migrated(content: Document) -> Document:
    version = content.get("version")
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        raise Refusal("version: expected a whole number from 1, found {found!r:.40}", found=version)
    if version > VERSION:
        raise Refusal(
            "version: {found} is newer than {ours}, the newest that this program reads",
            found=version, ours=VERSION,
        )  # fmt: skip
    for step in range(version, VERSION):
        content = MIGRATIONS[step](content)
    return content


def _group_values(name: str, group: Document) -> tuple[Document, Document]:
    """Return the values of a group over its preset, and the keys this version does not know."""
    spec = _spec_type(name)
    given = {key: value for key, value in group.items() if key != "preset"}
    unknown = {key: value for key, value in given.items() if key not in spec.model_fields}
    known = {key: value for key, value in given.items() if key not in unknown}
    base: Document = {}
    preset = group.get("preset")
    if preset is not None:
        found = _preset(name, preset) if isinstance(preset, str) else None
        if found is None:
            raise Refusal(
                "{place}: {name!r} is not a preset of this version",
                place=f"{name}.preset", name=str(preset)[:40],
            )  # fmt: skip
        base = found.model_dump()
    return {**base, **known}, unknown


def _group_document(name: str, group: Spec) -> Document:
    """Return preset id and the values that differ, or all values of a group without preset."""
    values = group.model_dump()
    preset_id = values.get("id")
    if isinstance(group, EconomicsSpec):
        preset_id = _nearest_economics(group)
    preset = _preset(name, preset_id)
    if preset is not None:
        return {"preset": preset_id, **_difference(values, preset.model_dump())}
    given = {k for k, field in type(group).model_fields.items() if not field.is_required()}
    defaults = type(group).model_construct().model_dump(include=given)
    return _difference(values, defaults)


def _difference(values: Document, base: Document) -> Document:
    return {k: v for k, v in values.items() if k not in base or base[k] != v}


def _nearest_economics(economics: EconomicsSpec) -> str:
    """Return the id of the preset with the fewest values that differ."""
    values = economics.model_dump()
    found = {name: presets.economics(name).spec for name in presets.economics_ids()}
    return min(found, key=lambda name: len(_difference(values, found[name].model_dump())))


def _preset(name: str, preset_id: str | None) -> Spec | None:
    """Return the complete preset of a group by id, None where there is none."""
    reader = _READERS.get(name)
    if reader is None or not preset_id:
        return None
    try:
        spec: Spec = reader(preset_id).spec
        return spec
    except ValueError:
        return None


def _spec_type(name: str) -> type[Spec]:
    return Scenario.model_fields[name].annotation  # type: ignore[return-value]


def _kind(value: Any) -> Refusal:
    """Return what kind of value was found, to stand in the blank of a refusal."""
    if isinstance(value, bool):
        return Refusal("true or false")
    if isinstance(value, list):
        return Refusal("a list")
    if isinstance(value, dict):
        return Refusal("a group")
    if isinstance(value, str):
        return Refusal("a text")
    return Refusal("nothing") if value is None else Refusal("a number")
