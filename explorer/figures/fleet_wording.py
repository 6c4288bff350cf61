"""The words and rows that charts of a fleet share."""

from __future__ import annotations

from typing import NamedTuple

from explorer.figures.wording import deployment, formats, lengths, number, percent
from explorer.live import Live
from explorer.naming import short_name
from explorer.systems.fleet import Fleet, fleet
from explorer.text import Text


def fleet_text(live: Live, t: Text) -> str:
    """Return the subtitle of charts of a fleet: model, lengths, replica, demand, load."""
    s, f = live.scenario, fleet(live)
    return t(
        "{model}, {formats}, {lengths}; {replica}; {demand} T tokens a day, peak {peak} × mean, "
        "{load} busy on average"
    ).format(
        model=s.model.name,
        formats=formats(s, t),
        lengths=lengths(s, t),
        replica=deployment(s, float(live.now.chips[0])),
        demand=number(s.fleet.tokens_per_day_t),
        peak=number(s.fleet.peak_over_mean),
        load=percent(f.mean_load, 0),
    )


class FleetRow(NamedTuple):
    """A fleet as one bar: its name and its colour."""

    name: str
    fleet: Fleet
    slot: int


def fleet_rows(now: Fleet, beside: Fleet) -> tuple[FleetRow, FleetRow]:
    """Return this fleet and the one to compare with; how it was before stands in the headline."""
    return (
        FleetRow(short_name(now.chip), now, 1),
        FleetRow(short_name(beside.chip), beside, 2),
    )
