"""A fleet of the scenario's replicas for a demand: chips, racks, power, money, supply, growth."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from explorer.evaluate import evaluate
from explorer.kept import kept, once
from explorer.live import Live
from explorer.money.tco import HOURS_PER_MONTH, HOURS_PER_YEAR
from explorer.outcome import Array, Outcome
from explorer.serving.demand import SECONDS, chip_seconds, chips_needed
from explorer.silicon.supply import Supply, supply
from explorer.spec.economics import EconomicsSpec
from explorer.spec.scenario import Scenario
from explorer.systems.partner import partner

QUARTERS = 8
"""How far growth is looked at, the present quarter included."""


@dataclass(frozen=True, slots=True)
class Fleet:
    """A fleet sized for the peak; `usd_mtok` counts all tokens, input and output."""

    chip: str
    fits: bool
    requests_s: float
    """Mean of the day."""
    tokens_s: float
    """Mean of the day, input and output."""
    peak_tokens_s: float
    chips: float
    replicas: float
    racks: float
    megawatts: float
    """Of the facility."""
    capital_usd: float
    running_usd_year: float
    """Hosting and electricity."""
    usd_year: float
    """Capital as an annuity, and running cost."""
    usd_mtok: float
    mean_load: float
    """Share of the fleet that works, mean of the day."""
    supply: Supply
    """Of the whole fleet."""


@once(4)
def fleet(live: Live) -> Fleet:
    """Return the fleet of an evaluated scenario (one point)."""
    return sized(live.scenario, live.now)


def sized(s: Scenario, out: Outcome) -> Fleet:
    """Return the fleet of a scenario with its outcome at its operating point."""
    w, demand, e = s.workload, s.fleet, s.economics
    tokens_s = demand.tokens_per_day_t * 1e12 / SECONDS["day"]
    requests = tokens_s / (w.input_tokens + w.output_tokens)
    work = float(
        chip_seconds(
            w.input_tokens, w.output_tokens, out.input_tok_s_chip[0], out.output_tok_s_chip[0]
        )
    )
    chips = float(chips_needed(requests * demand.peak_over_mean, work, demand.load_at_peak))
    price, tdp = float(out.price_usd[0]), float(out.tdp_w[0])
    all_in_kw = chips * tdp * e.power_factor / 1e3
    hour = float(out.usd_per_chip_hour[0]) * chips
    mtok_hour = demand.tokens_per_day_t * 1e6 / 24
    each = supply(s.chip, float(out.area_mm2[0]), s.costing)
    return Fleet(
        chip=s.chip.name,
        fits=bool(out.fits[0]),
        requests_s=requests,
        tokens_s=tokens_s,
        peak_tokens_s=tokens_s * demand.peak_over_mean,
        chips=chips,
        replicas=chips / float(out.chips[0]),
        racks=all_in_kw / demand.rack_kw,
        megawatts=all_in_kw * e.pue / 1e3,
        capital_usd=chips * price * e.system_factor,
        running_usd_year=all_in_kw * _kw_year(e),
        usd_year=hour * HOURS_PER_YEAR,
        usd_mtok=hour / mtok_hour,
        mean_load=demand.load_at_peak / demand.peak_over_mean,
        supply=Supply(*(float(part) * chips for part in each)),
    )


def _kw_year(e: EconomicsSpec) -> float:
    """Return USD a year for a contracted kW: hosting, and the electricity of a fleet in use."""
    hosting = e.hosting_usd_kw_month * HOURS_PER_YEAR / HOURS_PER_MONTH
    return hosting + e.average_draw * e.pue * e.electricity_usd_kwh * HOURS_PER_YEAR


def growth(s: Scenario) -> Array:
    """Return the demand of each quarter over that of the present one."""
    return np.asarray((1.0 + s.fleet.growth) ** np.arange(QUARTERS))


def other(s: Scenario, chip_id: str | None = None) -> Fleet:
    """Return the fleet for the same demand on another chip, the one named in the scenario."""
    replica = partner(s, chip_id or s.fleet.other_chip, s.workload.batch)
    return sized(replica, evaluated_kept(replica))


@kept(64)
def evaluated_kept(replica: Scenario) -> Outcome:
    """Return the operating point of a partner; kept while levers of other groups move."""
    return evaluate(replica)
