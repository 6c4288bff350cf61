"""One result over two levers: colours, contours, and the line of break-even with the baseline."""

from __future__ import annotations

from typing import Any

import numpy as np

from explorer.figures.figure import Array, Axis, Contour, HeatFigure, Mark
from explorer.figures.origin import sources
from explorer.figures.sweep import lever_grid, lever_of
from explorer.figures.ticks import plain
from explorer.figures.wording import described, quantity
from explorer.lever import lever_name
from explorer.levers import BY_PATH, Lever
from explorer.live import Live
from explorer.refusal import Refusal
from explorer.results import BY_ID, Result
from explorer.spec.scenario import Scenario
from explorer.text import Text

RUN = "study map"
_POINTS = 33
_STEPS = (1.0, 2.0, 5.0)
_MOST_CONTOURS = 7


def wanted(scenario: Scenario) -> dict[str, dict[str, object]]:
    """Return every pair of values of the study's two levers."""
    x, y = _axes(scenario)
    return {RUN: {scenario.study.y: np.repeat(y, len(x)), scenario.study.x: np.tile(x, len(y))}}


def build(live: Live, baseline: Live, t: Text) -> HeatFigure:
    """Return the map of the study's result over its two levers."""
    scenario = live.scenario
    result = BY_ID[scenario.study.result]
    xs, ys = _axes(scenario)
    out = live.outcomes[RUN]
    z = np.where(out.fits, result.of(out), np.nan).reshape(len(ys), len(xs))
    across, up = BY_PATH[scenario.study.x], BY_PATH[scenario.study.y]
    known = z[np.isfinite(z)]
    low, high = (float(known.min()), float(known.max())) if known.size else (1.0, 10.0)
    unit = t(result.unit)
    return HeatFigure(
        "map",
        t("{result} over two levers").format(result=t(result.title)),
        described(scenario, float(live.now.chips[0]), t),
        _axis(across, xs, t),
        _axis(up, ys, t),
        xs,
        ys,
        z,
        Axis(f"{t(result.title)}{t(', ')}{unit}", unit, low, max(high, low * 1.001), "log"),
        _contours(xs, ys, z, result, baseline, t),
        _marks(live, baseline, across, up),
        t("does not fit"),
        footer=sources(scenario, t, money=True),
    )


def finding(live: Live, baseline: Live, t: Text) -> str:
    """Return the best value of the result on the map, and where it is."""
    del baseline
    study, out = live.scenario.study, live.outcomes[RUN]
    result = BY_ID[study.result]
    if not out.fits.any():
        return t("nothing on the map fits")
    z = np.where(out.fits, result.of(out), np.nan)
    best = int(np.nanargmax(z) if result.better > 0 else np.nanargmin(z))
    spot = [
        f"{lever_name(BY_PATH[path], t)} {quantity(live.x(RUN, path)[best], BY_PATH[path].unit, t)}"
        for path in (study.x, study.y)
    ]
    return t("best on the map: {value} with {first} and {second}").format(
        value=quantity(float(z[best]), result.unit, t), first=spot[0], second=spot[1]
    )


def _axes(scenario: Scenario) -> tuple[Array, Array]:
    """Return the values across and up; the same lever twice would leave nothing to see up."""
    first, second = scenario.study.x, scenario.study.y
    lever_of(first)
    lever_of(second)
    if first == second:
        raise Refusal("study.y: {lever} is the lever across already", lever=second)
    return lever_grid(scenario, first, _POINTS), lever_grid(scenario, second, _POINTS)


def _axis(lever: Lever, values: Array, t: Text) -> Axis:
    log = lever.scale == "log" and values[0] > 0
    unit = t(lever.unit)
    title = f"{lever_name(lever, t)}{t(', ')}{unit}{t(' (log)') if log else ''}"
    return Axis(title, unit, float(values[0]), float(values[-1]), "log" if log else "linear")


def _contours(
    xs: Array, ys: Array, z: Array, result: Result, baseline: Live, t: Text
) -> tuple[Contour, ...]:
    """Return lines at round values, and in bold the one of the baseline's result."""
    from contourpy import contour_generator

    if not np.isfinite(z).any():
        return ()
    lines = contour_generator(xs, ys, np.ma.masked_invalid(z))
    found = []
    for level in _levels(float(np.nanmin(z)), float(np.nanmax(z))):
        found.append(_contour(lines.lines(level), plain(level), strong=False))
    if baseline.now.fits[0]:
        same = float(result.of(baseline.now)[0])
        found.append(_contour(lines.lines(same), t("as the baseline"), strong=True))
    return tuple(contour for contour in found if len(contour.x))


def _levels(low: float, high: float) -> list[float]:
    """Return 1-2-5 steps between the ends, thinned to a few."""
    exponents = range(int(np.floor(np.log10(low))), int(np.ceil(np.log10(high))) + 1)
    steps = [float(f"{s:g}e{e}") for e in exponents for s in _STEPS]
    inside = [step for step in steps if low < step < high]
    if len(inside) > _MOST_CONTOURS:
        inside = inside[:: -(-len(inside) // _MOST_CONTOURS)]
    if len(inside) < 3 and high > low * 1.02:
        inside = [float(f"{v:.3g}") for v in np.geomspace(low, high, 6)[1:-1]]
    return inside


def _contour(parts: Any, label: str, *, strong: bool) -> Contour:
    """Return the pieces of a line, each (points, 2), joined with gaps between them."""
    gap = np.full((1, 2), np.nan)
    pieces = [piece for part in parts for piece in (part, gap)]
    points = np.concatenate(pieces) if pieces else np.empty((0, 2))
    return Contour(points[:, 0], points[:, 1], label, strong)


def _marks(live: Live, baseline: Live, across: Lever, up: Lever) -> tuple[Mark, ...]:
    def place(scenario: Scenario) -> tuple[float, float]:
        return float(scenario.value(across.path)), float(scenario.value(up.path))

    here, there = place(live.scenario), place(baseline.scenario)
    before = (Mark(*there, "", "baseline"),) if here != there else ()
    return (*before, Mark(*here, "", "operating"))
