"""What the fleet takes from packaging and memory makers, beside the other fleet."""

from __future__ import annotations

from explorer.figures.figure import Segment, StackFigure, StackPanel, StackRow
from explorer.figures.fleet_wording import fleet_rows, fleet_text
from explorer.figures.origin import sources
from explorer.figures.wording import NO_BREAK_SPACE, number
from explorer.live import Live
from explorer.systems.fleet import fleet, other
from explorer.text import Text


def _stacks(most: float, t: Text) -> tuple[str, str, str, float]:
    if most >= 1e6:
        return t("Memory stacks, million"), "M", "stacks", 1e6
    return t("Memory stacks, thousand"), "k", "stacks", 1e3


def build(live: Live, baseline: Live, t: Text) -> StackFigure:
    """Return interposer area, memory stacks and memory of both fleets."""
    del baseline
    now, beside = fleet(live), other(live.scenario)
    rows = fleet_rows(now, beside)
    kinds = (
        (t("Interposer, m²"), "m²", "interposer_mm2", 1e6),
        _stacks(max(row.fleet.supply.stacks for row in rows), t),
        (t("Stacked memory, PB"), "PB", "stacked_gb", 1e6),
    )
    panels = []
    for title, unit, name, scale in kinds:
        found = []
        for row in rows:
            value = getattr(row.fleet.supply, name) / scale
            shown = f"{number(value)}{NO_BREAK_SPACE}{unit}" if value else t("none")
            parts = (Segment("", value, row.slot),) if value else ()
            found.append(StackRow(row.name, parts, shown))
        panels.append(StackPanel(title, unit, tuple(found)))
    return StackFigure(
        "fleet_supply",
        t("What the fleet takes from supply"),
        fleet_text(live, t),
        tuple(panels),
        sources(live.scenario, t),
    )
