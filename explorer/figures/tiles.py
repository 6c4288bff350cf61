"""The headline strip: seven numbers, what limits each, and how each stands to the baseline."""

from __future__ import annotations

import math

from explorer.confidence import confidence
from explorer.figures.fit import runs, starts
from explorer.figures.headline import Tile
from explorer.figures.origin import cost_estimated
from explorer.figures.wording import UNKNOWN, delta, limit_name, limit_of, number, percent
from explorer.kept import once
from explorer.live import Live
from explorer.results import BY_ID, Result
from explorer.spec.study import ResultId
from explorer.text import Text

_SHOWN: tuple[ResultId, ...] = (
    "ttft",
    "tpot",
    "interactivity",
    "throughput",
    "cost_input",
    "cost_output",
    "energy",
)

_measured = once()(confidence)
"""Two kinds of headline speak of seven numbers."""


def tiles(live: Live, baseline: Live, t: Text) -> tuple[Tile, ...]:
    """Return the headline strip in reading order."""
    return tuple(tile(BY_ID[name], live, baseline, t) for name in _SHOWN)


def tile(kind: Result, live: Live, baseline: Live, t: Text) -> Tile:
    """Return the tile of one result."""
    value, before = value_of(kind, live), value_of(kind, baseline)
    change = delta(value, before, kind.better, t)
    accuracy, estimate = _trust(kind, live)
    fits = math.isfinite(value)
    limit = limit_of(getattr(live.now, kind.phase).binding[0]) if fits else "capacity"
    name = limit_name(limit, live.scenario.chip, t) if fits else t("does not fit")
    return Tile(
        kind.id,
        t(kind.title),
        number(value) if fits else UNKNOWN,
        t(kind.unit),
        limit,
        name,
        change.relative,
        change.sense,
        change.absolute,
        accuracy=accuracy,
        estimate=estimate,
        about=t(kind.about),
    )


def _trust(kind: Result, live: Live) -> tuple[str, bool]:
    """Return the accuracy of a headline, or an empty text and whether it is an estimate.

    Costs are as far off as the time they are made of, at a price that is known; energy has not
    been held to measurements.
    """
    found = _measured(live.scenario, kind.phase)
    guessed = kind.id.startswith("cost") and cost_estimated(
        live.scenario, live.now.chip_cost_usd.item(0)
    )
    if kind.id == "energy" or guessed or found["estimate"] or found["median_error"] is None:
        return "", True
    return f"±{percent(found['median_error'], 0)}", False


def value_of(kind: Result, live: Live) -> float:
    """Return the headline's number, NaN where it would be that of a model that does not fit."""
    fits = starts(live) if kind.phase == "prefill" else runs(live)
    return float(kind.of(live.now)[0]) if fits else math.nan
