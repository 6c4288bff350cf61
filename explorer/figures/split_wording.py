"""The words that charts of split systems share: pools, what each does, the system in one line."""

from __future__ import annotations

from explorer.figures.figure import Limit
from explorer.figures.wording import count, deployment, format_name, lengths, limit_name, limit_of
from explorer.spec.scenario import Scenario
from explorer.systems.pool import Unit
from explorer.systems.split import Pool, Split
from explorer.text import Text


def pool_name(unit: Unit, t: Text) -> str:
    """Return a pool by its work."""
    return {
        "prefill": t("Prefill pool"),
        "decode": t("Decode pool"),
        "attention": t("Attention pool"),
        "ffn": t("Feed-forward pool"),
    }[unit.work]


def pool_title(unit: Unit, t: Text) -> str:
    """Return a pool's name over its own box: of three, the short one."""
    short = {"attention": t("Attention"), "ffn": t("Feed-forward")}
    return short.get(unit.work) or pool_name(unit, t)


def pool_limit(unit: Unit, t: Text) -> tuple[Limit, str]:
    """Return what binds a pool, by id and by name."""
    if not unit.fits:
        return "capacity", t("does not fit")
    limit = limit_of(unit.limit)
    return limit, limit_name(limit, unit.scenario.chip, t)


def sized_limit(pool: Pool, t: Text) -> tuple[Limit, str]:
    """Return what binds a pool, or that it is smaller than the smallest group that can work."""
    if not pool.whole:
        return "capacity", t("needs {count} chips").format(count=count(pool.unit.chips))
    return pool_limit(pool.unit, t)


def split_text(x: Split, t: Text) -> str:
    """Return the subtitle: model, KV format, lengths, and one unit of each pool of the ratio."""
    s: Scenario = x.scenario
    units = [pool.unit for pool in x.pools[-2:]]
    return t("{model}, KV {format}; {lengths}; {first} and {second}").format(
        model=s.model.name,
        format=format_name(s.deployment.kv),
        lengths=lengths(s, t),
        first=deployment(units[0].scenario, units[0].chips),
        second=deployment(units[1].scenario, units[1].chips),
    )


def share_title(x: Split, t: Text) -> str:
    """Return the name of the ratio's axis."""
    if x.mode == "afd":
        return t("Attention's share of decoding chips, %")
    return t("Prefill share of chips, %")


def ratio(x: Split, share: float) -> str:
    """Return chips of both pools at a share: "69 : 59"."""
    both = sum(pool.chips for pool in x.pools[-2:])
    return f"{count(round(share * both))} : {count(round((1 - share) * both))}"
