"""How soon a later call answers, by where its prefix lies."""

from __future__ import annotations

import numpy as np

from explorer.figures.figure import Bar, BarFigure
from explorer.figures.origin import sources
from explorer.figures.system_wording import place_name, session_text
from explorer.figures.wording import delta, number
from explorer.live import Live
from explorer.systems.memory import Memory, memory
from explorer.text import Text

_SLOTS = (5, 6, 2, 4, 7)


def build(live: Live, baseline: Live, t: Text) -> BarFigure:
    """Return one bar a memory and one for computing, ms; the total is the mean as found."""
    m, old = memory(live), memory(baseline)
    now, before = _values(m), _values(old)
    names = (*(place_name(place, live.scenario, t) for place in range(4)), t("computed again"))
    bars = tuple(
        _bar(name, float(now[i]), float(before[i]), slot, t)
        for i, (name, slot) in enumerate(zip(names, _SLOTS, strict=True))
        if np.isfinite(now[i])
    )
    return BarFigure(
        "kv_ttft",
        t("First token of a later call"),
        session_text(live.scenario, t),
        t("TTFT by where the prefix lies, ms"),
        "ms",
        bars,
        _bar(t("mean"), 1e3 * m.ttft_mean, 1e3 * old.ttft_mean, 1, t),
        (t("now"), t("change")),
        footer=sources(live.scenario, t),
    )


def _values(m: Memory) -> np.ndarray:
    there = np.append(m.sizes_gb > 0, True)
    return np.where(there, 1e3 * m.ttft_by_place, np.nan)


def _bar(name: str, value: float, before: float, slot: int, t: Text) -> Bar:
    change = delta(value, before, -1, t, decimals=0)
    was = before if np.isfinite(before) else None
    label = change.relative if change.sense else ""
    return Bar(name, value, was, number(value), label, change.sense, slot)
