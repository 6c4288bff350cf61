"""Output cost by interactivity, along the batch, against other chips."""

from __future__ import annotations

import numpy as np

from explorer.figures import decode
from explorer.figures.figure import Array, Axis, Line, Mark, Series, XYFigure
from explorer.figures.origin import cost_estimated, sources
from explorer.figures.ranges import log_range
from explorer.figures.stretches import same_curve
from explorer.figures.wording import NO_BREAK_SPACE, basis, count, delta, described, number
from explorer.live import Live
from explorer.references import Reference, deployments, frontier
from explorer.spec.scenario import Scenario
from explorer.text import Text

WIDTHS = "widths"
_MOSTLY = 0.9


def wanted(scenario: Scenario) -> dict[str, dict[str, object]]:
    """Return the points of this chart: the sweep over batch, and all tensor-parallel widths."""
    return {
        **decode.main_sweep(scenario),
        WIDTHS: dict(deployments(scenario)),
    }


def build(live: Live, baseline: Live, t: Text, others: tuple[Reference, ...] = ()) -> XYFigure:
    """Return the chart of output cost over interactivity."""
    x, y = curve(live)
    bx, by = curve(baseline)
    same = same_curve(x, bx) and same_curve(y, by)
    ghost = () if same else (Series("baseline", "", bx, by, "ghost"),)
    series = (
        *(_reference(other, slot, t) for slot, other in enumerate(others, 2)),
        *ghost,
        *_best(live, t),
        Series("subject", t("this chip"), x, y, estimate=cost_estimated(live.scenario)),
    )
    basis_text = basis(live.scenario, t)
    return XYFigure(
        "cost",
        t("Output cost by interactivity"),
        described(live.scenario, float(live.now.chips[0]), t, basis_text),
        _x_axis(series, live, t),
        Axis(t("Output cost, $/Mtok (log)"), "$/Mtok", *_y_range(series), "log"),
        series,
        "lower-right",
        t("lower right is better"),
        lines=_lines(live, t),
        marks=_marks(live, baseline, t),
        footer=_footer(live, others, basis_text, t),
    )


def curve(live: Live) -> tuple[Array, Array]:
    """Return interactivity and output cost along the batch, NaN where memory is full."""
    out = live.outcomes[decode.RUN]
    fits = out.fits
    return np.where(fits, out.tok_s_user, np.nan), np.where(fits, out.usd_mtok_output, np.nan)


def _best(live: Live, t: Text) -> tuple[Series, ...]:
    """Return the frontier over tensor-parallel widths, unless the scenario's width is all of it."""
    best = frontier(live.outcomes[WIDTHS], live.x(WIDTHS, "deployment.tp"))
    same = best.tp == live.scenario.deployment.tp
    if not same.size or np.mean(same) > _MOSTLY:
        return ()
    return (Series("best", t("best TP"), best.tok_s_user, best.usd_mtok_output, "condition"),)


def _reference(other: Reference, slot: int, t: Text) -> Series:
    found = other.frontier
    chips = float(found.chips[int(np.argmin(found.usd_mtok_output))])
    name = f"{other.name} ×{NO_BREAK_SPACE}{count(chips)}" if chips > 8 else other.name
    if other.estimate:
        name = f"{name}\n{t('estimate')}"
    return Series(
        f"reference {slot}", name, found.tok_s_user, found.usd_mtok_output, "reference",
        slot, estimate=other.estimate,
    )  # fmt: skip


def _x_axis(series: tuple[Series, ...], live: Live, t: Text) -> Axis:
    target = live.scenario.workload.interactivity_target
    low, high = log_range(*(s.x for s in series), target, default=(10.0, 1000.0))
    return Axis(t("Interactivity, tok/s/user (log)"), t("tok/s/user"), low, high, "log")


def _y_range(series: tuple[Series, ...]) -> tuple[float, float]:
    low, high = log_range(*(s.y for s in series), default=(0.1, 100.0))
    return low, min(high, low * 1e4)


def _lines(live: Live, t: Text) -> tuple[Line, ...]:
    target = live.scenario.workload.interactivity_target
    return (Line(target, decode.speed(target, t), vertical=True),)


def _marks(live: Live, baseline: Live, t: Text) -> tuple[Mark, ...]:
    marks: list[Mark] = []
    here, there = _point(live), _point(baseline)
    before = bool(baseline.now.fits[0])
    if before and here != there:
        marks.append(Mark(*there, "", "baseline"))
    if live.now.fits[0]:
        change = delta(here[1], there[1], -1, t, decimals=0) if before else None
        badge = change.relative if change and change.sense else ""
        label = "" if badge else f"${number(here[1])}"
        sense = change.sense if change else 0
        marks.append(Mark(*here, label, "operating", badge=badge, sense=sense))
    return tuple(marks)


def _footer(live: Live, others: tuple[Reference, ...], basis_text: str, t: Text) -> str:
    lines = [
        t("Cost of output tokens: {basis}.").format(basis=basis_text),
        sources(live.scenario, t, money=True),
    ]
    guessed = t(", ").join(other.name for other in others if other.estimate)
    if guessed:
        lines.append(t("Price or power estimated: {names}.").format(names=guessed))
    return t(" ").join(lines)


def _point(live: Live) -> tuple[float, float]:
    return float(live.now.tok_s_user[0]), float(live.now.usd_mtok_output[0])
