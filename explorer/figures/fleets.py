"""Two fleets for one demand: power, capital, cost."""

from __future__ import annotations

from collections.abc import Callable

from explorer.figures.figure import Segment, StackFigure, StackPanel, StackRow
from explorer.figures.fleet_wording import FleetRow, fleet_rows, fleet_text
from explorer.figures.origin import sources
from explorer.figures.system_wording import dollars
from explorer.figures.wording import NO_BREAK_SPACE, number
from explorer.live import Live
from explorer.systems.fleet import Fleet, fleet, other
from explorer.text import Text


def build(live: Live, baseline: Live, t: Text) -> StackFigure:
    """Return three panels: this fleet, the other one."""
    del baseline
    now, beside = fleet(live), other(live.scenario)
    rows = fleet_rows(now, beside)
    kinds: tuple[tuple[str, str, Callable[[Fleet], float], Callable[[float], str]], ...] = (
        (t("Power of the facility, MW"), "MW", lambda f: f.megawatts,
         lambda v: f"{number(v)}{NO_BREAK_SPACE}MW"),
        (t("Capital, $M"), "$M", lambda f: f.capital_usd / 1e6, lambda v: dollars(v * 1e6)),
        (t("Cost of all tokens, $/Mtok"), "$/Mtok", lambda f: f.usd_mtok,
         lambda v: f"${number(v)}"),
    )  # fmt: skip
    panels = tuple(
        StackPanel(
            title,
            unit,
            tuple(_row(row, value, shown, t) for row in rows),
        )
        for title, unit, value, shown in kinds
    )
    return StackFigure(
        "fleets",
        t("Two fleets for one demand"),
        fleet_text(live, t),
        panels,
        sources(live.scenario, t, money=True),
    )


def _row(
    row: FleetRow, value: Callable[[Fleet], float], shown: Callable[[float], str], t: Text
) -> StackRow:
    if not row.fleet.fits:
        return StackRow(row.name, (), t("does not fit"))
    found = value(row.fleet)
    return StackRow(row.name, (Segment("", found, row.slot),), shown(found))
