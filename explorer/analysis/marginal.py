"""What the next per cent of each specification is worth, and what it costs in silicon."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from explorer.analysis.locks import MATRIX
from explorer.cost_parameters import StackRules
from explorer.levers import BY_PATH
from explorer.money.standing import standing
from explorer.outcome import Array, Outcome
from explorer.results import BY_ID, RESULTS
from explorer.silicon.design import design_of
from explorer.spec.chip import ChipSpec
from explorer.spec.scenario import Scenario
from explorer.spec.study import ResultId

Per = Literal["", "usd", "mm2", "w"]
"""For the step itself, or for each added dollar of chip cost, mm2 of silicon, watt of TDP."""

RUN = "marginal steps"
STEP = 0.01
STACK = "One more memory stack"
STACKED = "One more SRAM die"
_NOTHING = 1e-9

_SINGLE = (
    "chip.vector_tflops", "chip.sram_mb", "chip.sram_bandwidth_tbs", "chip.hbm_bandwidth_tbs",
    "chip.hbm_gb", "chip.scaleup_gbs", "chip.scaleup_latency_us", "chip.scaleout_gbs",
    "chip.tdp_w",
)  # fmt: skip
_SHORTER = ("chip.scaleup_latency_us",)
"""Levers of which less is the better specification."""


@dataclass(frozen=True, slots=True)
class Marginal:
    """One specification a step better: effects as fractions of the results, costs as differences.

    `label` is an English source text, `paths` the levers that move, the first to be shown.
    """

    label: str
    paths: tuple[str, ...]
    step: float
    """Share by which the specification is better; one whole stack for memory stacks."""
    effects: Mapping[ResultId, float]
    """Relative change of every result."""
    cost_usd: float
    area_mm2: float
    watts: float
    room: float
    """Steps that can be taken at all: memory stacks only run at so much, and what is worked out
    from a small step says little of more than twice as much."""

    def effect(self, result: ResultId, per: Per = "", budget: float = 1.0) -> float | None:
        r"""Return the change of a result for a budget, negative where it falls.

        A budget of k steps buys a factor of 1 + k s, so a result that a step s changes by e goes

        .. math:: (1 + e)^{\ln(1 + k s) / \ln(1 + s)} - 1

        which is in proportion for small budgets. What comes whole counts in proportion. None where
        a step adds nothing of what the budget is in.
        """
        change = self.effects[result]
        steps = self._steps(per, budget)
        if steps is None:
            return None
        if math.isinf(self.room):
            return change * steps
        power = math.log1p(min(steps, self.room) * self.step) / math.log1p(self.step)
        return math.expm1(power * math.log1p(change))

    def spent(self, per: Per, budget: float) -> bool:
        """Return whether the budget buys more of it than there is."""
        steps = self._steps(per, budget)
        return steps is not None and steps > self.room

    def _steps(self, per: Per, budget: float) -> float | None:
        if not per:
            return 1.0
        added = {"usd": self.cost_usd, "mm2": self.area_mm2, "w": self.watts}[per]
        return budget / added if added > _NOTHING else None


@dataclass(frozen=True, slots=True)
class _Move:
    label: str
    paths: tuple[str, ...]
    step: float
    values: tuple[float, ...]
    """What each path moves to."""
    room: float


def wanted(scenario: Scenario, step: float = STEP) -> dict[str, dict[str, Array]]:
    """Return the scenario as it is and with each specification a step better, as one run."""
    moves = _steps(scenario, step)
    count = len(moves) + 1
    points: dict[str, Array] = {}
    for place, move in enumerate(moves, 1):
        for path, value in zip(move.paths, move.values, strict=True):
            if path not in points:
                points[path] = np.full(count, scenario.value(path), dtype=np.float64)
            points[path][place] = value
    return {RUN: points}


def marginals(scenario: Scenario, out: Outcome, step: float = STEP) -> tuple[Marginal, ...]:
    """Return what a step of each specification does.

    Parameters
    ----------
    scenario
        A single point.
    out
        The outcome of the run `RUN` of `wanted`.
    step
        Share by which each specification gets better. Memory comes in stacks: one more, filled,
        is a row of its own, and so is one more SRAM die on top; bandwidth and capacity alone are
        rows as far as the stacks at hand can be faster and fuller.
    """
    moves = _steps(scenario, step)
    return tuple(_marginal(move, out, place) for place, move in enumerate(moves, 1))


def ranked(
    found: Iterable[Marginal],
    result: ResultId = "cost_output",
    per: Per = "",
    budget: float = 1.0,
) -> tuple[Marginal, ...]:
    """Return the specifications by what they do to a result, the one that betters it most first.

    Those that add nothing to divide by come last.
    """
    better = BY_ID[result].better

    def worth(one: Marginal) -> tuple[bool, float]:
        effect = one.effect(result, per, budget)
        return effect is None, -better * (effect or 0.0)

    return tuple(sorted(found, key=worth))


def _steps(scenario: Scenario, step: float) -> list[_Move]:
    """Return the moves of what the scenario has at all."""
    moves = _moves(scenario, step)
    return [m for m in moves if m.label == STACKED or scenario.value(m.paths[0]) > 0]


def _moves(scenario: Scenario, step: float) -> list[_Move]:
    rates = tuple(p for p in MATRIX if p != "chip.vector_tflops" and scenario.value(p) > 0)
    faster = tuple(scenario.value(path) * (1 + step) for path in rates)
    moves = [_Move("Matrix rate, all formats", rates, step, faster, 1 / step)]
    chip, design = scenario.chip, design_of(scenario.chip, costing=scenario.costing)
    memory, stacks = design.memory, float(np.asarray(design.stacks))
    most = {
        "chip.hbm_bandwidth_tbs": stacks * memory.unit_tbs,
        "chip.hbm_gb": stacks * memory.unit_gb,
    }
    for path in _SINGLE:
        factor = 1 / (1 + step) if path in _SHORTER else 1 + step
        start = float(_start(scenario, path))
        room = 1 / step
        if path in most and start > 0:
            room = min((most[path] / start - 1) / step, room)
        if room >= 1:
            moves.append(_Move(BY_PATH[path].label, (path,), step, (start * factor,), room))
    if chip.hbm_bandwidth_tbs > 0:
        paths = ("chip.hbm_bandwidth_tbs", "chip.hbm_gb")
        more = (chip.hbm_bandwidth_tbs + memory.unit_tbs, chip.hbm_gb + memory.unit_gb)
        share = memory.unit_tbs / chip.hbm_bandwidth_tbs
        moves.append(_Move(STACK, paths, share, more, math.inf))
    return [*moves, _stacked(chip, design.stack)]


def _stacked(chip: ChipSpec, rules: StackRules) -> _Move:
    """Return one more SRAM die on top, with the rate that its bonds bring."""
    here = chip.stacked_sram_mb
    rate = chip.stacked_sram_bandwidth_tbs if here > 0 else 0.0
    paths = ("chip.stacked_sram_mb", "chip.stacked_sram_bandwidth_tbs")
    more = (here + rules.unit_mb, rate + rules.unit_tbs)
    return _Move(STACKED, paths, rules.unit_mb / max(here, rules.unit_mb), more, math.inf)


def _start(scenario: Scenario, path: str) -> Any:
    """Return the value a step starts from: a power limit that follows the silicon, as it stands."""
    if path == "chip.tdp_w":
        return standing(scenario).scenario.chip.tdp_w
    return scenario.value(path)


def _marginal(move: _Move, out: Outcome, place: int) -> Marginal:
    def relative(values: Array) -> float:
        return float(values[place] / values[0] - 1)

    def added(values: Array) -> float:
        return float(values[place] - values[0])

    return Marginal(
        move.label,
        move.paths,
        move.step,
        {result.id: relative(result.of(out)) for result in RESULTS},
        added(out.chip_cost_usd),
        added(out.area_mm2) + added(out.stacked_mm2),
        added(out.tdp_w),
        move.room,
    )
