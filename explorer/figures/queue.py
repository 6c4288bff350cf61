"""Time to first token of one replica against the requests that come in."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from explorer.figures.figure import Array, Axis, Figure, Line, Mark, Series, XYFigure
from explorer.figures.fit import starts
from explorer.figures.origin import sources
from explorer.figures.ranges import log_range
from explorer.figures.unfit import unfit
from explorer.figures.wording import NO_BREAK_SPACE, count, described, number
from explorer.live import Live, Wanted
from explorer.spec.scenario import Scenario
from explorer.systems.service import Replica, Service, batches, replica, served
from explorer.text import Text
from explorer.units import quantity

RUN = "requests in flight"
_LOADS = 192


def wanted(scenario: Scenario) -> Wanted:
    """Return the points of this chart: the step at every number of requests in flight."""
    return {RUN: batches(scenario)}


def build(live: Live, baseline: Live, t: Text) -> Figure:
    """Return median, mean and 99th percentile of TTFT over the request rate."""
    here = _curves(live)
    before = _curves(baseline)
    moved = baseline is not live and not np.array_equal(before.ttft_p99_ms, here.ttft_p99_ms)
    ghost = (Series("baseline", "", before.rate, before.ttft_p99_ms, "ghost"),) if moved else ()
    limit = live.scenario.workload.ttft_slo_ms
    low, high = log_range(here.ttft_p50_ms, here.ttft_p99_ms, np.array([limit]))
    made = XYFigure(
        "queue",
        t("First token by request rate"),
        described(live.scenario, float(live.now.chips[0]), t),
        Axis(t("Requests, per second"), t("req/s"), 0.0, 1.04 * here.most),
        Axis(t("TTFT, ms (log)"), "ms", low, high, "log"),
        (
            *ghost,
            Series("median", "p50", here.rate, here.ttft_p50_ms, "condition"),
            Series("mean", t("mean"), here.rate, here.ttft_ms, "condition"),
            Series("subject", "p99", here.rate, here.ttft_p99_ms),
        ),
        "lower",
        t("lower is better"),
        lines=(
            Line(limit, t("SLO {value}").format(value=f"{count(limit)}{NO_BREAK_SPACE}ms"), False),
            Line(here.most, _full(live, here, t), True, "capacity"),
        ),
        marks=(*_now(live), *_most(here, limit, t)),
        footer=sources(live.scenario, t),
    )
    return made if starts(live) else unfit(made, t)


def finding(live: Live, baseline: Live, t: Text) -> str:
    """Return how late one first token in a hundred is at the rate asked for, or what is kept."""
    del baseline
    rate, own = float(live.scenario.workload.requests_per_s), _replica(live)
    if rate <= 0:
        return _kept(_curves(live), live.scenario.workload.ttft_slo_ms, t)
    found = served(own, rate)
    if not found.stable:
        return t("{rate} requests per second asked, {most} can be served").format(
            rate=number(rate), most=number(found.most)
        )
    return t("99 % of first tokens within {time} at {rate} requests per second").format(
        time=quantity(float(found.ttft_p99_ms), "ms", t), rate=number(rate)
    )


def _kept(curves: Service, limit: float, t: Text) -> str:
    rate = within(curves, limit)
    if rate is None:
        return t("no load keeps 99 % of first tokens within {limit}").format(
            limit=quantity(limit, "ms", t)
        )
    return t("99 % of first tokens within {limit} up to {rate} requests per second").format(
        limit=quantity(limit, "ms", t), rate=number(rate)
    )


def within(curves: Service, limit: float) -> float | None:
    """Return the highest rate at which the 99th percentile keeps a limit; None where none does."""
    kept = np.flatnonzero(curves.ttft_p99_ms <= limit)
    if not len(kept):
        return None
    last = int(kept[-1])
    return float(np.interp(limit, curves.ttft_p99_ms[last:], curves.rate[last:]))


def _replica(live: Live) -> Replica:
    return replica(live.scenario, live.now, live.outcomes[RUN])


def _curves(live: Live) -> Service:
    own = _replica(live)
    return served(own, float(own.rates[-1]) * _loads())


def _now(live: Live) -> tuple[Mark, ...]:
    rate = float(live.scenario.workload.requests_per_s)
    found = served(_replica(live), rate)
    if rate <= 0 or not found.stable:
        return ()
    late = float(found.ttft_p99_ms)
    return (Mark(rate, late, f"{number(late)}{NO_BREAK_SPACE}ms"),)


def _full(live: Live, curves: Service, t: Text) -> str:
    """Return the name of the highest rate, with the rate asked for where that is more."""
    rate = float(live.scenario.workload.requests_per_s)
    if rate < curves.most:
        return t("full")
    return t("full; {rate} asked").format(rate=number(rate))


def _most(curves: Service, limit: float, t: Text) -> tuple[Mark, ...]:
    rate = within(curves, limit)
    if rate is None:
        return ()
    return (Mark(rate, limit, f"{number(rate)}{NO_BREAK_SPACE}{t('req/s')}", "best"),)


@lru_cache(maxsize=1)
def _loads() -> Array:
    loads = np.linspace(0.005, 0.98, _LOADS)
    loads.flags.writeable = False
    return loads
