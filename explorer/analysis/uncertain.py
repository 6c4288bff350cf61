"""Which inputs of a scenario are not known exactly, how far they may be off, and draws of them.

A published cost parameter has its own low and high value; a chip's value is as uncertain as its
source. What the user set by hand is taken as it is, or between the ends that were set.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from explorer import presets
from explorer.analysis.ledger_names import COST
from explorer.analysis.near import Near
from explorer.cost_parameters import everything, parameters
from explorer.levers import BY_PATH
from explorer.outcome import Array
from explorer.spec.provenance import Confidence
from explorer.spec.scenario import Scenario

SPREAD: Mapping[Confidence, float] = {
    "datasheet": 0.0,
    "vendor": 0.0,
    "measured": 0.0,
    "user": 0.0,
    "third party": 0.10,
    "recalled": 0.15,
    "estimated": 0.30,
    "rumour": 0.50,
}
"""Share by which a chip's value may be off, by the confidence in its source (own assumption)."""

ECONOMICS = {
    "economics.system_factor": ("system_factor", "System over chip price", ""),
    "economics.interest": ("interest", "Interest", "%"),
    "economics.life_years": ("life_years", "Life of the system", "years"),
    "economics.hosting_usd_kw_month": ("hosting", "Hosting", "$/kW/month"),
    "economics.electricity_usd_kwh": ("electricity_us", "Electricity", "$/kWh"),
    "economics.pue": ("pue", "Power usage effectiveness", ""),
    "economics.power_factor": ("power_factor", "System over chip power", ""),
    "economics.average_draw": ("average_draw", "Mean over contracted power", "%"),
    "economics.utilisation": ("utilisation", "Utilisation", "%"),
}
"""Fields of the economics: the published parameter that tells their spread, name and unit."""


Values = tuple[tuple[str, Any], ...]
"""Values by path, as a `Change` takes them."""


@dataclass(frozen=True, slots=True)
class Uncertain:
    """One uncertain input: path, English name, unit, present value, low, high, source."""

    path: str
    label: str
    unit: str
    mid: float
    low: float
    high: float
    source: str


def uncertain(scenario: Scenario) -> tuple[Uncertain, ...]:
    """Return the uncertain inputs of a scenario that is a single point.

    A range that the user set stands in place of a published one.
    """
    own = _set_by_hand(scenario)
    known = (*_economics(scenario), *_chip(scenario), *_silicon(scenario))
    taken = {each.path for each in own}
    return (*own, *(each for each in known if each.path not in taken))


def range_of(scenario: Scenario, path: str) -> tuple[float, float] | None:
    """Return the ends set for the lever at `path`, None where none hold for its value."""
    lever = BY_PATH.get(path)
    ends = next(((low, high) for name, low, high in scenario.study.ranges if name == path), None)
    if ends is None or lever is None or not lever.may_be_uncertain:
        return None
    least, most = lever.hard_range
    inside = least <= ends[0] <= float(scenario.value(path)) <= ends[1] <= most
    return ends if inside and not (lever.low_is_open and ends[0] == least) else None


def within(scenario: Scenario, path: str, ends: tuple[float, float]) -> Values:
    """Return what sets the range of the lever at `path`; a value outside goes to the middle."""
    now, (low, high) = float(scenario.value(path)), ends
    middle = (low + high) / 2
    value = now if low <= now <= high else round(middle) if BY_PATH[path].integer else middle
    ranges = {name: each for name, *each in scenario.study.ranges}
    return ((path, value), ("study.ranges", {**ranges, path: ends}))


def exactly(scenario: Scenario, paths: tuple[str, ...]) -> Values:
    """Return what ends the ranges of the levers at `paths`; nothing where they have none."""
    left = {path: ends for path, *ends in scenario.study.ranges if path not in paths}
    return (("study.ranges", left),) if len(left) < len(scenario.study.ranges) else ()


def draws(found: tuple[Uncertain, ...], count: int, seed: int) -> dict[str, Array]:
    """Return `count` independent triangular draws of every input, by path; equal seeds agree.

    The mode of each triangle is the present value, its ends are low and high.
    """
    rng = np.random.default_rng(seed)
    drawn = {
        each.path: rng.triangular(each.low, each.mid, each.high, size=count)
        if each.high > each.low
        else np.full(count, each.mid)
        for each in found
    }
    whole = {path for path in drawn if path in BY_PATH and BY_PATH[path].integer}
    return {path: np.rint(values) if path in whole else values for path, values in drawn.items()}


def _set_by_hand(scenario: Scenario) -> list[Uncertain]:
    """Return the levers whose range the user set."""
    found = []
    for path, _, _ in scenario.study.ranges:
        ends, lever = range_of(scenario, path), BY_PATH.get(path)
        if ends and lever:
            now = float(scenario.value(path))
            found.append(Uncertain(path, lever.label, lever.unit, now, *ends, "set by the user"))
    return found


def _economics(scenario: Scenario) -> list[Uncertain]:
    """Return the spread of each economic parameter around the value the scenario has."""
    table = parameters("facility")
    found = []
    for path, (name, label, unit) in ECONOMICS.items():
        parameter, now = table[name], float(scenario.value(path))
        mid = parameter.at()
        low, high = now * parameter.at("low") / mid, now * parameter.at("high") / mid
        top = 1.0 if name == "utilisation" else np.inf
        least = 1.0 if name in ("pue", "system_factor", "power_factor") else 0.0
        low, high = max(low, min(least, now)), min(high, max(top, now))
        found.append(Uncertain(path, label, unit, now, float(low), float(high), parameter.source))
    return found


def _silicon(scenario: Scenario) -> list[Uncertain]:
    """Return the published cost parameters where a chip's price follows from its silicon alone."""
    if scenario.economics.basis != "cost-plus":
        return []
    own, near = dict(scenario.costing.parameters), Near.of(scenario)
    found = []
    for name, parameter in everything().items():
        low, mid, high = parameter.low, parameter.mid, parameter.high
        if name.startswith("api/") or name in own or name not in near:
            continue
        if low is not None and mid is not None and high is not None and low < high:
            label, unit = COST.get(name.rpartition("/")[2], (name, parameter.unit))
            found.append(
                Uncertain(f"costing.{name}", label, unit, mid, low, high, parameter.source)
            )
    return found


def _chip(scenario: Scenario) -> list[Uncertain]:
    """Return the values of the chip whose source is less than a data sheet."""
    try:
        preset = presets.chip(scenario.chip.id)
    except ValueError:
        return []
    found = []
    for name, source in preset.sources.items():
        path, spread = f"chip.{name}", SPREAD[source.confidence]
        now = getattr(scenario.chip, name, None)
        if path not in BY_PATH or not spread or not now or now != preset.known.get(name):
            continue
        low, high = BY_PATH[path].hard_range
        value = float(now)
        ends = max(value * (1 - spread), low), min(value * (1 + spread), high)
        lever = BY_PATH[path]
        found.append(Uncertain(path, lever.label, lever.unit, value, *ends, source.title))
    return found
