"""What a document's numbers rest on: every input that decides them, with its source."""

from __future__ import annotations

from dataclasses import dataclass

from explorer import __version__
from explorer.analysis.ledger import entries
from explorer.analysis.uncertain import range_of
from explorer.controls import BY_PATH as CONTROLS
from explorer.figures.ledger_text import entry_name, entry_value
from explorer.figures.origin import source_of
from explorer.figures.wording import basis, described, quantity
from explorer.lever import lever_name
from explorer.levers import BY_PATH, LEVERS, Lever
from explorer.live import Live
from explorer.spec.constants import Constants
from explorer.spec.costing import CostingSpec
from explorer.spec.scenario import Scenario
from explorer.text import Text

PRODUCT = "Siliconomics"


@dataclass(frozen=True, slots=True)
class Assumption:
    """One input: group and name, value with unit, where it comes from, whether it was changed."""

    group: str
    name: str
    value: str
    source: str
    changed: bool


def assumptions(scenario: Scenario, baseline: Scenario, t: Text) -> tuple[Assumption, ...]:
    """Return model, software and cost basis, every lever's value, rates and edited parameters."""
    engine = scenario.engine
    rows = [
        Assumption(t("Model"), t("Model"), scenario.model.name, "", False),
        Assumption(t("Model"), t("Serving software"), t(engine.name), "", False),
        Assumption(t("Power & price"), t("Cost basis"), basis(scenario, t), "", False),
    ]
    for lever in LEVERS:
        changed = scenario.value(lever.path) != baseline.value(lever.path)
        rows.append(
            Assumption(
                t(lever.group),
                lever_name(lever, t),
                _value(scenario, lever, t),
                source_of(scenario, lever.path, t),
                changed or range_of(scenario, lever.path) is not None,
            )
        )
    rows += _parameters(scenario, baseline, t)
    return tuple(rows)


def _value(scenario: Scenario, lever: Lever, t: Text) -> str:
    """Return a lever's value, with the range that the user set around it."""
    value = quantity(float(scenario.value(lever.path)), lever.unit, t)
    ends = range_of(scenario, lever.path)
    if ends is None:
        return value
    low, high = (quantity(end, lever.unit, t) for end in ends)
    return t("{value}, between {low} and {high}").format(value=value, low=low, high=high)


def _parameters(scenario: Scenario, baseline: Scenario, t: Text) -> list[Assumption]:
    """Return the rates of a chip-hour that are no levers, and every parameter that was edited."""
    usual = {"costing": CostingSpec(), "constants": Constants()}
    rows = []
    for entry in entries(scenario, scenario.replaced(usual)):
        if entry.path in BY_PATH:
            continue
        changed = entry.edited or scenario.value(entry.path) != baseline.value(entry.path)
        if changed or entry.path.startswith("economics."):
            source = t("set by the user") if changed else entry.source.title
            value = entry_value(entry, entry.value, t)
            rows.append(Assumption(t(entry.group), entry_name(entry, t), value, source, changed))
    for path in ("costing.yield_model", "costing.harvesting"):
        chosen = CONTROLS[path].chosen(scenario)
        if chosen.value != getattr(CostingSpec(), path.partition(".")[2]):
            rows.append(
                Assumption(
                    t("Yield and wafer"),
                    t(CONTROLS[path].label),
                    t(chosen.label),
                    t("chosen"),
                    True,
                )
            )
    return rows


def told(scenario: Scenario, baseline: Scenario, live: Live, t: Text) -> tuple[str, ...]:
    """Return the assumptions as lines of a slide's notes: what was changed first, then the rest."""
    rows = assumptions(scenario, baseline, t)
    chips = float(live.now.chips[0])
    lines = [f"{PRODUCT} {__version__}: {described(scenario, chips, t, basis(scenario, t))}"]
    changed = [row for row in rows if row.changed]
    if changed:
        lines.append(t("Changed from the baseline:"))
        lines += [f"  {row.name}: {row.value}" for row in changed]
    lines.append(t("Assumptions:"))
    for row in rows:
        if not row.changed:
            source = f" ({row.source})" if row.source else ""
            lines.append(f"  {row.name}: {row.value}{source}")
    return tuple(lines)


def beside(name: str, scenario: Scenario, other: Scenario, chips: float, t: Text) -> list[str]:
    """Return what a scenario compared has otherwise than `other`, as lines of a slide's notes."""
    lines = [t("{name}: {finding}").format(
        name=name, finding=described(scenario, chips, t, basis(scenario, t))
    )]  # fmt: skip
    values = {(row.group, row.name): row.value for row in assumptions(other, other, t)}
    for row in assumptions(scenario, scenario, t):
        if values.get((row.group, row.name)) != row.value:
            source = f" ({row.source})" if row.source else ""
            lines.append(f"  {row.name}: {row.value}{source}")
    return lines
