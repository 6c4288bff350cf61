"""Share of prefixes found against the memory that keeps them."""

from __future__ import annotations

import numpy as np

from explorer.figures.figure import Array, Axis, Mark, Region, Series, XYFigure
from explorer.figures.origin import sources
from explorer.figures.ranges import log_range
from explorer.figures.stretches import same_curve
from explorer.figures.system_wording import PLACE_LIMITS, place_name, session_text
from explorer.figures.wording import percent
from explorer.live import Live
from explorer.systems.memory import Curve, curve, memory
from explorer.text import Text

_TOP = 115.0
"""Per cent: the names of the memories stand above the curve."""


def build(live: Live, baseline: Live, t: Text) -> XYFigure:
    """Return the hit rate over the memory per chip that waiting sessions may use."""
    now, before = curve(live), curve(baseline)
    low, high = _range(live, now)
    y, was = 100 * now.hit, 100 * before.hit
    same = same_curve(now.gb_chip, before.gb_chip) and same_curve(y, was)
    ghost = () if same else (Series("baseline", "", before.gb_chip, was, "ghost"),)
    return XYFigure(
        "kv_hits",
        t("Prefixes found by size of memory"),
        session_text(live.scenario, t),
        Axis(t("Memory for waiting sessions, GB per chip (log)"), "GB", low, high, "log"),
        Axis(t("Calls that find their prefix, %"), "%", 0.0, _TOP),
        (*ghost, Series("subject", "", now.gb_chip, y)),
        "higher",
        t("higher is better"),
        regions=regions(live, low, high, t),
        marks=_marks(live, baseline, t),
        footer=sources(live.scenario, t),
    )


def _range(live: Live, now: Curve) -> tuple[float, float]:
    inside = now.gb_chip[(now.hit > 0.005) & (now.hit < 0.9995)]
    return log_range(inside, ends(live)[-1:], default=(1.0, 1e5))


def ends(live: Live) -> Array:
    """Return the joint size per chip of the memories up to each, GB."""
    m = memory(live)
    return np.cumsum(m.sizes_gb) / m.chips


def regions(live: Live, low: float, high: float, t: Text) -> tuple[Region, ...]:
    """Return which memory holds the last of so many bytes."""
    found = []
    start = low
    for place, end in enumerate(ends(live).tolist()):
        stop = min(max(end, low), high)
        if stop > start:
            name = place_name(place, live.scenario, t)
            found.append(Region(start, stop, name, PLACE_LIMITS[place]))
            start = stop
    return tuple(found)


def _marks(live: Live, baseline: Live, t: Text) -> tuple[Mark, ...]:
    del t
    m, old = memory(live), memory(baseline)
    at, was = float(ends(live)[-1]), float(ends(baseline)[-1])
    marks = [Mark(at, 100 * m.hit, percent(m.hit))] if at > 0 else []
    if was > 0 and (was, old.hit) != (at, m.hit):
        marks.insert(0, Mark(was, 100 * old.hit, "", "baseline"))
    return tuple(marks)
