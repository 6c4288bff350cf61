"""Cost against answer time over all routings between a fast and a deep layer."""

from __future__ import annotations

import numpy as np

from explorer.figures.figure import Axis, Line, Mark, Series, XYFigure
from explorer.figures.origin import cost_estimated, sources
from explorer.figures.ranges import linear_top, log_range
from explorer.figures.stretches import same_curve
from explorer.figures.system_wording import class_names, duration
from explorer.figures.wording import number, percent
from explorer.live import Live
from explorer.naming import short_name
from explorer.serving.routing import Routes
from explorer.systems.layers import Layers, layers
from explorer.text import Text

_BETWEEN = 24


def build(live: Live, baseline: Live, t: Text) -> XYFigure:
    """Return the best routings as a curve, with the one in force and the best for the goal."""
    x, old = layers(live), layers(baseline)
    time, cost = _curve(x.routes)
    was, (late, dear) = _curve(old.routes), _curve(x.alike)
    same = same_curve(time, was[0]) and same_curve(cost, was[1])
    ghost = () if same else (Series("baseline", "", *was, "ghost"),)
    low, high = log_range(late, x.answer_s, live.scenario.layers.answer_goal_s)
    goal = live.scenario.layers.answer_goal_s
    _, usd, seconds = x.best
    return XYFigure(
        "routing",
        t("Best routing for a cost or a time"),
        layered_text(live, x, t),
        Axis(t("Mean answer time, s (log)"), "s", low, high, "log"),
        Axis(
            t("Cost of all tokens, $/Mtok"),
            "$/Mtok",
            0.0,
            linear_top(dear * 1.15, cost * 1.15, x.usd_mtok),
        ),
        (
            *ghost,
            Series("alike", t("every class alike"), late, dear, "reference", 7),
            Series("subject", t("best routings"), time, cost, estimate=_estimated(x)),
        ),
        "lower",
        t("lower left is better"),
        lines=(
            Line(goal, t("goal {time}").format(time=duration(goal, t)), vertical=True),
            *_budget(x, t),
        ),
        marks=(
            *_before(x, old),
            Mark(seconds, usd, _point(seconds, usd, t), "best"),
            *_within(x, t),
            Mark(x.answer_s, x.usd_mtok, _point(x.answer_s, x.usd_mtok, t)),
        ),
        footer=t(" ").join((*_shares(x, t), sources(live.scenario, t, money=True))),
    )


def layered_text(live: Live, x: Layers, t: Text) -> str:
    """Return the subtitle of charts of layers: model, both chips, demand."""
    return t(
        "{model}; fast {fast}, deep {deep}; {demand} T tokens a day, peak {peak} × mean"
    ).format(
        model=live.scenario.model.name,
        fast=short_name(x.fast.scenario.chip.name),
        deep=short_name(live.scenario.chip.name),
        demand=number(live.scenario.fleet.tokens_per_day_t),
        peak=number(live.scenario.fleet.peak_over_mean),
    )  # fmt: skip


def _curve(routes: Routes) -> tuple[np.ndarray, np.ndarray]:
    """Return time and cost along routings, straight lines between them, the quickest first."""
    corners = np.arange(len(routes.cost), dtype=np.float64)
    fine = np.linspace(0.0, corners[-1], _BETWEEN * max(len(corners) - 1, 1) + 1)
    time, cost = (np.interp(fine, corners, v) for v in (routes.seconds, routes.cost))
    order = np.argsort(time, kind="stable")
    return time[order], cost[order]


def _point(seconds: float, usd: float, t: Text) -> str:
    """Name a point by both of its numbers: the best one and the present one may lie close by."""
    return f"{duration(seconds, t)}, ${number(usd)}"


def _before(x: Layers, old: Layers) -> tuple[Mark, ...]:
    here, there = (x.answer_s, x.usd_mtok), (old.answer_s, old.usd_mtok)
    return () if here == there else (Mark(*there, "", "baseline"),)


def _estimated(x: Layers) -> bool:
    return cost_estimated(x.fast.scenario) or cost_estimated(x.deep.scenario)


def _asked(x: Layers) -> float:
    """Return the cost asked for, 0 where there is none."""
    return x.deep.scenario.layers.cost_goal_usd


def _budget(x: Layers, t: Text) -> tuple[Line, ...]:
    cost = _asked(x)
    label = t("goal {cost}").format(cost=f"${number(cost)}")
    return (Line(cost, label, vertical=False),) if cost else ()


def _within(x: Layers, t: Text) -> tuple[Mark, ...]:
    _, usd, seconds = x.within
    return (Mark(seconds, usd, duration(seconds, t), "best"),) if _asked(x) else ()


def _shares(x: Layers, t: Text) -> tuple[str, ...]:
    """Return the best shares for each goal in words."""
    timely = t("Best shares on the fast layer for the goal: {shares}.").format(
        shares=_named(x.best[0], t)
    )
    cheap = t("For the cost: {shares}.").format(shares=_named(x.within[0], t))
    return (timely, cheap) if _asked(x) else (timely,)


def _named(shares: np.ndarray, t: Text) -> str:
    return t(", ").join(
        f"{name} {percent(float(share), 0)}"
        for name, share in zip(class_names(t), shares, strict=True)
    )
