"""Every parameter that a result rests on, with its range and origin, and how much it matters.

An entry's path is what a `Change` sets: a published cost parameter ("costing.nodes/N5/wafer_usd"),
a rate of the chip-hour, a constant of the model or of the serving software, a value of the chip.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

import numpy as np

from explorer import presets
from explorer.analysis.ledger_names import CONSTANTS, COST, ENGINE, OWN_COST, ROWS
from explorer.analysis.near import Near
from explorer.analysis.sensitivity import STEP, one_at_a_time
from explorer.analysis.uncertain import ECONOMICS, SPREAD
from explorer.cost_parameters import Parameter, everything, offers, parameters, published
from explorer.evaluate import evaluate
from explorer.lever import hard_range
from explorer.levers import LEVERS
from explorer.results import Result
from explorer.spec.constants import Constants
from explorer.spec.costing import Edits
from explorer.spec.provenance import Confidence, Source
from explorer.spec.scenario import Scenario

Level = Literal["low", "mid", "high"]

PRICES = "API prices"
"""The group of the offers that a result is held against, not made from."""

_GROUPS = {
    "nodes": "Process", "memories": "Memory", "area": "Die area", "yield": "Yield and wafer",
    "stack": "Stacked SRAM", "package": "Package and test", "energy": "Energy",
    "margin": "Vendor margin", "api": PRICES,
}  # fmt: skip
_HOUR, _ONCE, _CHIP, _SOFTWARE, _MODEL = (
    "Cost of a chip-hour", "One-off cost", "Chip", "Serving software", "Constants of the model",
)  # fmt: skip
HEADS = (_HOUR, _ONCE, *_GROUPS.values(), _CHIP, _SOFTWARE, _MODEL)
"""The groups in order, English source texts."""

_SAME = 1e-9


@dataclass(frozen=True, slots=True)
class Entry:
    """One parameter. Group and label are English source texts, `of` a name that is no word.

    `usual` is what a reset brings back; None is not known. `near` tells whether the scenario's
    chips are made with it at all.
    """

    path: str
    group: str
    label: str
    of: str
    unit: str
    value: float | None
    usual: float | None
    low: float | None
    mid: float | None
    high: float | None
    source: Source
    near: bool = True

    @property
    def edited(self) -> bool:
        """Whether the scenario has a value of its own."""
        return self.value != self.usual

    def at(self, level: Level) -> float | None:
        """Return the published value at `level`, None where none is."""
        return {"low": self.low, "mid": self.mid, "high": self.high}[level]


def entries(scenario: Scenario, start: Scenario) -> tuple[Entry, ...]:
    """Return every parameter of a scenario that is a single point, by group.

    `start` is the scenario without its what-ifs: what an edit is held against.
    """
    return (
        *_economics(scenario, start),
        *_own_cost(scenario, start),
        *_cost(scenario.costing.parameters, Near.of(scenario)),
        *_chip(scenario, start),
        *_engine(scenario, start),
        *_constants(scenario, start),
    )


def differing(scenarios: Sequence[Scenario]) -> set[str]:
    """Return the paths of parameters that are not the same in every scenario."""
    found = set()
    first, *others = scenarios
    for group in ("economics", "constants", "engine", "costing"):
        spec = getattr(first, group)
        for name in type(spec).model_fields:
            if any(getattr(getattr(s, group), name) != getattr(spec, name) for s in others):
                found.add(f"{group}.{name}")
    edits = [dict(s.costing.parameters) for s in scenarios]
    names = {name for each in edits for name in each}
    return found | {f"costing.{n}" for n in names if len({each.get(n) for each in edits}) > 1}


def effects(scenario: Scenario, found: tuple[Entry, ...], result: Result) -> dict[str, float]:
    """Return by path how much a result moves per `STEP` more of each parameter, as a share.

    One stacked evaluation; a parameter at the end of its range steps back instead, in proportion.
    What does not move the result has 0, what cannot be stepped is left out.
    """
    moves = [(entry.path, at) for entry in found if (at := _stepped(entry)) is not None]
    if not moves:
        return {}
    values = {entry.path: entry.value for entry in found}
    run = one_at_a_time(scenario, moves)
    out = evaluate(scenario.with_values(run), detail=False)
    base = float(result.of(evaluate(scenario, detail=False))[0])
    change = np.asarray(result.of(out)) / base - 1
    effects = {}
    for place, (path, at) in enumerate(moves):
        step = at / float(values[path] or 1.0) - 1
        moved = float(change[place])
        effects[path] = moved * (STEP / step) if abs(moved) > _SAME else 0.0
    return effects


def _stepped(entry: Entry) -> float | None:
    """Return the value that an entry is stepped to, None where it has none or does not act."""
    if not entry.value or not entry.near or entry.group == PRICES:
        return None
    more = entry.value * (1 + STEP)
    if "/" not in entry.path and more > hard_range(entry.path)[1]:
        return entry.value * (1 - STEP)
    share = entry.unit == "%" and "/" in entry.path and entry.value < 1 <= more
    return entry.value * (1 - STEP) if share else more


def _economics(scenario: Scenario, start: Scenario) -> Iterator[Entry]:
    table = parameters("facility")
    for path, (name, label, unit) in ECONOMICS.items():
        found = table[name]
        yield _entry(path, _HOUR, label, unit, scenario, start, found)


def _own_cost(scenario: Scenario, start: Scenario) -> Iterator[Entry]:
    masks = parameters("nre")["mask_set_N5"]
    none = Parameter(unit="USD", year=masks.year, confidence="low",
                     source="none by default; a mask set alone: " + masks.source)  # fmt: skip
    for name, (label, unit) in OWN_COST.items():
        yield _entry(f"costing.{name}", _ONCE, label, unit, scenario, start, none)


def _entry(
    path: str, group: str, label: str, unit: str, scenario: Scenario, start: Scenario,
    found: Parameter,
) -> Entry:  # fmt: skip
    now, usual = float(scenario.value(path)), float(start.value(path))
    levels = found.low, found.mid, found.high
    return Entry(path, group, label, "", unit, now, usual, *levels, found.provenance)


@lru_cache(maxsize=8)
def _cost(edits: Edits, near: Near) -> tuple[Entry, ...]:
    """Return the published cost parameters by group; kept while levers move."""
    own, heads = dict(edits), list(_GROUPS)
    called = {**ROWS, **{offer.id: offer.name for offer in offers()}}
    entries = []
    for name in sorted(everything(), key=lambda n: heads.index(n.partition("/")[0])):
        folder, _, rest = name.partition("/")
        row, _, last = rest.rpartition("/")
        found, usual = everything()[name], published(name)
        label, unit = COST.get(last, (last, found.unit))
        entries.append(
            Entry(
                f"costing.{name}", _GROUPS[folder], label, called.get(row, row), unit,
                own.get(name, usual), usual, found.low, found.mid, found.high, found.provenance,
                name in near,
            )
        )  # fmt: skip
    return tuple(entries)


def _chip(scenario: Scenario, start: Scenario) -> Iterator[Entry]:
    """Return the chip's own values, with the share by which a source of their kind may be off."""
    try:
        preset = presets.chip(scenario.chip.id)
    except ValueError:
        preset = None
    for lever in LEVERS:
        group, _, name = lever.path.partition(".")
        if group != "chip":
            continue
        now, usual = float(scenario.value(lever.path)), float(start.value(lever.path))
        source = preset.sources.get(name) if preset else None
        source = source or Source(title="", confidence="user")
        mid = float(preset.known.get(name) or 0.0) if preset else usual
        off = SPREAD[source.confidence] * mid
        yield Entry(
            lever.path, _CHIP, lever.label, "", lever.unit, now, usual,
            mid - off if off else None, mid or None, mid + off if off else None, source,
        )  # fmt: skip


def _engine(scenario: Scenario, start: Scenario) -> Iterator[Entry]:
    try:
        preset = presets.engine(scenario.engine.id)
    except ValueError:
        preset = None
    for name, (label, unit) in ENGINE.items():
        now, usual = getattr(scenario.engine, name), getattr(start.engine, name)
        source = preset.sources.get(name) if preset else None
        mid = preset.known.get(name) if preset else None
        yield Entry(
            f"engine.{name}", _SOFTWARE, label, "", unit, float(now), float(usual),
            None, mid, None, source or Source(title="", confidence="user"),
        )  # fmt: skip


def _constants(scenario: Scenario, start: Scenario) -> Iterator[Entry]:
    for name, field in Constants.model_fields.items():
        label, unit = CONSTANTS.get(name, (name, ""))
        extra = field.json_schema_extra
        known: dict[str, Any] = extra if isinstance(extra, dict) else {}
        origin = str(known.get("source", ""))
        low, high = known.get("spread") or (None, None)
        yield Entry(
            f"constants.{name}", _MODEL, label, "", unit,
            float(getattr(scenario.constants, name)), float(getattr(start.constants, name)),
            low, float(field.default), high,
            Source(title=origin, date=str(known.get("date", "")), confidence=_trust(origin)),
        )  # fmt: skip


def _trust(origin: str) -> Confidence:
    """Return how far a constant's origin is to be trusted: calibrated on measurements, or not."""
    guessed = ("assumed", "no published", "half is kept", "four plain", "norm, rotary")
    return "estimated" if any(word in origin for word in guessed) else "measured"
