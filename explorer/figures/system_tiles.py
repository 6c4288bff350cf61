"""Headline strips of the views of whole systems: memory, agents, layers, fleet."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from explorer.figures.figure import Limit
from explorer.figures.headline import Tile
from explorer.figures.origin import cost_estimated
from explorer.figures.system_wording import PLACE_LIMITS
from explorer.figures.wording import UNKNOWN, count, delta, limit_name, limit_of, number
from explorer.live import Live
from explorer.systems.agents import agents
from explorer.systems.fleet import fleet
from explorer.systems.layers import Layer, layers
from explorer.systems.memory import DRAM, SSD, memory
from explorer.text import Text


@dataclass(frozen=True, slots=True)
class Head:
    """One headline: number now and before, +1 where more is better; what limits it, if anything."""

    id: str
    title: str
    unit: str
    now: float
    before: float
    better: int
    about: str
    limit: tuple[Limit, str] = ("", "")
    estimate: bool = False
    whole: bool = False


def headline(head: Head, t: Text) -> Tile:
    """Return the tile of one headline."""
    known = bool(np.isfinite(head.now))
    change = delta(head.now, head.before, head.better, t)
    shown = count(head.now) if head.whole else number(head.now)
    return Tile(
        head.id,
        head.title,
        shown if known else UNKNOWN,
        head.unit,
        head.limit[0],
        head.limit[1],
        change.relative,
        change.sense,
        change.absolute,
        estimate=head.estimate,
        about=head.about,
    )


def memory_tiles(live: Live, baseline: Live, t: Text) -> tuple[Tile, ...]:
    """Return what a row of memories does for sessions."""
    m, old = memory(live), memory(baseline)
    far = SSD if m.sizes_gb[SSD] > 0 else DRAM
    found = int(np.argmax(m.found))
    limit = PLACE_LIMITS[found]
    place = (limit, limit_name(limit, live.scenario.chip, t))
    hold, was = (100_000 * float(x.value.hold_usd_hour[far]) for x in (m, old))
    guessed = cost_estimated(live.scenario)
    heads = (
        Head("hit", t("Prefixes found"), "%", 100 * m.hit, 100 * old.hit, 1,
              t("Calls after the first that find their context in some memory."), place),
        Head("turn", t("TTFT of a later call"), "ms", 1e3 * m.ttft_mean, 1e3 * old.ttft_mean, -1,
              t("Mean over where the prefix is found, and over calls that compute it again.")),
        Head("kept", t("Sessions kept"), t("per chip"), float(m.sessions.sum()) / m.chips,
              float(old.sessions.sum()) / old.chips, 1,
              t("Mean contexts that all memories of a chip hold together.")),
        Head("hold", t("Keeping 1,000"), t("cents/h"), hold, was, -1,
              t("Capital and power of the furthest memory for a thousand mean contexts.")),
        Head("wait", t("Break-even wait"), t("h"), float(m.value.break_even_hours[far]),
              float(old.value.break_even_hours[far]), 1,
              t("Longest wait for which keeping in the furthest memory is cheaper than computing "
                "again: the five-minute rule."), estimate=guessed),
        Head("watt", t("Power of memory"), t("W/chip"), m.watts / m.chips, old.watts / old.chips,
              -1, t("Host memory and flash behind a chip.")),
        Head("wear", t("Flash life"), t("years"), _capped(m.wear.years), _capped(old.wear.years),
              1, t("Until the rated writes are used up, every new token written once.")),
    )  # fmt: skip
    return _strip(heads, m.fits, t)


def _strip(heads: tuple[Head, ...], fits: bool, t: Text) -> tuple[Tile, ...]:
    """Return the tiles, without numbers where no session fits."""
    if not fits:
        none: tuple[Limit, str] = ("capacity", t("does not fit"))
        heads = tuple(replace(head, now=float("nan"), limit=none) for head in heads)
    return tuple(headline(head, t) for head in heads)


def _capped(years: object) -> float:
    """Return years, unknown where nothing is written."""
    return float(np.asarray(years)) if np.isfinite(np.asarray(years)) else float("nan")


def agent_tiles(live: Live, baseline: Live, t: Text) -> tuple[Tile, ...]:
    """Return what a session takes, and what it leaves idle."""
    a, old = agents(live), agents(baseline)
    guessed = cost_estimated(live.scenario)
    heads = (
        Head("session", t("Session"), t("min"), float(a.time_s.sum()) / 60,
              float(old.time_s.sum()) / 60, -1, t("From the first call to the last answer.")),
        Head("working", t("Accelerator at work"), t("s"), float(a.time_s[:3].sum()),
              float(old.time_s[:3].sum()), -1, t("Prefill, load and decode of all calls.")),
        Head("busy", t("Busy share"), "%", 100 * a.busy_share, 100 * old.busy_share, 1,
              t("Share of a session in which an accelerator works on it; tools take the rest.")),
        Head("cost_session", t("Cost of a session"), t("cents"), 100 * float(a.usd.sum()),
              100 * float(old.usd.sum()), -1, t("Chips, CPU cores and the memory layer."),
              estimate=guessed),
        Head("served", t("Sessions served"), t("per chip-hour"), a.sessions_per_chip_hour,
              old.sessions_per_chip_hour, 1, t("At the utilisation that is paid for.")),
        Head("alive", t("Sessions under way"), t("per chip"), a.alive_per_chip,
              old.alive_per_chip, 1, t("Those that wait for tools or readers included.")),
        Head("cores", t("CPU cores busy"), t("per chip"), a.cores_per_chip, old.cores_per_chip,
              -1, t("Cores that tools of those sessions keep busy.")),
    )  # fmt: skip
    return _strip(heads, a.memory.fits, t)


def layer_tiles(live: Live, baseline: Live, t: Text) -> tuple[Tile, ...]:
    """Return the composed system in numbers."""
    x, old = layers(live), layers(baseline)
    guessed = cost_estimated(x.fast.scenario) or cost_estimated(x.deep.scenario)
    unfit = float("nan")
    fits, fitted = (each.fast.fits and each.deep.fits for each in (x, old))
    heads = (
        Head("fast", t("Chat, fast layer"), t("s"), _chat(x.fast), _chat(old.fast), -1,
              t("Whole answer of the chat class on the fast layer."), _limit(x.fast, t)),
        Head("deep", t("Chat, deep layer"), t("s"), _chat(x.deep), _chat(old.deep), -1,
              t("Whole answer of the chat class on the deep layer."), _limit(x.deep, t)),
        Head("chips", t("Chips"), "", float(x.chips.sum()), float(old.chips.sum()), -1,
              t("Of both layers, for the peak."), whole=True),
        Head("power", t("Power"), "MW", float(x.megawatts.sum()), float(old.megawatts.sum()), -1,
              t("Of the facility, all three layers."), estimate=guessed),
        replace(_capital(float(x.capital_usd.sum()), float(old.capital_usd.sum()), t),
                about=t("Servers, network and memory included."), estimate=guessed),
        Head("answer", t("Mean answer"), t("s"), x.answer_s if fits else unfit,
              old.answer_s if fitted else unfit, -1,
              t("Over all requests, as they are routed.")),
        Head("blended", t("Cost, all tokens"), "$/Mtok", x.usd_mtok if fits else unfit,
              old.usd_mtok if fitted else unfit, -1,
              t("Input and output together, at the load that the demand makes."),
              estimate=guessed),
    )  # fmt: skip
    return tuple(headline(head, t) for head in heads)


def _capital(now: float, before: float, t: Text) -> Head:
    unit, scale = ("$B", 1e9) if now >= 1e10 else ("$M", 1e6)
    about = t("Chips, servers and network.")
    return Head("capital", t("Capital"), unit, now / scale, before / scale, -1, about)


def _chat(layer: Layer) -> float:
    return float(layer.answer_s[0]) if layer.fits else float("nan")


def _limit(layer: Layer, t: Text) -> tuple[Limit, str]:
    if not layer.fits:
        return "capacity", t("does not fit")
    limit = limit_of(layer.limit)
    return limit, limit_name(limit, layer.scenario.chip, t)


def fleet_tiles(live: Live, baseline: Live, t: Text) -> tuple[Tile, ...]:
    """Return the fleet in numbers."""
    f, old = fleet(live), fleet(baseline)
    guessed = cost_estimated(live.scenario)
    fits = float("nan") if not f.fits else 1.0
    fitted = float("nan") if not old.fits else 1.0
    heads = (
        Head("peak", t("Tokens at the peak"), "M tok/s", f.peak_tokens_s / 1e6,
              old.peak_tokens_s / 1e6, 1, t("Input and output, what the fleet is sized for.")),
        Head("chips", t("Chips"), "", fits * f.chips, fitted * old.chips, -1,
              t("For the peak, at the load it may reach."), whole=True),
        Head("racks", t("Racks"), "", fits * f.racks, fitted * old.racks, -1,
              t("By the power a rack may draw."), whole=True),
        Head("power", t("Power"), "MW", fits * f.megawatts, fitted * old.megawatts, -1,
              t("Of the facility: chips, servers, network, cooling."), estimate=guessed),
        replace(_capital(fits * f.capital_usd, fitted * old.capital_usd, t), estimate=guessed),
        Head("running", t("Running cost"), t("$M/year"), fits * f.running_usd_year / 1e6,
              fitted * old.running_usd_year / 1e6, -1, t("Hosting and electricity.")),
        Head("blended", t("Cost, all tokens"), "$/Mtok", fits * f.usd_mtok,
              fitted * old.usd_mtok, -1,
              t("Input and output together, at the load that the demand makes."),
              estimate=guessed),
    )  # fmt: skip
    return tuple(headline(head, t) for head in heads)
