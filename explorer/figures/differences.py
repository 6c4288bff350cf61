"""Which inputs of several scenarios differ, and by how much: a table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from explorer.analysis.ledger import differing, entries
from explorer.cost_parameters import value_at
from explorer.figures.figure import TableCell, TableFigure, TableRow
from explorer.figures.ledger_text import entry_name, figure
from explorer.figures.origin import cost_estimated, estimated
from explorer.figures.outcomes import changed, columns, key, pair
from explorer.figures.overlay import Contender
from explorer.figures.wording import count, format_name, number, percent
from explorer.lever import lever_name
from explorer.levers import BY_PATH, LEVERS, Lever
from explorer.live import Live
from explorer.naming import short_name
from explorer.spec.scenario import Scenario
from explorer.text import Text

_UNCOUNTED = ("name", "extras", "shipped", "study", "tiers", "session", "layers", "fleet")
_NAMES = ("id", "name", "vendor")


@dataclass(frozen=True, slots=True)
class _Choice:
    """An input that is no number: its name and how its value is written."""

    label: str
    text: Callable[[Scenario], str]


_CHOICES = (
    _Choice("Chip", lambda s: short_name(s.chip.name)),
    _Choice("Model", lambda s: s.model.name),
    _Choice("Weights", lambda s: format_name(s.deployment.weights)),
    _Choice("KV cache", lambda s: format_name(s.deployment.kv)),
    _Choice("Cost basis", lambda s: s.economics.basis),
    _Choice("Process", lambda s: s.chip.process),
    _Choice("Memory kind", lambda s: s.chip.hbm_kind),
    _Choice("Yield model", lambda s: s.costing.yield_model),
    _Choice("Harvesting", lambda s: s.costing.harvesting),
)

_STANDING: dict[str, Callable[[Live], float]] = {
    "chip.price_usd": lambda live: float(live.now.price_usd[0]),
    "chip.tdp_w": lambda live: float(live.now.tdp_w[0]),
}
"""Inputs that follow the silicon: what holds, and not what the field says."""


def wanted(scenario: Scenario) -> dict[str, dict[str, object]]:
    """Return nothing beyond the operating point."""
    del scenario
    return {}


def build(live: Live, baseline: Live, t: Text) -> TableFigure:
    """Return the table of a scenario beside its baseline."""
    return together(pair(live, baseline, t), t)


def together(contenders: tuple[Contender, ...], t: Text) -> TableFigure:
    """Return the table of the inputs that are not the same in every scenario."""
    choices = [_choice(choice, contenders, t) for choice in _CHOICES]
    chips = [_chips(contenders, t)]
    levers = [_lever(lever, contenders, t) for lever in LEVERS]
    assumed = _assumed(contenders, t)
    rows = (*choices, *chips, *levers, *assumed.values(), _hour(contenders, t))
    differ = tuple(row for row in rows if len({(cell.text, cell.value) for cell in row.cells}) > 1)
    subtitle = t("{differ} of {all} inputs; the other {equal} are equal").format(
        differ=len(differ), all=len(rows), equal=len(rows) - len(differ)
    )
    if hidden := _without_lever(contenders, set(assumed)):
        more = t("{count} fields that no lever sets differ too").format(count=hidden)
        subtitle = t("; ").join((subtitle, more))
    return TableFigure(
        "differences",
        t("Inputs that differ"),
        subtitle if len(contenders) > 1 else "",
        columns(contenders),
        differ,
        "" if differ else t("Add a chip above, or pin with Ctrl+B and move a lever."),
        t("{count} more"),
        key(contenders, t),
    )


def slide_title(contenders: tuple[Contender, ...], t: Text) -> str:
    """Return how many inputs differ between whom."""
    names = t(", ").join(c.name for c in contenders)
    count = len(together(contenders, t).rows)
    return t("{count} inputs differ between {names}").format(count=count, names=names)


def _choice(choice: _Choice, contenders: tuple[Contender, ...], t: Text) -> TableRow:
    cells = tuple(TableCell(t(choice.text(c.live.scenario))) for c in contenders)
    return TableRow(t(choice.label), "", cells)


def _lever(lever: Lever, contenders: tuple[Contender, ...], t: Text) -> TableRow:
    values = [_STANDING.get(lever.path, _set(lever))(c.live) for c in contenders]
    cells = []
    for contender, value in zip(contenders, values, strict=True):
        change = "" if contender.baseline else changed(value, contenders, values, 0, t)[0]
        text = _written(value, lever, t)
        none = not value and lever.scale == "log"
        guess = not none and _guessed(lever, value, contender.live.scenario)
        cells.append(TableCell(text, value, "" if none else change, 0, guess, quiet=none))
    return TableRow(lever_name(lever, t), t(lever.unit), tuple(cells))


def _set(lever: Lever) -> Callable[[Live], float]:
    return lambda live: float(live.scenario.value(lever.path))


def _written(value: float, lever: Lever, t: Text) -> str:
    if lever.unit == "%":
        return percent(value, 0)
    if not value and lever.scale == "log":
        return t("none")
    return count(value) if lever.integer else number(value)


def _guessed(lever: Lever, value: float, scenario: Scenario) -> bool:
    group, _, name = lever.path.partition(".")
    follows = lever.path in _STANDING and value != scenario.value(lever.path)
    return follows or (group == "chip" and estimated(scenario.chip, name))


def _chips(contenders: tuple[Contender, ...], t: Text) -> TableRow:
    values = [float(c.live.now.chips[0]) for c in contenders]
    cells = tuple(
        TableCell(
            count(value), value,
            "" if c.baseline else changed(value, contenders, values, 0, t)[0],
        )
        for c, value in zip(contenders, values, strict=True)
    )  # fmt: skip
    return TableRow(t("Chips per replica"), "", cells)


def _hour(contenders: tuple[Contender, ...], t: Text) -> TableRow:
    values = [float(c.live.now.usd_per_chip_hour[0]) for c in contenders]
    cells = []
    for contender, value in zip(contenders, values, strict=True):
        change, sense = changed(value, contenders, values, -1, t)
        guess = cost_estimated(contender.live.scenario)
        change = "" if contender.baseline else change
        cells.append(TableCell(number(value), value, change, sense, guess))
    return TableRow(t("Price per chip-hour"), t("$/h"), tuple(cells))


def _assumed(contenders: tuple[Contender, ...], t: Text) -> dict[str, TableRow]:
    """Return the parameters that are not the same in every scenario, by path."""
    scenarios = [c.live.scenario for c in contenders]
    differ = differing(scenarios)
    if not differ:
        return {}
    found = {}
    for entry in entries(scenarios[0], scenarios[0]):
        if entry.path not in differ or entry.path in BY_PATH:
            continue
        values = [value_at(scenario, entry.path) for scenario in scenarios]
        cells = []
        for contender, value in zip(contenders, values, strict=True):
            known = value is not None and not contender.baseline
            change = changed(value, contenders, values, 0, t)[0] if known else ""
            cells.append(TableCell(figure(value, entry.unit), value, change))
        found[entry.path] = TableRow(entry_name(entry, t), t(entry.unit), tuple(cells))
    return found


def _without_lever(contenders: tuple[Contender, ...], assumed: set[str]) -> int:
    """Return how many fields differ that are in no row."""
    first, *rest = [_fields(c.live.scenario) for c in contenders]
    shown = assumed | {lever.path for lever in LEVERS} | {
        "deployment.weights", "deployment.kv", "economics.basis", "chip.process", "chip.hbm_kind",
        "costing.yield_model", "costing.harvesting", "costing.parameters",
    }  # fmt: skip
    return sum(
        any(other.get(path) != value for other in rest)
        for path, value in first.items()
        if path not in shown
    )


def _fields(scenario: Scenario) -> dict[str, Any]:
    found = {}
    for group in type(scenario).model_fields:
        if group in _UNCOUNTED or group == "model":
            continue
        spec = getattr(scenario, group)
        for name in type(spec).model_fields:
            if name not in _NAMES:
                found[f"{group}.{name}"] = getattr(spec, name)
    return found
