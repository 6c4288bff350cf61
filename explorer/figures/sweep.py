"""One result over one lever, with what binds, the spread of the assumptions, and break-even."""

from __future__ import annotations

import numpy as np

from explorer.analysis.held import with_shipped
from explorer.analysis.uncertain import draws, uncertain
from explorer.figures.figure import Array, Axis, Band, Line, Mark, Region, Series, XYFigure
from explorer.figures.origin import sources
from explorer.figures.ranges import log_range
from explorer.figures.stretches import same_curve, stretches
from explorer.figures.wording import (
    NO_BREAK_SPACE,
    delta,
    described,
    limit_name,
    limit_of,
    number,
    percent,
)
from explorer.lever import lever_name
from explorer.levers import BY_PATH, Lever
from explorer.live import Live
from explorer.outcome import Outcome
from explorer.refusal import Refusal
from explorer.results import BY_ID, Result
from explorer.spec.scenario import Scenario
from explorer.text import Text
from explorer.units import quantity

RUN, SPREAD = "study", "study spread"
_POINTS, _FEW_POINTS, _SPREAD_POINTS = 128, 64, 17
_LOW, _HIGH = 10.0, 90.0


def wanted(scenario: Scenario) -> dict[str, dict[str, object]]:
    """Return the sweep over the lever, and fewer values of it under every draw of assumptions."""
    path = lever_of(scenario.study.x).path
    x = lever_grid(scenario, path, _POINTS)
    return {RUN: {path: x}, SPREAD: _spread_run(scenario, path)}


def lever_of(path: str) -> Lever:
    """Return a lever of the study; ValueError when there is none at `path`."""
    if path not in BY_PATH:
        raise Refusal("study: {path!r} is no lever", path=path)
    return BY_PATH[path]


def lever_grid(scenario: Scenario, path: str, points: int) -> Array:
    """Return values over a lever's soft range, widened by its present value, which is in it."""
    lever, now = BY_PATH[path], float(scenario.value(path))
    low, high = min(lever.low, now or lever.low), max(lever.high, now)
    log = lever.scale == "log" and low > 0
    even = (np.geomspace if log else np.linspace)(low, high, points)
    if lever.integer:
        even = np.rint(even)
    return np.unique(np.append(even, now) if now > 0 or not log else even)


def build(live: Live, baseline: Live, t: Text) -> XYFigure:
    """Return the chart of the study's result over its first lever."""
    scenario = live.scenario
    result, lever = BY_ID[scenario.study.result], BY_PATH[scenario.study.x]
    bands = _bands(live, result, lever, t)
    return _curve("sweep", RUN, lever, bands, live, baseline, t)


def over_id(path: str) -> str:
    """Return the id of the chart of the study's result over the lever at `path`."""
    return f"over {path}"


def wanted_over(scenario: Scenario, path: str) -> dict[str, dict[str, object]]:
    """Return fewer values of the lever at `path` than its study has."""
    return {over_id(path): {path: lever_grid(scenario, lever_of(path).path, _FEW_POINTS)}}


def build_over(live: Live, baseline: Live, t: Text, path: str) -> XYFigure:
    """Return the study's result over the lever at `path`, the curve alone."""
    run = over_id(path)
    return _curve(run, run, BY_PATH[path], (), live, baseline, t)


def _curve(
    name: str, run: str, lever: Lever, bands: tuple[Band, ...], live: Live, baseline: Live, t: Text
) -> XYFigure:
    scenario = live.scenario
    result = BY_ID[scenario.study.result]
    x, out = live.x(run, lever.path), live.outcomes[run]
    y = np.where(out.fits, result.of(out), np.nan)
    before = baseline.outcomes[run]
    ghost_y = np.where(before.fits, result.of(before), np.nan)
    ghost_x = baseline.x(run, lever.path)
    ghost = () if same_curve(ghost_x, x) and same_curve(ghost_y, y) else (
        Series("baseline", "", ghost_x, ghost_y, "ghost"),
    )  # fmt: skip
    better = "lower" if result.better < 0 else "higher"
    log = lever.scale == "log" and x[0] > 0
    note = t(" (log)")
    unit = t(lever.unit)
    return XYFigure(
        name,
        t("{result} by {lever}").format(result=t(result.title), lever=lever_name(lever, t)),
        described(scenario, float(live.now.chips[0]), t),
        Axis(
            f"{lever_name(lever, t)}{t(', ')}{unit}{note if log else ''}",
            unit, float(x[0]), float(x[-1]), "log" if log else "linear", quantity=lever.path,
        ),
        Axis(
            f"{t(result.title)}{t(', ')}{t(result.unit)}{note}",
            t(result.unit),
            *log_range(y, ghost_y, *(end for band in bands for end in (band.low, band.high))),
            "log",
            quantity=result.id,
        ),
        (*ghost, Series("subject", t("this chip"), x, y)),
        better,  # type: ignore[arg-type]
        t("lower is better") if result.better < 0 else t("higher is better"),
        _regions(live, x, out, result, t, log=log),
        _lines(baseline, result, t),
        _marks(live, baseline, result, lever, t),
        bands=bands,
        footer=sources(scenario, t, money=True),
    )  # fmt: skip


def finding(live: Live, baseline: Live, t: Text) -> str:
    """Return the result where the lever stands, against the baseline's."""
    result, lever = BY_ID[live.scenario.study.result], BY_PATH[live.scenario.study.x]
    now = float(result.of(live.now)[0])
    at = quantity(live.scenario.value(lever.path), lever.unit, t)
    text = t("{result} {value} at {lever} {at}").format(
        result=t(result.title),
        value=f"{number(now)}{NO_BREAK_SPACE}{t(result.unit)}",
        lever=lever_name(lever, t),
        at=at,
    )
    change = delta(now, float(result.of(baseline.now)[0]), result.better, t, decimals=0)
    return f"{text} ({change.relative})" if change.sense else text


def _spread_run(scenario: Scenario, path: str) -> dict[str, object]:
    """Return draws of every assumption but the lever itself, each with every value of the lever."""
    study = scenario.study
    count = int(study.samples)
    x = lever_grid(scenario, path, _SPREAD_POINTS)
    found = tuple(each for each in uncertain(scenario) if each.path != path)
    run: dict[str, object] = {
        name: np.repeat(values, len(x))
        for name, values in draws(found, count, int(study.seed)).items()
    }
    return {**with_shipped(scenario, run), path: np.tile(x, count)}


def _bands(live: Live, result: Result, lever: Lever, t: Text) -> tuple[Band, ...]:
    """Return the middle 80 % of the result under the draws; none where nothing is uncertain."""
    x = live.x(SPREAD, lever.path)
    out = live.outcomes[SPREAD]
    count = int(live.scenario.study.samples)
    y = np.where(out.fits, result.of(out), np.nan).reshape(count, -1)
    x = x.reshape(count, -1)[0]
    inside = np.isfinite(y).all(axis=0)
    low, high = np.full(len(x), np.nan), np.full(len(x), np.nan)
    if inside.any():
        low[inside], high[inside] = np.percentile(y[:, inside], (_LOW, _HIGH), axis=0)
    if not np.nanmax(high / low, initial=1.0) > 1 + 1e-3:
        return ()
    name = t("{share} of draws").format(share=percent((_HIGH - _LOW) / 100, 0))
    return (Band(x, low, high, name),)


def _regions(
    live: Live, x: Array, out: Outcome, result: Result, t: Text, *, log: bool
) -> tuple[Region, ...]:
    """Return what binds the result's phase along x; nothing on a linear axis from zero."""
    if not log or len(x) < 2:
        return ()
    binding = (out.prefill if result.phase == "prefill" else out.decode).binding
    codes = np.where(out.fits, binding, -1)
    chip = live.scenario.chip
    kinds = {
        int(code): (limit_of(code), limit_name(limit_of(code), chip, t))
        if code >= 0
        else ("capacity", t("does not fit"))
        for code in np.unique(codes)
    }
    found = stretches(x, codes, kinds)
    return tuple(Region(r.x0, r.x1, r.label, r.limit, hatched=r.limit == "capacity") for r in found)


def _lines(baseline: Live, result: Result, t: Text) -> tuple[Line, ...]:
    """Return the baseline's result as the line to break even with."""
    if not baseline.now.fits[0]:
        return ()
    return (Line(float(result.of(baseline.now)[0]), t("as the baseline"), vertical=False),)


def _marks(live: Live, baseline: Live, result: Result, lever: Lever, t: Text) -> tuple[Mark, ...]:
    marks = []
    now, was = float(result.of(live.now)[0]), float(result.of(baseline.now)[0])
    here, there = live.scenario.value(lever.path), baseline.scenario.value(lever.path)
    if (here, now) != (there, was) and baseline.now.fits[0]:
        marks.append(Mark(float(there), was, "", "baseline"))
    if live.now.fits[0]:
        change = delta(now, was, result.better, t)
        badge = change.relative if change.sense else ""
        label = f"{number(now)}{NO_BREAK_SPACE}{t(result.unit)}"
        marks.append(Mark(float(here), now, label, badge=badge, sense=change.sense))
    return tuple(marks)
