"""What a choice brought with it besides what was chosen, in one line."""

from __future__ import annotations

from collections.abc import Iterator

from explorer.naming import short_name
from explorer.spec.scenario import Scenario
from explorer.text import Text
from explorer.units import count
from ui.naming import deploy_title, format_title


def also_changed(picker: str, before: Scenario, after: Scenario, t: Text) -> str:
    """Return what else than the choice of `picker` is another; empty where nothing is."""
    parts = [
        f"{what} {old} → {new}"
        for name, what, old, new in _rows(before, after, t)
        if name != picker and old != new
    ]
    return t("Also changed: {list}.").format(list=t("; ").join(parts)) if parts else ""


def _rows(before: Scenario, after: Scenario, t: Text) -> Iterator[tuple[str, str, str, str]]:
    """Yield the picker that chooses it, name, old and new text of what comes with a choice."""
    yield "deploy", t("layout"), deploy_title(before, t), deploy_title(after, t)
    yield "format", t("format"), format_title(before.deployment), format_title(after.deployment)
    yield "", t("batch"), count(before.workload.batch), count(after.workload.batch)
    yield "", t("engine"), t(before.engine.name), t(after.engine.name)
    yield "", t("baseline"), _shipped(before, t), _shipped(after, t)


def _shipped(scenario: Scenario, t: Text) -> str:
    return t("{chip} as shipped").format(chip=short_name(scenario.chip.name))
