"""What a call costs against the memory that keeps sessions: chips saved, memory paid."""

from __future__ import annotations

import numpy as np

from explorer.figures.figure import Axis, Mark, Series, XYFigure
from explorer.figures.kv_hits import ends, regions
from explorer.figures.origin import cost_estimated, sources
from explorer.figures.ranges import linear_top, log_range
from explorer.figures.stretches import same_curve
from explorer.figures.system_wording import session_text
from explorer.figures.wording import basis, number
from explorer.live import Live
from explorer.systems.memory import curve
from explorer.text import Text

_THOUSAND = 1000.0


def build(live: Live, baseline: Live, t: Text) -> XYFigure:
    """Return the cost of 1,000 calls over the memory per chip, the cheapest size marked."""
    now, before = curve(live), curve(baseline)
    y, was = _THOUSAND * now.usd_call, _THOUSAND * before.usd_call
    best = int(np.argmin(y))
    inside = now.gb_chip[(now.hit > 0.005) & (y < 3 * y[best])]
    low, high = log_range(inside, ends(live)[-1:], default=(1.0, 1e5))
    shown = (now.gb_chip >= low) & (now.gb_chip <= high)
    same = same_curve(now.gb_chip, before.gb_chip) and same_curve(y, was)
    ghost = () if same else (Series("baseline", "", before.gb_chip, was, "ghost"),)
    return XYFigure(
        "kv_cost",
        t("Cost of a call by size of memory"),
        session_text(live.scenario, t),
        Axis(t("Memory for waiting sessions, GB per chip (log)"), "GB", low, high, "log"),
        Axis(t("Cost of 1,000 calls, $"), "$", 0.0, linear_top(y[shown])),
        (
            *ghost,
            Series("subject", "", now.gb_chip, y, estimate=cost_estimated(live.scenario)),
        ),
        "lower",
        t("lower is better"),
        regions=regions(live, low, high, t),
        marks=(
            *_here(live, now.gb_chip, y),
            Mark(float(now.gb_chip[best]), float(y[best]), f"${number(float(y[best]))}", "best"),
        ),
        footer=t(" ").join(
            (
                t("Cost of chips, host memory and flash: {basis}.").format(
                    basis=basis(live.scenario, t)
                ),
                sources(live.scenario, t, money=True),
            )
        ),
    )


def _here(live: Live, x: np.ndarray, y: np.ndarray) -> tuple[Mark, ...]:
    at = float(ends(live)[-1])
    if not x[0] < at < x[-1]:
        return ()
    value = float(np.interp(at, x, y))
    return (Mark(at, value, f"${number(value)}"),)
