"""Decode latency by batch, at the scenario's context and at a second one."""

from __future__ import annotations

import numpy as np

from explorer.figures.figure import Array, Axis, Line, Mark, Region, Series, XYFigure
from explorer.figures.groups import ATTENTION, grouped
from explorer.figures.origin import sources
from explorer.figures.ranges import binary_range, finite, linear_top
from explorer.figures.stretches import Kind, stretches
from explorer.figures.wording import (
    NO_BREAK_SPACE,
    context_name,
    count,
    delta,
    described,
    gigabytes,
    limit_name,
    limit_of,
    memory_name,
    number,
)
from explorer.live import Live, grid
from explorer.outcome import Outcome
from explorer.spec.scenario import Scenario
from explorer.text import Text
from explorer.units import short_count

RUN, SHORT = "batches", "second context"
PATH = "workload.batch"
_LENGTH = "workload.input_tokens"
_POINTS, _SHORT_POINTS = 256, 128
_TALLEST = 5.0
_SECOND, _THIRD = 2048.0, 8192.0


def wanted(scenario: Scenario) -> dict[str, dict[str, object]]:
    """Return the points of this chart: two sweeps over batch."""
    batch = scenario.workload.batch
    high = largest_batch(batch)
    return {
        RUN: {PATH: grid(1.0, high, batch, _POINTS)},
        SHORT: {PATH: np.geomspace(1.0, high, _SHORT_POINTS), _LENGTH: second_context(scenario)},
    }


def largest_batch(batch: float) -> float:
    """Return the right end of the batch axis: 512, or the next power of four with room beyond."""
    high = 512.0
    while high < 2 * batch:
        high *= 4
    return high


def second_context(scenario: Scenario) -> float:
    """Return the prompt length of the second curve: 2k, or 8k where the scenario has 2k."""
    return _SECOND if scenario.workload.input_tokens != _SECOND else _THIRD


def build(live: Live, baseline: Live, t: Text) -> XYFigure:
    """Return the chart of TPOT over batch."""
    w = live.scenario.workload
    x, y, full = curve(live)
    short = live.outcomes[SHORT]
    short_y = np.where(short.fits, short.tpot_ms, np.nan)
    bx, by, _ = curve(baseline)
    same = x.shape == bx.shape and np.allclose(y, by, rtol=5e-4, equal_nan=True)
    ghost = () if same else (Series("baseline", "", bx, by, "ghost"),)
    names = (context_name(w.input_tokens, t), context_name(second_context(live.scenario), t))
    none = np.empty(0)
    points = (float(live.now.tpot_ms[0]), float(baseline.now.tpot_ms[0]))
    top = _top(live, y, short_y, none if same else by, points)
    low, high = binary_range(float(x[0]), float(x[-1]))
    return XYFigure(
        "decode",
        t("Decode latency by batch"),
        described(live.scenario, float(live.now.chips[0]), t),
        Axis(t("Batch, sequences per replica (log)"), t("sequences"), low, high, "log", "binary"),
        Axis(t("TPOT, ms"), "ms", 0.0, top),
        (
            *ghost,
            Series("second", names[1], live.x(SHORT, PATH), short_y, "condition"),
            Series("subject", names[0], x, y),
        ),
        "lower",
        t("lower is better"),
        regions(live, x, full, t),
        _lines(live, full, t),
        _marks(live, baseline, t),
        footer=sources(live.scenario, t),
    )


def curve(live: Live) -> tuple[Array, Array, float]:
    """Return batch, TPOT (NaN where memory is full) and the batch at which it is full.

    The curve ends at the largest whole batch that fits; infinite where memory follows the batch.
    """
    x, out = live.x(RUN, PATH), live.outcomes[RUN]
    fits = out.fits
    if fits.all():
        return x, out.tpot_ms, float("inf")
    full = float(live.now.max_batch[0])
    y = np.where(fits, out.tpot_ms, np.nan)
    if full < x[0]:
        return x, np.full_like(y, np.nan), 0.0
    end = int(np.searchsorted(x, full))
    y = np.where(np.arange(len(x)) < end, out.tpot_ms, np.nan)
    if end < len(x):
        x = np.insert(x, end, full)
        y = np.insert(y, end, np.interp(full, live.x(RUN, PATH), out.tpot_ms))
    return x, y, full


def _top(live: Live, y: Array, short: Array, ghost: Array, points: tuple[float, ...]) -> float:
    """Return a top that shows the subject and the ghost, unless the points would lie flat."""
    target = 1e3 / live.scenario.workload.interactivity_target
    main = finite(y, ghost)
    if not main.size:
        return linear_top(finite(short, target).max())
    tallest = float(main.max())
    second = finite(short)
    shown = finite(tallest * 1.08, second[second <= 1.6 * tallest]).max()
    return linear_top(min(float(shown), _TALLEST * float(finite(target, *points).max())))


def regions(live: Live, x: Array, full: float, t: Text) -> tuple[Region, ...]:
    """Return what binds decode along the batch, hatched where memory is full."""
    out = live.outcomes[RUN]
    grid_x = live.x(RUN, PATH)
    kinds = _kinds(live, out, t)
    if full >= x[-1]:
        return stretches(grid_x, kinds)
    name = t("{length}: no fit").format(
        length=short_count(round(live.scenario.workload.input_tokens))
    )
    start = max(full, float(x[0]))
    beyond = Region(start, float(x[-1]), name, "capacity", hatched=True)
    inside = grid_x < full
    if np.count_nonzero(inside) < 2:
        return (Region(float(x[0]), beyond.x1, name, "capacity", hatched=True),)
    kept = [kind for kind, here in zip(kinds, inside.tolist(), strict=True) if here]
    return (*stretches(np.append(grid_x[inside], full), [*kept, kept[-1]]), beyond)


def _kinds(live: Live, out: Outcome, t: Text) -> list[Kind]:
    moved = grouped(out.decode).bytes
    from_kv = moved[ATTENTION] > moved.sum(axis=0) - moved[ATTENTION]
    chip = live.scenario.chip
    memory = memory_name(chip)
    named: dict[tuple[int, bool], Kind] = {}
    kinds = []
    for code, kv in zip(out.decode.binding.tolist(), from_kv.tolist(), strict=True):
        if (code, kv) not in named:
            limit = limit_of(code)
            name = limit_name(limit, chip, t)
            if limit in ("hbm", "sram"):
                tier = memory if limit == "hbm" else "SRAM"
                name = t("{memory}: KV") if kv else t("{memory}: weights")
                name = name.format(memory=tier)
            named[code, kv] = (limit, name)
        kinds.append(named[code, kv])
    return kinds


def _lines(live: Live, full: float, t: Text) -> tuple[Line, ...]:
    target = live.scenario.workload.interactivity_target
    lines = [Line(1e3 / target, speed(target, t), vertical=False)]
    if np.isfinite(full) and full >= 1:
        name = t("{size} full").format(size=_memory(live.scenario))
        lines.append(Line(full, name, vertical=True, role="capacity"))
    return tuple(lines)


def speed(value: float, t: Text) -> str:
    """Return an interactivity with its unit: "60 tok/s/user"."""
    shown = count(value) if value >= 10 else number(value)
    return f"{shown}{NO_BREAK_SPACE}{t('tok/s/user')}"


def _memory(scenario: Scenario) -> str:
    return gigabytes(float(scenario.chip.hbm_gb))


def _marks(live: Live, baseline: Live, t: Text) -> tuple[Mark, ...]:
    marks: list[Mark] = []
    x, y = live.scenario.workload.batch, float(live.now.tpot_ms[0])
    old, was = baseline.scenario.workload.batch, float(baseline.now.tpot_ms[0])
    before = bool(baseline.now.fits[0])
    if before and (old, was) != (x, y):
        marks.append(Mark(old, was, "", "baseline"))
        marks.extend(_ghost_end(live, baseline, t))
    if live.now.fits[0]:
        change = delta(y, was, -1, t) if before else delta(np.nan, 1, -1, t)
        badge = change.relative if change.sense else ""
        label = "" if badge else f"{number(y)}{NO_BREAK_SPACE}ms"
        marks.append(Mark(x, y, label, "operating", badge=badge, sense=change.sense))
    return tuple(marks)


def _ghost_end(live: Live, baseline: Live, t: Text) -> list[Mark]:
    """Return where the baseline's memory was full, unless it still is there."""
    x, y, full = curve(baseline)
    if not np.isfinite(full) or full < 1 or full == curve(live)[2]:
        return []
    last = np.flatnonzero(np.isfinite(y))
    if not last.size:
        return []
    end = int(last[-1])
    label = t("{size} full").format(size=_memory(baseline.scenario))
    return [Mark(float(x[end]), float(y[end]), label, "baseline")]
