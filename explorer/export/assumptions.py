"""What a document's numbers rest on: every input that decides them, with its source."""

from __future__ import annotations

from dataclasses import dataclass

from explorer import __version__
from explorer.figures.origin import source_of
from explorer.figures.wording import basis, described, lever_name, quantity
from explorer.levers import LEVERS
from explorer.live import Live
from explorer.spec.constants import Constants
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
    """Return model, software and cost basis, every lever's value, and the constants moved."""
    engine = scenario.engine
    rows = [
        Assumption(t("Model"), t("Model"), scenario.model.name, "", False),
        Assumption(t("Model"), t("Serving software"), engine.name, "", False),
        Assumption(t("Power & price"), t("Cost basis"), basis(scenario, t), "", False),
    ]
    for lever in LEVERS:
        value = float(scenario.value(lever.path))
        rows.append(
            Assumption(
                t(lever.group),
                lever_name(lever, t),
                quantity(value, lever.unit, t),
                source_of(scenario, lever.path, t),
                value != baseline.value(lever.path),
            )
        )
    rows += _moved_constants(scenario, t)
    return tuple(rows)


def _moved_constants(scenario: Scenario, t: Text) -> list[Assumption]:
    usual, now = Constants(), scenario.constants
    return [
        Assumption(t("Constants of the model"), name, f"{value:g}", t("set by the user"), True)
        for name in Constants.model_fields
        if (value := getattr(now, name)) != getattr(usual, name)
    ]


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
