"""Decode latency by batch, at the scenario's context and at a second one."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from explorer.figures.figure import Array, Axis, Line, Mark, Region, Series, Track, XYFigure
from explorer.figures.fit import runs
from explorer.figures.groups import ATTENTION, SLOTS, leads
from explorer.figures.measures import SPEED, TPOT, Measure, chosen
from explorer.figures.origin import sources
from explorer.figures.ranges import binary_range, ends, linear_top, log_range, top_step
from explorer.figures.stretches import Kind, same_curve, stretches
from explorer.figures.wording import (
    NO_BREAK_SPACE,
    basis,
    context_name,
    count,
    delta,
    described,
    gigabytes,
    limit_names,
    limit_of,
    memory_name,
    number,
)
from explorer.live import Live, grid, log_grid
from explorer.outcome import LIMITS
from explorer.spec.scenario import Scenario
from explorer.text import Text
from explorer.units import short_count

RUN, SHORT = "batches", "second context"
PATH = "workload.batch"
_LENGTH = "workload.input_tokens"
_POINTS, _SHORT_POINTS = 256, 96
_TALLEST = 5.0
_DECADES = 1e4
_FEWEST = 2
_WEIGHTS = tuple(group for group in range(len(SLOTS)) if group != ATTENTION)
_SECOND, _THIRD = 2048.0, 8192.0


def wanted(scenario: Scenario) -> dict[str, dict[str, object]]:
    """Return the points of this chart: two sweeps over batch."""
    high = largest_batch(scenario.workload.batch)
    return {
        **main_sweep(scenario),
        SHORT: {PATH: log_grid(1.0, high, _SHORT_POINTS), _LENGTH: second_context(scenario)},
    }


def main_sweep(scenario: Scenario) -> dict[str, dict[str, object]]:
    """Return the sweep over batch at the scenario's own lengths, the operating point in it."""
    batch = scenario.workload.batch
    return {RUN: {PATH: grid(1.0, largest_batch(batch), batch, _POINTS)}}


def largest_batch(batch: float) -> float:
    """Return the right end of the batch axis: 512, or the next power of four with room beyond."""
    high = 512.0
    while high < 2 * batch:
        high *= 4
    return high


def second_context(scenario: Scenario) -> float:
    """Return the prompt length of the second curve: 2k, or 8k where the scenario has 2k."""
    return _SECOND if scenario.workload.input_tokens != _SECOND else _THIRD


@dataclass(frozen=True, slots=True)
class Curve:
    """What stands upright over batch, NaN beyond `full`, the largest batch that fits.

    `full` is infinite where everything fits and 0 where nothing does.
    """

    x: Array
    y: Array
    full: float


def build(live: Live, baseline: Live, t: Text) -> XYFigure:
    """Return the chart of the study's choice, TPOT unless another is chosen, over batch."""
    w, up = live.scenario.workload, chosen(live.scenario, "study.decode_y")
    now, before = curve(live, up), curve(baseline, up)
    short = live.outcomes[SHORT]
    short_y = np.where(short.fits, up.of(short), np.nan)
    same = same_curve(now.y, before.y) and same_curve(now.x, before.x)
    ghost = () if same else (Series("baseline", "", before.x, before.y, "ghost"),)
    names = (context_name(w.input_tokens, t), context_name(second_context(live.scenario), t))
    bounds = _bounds(live, baseline, up, now.y, short_y, before.y)
    return XYFigure(
        "decode",
        t("Decode latency by batch") if up is TPOT else t("{quantity} by {other}").format(
            quantity=t(up.name), other=t("batch")
        ),
        described(live.scenario, float(live.now.chips[0]), t, *_basis(live.scenario, up, t)),
        _across(float(now.x[0]), float(now.x[-1]), t),
        up.axis(*bounds, t),
        (
            *ghost,
            Series("second", names[1], live.x(SHORT, PATH), short_y, "condition"),
            Series("subject", names[0], now.x, now.y),
        ),
        up.direction,
        up.direction_text(t),
        regions(live, now.full, t),
        _lines(up, w.interactivity_target, now.full, live.scenario.chip.hbm_gb, t),
        _marks(live, baseline, now, before, up, t),
        footer=sources(live.scenario, t, money=up.money),
        tracks=_tracks(live),
    )  # fmt: skip


@lru_cache(maxsize=16)
def _across(low: float, high: float, t: Text) -> Axis:
    title, ends = t("Batch, sequences per replica (log)"), binary_range(low, high)
    return Axis(title, t("sequences"), *ends, "log", "binary", PATH)


def _tracks(live: Live) -> tuple[Track, ...]:
    """Return what a user feels at each batch, for the charts that have that on their axis."""
    x, out = live.x(RUN, PATH), live.outcomes[RUN]
    felt = (SPEED.id, out.tok_s_user), (TPOT.id, out.tpot_ms)
    return tuple(Track(name, x, np.where(out.fits, values, np.nan)) for name, values in felt)


def _basis(scenario: Scenario, up: Measure, t: Text) -> tuple[str, ...]:
    return (basis(scenario, t),) if up.money else ()


@lru_cache(maxsize=2)
def curve(live: Live, up: Measure = TPOT) -> Curve:
    """Return the chart's main curve, which ends at the largest whole batch that fits."""
    x, out = live.x(RUN, PATH), live.outcomes[RUN]
    values = up.of(out)
    if out.fits.all():
        return Curve(x, values, float("inf"))
    full = float(live.now.max_batch[0])
    end = int(x.searchsorted(full))
    if full < x[0]:
        return Curve(x, np.full(len(x), np.nan), 0.0)
    if end == len(x):
        return Curve(x, values, full)
    at_full, beyond = np.interp(full, x, values), np.full(len(x) - end, np.nan)
    return Curve(
        np.concatenate((x[:end], (full,), x[end:])),
        np.concatenate((values[:end], (at_full,), beyond)),
        full,
    )


def _bounds(
    live: Live, baseline: Live, up: Measure, y: Array, short: Array, ghost: Array
) -> tuple[float, float]:
    """Return the ends of the vertical axis."""
    points = (float(up.of(live.now)[0]), float(up.of(baseline.now)[0]))
    if up is TPOT:
        return 0.0, _top(live, y, short, ghost, points)
    if up.scale == "log":
        low, high = log_range(y, short, ghost)
        return max(low, high / _DECADES), high
    return 0.0, linear_top(y, short, ghost, points[0])


def _top(live: Live, y: Array, short: Array, ghost: Array, points: tuple[float, ...]) -> float:
    """Return a top that shows the subject and the ghost, unless the points would lie flat."""
    target = 1e3 / live.scenario.workload.interactivity_target
    main = ends(y, ghost)
    if main is None:
        return linear_top(short, target)
    tallest = main[1]
    shown = np.max(short, initial=1.1 * tallest, where=short <= 1.6 * tallest)
    most = max((target, *filter(math.isfinite, points)))
    return top_step(min(float(shown), _TALLEST * most))


def regions(live: Live, full: float, t: Text) -> tuple[Region, ...]:
    """Return what binds decode along the batch, hatched where memory is full."""
    x, out = live.x(RUN, PATH), live.outcomes[RUN]
    phase = out.decode
    codes = 2 * phase.binding + leads(phase.bytes, phase.names, ATTENTION, _WEIGHTS)
    kinds = _kinds(memory_name(live.scenario.chip), t)
    if full >= x[-1]:
        return stretches(x, codes, kinds)
    name = _no_fit(round(live.scenario.workload.input_tokens), t)
    inside = int(x.searchsorted(full))
    if inside < _FEWEST:
        return (Region(float(x[0]), float(x[-1]), name, "capacity", hatched=True),)
    beyond = Region(full, float(x[-1]), name, "capacity", hatched=True)
    ends = np.concatenate((x[:inside], (full,)))
    codes[inside] = codes[inside - 1]
    return (*stretches(ends, codes[: inside + 1], kinds), beyond)


@lru_cache(maxsize=16)
def _no_fit(tokens: float, t: Text) -> str:
    return t("{length}: no fit").format(length=short_count(tokens))


@lru_cache(maxsize=16)
def _kinds(memory: str, t: Text) -> Mapping[int, Kind]:
    """Return limit and name by code: two of each limit, the second where KV leads."""
    return {code: _kind(code, memory, t) for code in range(2 * len(LIMITS))}


def _kind(code: int, memory: str, t: Text) -> Kind:
    limit = limit_of(code // 2)
    name = limit_names(memory, t)[limit]
    if limit not in ("hbm", "sram"):
        return limit, name
    stream = t("{memory}: KV") if code % 2 else t("{memory}: weights")
    return limit, stream.format(memory=name)


@lru_cache(maxsize=16)
def _lines(up: Measure, target: float, full: float, memory: float, t: Text) -> tuple[Line, ...]:
    """Return the speed aimed at, where it is on the axis, and where memory is full."""
    aims = {"tpot": 1e3 / target, "interactivity": target}
    lines = [Line(aims[up.id], speed(target, t), vertical=False)] if up.id in aims else []
    if math.isfinite(full) and full >= 1:
        name = t("{size} full").format(size=gigabytes(memory))
        lines.append(Line(full, name, vertical=True, role="capacity"))
    return tuple(lines)


def speed(value: float, t: Text) -> str:
    """Return an interactivity with its unit: "60 tok/s/user"."""
    shown = count(value) if value >= 10 else number(value)
    return f"{shown}{NO_BREAK_SPACE}{t('tok/s/user')}"


def _marks(
    live: Live, baseline: Live, now: Curve, before: Curve, up: Measure, t: Text
) -> tuple[Mark, ...]:
    marks: list[Mark] = []
    x, y = live.scenario.workload.batch, float(up.of(live.now)[0])
    old, was = baseline.scenario.workload.batch, float(up.of(baseline.now)[0])
    held = runs(baseline)
    if held and (old, was) != (x, y):
        marks.append(Mark(old, was, "", "baseline"))
        if before.full != now.full and 1 <= before.full < before.x[-1]:
            end = float(np.interp(before.full, before.x, before.y))
            label = t("{size} full").format(size=gigabytes(baseline.scenario.chip.hbm_gb))
            marks.append(Mark(before.full, end, label, "baseline"))
    if runs(live):
        change = delta(y, was if held else np.nan, up.better, t)
        badge = change.relative if change.sense else ""
        label = "" if badge else up.text(y, t)
        marks.append(Mark(x, y, label, "operating", badge=badge, sense=change.sense))
    return tuple(marks)
