"""What charts of split systems show, as half a sentence with its number: titles of slides."""

from __future__ import annotations

from explorer.figures.split_wording import pool_name, ratio
from explorer.figures.wording import count, number, percent, quantity
from explorer.live import Live
from explorer.naming import short_name
from explorer.systems.pool import Together
from explorer.systems.split import Split, split
from explorer.text import Text


def misfit(live: Live, t: Text) -> str:
    """Return which pool is none, "" where all are."""
    for pool in split(live).pools:
        name = pool_name(pool.unit, t).lower()
        if not pool.unit.fits:
            return t("the {pool} does not hold its part of the model").format(pool=name)
        if not pool.whole:
            return t("the {pool} has too few chips for one replica").format(pool=name)
    return ""


def flow(live: Live, baseline: Live, t: Text) -> str:
    """Return how many chips serve how many requests."""
    del baseline
    x = split(live)
    return t("{count} chips serve {rate} requests per second").format(
        count=count(round(sum(pool.chips for pool in x.pools))), rate=number(x.rate)
    )


def cost(live: Live, baseline: Live, t: Text) -> str:
    """Return the best cost and how it stands to the cheaper chip undivided."""
    del baseline
    x = split(live)
    best = float(x.best.usd[0])
    found = t("{ratio} chips cost ${cost}/Mtok").format(ratio=ratio(x, x.marked), cost=number(best))
    whole = _cheapest(x)
    if whole is None or abs(best / whole.usd_mtok - 1) < 0.01:
        return found
    words = t("{finding}, {change} less than {chip} undivided")
    if best > whole.usd_mtok:
        words = t("{finding}, {change} more than {chip} undivided")
    change = percent(abs(best / whole.usd_mtok - 1), 0)
    return words.format(finding=found, change=change, chip=short_name(whole.chip))


def _cheapest(x: Split) -> Together | None:
    """Return the cheaper of the chips that keep the same time per token undivided."""
    found = [one for one in x.together if one]
    return min(found, key=lambda one: one.usd_mtok) if found else None


def output(live: Live, baseline: Live, t: Text) -> str:
    """Return the throughput at the best ratio, and which pool is short at the present one."""
    del baseline
    x = split(live)
    best = float(x.best.output[0])
    found = t("{ratio} chips reach {rate}").format(
        ratio=ratio(x, x.marked), rate=quantity(best, "tok/s/chip", t)
    )
    if abs(x.share - x.marked) < 5e-4:
        return found
    short = x.pools[-2 if x.share < x.marked else -1].unit
    return t("{finding}; at {now} the {pool} is short").format(
        finding=found, now=ratio(x, x.share), pool=pool_name(short, t).lower()
    )


def load(live: Live, baseline: Live, t: Text) -> str:
    """Return how late one first token in a hundred is at the present load."""
    del baseline
    x = split(live)
    return t("99 % of first tokens within {time} at {rate} requests per second").format(
        time=quantity(x.latency.ttft_p99, "ms", t), rate=number(x.rate)
    )
