"""The roofline of one chip, with where the operators of prefill and decode stand under it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from explorer.figures.figure import (
    Axis,
    Limit,
    Line,
    Mark,
    MarkRole,
    Region,
    Series,
    SeriesRole,
    XYFigure,
)
from explorer.figures.fit import runs, starts
from explorer.figures.groups import FFN, HEAD, PROJECTIONS, SLOTS, group_names, grouped
from explorer.figures.origin import sources
from explorer.figures.ranges import log_range
from explorer.figures.wording import (
    NO_BREAK_SPACE,
    described,
    format_name,
    memory_name,
    number,
    quantity,
)
from explorer.kept import once
from explorer.live import Live
from explorer.outcome import Phase
from explorer.physics.formats import matrix_rate, operand_family
from explorer.spec.scenario import Scenario
from explorer.text import Text

_LOW, _HIGH = 0.5, 20000.0
_NEAR = 0.35
_LEAST_SHARE = 0.005


@dataclass(frozen=True, slots=True)
class Roof:
    """Bandwidth in TB/s and peak in TFLOP/s; the ridge is where they meet, FLOP/byte."""

    bandwidth: float
    peak: float

    @property
    def ridge(self) -> float:
        """Intensity where bandwidth stops to be the limit, FLOP/byte."""
        return self.peak / self.bandwidth


@lru_cache(maxsize=16)
def _curve(roof: Roof, name: str, label: str, role: SeriesRole, slot: int = 1) -> Series:
    """Return a roof as a curve."""
    ends = (_LOW, min(max(roof.ridge, _LOW), _HIGH), _HIGH)
    y = np.array([min(x * roof.bandwidth, roof.peak) for x in ends])
    return Series(name, label, np.array(ends), y, role, slot, label_along=bool(label))


def wanted(scenario: Scenario) -> dict[str, dict[str, object]]:
    """Return nothing beyond the operating point."""
    del scenario
    return {}


def build(live: Live, baseline: Live, t: Text) -> XYFigure:
    """Return attainable rate over arithmetic intensity, per chip."""
    s = live.scenario
    memory, sram = roofs(s)
    main = memory or sram
    marks = _marks(live, t)
    series = _series(live, baseline, memory, sram, t)
    low, high = log_range((main.bandwidth * 0.6, *(mark.y for mark in marks), main.peak * 5))
    ridge = f"{number(main.ridge)}{NO_BREAK_SPACE}FLOP/B"
    return XYFigure(
        "roofline",
        t("Roofline and operators"),
        described(s, float(live.now.chips[0]), t),
        *_axes(low, high, t),
        series,
        "higher",
        t("higher is better"),
        _regions(main, "hbm" if memory else "sram", memory_name(s.chip), t),
        (Line(main.ridge, t("ridge {value}").format(value=ridge), vertical=True, role="ridge"),),
        marks,
        footer=sources(s, t),
    )


@lru_cache(maxsize=16)
def _axes(low: float, high: float, t: Text) -> tuple[Axis, Axis]:
    return (
        Axis(t("Arithmetic intensity, FLOP/byte (log)"), t("FLOP/byte"), _LOW, _HIGH, "log"),
        Axis(t("Attainable, TFLOP/s per chip (log)"), "TFLOP/s", low, high, "log"),
    )


@once()
def roofs(s: Scenario) -> tuple[Roof | None, Roof]:
    """Return the roofs of the memory beside the chip, if there is any, and of SRAM."""
    peak = float(matrix_rate(s.chip, s.deployment.weights, s.deployment.activations,
                             s.constants)[0]) / 1e12  # fmt: skip
    memory = Roof(s.chip.hbm_bandwidth_tbs, peak) if s.chip.hbm_bandwidth_tbs > 0 else None
    return memory, Roof(s.chip.sram_bandwidth_tbs, peak)


def _series(
    live: Live, baseline: Live, memory: Roof | None, sram: Roof, t: Text
) -> tuple[Series, ...]:
    s = live.scenario
    was_memory, was_sram = roofs(baseline.scenario)
    main, was = memory or sram, was_memory or was_sram
    found = [] if main == was else [_curve(was, "baseline", "", "ghost")]
    label = f"SRAM {quantity(sram.bandwidth, 'TB/s', t)}"
    if memory:
        found.append(_curve(sram, "sram", label, "condition", 5))
        label = f"{memory_name(s.chip)} {quantity(memory.bandwidth, 'TB/s', t)}"
        found.append(_curve(memory, "memory", label, "subject"))
    else:
        found.append(_curve(sram, "sram", label, "subject"))
    if main.ridge < _HIGH:
        x = np.array([max(main.ridge, _LOW), _HIGH])
        text = f"{format_name(_family(s))} {quantity(main.peak, 'TFLOPS', t)}"
        found.append(Series("peak", text, x, np.full(2, main.peak)))
    return tuple(found)


def _family(s: Scenario) -> str:
    """Return the compute family of the products: the wider operand decides."""
    return operand_family(s.deployment.weights, s.deployment.activations)


def _regions(roof: Roof, limit: Limit, memory: str, t: Text) -> tuple[Region, ...]:
    name = t("{memory} bound").format(memory=memory if limit == "hbm" else "SRAM")
    below = Region(_LOW, min(roof.ridge, _HIGH), name, limit)
    above = Region(max(roof.ridge, _LOW), _HIGH, t("compute bound"), "compute")
    return tuple(region for region in (below, above) if region.x1 > region.x0)


class _Spot(NamedTuple):
    group: int
    x: float
    y: float


def _marks(live: Live, t: Text) -> tuple[Mark, ...]:
    names = _short_names(t)
    marks: tuple[Mark, ...] = ()
    if starts(live):
        marks = _phase_marks(live.now.prefill, "prefill", t("prefill: {names}"), names, t)
    if runs(live):
        marks += _phase_marks(live.now.decode, "decode", t("decode: {names}"), names, t)
    return marks


@lru_cache(maxsize=8)
def _short_names(t: Text) -> tuple[str, ...]:
    """Return the groups' names with one word each, since they stand in a list."""
    names = list(group_names(t))
    names[PROJECTIONS] = t("QKV")
    return tuple(names)


def _phase_marks(
    phase: Phase, role: MarkRole, pattern: str, names: tuple[str, ...], t: Text
) -> tuple[Mark, ...]:
    """Return a mark for each group; neighbours share one label, on the first of them."""
    marks = []
    for cluster in _clusters(_spots(phase)):
        label = pattern.format(names=t(", ").join(names[spot.group] for spot in cluster))
        for spot in cluster:
            marks.append(Mark(spot.x, spot.y, label, role, shape=min(SLOTS[spot.group], 6)))
            label = ""
    return tuple(marks)


def _spots(phase: Phase) -> list[_Spot]:
    """Return intensity and rate of the groups that multiply matrices for a share of the time."""
    sums, least = grouped(phase), _LEAST_SHARE * float(phase.total_ms[0])
    spots = [
        _Spot(group, flops / moved, flops / ms * 1e-9)
        for group, (ms, flops, moved) in enumerate(zip(*sums, strict=True))
        if FFN <= group <= HEAD and flops > 0 and moved > 0 and ms > least
    ]
    return sorted(spots, key=lambda spot: spot.x)


def _clusters(spots: list[_Spot]) -> list[list[_Spot]]:
    clusters: list[list[_Spot]] = []
    for spot in spots:
        if clusters and math.log10(spot.x / clusters[-1][0].x) < _NEAR:
            clusters[-1].append(spot)
        else:
            clusters.append([spot])
    return clusters
