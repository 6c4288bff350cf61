"""Tornado charts: what each uncertain assumption, or a tenth of each lever, does to one result."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from explorer.analysis.held import with_shipped
from explorer.analysis.sensitivity import STEP, one_at_a_time, standing_value
from explorer.analysis.uncertain import uncertain
from explorer.confidence import confidence
from explorer.figures.figure import Axis, SpanBar, TornadoFigure
from explorer.figures.origin import sources
from explorer.figures.tiles import value_of
from explorer.figures.wording import NO_BREAK_SPACE, described, number, percent
from explorer.lever import lever_name
from explorer.levers import BY_PATH, LEVERS
from explorer.live import Live
from explorer.results import BY_ID, Result
from explorer.spec.scenario import Scenario
from explorer.text import Text
from explorer.units import quantity

ASSUMPTIONS, LEVER_RUN = "assumption ends", "lever ends"
_SHOWN = 12
_LEAST = 1e-3
"""Share of the result below which a bar could not be seen."""
_ROOM = 0.06
_FAR = 3.0


@dataclass(frozen=True, slots=True)
class _Input:
    """One row: path, English name, unit, low and high value."""

    path: str
    label: str
    unit: str
    low: float
    high: float

    def name(self, t: Text) -> str:
        """Return the input's name, a lever's in full."""
        lever = BY_PATH.get(self.path)
        return lever_name(lever, t) if lever else t(self.label)


def wanted_assumptions(scenario: Scenario) -> dict[str, dict[str, object]]:
    """Return the scenario with each uncertain assumption at its low and at its high value."""
    run = _wanted(scenario, ASSUMPTIONS, _assumptions(scenario))[ASSUMPTIONS]
    return {ASSUMPTIONS: with_shipped(scenario, run)}


def wanted_levers(scenario: Scenario) -> dict[str, dict[str, object]]:
    """Return the scenario with each lever a tenth smaller and a tenth larger."""
    return _wanted(scenario, LEVER_RUN, _levers(scenario))


def build_assumptions(live: Live, baseline: Live, t: Text) -> TornadoFigure:
    """Return the tornado of uncertain assumptions."""
    del baseline
    scenario = live.scenario
    result = BY_ID[scenario.study.result]
    title = t("What matters most: {result}").format(result=t(result.title))
    names = (t("low assumption"), t("high assumption"))
    return _figure("assumptions", title, names, _assumption_bars(live, result, t), live, t)


def build_levers(live: Live, baseline: Live, t: Text) -> TornadoFigure:
    """Return the tornado of the levers, each a tenth down and up."""
    del baseline
    result = BY_ID[live.scenario.study.result]
    tenth = percent(STEP, 0)
    title = t("{result} with each lever {share} down and up").format(
        result=t(result.title), share=tenth
    )
    names = (f"−{tenth}", f"+{tenth}")
    bars = _bars(_levers(live.scenario), result, LEVER_RUN, live, t)
    return _figure("levers", title, names, bars, live, t)


def finding_assumptions(live: Live, baseline: Live, t: Text) -> str:
    """Return the assumption that matters most, with the range of the result."""
    del baseline
    result = BY_ID[live.scenario.study.result]
    words = t("{input} matters most for {result}: {low} to {high} {unit}")
    return _finding(words, _assumption_bars(live, result, t), result, t)


def finding_levers(live: Live, baseline: Live, t: Text) -> str:
    """Return the lever whose tenth matters most, with the range of the result."""
    del baseline
    result = BY_ID[live.scenario.study.result]
    words = t("a tenth of {input} moves {result} most: {low} to {high} {unit}")
    return _finding(words, _bars(_levers(live.scenario), result, LEVER_RUN, live, t), result, t)


def _finding(words: str, bars: list[SpanBar], result: Result, t: Text) -> str:
    name = t(result.title)
    if not bars:
        return t("nothing moves {result}").format(result=name)
    widest = max(bars, key=_width)
    low, high = sorted((widest.low, widest.high))
    return words.format(
        input=widest.name, result=name, low=number(low), high=number(high), unit=t(result.unit)
    )


def _assumption_bars(live: Live, result: Result, t: Text) -> list[SpanBar]:
    found = _bars(_assumptions(live.scenario), result, ASSUMPTIONS, live, t)
    return found + _own_error(live.scenario, result, float(result.of(live.now)[0]), t)


def _wanted(scenario: Scenario, run: str, inputs: list[_Input]) -> dict[str, dict[str, object]]:
    moves = [(each.path, value) for each in inputs for value in (each.low, each.high)]
    return {run: dict(one_at_a_time(scenario, moves))}


def _assumptions(scenario: Scenario) -> list[_Input]:
    return [
        _Input(each.path, each.label, each.unit, each.low, each.high)
        for each in uncertain(scenario)
    ]


def _levers(scenario: Scenario) -> list[_Input]:
    found = []
    for lever in LEVERS:
        now = standing_value(scenario, lever.path)
        low, high = lever.hard_range
        if now > 0 and lever.group != "Deployment":
            ends = max(now * (1 - STEP), low), min(now * (1 + STEP), high)
            if lever.integer:
                ends = float(np.rint(ends[0])), float(np.rint(ends[1]))
            found.append(_Input(lever.path, lever.label, lever.unit, *ends))
    return found


def _figure(
    name: str,
    title: str,
    names: tuple[str, str],
    found: list[SpanBar],
    live: Live,
    t: Text,
) -> TornadoFigure:
    scenario = live.scenario
    result = BY_ID[scenario.study.result]
    base = float(result.of(live.now)[0])
    if not np.isfinite(value_of(result, live)):
        # The headline has no such number; what would move it is still worth knowing.
        title = t("{title}, as if memory held it").format(title=title)
    bars = tuple(sorted(found, key=_width, reverse=True)[:_SHOWN])
    ends = [base, *(end for bar in bars for end in (bar.low, bar.high))]
    unit = t(result.unit)
    return TornadoFigure(
        name,
        title,
        described(scenario, float(live.now.chips[0]), t),
        _axis(f"{t(result.title)}{t(', ')}{unit}", unit, min(ends), max(ends), t),
        base,
        f"{number(base)}{NO_BREAK_SPACE}{unit}",
        bars,
        *names,
        result.better,
        footer=sources(scenario, t, money=True),
    )


def _axis(title: str, unit: str, low: float, high: float, t: Text) -> Axis:
    """Return an axis with some room at both ends, logarithmic where the bars differ too much."""
    if high > _FAR * low:
        room = (high / low) ** _ROOM
        return Axis(title + t(" (log)"), unit, low / room, high * room, "log")
    room = _ROOM * (high - low) or 0.1 * low
    return Axis(title, unit, low - room, high + room)


def _bars(inputs: list[_Input], result: Result, run: str, live: Live, t: Text) -> list[SpanBar]:
    """Return the inputs that move the result."""
    base = float(result.of(live.now)[0])
    values = result.of(live.outcomes[run]).reshape(-1, 2)
    return [
        SpanBar(
            each.name(t), float(low), float(high), _end(each, each.low, t),
            _end(each, each.high, t), each.path,
        )
        for each, (low, high) in zip(inputs, values, strict=True)
        if max(abs(low - base), abs(high - base)) > _LEAST * base
    ]  # fmt: skip


def _own_error(scenario: Scenario, result: Result, base: float, t: Text) -> list[SpanBar]:
    """Return how far the model itself has been off where it was measured, as one more input."""
    error = confidence(scenario, result.phase)["median_error"]
    if error is None or result.id == "energy":
        return []
    share = percent(error, 0)
    name = t("The model's own error")
    return [SpanBar(name, base * (1 - error), base * (1 + error), f"−{share}", f"+{share}")]


def _width(bar: SpanBar) -> float:
    return float(np.ptp([bar.low, bar.high]))


def _end(each: _Input, value: float, t: Text) -> str:
    return quantity(value, each.unit, t) if each.unit else number(value)
