"""Keep or compute again: what a prefix costs until its next use, by how long that takes."""

from __future__ import annotations

import numpy as np

from explorer.figures.figure import Axis, Line, Mark, Series, XYFigure
from explorer.figures.origin import cost_estimated, sources
from explorer.figures.ranges import log_range
from explorer.figures.system_wording import duration, place_name, session_text
from explorer.figures.wording import basis
from explorer.live import Live, log_grid
from explorer.systems.memory import DRAM, HBM, SSD, Memory, memory
from explorer.text import Text

_HOUR = 3600.0
_MILLION = 1e6
_LOW, _HIGH = 1.0, 3.2e7
_SLOTS = {HBM: 6, DRAM: 2, SSD: 3}


def build(live: Live, baseline: Live, t: Text) -> XYFigure:
    """Return cost per use over the wait, keeping on each memory against computing again."""
    m, old = memory(live), memory(baseline)
    x = log_grid(_LOW, _HIGH, 128)
    again, was = _computed(m), _computed(old)
    series = [Series("computed", t("compute again"), x, np.full(len(x), again))]
    if abs(again / was - 1) > 1e-3:
        series.insert(0, Series("baseline", "", x, np.full(len(x), was), "ghost"))
    marks = []
    for place, slot in _SLOTS.items():
        if m.sizes_gb[place] <= 0:
            continue
        hold = float(m.value.hold_usd_hour[place]) * x / _HOUR
        y = _MILLION * (float(m.value.load_usd[place]) + hold)
        name = place_name(place, live.scenario, t)
        series.append(Series(f"place {place}", name, x, y, "reference", slot))
        wait = float(m.value.break_even_hours[place]) * _HOUR
        if _LOW < wait < _HIGH:
            marks.append(Mark(wait, again, duration(wait, t), "best", slot))
    low, high = log_range(np.array([again / 300, again * 30]))
    s = live.scenario
    return XYFigure(
        "kv_break_even",
        t("Keep the prefix or compute it again"),
        session_text(s, t),
        Axis(t("Wait until the next call, s (log)"), "s", _LOW, _HIGH, "log"),
        Axis(t("Cost of a million calls, $ (log)"), "$", low, high, "log"),
        tuple(series),
        "lower",
        t("lower is better"),
        lines=(Line(s.session.gap_median_s, t("median wait"), vertical=True),),
        marks=tuple(marks),
        footer=t(" ").join(
            (
                t("A prefix of {size} GB: {basis}.").format(
                    size=f"{m.context_gb:.3g}", basis=basis(s, t)
                ),
                sources(s, t, money=cost_estimated(s)),
            )
        ),
    )


def _computed(m: Memory) -> float:
    return _MILLION * float(m.value.recompute_usd[DRAM])
