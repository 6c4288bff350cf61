"""What a token costs by how fast a user gets it, along the batch, against other chips.

Either axis may hold another measure: throughput, energy, time per token.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from explorer.figures import decode
from explorer.figures.figure import Array, Better, Line, Mark, Series, XYFigure
from explorer.figures.fit import runs
from explorer.figures.guessed import guessed
from explorer.figures.measures import COST, ENERGY, SPEED, Measure, chosen
from explorer.figures.origin import cost_estimated, sources
from explorer.figures.ranges import log_range
from explorer.figures.stretches import same_curve
from explorer.figures.wording import NO_BREAK_SPACE, basis, count, delta, described
from explorer.kept import once
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


def axes(scenario: Scenario) -> tuple[Measure, Measure]:
    """Return what stands across and upright: interactivity and output cost unless chosen."""
    return chosen(scenario, "study.cost_x"), chosen(scenario, "study.cost_y")


def build(live: Live, baseline: Live, t: Text, others: tuple[Reference, ...] = ()) -> XYFigure:
    """Return the chart of the two measures chosen, along the batch."""
    across, up = axes(live.scenario)
    x, y = curve(live, across, up)
    bx, by = curve(baseline, across, up)
    same = same_curve(y, by) and same_curve(x, bx)
    ghost = () if same else (Series("baseline", "", bx, by, "ghost"),)
    guess = up.money and cost_estimated(live.scenario, live.now.chip_cost_usd.item(0))
    series = (
        *(_reference(other, slot, up, t) for slot, other in enumerate(others, 2)),
        *ghost,
        *_best(live, across, up, t),
        Series("subject", t("this chip"), x, y, estimate=guess),
    )
    basis_text = basis(live.scenario, t)
    better, words = _better(across, up, t)
    return XYFigure(
        "cost",
        t("{quantity} by {other}").format(quantity=t(up.name), other=t(across.within)),
        described(live.scenario, float(live.now.chips[0]), t, *((basis_text,) if up.money else ())),
        across.axis(*_x_range(series, live, across), t),
        up.axis(*_y_range(series), t),
        series,
        better,
        words,
        lines=_lines(live, across, t),
        marks=_marks(live, baseline, across, up, t),
        footer=_footer(live, series, up, basis_text, t),
        basis=basis_text if up.money else "",
    )


@lru_cache(maxsize=2)
def curve(live: Live, across: Measure = SPEED, up: Measure = COST) -> tuple[Array, Array]:
    """Return both measures along the batch, NaN where memory is full."""
    out = live.outcomes[decode.RUN]
    fits = out.fits
    return np.where(fits, across.of(out), np.nan), np.where(fits, up.of(out), np.nan)


@lru_cache(maxsize=32)
def _better(across: Measure, up: Measure, t: Text) -> tuple[Better, str]:
    """Return the corner that is best, and its name."""
    corners: dict[tuple[int, int], tuple[Better, str]] = {
        (1, -1): ("lower-right", t("lower right is better")),
        (1, 1): ("upper-right", t("upper right is better")),
        (-1, -1): ("lower-left", t("lower left is better")),
        (-1, 1): ("upper-left", t("upper left is better")),
    }
    return corners[across.better, up.better]


def _best(live: Live, across: Measure, up: Measure, t: Text) -> tuple[Series, ...]:
    """Return the frontier over tensor-parallel widths, unless the scenario's width is all of it."""
    widths = live.x(WIDTHS, "deployment.tp")
    best = frontier(live.outcomes[WIDTHS], widths, across.aim, up.aim)
    same = best.tp == live.scenario.deployment.tp
    if np.count_nonzero(same) >= _MOSTLY * same.size:
        return ()
    return (Series("best", t("best TP"), best.across, best.up, "condition"),)


@once(16)
def _reference(other: Reference, slot: int, up: Measure, t: Text) -> Series:
    found = other.frontier
    chips = float(found.chips[int(np.argmax(up.better * found.up))])
    name = f"{other.name} ×{NO_BREAK_SPACE}{count(chips)}" if chips > 8 else other.name
    guess = other.estimate and (up.money or up is ENERGY)
    if guess:
        name = f"{name}\n{t('estimate')}"
    return Series(
        f"reference {slot}", name, found.across, found.up, "reference", slot, estimate=guess
    )


def _target(live: Live, across: Measure) -> float:
    """Return the interactivity asked for, as the horizontal axis counts."""
    speed = live.scenario.workload.interactivity_target
    return speed if across.id == SPEED.id else 1e3 / speed


def _x_range(series: tuple[Series, ...], live: Live, across: Measure) -> tuple[float, float]:
    default = (10.0, 1000.0) if across.id == SPEED.id else (1.0, 100.0)
    return log_range(*(s.x for s in series), _target(live, across), default=default)


def _y_range(series: tuple[Series, ...]) -> tuple[float, float]:
    low, high = log_range(*(s.y for s in series), default=(0.1, 100.0))
    return low, min(high, low * 1e4)


def _lines(live: Live, across: Measure, t: Text) -> tuple[Line, ...]:
    target = live.scenario.workload.interactivity_target
    return (Line(_target(live, across), decode.speed(target, t), vertical=True),)


def _marks(live: Live, baseline: Live, across: Measure, up: Measure, t: Text) -> tuple[Mark, ...]:
    marks: list[Mark] = []
    here, there = (
        (float(across.of(each.now)[0]), float(up.of(each.now)[0])) for each in (live, baseline)
    )
    before = runs(baseline)
    if before and here != there:
        marks.append(Mark(*there, "", "baseline"))
    if runs(live):
        change = delta(here[1], there[1], up.better, t, decimals=0) if before else None
        badge = change.relative if change and change.sense else ""
        label = "" if badge else up.text(here[1], t)
        sense = change.sense if change else 0
        marks.append(Mark(*here, label, "operating", badge=badge, sense=sense))
    return tuple(marks)


def _footer(live: Live, series: tuple[Series, ...], up: Measure, basis_text: str, t: Text) -> str:
    lines = [sources(live.scenario, t, money=up.money)]
    if up.money:
        of_output = t("Cost of output tokens: {basis}.")
        text = of_output if up is COST else t("Cost of tokens, prompt and output: {basis}.")
        lines.insert(0, text.format(basis=basis_text))
    return t(" ").join((*lines, guessed(series, t))).strip()
