"""What a chip or a changed scenario is called, in a line, a title or a legend."""

from __future__ import annotations

from explorer.kept import once
from explorer.lever import lever_name
from explorer.levers import BY_PATH, changed_levers
from explorer.spec.scenario import Scenario
from explorer.text import Text
from explorer.units import count, quantity


def short_name(name: str) -> str:
    """Return a name without what stands in brackets behind it."""
    return name.partition(" (")[0]


@once(objects=2)
def subject(scenario: Scenario, baseline: Scenario, t: Text) -> str:
    """Return the chip and what was changed: "H100 SXM5, HBM bandwidth 4.80 TB/s"."""
    chip, change = short_name(scenario.chip.name), changes(scenario, baseline, t)
    return t("{chip}, {what}").format(chip=chip, what=change) if change else chip


def changes(scenario: Scenario, baseline: Scenario, t: Text) -> str:
    """Return the lever that differs with its value, or how many do; empty where none does."""
    changed = changed_levers(scenario, baseline)
    if len(changed) > 1:
        return t("{count} changes").format(count=len(changed))
    if not changed:
        return ""
    lever = BY_PATH[changed[0]]
    if lever.path == "workload.batch":
        return t("batch {batch}").format(batch=count(scenario.workload.batch))
    value = quantity(scenario.value(lever.path), lever.unit, t)
    return t("{lever} {value}").format(lever=lever_name(lever, t), value=value)
