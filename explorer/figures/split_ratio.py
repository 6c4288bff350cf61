"""What the ratio of two pools does: cost and throughput against the share of chips in the first."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from explorer.figures.figure import Array, Axis, Line, Mark, Region, Series, XYFigure
from explorer.figures.origin import sources
from explorer.figures.split_wording import pool_limit, pool_name, ratio, share_title, split_text
from explorer.figures.wording import number
from explorer.live import Live
from explorer.naming import short_name
from explorer.systems.pool import Together
from explorer.systems.split import Split, split
from explorer.text import Text

_STEEP = 3.0
"""The axis ends at this many times the best cost, where the curves rise without end."""


def build_cost(live: Live, baseline: Live, t: Text) -> XYFigure:
    """Return $/Mtok of all tokens, the best ratio marked, the same chips undivided as lines."""
    x, old = split(live), split(baseline)
    usd, best = x.curves.usd, float(x.best.usd[0])
    lines = _together(x, t, lambda one: one.usd_mtok)
    top = 1.1 * max([_STEEP * best, *(line.value for line in lines if line.value < 6 * best)])
    shown = np.where(usd <= 1.02 * top, usd, np.nan)
    return XYFigure(
        "split_cost",
        t("Cost by ratio of pools"),
        split_text(x, t),
        _share_axis(x, t),
        Axis(t("Blended cost, $/Mtok"), "$/Mtok", 0.0, top),
        (*_ghost(x, old, old.curves.usd, top), Series("subject", "", _percent(x), shown)),
        "lower",
        t("lower is better"),
        regions=_regions(x, t),
        lines=lines,
        marks=_marks(x, float(x.now.usd[0]), best, f"${number(best)}"),
        footer=sources(x.scenario, t, money=True),
    )


def build_output(live: Live, baseline: Live, t: Text) -> XYFigure:
    """Return output tokens per second and chip, and what either pool alone lets through."""
    x, old = split(live), split(baseline)
    best = float(x.best.output[0])
    lines = _together(x, t, lambda one: one.output_tok_s_chip)
    top = 1.3 * max([best, *(line.value for line in lines if line.value < 4 * best)])
    alone = [np.where(y <= top, y, np.nan) for y in (x.curves.first, x.curves.second)]
    names = [pool_name(pool.unit, t) for pool in x.pools[-2:]]
    return XYFigure(
        "split_output",
        t("Throughput by ratio of pools"),
        split_text(x, t),
        _share_axis(x, t),
        Axis(t("Output, tok/s/chip"), "tok/s/chip", 0.0, top),
        (
            *_ghost(x, old, old.curves.output, top),
            Series("first", names[0], _percent(x), alone[0], "floor"),
            Series("second", names[1], _percent(x), alone[1], "floor"),
            Series("subject", "", _percent(x), x.curves.output),
        ),
        "higher",
        t("higher is better"),
        lines=lines,
        marks=_marks(x, float(x.now.output[0]), best, number(best)),
        footer=sources(x.scenario, t),
    )


def _percent(x: Split) -> Array:
    return 100 * x.curves.share


def _share_axis(x: Split, t: Text) -> Axis:
    return Axis(share_title(x, t), "%", 0.0, 100.0)


def _ghost(x: Split, old: Split, y: Array, top: float) -> tuple[Series, ...]:
    if old is x or (old.mode == x.mode and np.array_equal(old.curves.usd, x.curves.usd)):
        return ()
    return (Series("baseline", "", _percent(old), np.where(y <= top, y, np.nan), "ghost"),)


def _together(x: Split, t: Text, of: Callable[[Together], float]) -> tuple[Line, ...]:
    """Return the chips undivided as lines across the chart, each once."""
    found: dict[str, Together] = {one.chip: one for one in x.together if one}
    return tuple(
        Line(
            of(one),
            t("all {chip}, undivided").format(chip=short_name(name)),
            vertical=False,
        )
        for name, one in found.items()
    )


def _regions(x: Split, t: Text) -> tuple[Region, ...]:
    """Return on which side of the balance which pool holds the system up."""
    first, second = (pool.unit for pool in x.pools[-2:])
    at = 100 * x.marked
    words = t("{pool} is short")
    return (
        Region(0.0, at, words.format(pool=pool_name(first, t)), pool_limit(first, t)[0]),
        Region(at, 100.0, words.format(pool=pool_name(second, t)), pool_limit(second, t)[0]),
    )


def _marks(x: Split, now: float, best: float, text: str) -> tuple[Mark, ...]:
    marked = Mark(100 * x.marked, best, f"{ratio(x, x.marked)}, {text}", "best")
    if abs(x.share - x.marked) < 5e-4:
        return (marked,)
    return (marked, Mark(100 * x.share, now, ratio(x, x.share)))
