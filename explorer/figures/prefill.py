"""Prefill latency by prompt length."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from explorer.figures.figure import Array, Axis, Line, Mark, Region, Series, XYFigure
from explorer.figures.fit import one_prompt_fits, starts
from explorer.figures.groups import ATTENTION, EXPERTS, FFN, HEAD, PROJECTIONS, leads
from explorer.figures.measures import TTFT, Measure, chosen
from explorer.figures.origin import sources
from explorer.figures.ranges import binary_range, ends, log_steps, top_step
from explorer.figures.stretches import Kind, same_curve, stretches
from explorer.figures.wording import (
    NO_BREAK_SPACE,
    basis,
    count,
    delta,
    described,
    limit_names,
    limit_of,
    memory_name,
    number,
    percent,
    short_count,
)
from explorer.live import Live, grid
from explorer.outcome import LIMITS, Outcome
from explorer.spec.scenario import Scenario
from explorer.text import Text

RUN = "prompts"
PATH = "workload.input_tokens"
_LOW, _HIGH, _POINTS = 128.0, 131072.0, 256
_PRODUCTS = (FFN, PROJECTIONS, EXPERTS, HEAD)


def wanted(scenario: Scenario) -> dict[str, dict[str, object]]:
    """Return the points of this chart: a sweep over prompt length."""
    return {RUN: {PATH: grid(_LOW, _HIGH, scenario.workload.input_tokens, _POINTS)}}


def build(live: Live, baseline: Live, t: Text) -> XYFigure:
    """Return the chart of the study's choice, TTFT unless another is chosen, over prompt length."""
    out, up = live.outcomes[RUN], chosen(live.scenario, "study.prefill_y")
    w, longest = live.scenario.workload, live.scenario.model.max_context
    now, before = _curve(live, up), _curve(baseline, up)
    same = same_curve(before.y, now.y) and same_curve(before.x, now.x)
    ghost = () if same else (Series("baseline", "", before.x, before.y, "ghost"),)
    across = _across(float(now.x[0]), float(now.x[-1]), t)
    return XYFigure(
        "prefill",
        t("Prefill latency by prompt length") if up is TTFT else t("{quantity} by {other}").format(
            quantity=t(up.name), other=t("prompt length")
        ),
        described(
            live.scenario, float(live.now.chips[0]), t,
            *((basis(live.scenario, t),) if up.money else ()),
        ),
        across,
        up.axis(*_bounds(up, now, *(() if same else (before,))), t),
        (
            *ghost,
            *((_floor(now, out, t),) if up is TTFT else ()),
            Series("subject", t("this chip = baseline") if same else t("this chip"), now.x, now.y),
        ),
        up.direction,
        up.direction_text(t),
        _regions(live, now, out, t),
        _lines(w.ttft_slo_ms if up is TTFT else None, longest, across.high, t),
        _marks(live, baseline, up, t),
        footer=sources(live.scenario, t, money=up.money),
    )  # fmt: skip


@lru_cache(maxsize=16)
def _across(low: float, high: float, t: Text) -> Axis:
    ends = binary_range(low, high)
    return Axis(t("Prompt length, tokens (log)"), t("tokens"), *ends, "log", "binary", PATH)


class _Curve(NamedTuple):
    """What stands upright over prompt length, NaN where no prompt fits; its least and largest."""

    x: Array
    y: Array
    fits: NDArray[np.bool_]
    ends: tuple[float, float] | None


@lru_cache(maxsize=2)
def _curve(live: Live, up: Measure) -> _Curve:
    out = live.outcomes[RUN]
    fits = one_prompt_fits(out)
    y = np.where(fits, up.of(out), np.nan)
    return _Curve(live.x(RUN, PATH), y, fits, ends(y))


def _bounds(up: Measure, now: _Curve, *others: _Curve) -> tuple[float, float]:
    """Return the ends of the vertical axis, with room above the curve for its labels."""
    found = [curve.ends for curve in (now, *others) if curve.ends]
    log = up.scale == "log"
    if not found:
        return (1.0, 10.0) if log else (0.0, 1.0)
    low, high = min(low for low, _ in found), max(high for _, high in found)
    room = 1.3 * now.ends[1] if now.ends else 0.0
    return log_steps(low, max(high, room)) if log else (0.0, top_step(high))


def _floor(now: _Curve, out: Outcome, t: Text) -> Series:
    y = np.where(np.isfinite(now.y), out.prefill.floor_ms, np.nan)
    at = 4 * math.sqrt(now.x[0] * now.x[-1])
    return Series("floor", t("floor at {share}").format(share=percent(1.0, 0)), now.x, y, "floor",
                  label_at=at)  # fmt: skip


def _regions(live: Live, now: _Curve, out: Outcome, t: Text) -> tuple[Region, ...]:
    """Return what binds prefill along x, with the stretch hatched where no prompt fits."""
    x, fits = now.x, now.fits
    phase = out.prefill
    codes = 2 * phase.binding + leads(phase.time_ms, phase.names, ATTENTION, _PRODUCTS)
    kinds = _kinds(memory_name(live.scenario.chip), t)
    inside = len(x) if fits.all() else int(np.argmin(fits))
    if inside == len(x):
        return stretches(x, codes, kinds)
    end = float(x[inside - 1]) if inside > 1 else float(x[0])
    beyond = Region(end, float(x[-1]), t("does not fit"), "capacity", hatched=True)
    return (*stretches(x[:inside], codes[:inside], kinds), beyond) if inside > 1 else (beyond,)


@lru_cache(maxsize=16)
def _kinds(memory: str, t: Text) -> Mapping[int, Kind]:
    """Return limit and name by code: two of each limit, the second where attention leads."""
    return {code: _kind(code, memory, t) for code in range(2 * len(LIMITS))}


def _kind(code: int, memory: str, t: Text) -> Kind:
    limit = limit_of(code // 2)
    if limit == "compute":
        return limit, t("attention") if code % 2 else t("compute: matrix")
    return limit, limit_names(memory, t)[limit]


@lru_cache(maxsize=16)
def _lines(slo: float | None, longest: float, high: float, t: Text) -> tuple[Line, ...]:
    """Return the objective, where it is on the axis, and the longest context, where it is shown."""
    lines = []
    if slo is not None:
        value = f"{count(slo) if slo >= 1 else number(slo)}{NO_BREAK_SPACE}ms"
        lines.append(Line(slo, t("SLO {value}").format(value=value), vertical=False))
    if longest < high:
        name = t("longest context {length}").format(length=short_count(longest))
        lines.append(Line(longest, name, vertical=True, role="capacity"))
    return tuple(lines)


def _marks(live: Live, baseline: Live, up: Measure, t: Text) -> tuple[Mark, ...]:
    marks: list[Mark] = []
    y, was = float(up.of(live.now)[0]), float(up.of(baseline.now)[0])
    old = baseline.scenario.workload.input_tokens
    moved = (old, was) != (live.scenario.workload.input_tokens, y)
    if moved and starts(baseline):
        marks.append(Mark(old, was, "", "baseline"))
    if starts(live):
        change = delta(y, was, up.better, t)
        badge = change.relative if change.sense else ""
        label = up.text(y, t)
        x = live.scenario.workload.input_tokens
        marks.append(Mark(x, y, label, "operating", badge=badge, sense=change.sense))
    return tuple(marks)
