"""SRAM against cores at constant die area: what each split does, against the baseline as 100."""

from __future__ import annotations

import numpy as np

from explorer.analysis import trade
from explorer.figures.figure import Array, Axis, Line, Mark, Series, XYFigure
from explorer.figures.origin import sources
from explorer.figures.wording import NO_BREAK_SPACE, basis, count, described
from explorer.live import Live
from explorer.results import BY_ID
from explorer.spec.scenario import Scenario
from explorer.spec.study import ResultId
from explorer.text import Text
from explorer.units import quantity

_CURVES: tuple[tuple[ResultId, int], ...] = (("ttft", 2), ("tpot", 3), ("cost_output", 1))
_TOP = 200.0
_ROOM = 0.08


def wanted(scenario: Scenario) -> dict[str, dict[str, object]]:
    """Return every split of the die between SRAM and cores."""
    return {name: dict(run) for name, run in trade.wanted(scenario).items()}


def build(live: Live, baseline: Live, t: Text) -> XYFigure:
    """Return TTFT, TPOT and $/Mtok over the SRAM at constant area, the cheapest point marked."""
    scenario, out = live.scenario, live.outcomes[trade.RUN]
    x = live.x(trade.RUN, trade.SRAM)
    good = trade.kept(scenario, out.area_mm2) & out.fits
    curves = {
        name: np.where(good, 100 * BY_ID[name].of(out) / BY_ID[name].of(baseline.now)[0], np.nan)
        for name, _ in _CURVES
    }
    area = quantity(round(float(live.now.area_mm2[0])), "mm²", t)
    return XYFigure(
        "trade",
        t("SRAM against cores at constant area"),
        described(scenario, float(live.now.chips[0]), t, basis(scenario, t)),
        Axis(t("SRAM, MB, at {area} of silicon").format(area=area), "MB", 0.0, float(x[-1])),
        Axis(t("Baseline = 100"), "", *_range(curves)),
        tuple(
            Series(name, _name(name, t), x, curves[name], "subject" if slot == 1 else "reference",
                   slot)
            for name, slot in _CURVES
        ),
        "lower",
        t("lower is better"),
        lines=(
            Line(100.0, "", vertical=False),
            Line(float(scenario.chip.sram_mb), t("as it is"), vertical=True),
        ),
        marks=_marks(live, x, curves, t),
        footer=sources(scenario, t, money=True),
    )  # fmt: skip


def finding(live: Live, baseline: Live, t: Text) -> str:
    """Return how much SRAM makes the cheapest token on this area."""
    del baseline
    best = _cheapest(live)
    if best is None:
        return t("No split of this area holds the model")
    size = quantity(round(best), "MB", t)
    return t("On this area {size} of SRAM make the cheapest token").format(size=size)


def _name(name: ResultId, t: Text) -> str:
    return t("$/Mtok output") if name == "cost_output" else t(BY_ID[name].title)


def _cheapest(live: Live) -> float | None:
    out, x = live.outcomes[trade.RUN], live.x(trade.RUN, trade.SRAM)
    good = trade.kept(live.scenario, out.area_mm2) & out.fits
    if not good.any():
        return None
    return float(x[np.nanargmin(np.where(good, out.usd_mtok_output, np.nan))])


def _range(curves: dict[ResultId, Array]) -> tuple[float, float]:
    values = np.concatenate([*curves.values(), [100.0]])
    low, high = float(np.nanmin(values)), min(float(np.nanmax(values)), _TOP)
    room = max(_ROOM * (high - low), 2.0)
    return max(low - room, 0.0), high + room


def _marks(live: Live, x: Array, curves: dict[ResultId, Array], t: Text) -> tuple[Mark, ...]:
    here = int(np.argmin(np.abs(x - live.scenario.chip.sram_mb)))
    marks = [
        Mark(float(x[here]), float(curves[name][here]), slot=slot)
        for name, slot in _CURVES
        if np.isfinite(curves[name][here])
    ]
    best = _cheapest(live)
    if best is not None:
        at = int(np.argmin(np.abs(x - best)))
        label = t("cheapest: {size}").format(size=f"{count(best)}{NO_BREAK_SPACE}MB")
        marks.append(Mark(best, float(curves["cost_output"][at]), label, "best"))
    return tuple(marks)
