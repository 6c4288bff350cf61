"""What each chart of a whole system shows, as half a sentence with its number."""

from __future__ import annotations

import numpy as np

from explorer.figures.system_wording import dollars, duration
from explorer.figures.wording import count, number, percent
from explorer.live import Live
from explorer.naming import short_name
from explorer.systems.agents import agents
from explorer.systems.fleet import QUARTERS, fleet, growth, other
from explorer.systems.layers import layers
from explorer.systems.load import crossover, others, own
from explorer.systems.memory import DRAM, SSD, curve, memory
from explorer.text import Text


def sessions_misfit(live: Live, t: Text) -> str:
    """Return that no session fits, "" where one does."""
    return "" if memory(live).fits else t("no session fits beside the weights")


def layers_misfit(live: Live, t: Text) -> str:
    """Return which layer does not hold its requests, "" where both do."""
    x = layers(live)
    if not x.fast.fits:
        return t("the fast layer does not hold every kind of request")
    return "" if x.deep.fits else t("the deep layer does not hold every kind of request")


def fleet_misfit(live: Live, t: Text) -> str:
    """Return that the fleet does not hold its requests, "" where it does."""
    return "" if fleet(live).fits else t("the fleet does not hold its requests")


def kept(live: Live, baseline: Live, t: Text) -> str:
    """Return the sessions that wait near each chip."""
    del baseline
    m = memory(live)
    return t("{sessions} sessions wait in the memories of each chip").format(
        sessions=count(float(m.sessions.sum()) / m.chips)
    )


def found(live: Live, baseline: Live, t: Text) -> str:
    """Return the share of calls that find their context."""
    del baseline
    return t("{share} of later calls find their context").format(share=percent(memory(live).hit, 0))


def cheapest_size(live: Live, baseline: Live, t: Text) -> str:
    """Return the size of memory at which a call costs least."""
    del baseline
    c = curve(live)
    best = int(np.argmin(c.usd_call))
    return t("calls are cheapest with {size} GB for waiting sessions per chip").format(
        size=number(float(c.gb_chip[best]))
    )


def later_call(live: Live, baseline: Live, t: Text) -> str:
    """Return the first token of a later call, kept and computed again."""
    del baseline
    m = memory(live)
    return t("a later call answers after {time}, computed again after {again}").format(
        time=duration(m.ttft_mean, t), again=duration(float(m.calls.ttft_computed.mean()), t)
    )


def break_even(live: Live, baseline: Live, t: Text) -> str:
    """Return the longest wait for which keeping pays."""
    del baseline
    m = memory(live)
    far = SSD if m.sizes_gb[SSD] > 0 else DRAM
    wait = 3600.0 * float(m.value.break_even_hours[far])
    return t("keeping a session pays for waits up to {time}").format(time=duration(wait, t))


def session(live: Live, baseline: Live, t: Text) -> str:
    """Return how long a session takes and how much of it is work."""
    del baseline
    a = agents(live)
    return t("a session takes {time}, an accelerator works {share} of it").format(
        time=duration(float(a.time_s.sum()), t), share=percent(a.busy_share, 0)
    )


def session_cost(live: Live, baseline: Live, t: Text) -> str:
    """Return what a session costs."""
    del baseline
    return t("a session costs {cents} US cents").format(
        cents=number(100 * float(agents(live).usd.sum()))
    )


def cores(live: Live, baseline: Live, t: Text) -> str:
    """Return the cores that tools keep busy."""
    del baseline
    return t("tools keep {cores} CPU cores busy per accelerator").format(
        cores=number(agents(live).cores_per_chip)
    )


def routing(live: Live, baseline: Live, t: Text) -> str:
    """Return cost and time as routed, and what is best for the goal: of cost if there is one."""
    del baseline
    x = layers(live)
    if live.scenario.layers.cost_goal_usd:
        return t("answers in {time} for {cost} a Mtok; {goal} would do in {best}").format(
            time=duration(x.answer_s, t),
            cost=f"${number(x.usd_mtok)}",
            goal=f"${number(x.within[1])}",
            best=duration(x.within[2], t),
        )
    return t("answers in {time} for {cost} a Mtok; {goal} would take {best}").format(
        time=duration(x.answer_s, t),
        cost=f"${number(x.usd_mtok)}",
        goal=duration(x.best[2], t),
        best=f"${number(x.best[1])}",
    )


def composed(live: Live, baseline: Live, t: Text) -> str:
    """Return what the layers take and how soon they answer."""
    del baseline
    x = layers(live)
    return t("{chips} chips and {power} MW in three layers, mean answer {time}").format(
        chips=count(float(x.chips.sum())),
        power=number(float(x.megawatts.sum())),
        time=duration(x.answer_s, t),
    )


def growing(live: Live, baseline: Live, t: Text) -> str:
    """Return the power of the fleet now and at the end of the chart."""
    del baseline
    now = fleet(live).megawatts
    then = now * float(growth(live.scenario)[-1])
    return t("{now} MW today, {then} MW in {quarters} quarters").format(
        now=number(now), then=number(then), quarters=QUARTERS - 1
    )


def crossing(live: Live, baseline: Live, t: Text) -> str:
    """Return the loads at which the chip is the cheapest of all that are drawn."""
    del baseline
    here, beside = own(live), [each for _, each in others(live.scenario)]
    loads = [load for each in beside if (load := crossover(here, each)) is not None]
    first = all(here.usd_hour < each.usd_hour for each in beside)
    last = all(here.usd_hour > each.usd_hour for each in beside)
    if loads and first:
        return t("cheapest below {load} requests/s").format(load=number(min(loads)))
    if len(loads) == len(beside) and loads and last:
        return t("cheapest from {load} requests/s on").format(load=number(max(loads)))
    return t("{cost} a Mtok with every chip busy").format(
        cost=dollars(float(here.usd_mtok(np.array([here.most_per_s]))[0]))
    )


def two_fleets(live: Live, baseline: Live, t: Text) -> str:
    """Return the cost of both fleets."""
    del baseline
    beside = other(live.scenario)
    return t("{cost} a Mtok against {other} on {chip}").format(
        cost=dollars(fleet(live).usd_mtok),
        other=dollars(beside.usd_mtok),
        chip=short_name(beside.chip),
    )


def supply(live: Live, baseline: Live, t: Text) -> str:
    """Return the interposer area and the stacks of the fleet."""
    del baseline
    needs = fleet(live).supply
    return t("the fleet takes {area} m² of interposer and {stacks} memory stacks").format(
        area=number(needs.interposer_mm2 / 1e6), stacks=count(needs.stacks)
    )
