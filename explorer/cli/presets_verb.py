"""`presets`: what there is to choose from, and every lever and constant with its range."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from explorer import presets
from explorer.cli.json_text import dumped
from explorer.cli.table import table
from explorer.cli.verb import Verb
from explorer.cost_parameters import everything, published
from explorer.levers import ALL_LEVERS, Lever
from explorer.presets import Preset
from explorer.presets.gallery import gallery
from explorer.spec.constants import Constants
from explorer.spec.scenario import Scenario
from explorer.units import NO_BREAK_SPACE, quantity

Entries = list[dict[str, Any]]


def _declare(parser: ArgumentParser) -> None:
    parser.add_argument("kind", nargs="?", choices=(*KINDS, "all"), default="all", metavar="KIND",
                        help=f"one of {', '.join(KINDS)}; all by default")  # fmt: skip
    parser.add_argument("--json", action="store_true", help="print one JSON document")


def _run(asked: Namespace) -> None:
    kinds = list(KINDS) if asked.kind == "all" else [asked.kind]
    found = {kind: entries(kind) for kind in kinds}
    if asked.json:
        print(dumped(found if asked.kind == "all" else found[asked.kind]))
        return
    blocks = [_text(kind, found[kind]) for kind in kinds]
    print("\n\n".join(blocks).replace(NO_BREAK_SPACE, " "))


def entries(kind: str) -> Entries:
    """Return the entries of a kind as plain data."""
    return KINDS[kind]()


def _presets(kind: presets.Kind) -> Entries:
    ready = [_preset(preset) for preset in presets.everything(kind)]
    return ready + [_preset(preset) for preset in presets.incomplete(kind)]


def _preset(preset: Preset[Any]) -> dict[str, Any]:
    return {
        "id": preset.id,
        "name": preset.name,
        "complete": preset.is_complete,
        "missing": list(preset.missing),
        "estimates": list(preset.estimates),
        "note": preset.note,
        "about": dict(preset.about),
        "values": dict(preset.known),
        "sources": {name: source.model_dump() for name, source in preset.sources.items()},
    }


def levers() -> Entries:
    """Return every lever with range, unit, scale and its value in the opening scenario."""
    opening = presets.default_scenario()
    return [_lever(lever, opening) for lever in ALL_LEVERS]


def _lever(lever: Lever, opening: Scenario) -> dict[str, Any]:
    low, high = lever.hard_range
    return {
        "path": lever.path,
        "label": lever.label,
        "group": lever.group,
        "unit": lever.unit,
        "scale": lever.scale,
        "low": lever.low,
        "high": lever.high,
        "hard_low": low,
        "hard_high": high,
        "default": opening.value(lever.path),
        "integer": lever.integer,
        "level": lever.level,
        "moves": list(lever.moves),
        "direction": lever.direction,
        "about": lever.about,
        "views": list(lever.views),
    }


def constants() -> Entries:
    """Return the model's own constants with unit, range and source."""
    found = []
    for name, field in Constants.model_fields.items():
        extra: Any = field.json_schema_extra or {}
        bounds = {
            side: getattr(bound, side)
            for bound in field.metadata
            for side in ("ge", "gt", "le")
            if hasattr(bound, side)
        }
        found.append(
            {
                "path": f"constants.{name}",
                "default": field.default,
                "unit": extra.get("unit", ""),
                "low": bounds.get("ge", bounds.get("gt")),
                "high": bounds.get("le"),
                "source": extra.get("source", ""),
            }
        )
    return found


def parameters() -> Entries:
    """Return every cost parameter that a scenario may edit, with its range and origin."""
    return [
        {
            "path": f"costing.{name}",
            "default": published(name),
            "unit": each.unit,
            "low": each.low,
            "mid": each.mid,
            "high": each.high,
            "year": each.year,
            "confidence": each.confidence,
            "source": each.source,
        }
        for name, each in everything().items()
    ]


def stories() -> Entries:
    """Return the stories of the gallery; `path` is the scenario file to open."""
    return [{**asdict(told), "path": str(told.path)} for told in gallery()]


def _of(kind: presets.Kind) -> Callable[[], Entries]:
    return lambda: _presets(kind)


KINDS: dict[str, Callable[[], Entries]] = {
    **{kind: _of(kind) for kind in presets.KINDS},  # type: ignore[arg-type]
    "levers": levers,
    "constants": constants,
    "parameters": parameters,
    "gallery": stories,
}


def _text(kind: str, found: Entries) -> str:
    if kind == "levers":
        rows = [_lever_row(entry) for entry in found]
        body = table(rows, ("path", "from", "to", "default", "scale", "label"), right=(1, 2, 3))
    elif kind in ("constants", "parameters"):
        rows = [(e["path"], _plain(e["default"]), e["unit"], e["source"]) for e in found]
        body = table(rows, ("path", "value", "unit", "source"), right=(1,))
    elif kind == "gallery":
        body = table([(e["id"], e["title"]) for e in found], ("id", "question"))
    else:
        body = table([(e["id"], e["name"], _state(e)) for e in found], ("id", "name", ""))
    return f"{kind.capitalize()}\n{body}"


def _plain(value: float | None) -> str:
    return "not published" if value is None else f"{value:g}"


def _lever_row(entry: dict[str, Any]) -> tuple[str, ...]:
    shown = (quantity(entry[key], entry["unit"]) for key in ("low", "high", "default"))
    return (entry["path"], *shown, entry["scale"], entry["label"])


def _state(entry: dict[str, Any]) -> str:
    if not entry["complete"]:
        return f"not published: {', '.join(entry['missing'])}"
    count = len(entry["estimates"])
    return f"{count} values estimated" if count else ""


VERB = Verb("presets", "what there is: chips, models, workloads, levers, ...", _declare, _run)
