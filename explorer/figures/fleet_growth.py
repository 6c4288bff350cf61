"""Power of the fleet quarter by quarter, against what the site can deliver."""

from __future__ import annotations

import numpy as np

from explorer.figures.figure import Axis, Line, Mark, Series, XYFigure
from explorer.figures.fleet_wording import fleet_text
from explorer.figures.origin import sources
from explorer.figures.ranges import linear_top
from explorer.figures.stretches import same_curve
from explorer.figures.wording import NO_BREAK_SPACE, count, number
from explorer.live import Live
from explorer.naming import short_name
from explorer.systems.fleet import QUARTERS, fleet, growth, other
from explorer.text import Text


def build(live: Live, baseline: Live, t: Text) -> XYFigure:
    """Return megawatts over the quarters ahead, with the other fleet beside it."""
    s = live.scenario
    x = np.arange(QUARTERS, dtype=np.float64)
    y, was = _power(live), _power(baseline)
    beside = other(s)
    reference = beside.megawatts * growth(s)
    ghost = () if same_curve(y, was) else (Series("baseline", "", x, was, "ghost"),)
    limit = s.fleet.site_mw
    site = t("site limit {power}").format(power=f"{count(limit)}{NO_BREAK_SPACE}MW")
    return XYFigure(
        "fleet_growth",
        t("Power of the fleet as demand grows"),
        fleet_text(live, t),
        Axis(t("Quarters from now"), "", 0.0, QUARTERS - 1.0),
        Axis(t("Power of the facility, MW"), "MW", 0.0, _top(y, float(reference[-1]), limit)),
        (
            *ghost,
            Series("other", short_name(beside.chip), x, reference, "reference", 2),
            Series("subject", short_name(s.chip.name), x, y),
        ),
        "lower",
        t("lower is better"),
        lines=(Line(limit, site, vertical=False, role="capacity"),),
        marks=_marks(x, y, limit, t),
        footer=sources(s, t),
    )


def _top(y: np.ndarray, beside: float, limit: float) -> float:
    """Return the end of the axis: the other fleet and the limit too, unless they would dwarf it."""
    return linear_top(y, min(beside, 3 * y[-1]), min(limit, 3 * y[-1]))


def _power(live: Live) -> np.ndarray:
    return np.asarray(fleet(live).megawatts * growth(live.scenario))


def _marks(x: np.ndarray, y: np.ndarray, limit: float, t: Text) -> tuple[Mark, ...]:
    """Return where the fleet stands, and when the site is full."""
    here = Mark(0.0, float(y[0]), f"{number(float(y[0]))}{NO_BREAK_SPACE}MW")
    if not y[0] < limit < y[-1]:
        return (here,)
    full = float(np.interp(np.log(limit), np.log(y), x))
    label = t("full after {quarters} quarters").format(quarters=f"{full:.1f}")
    return (here, Mark(full, limit, label, "best"))
