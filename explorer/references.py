"""Other chips on the same question: the thin curves that a live chip is held against."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from typing import Any

import numpy as np

from explorer import presets
from explorer.evaluate import evaluate
from explorer.kept import kept
from explorer.naming import short_name
from explorer.outcome import Array, Outcome
from explorer.spec.chip import ChipSpec
from explorer.spec.engine import EngineSpec
from explorer.spec.scenario import REPLICA, Scenario

Aim = tuple[str, int]
"""A field of `Outcome`, and +1 where more of it is better, -1 where less is."""

FAST: Aim = ("tok_s_user", 1)
CHEAP: Aim = ("usd_mtok_output", -1)

USUAL = ("b200-sxm", "groq3-lpu")
"""Preset ids of `usual_chips`."""

_BATCHES = 32
_LARGEST_BATCH = 4096.0
_LARGEST_TP = 64.0


@dataclass(frozen=True, slots=True, eq=False)
class ReferenceChip:
    """A chip to hold against; `estimate` where its price or power is not published."""

    chip: ChipSpec
    estimate: bool = False


@dataclass(frozen=True, slots=True)
class Frontier:
    """The best trade of two results, `across` and `up`, along the arrays.

    `tp` and `chips` are the deployment of each point.
    """

    across: Array
    up: Array
    tp: Array
    chips: Array


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference chip with its frontier."""

    name: str
    estimate: bool
    frontier: Frontier


@lru_cache(maxsize=1)
def usual_chips() -> tuple[ReferenceChip, ...]:
    """Return the chips that every scenario is held against: one with HBM, one with SRAM only."""
    return tuple(map(reference_chip, USUAL))


def reference_chip(preset_id: str) -> ReferenceChip:
    """Return a chip of the library, marked where its price or power is an estimate."""
    preset = presets.chip(preset_id)
    decisive = {"price_usd", "tdp_w", "rental_usd_hour"}
    return ReferenceChip(preset.spec, bool(decisive & set(preset.estimates)))


def references(
    scenario: Scenario, chips: tuple[ReferenceChip, ...], across: Aim = FAST, up: Aim = CHEAP
) -> tuple[Reference, ...]:
    """Return each chip's frontier on the scenario's model, lengths, formats and cost basis.

    Nothing that a chip lever moves enters, so frontiers are kept from one slider move to the next.
    The scenario's own chip is left out, and so is one that cannot hold the model at any width.
    """
    chip = scenario.chip
    others = tuple(known for known in chips if known.chip.id != chip.id)
    return _held_against(chip.execution == "static", _groups(scenario), others, across, up)


_ASKED = tuple(name for name in REPLICA if name not in ("chip", "shipped"))
_groups = attrgetter(*_ASKED)


@lru_cache(maxsize=32)
def _held_against(
    compiled: bool, groups: tuple[Any, ...], chips: tuple[ReferenceChip, ...], across: Aim, up: Aim
) -> tuple[Reference, ...]:
    asked = _question(Scenario.model_construct(**dict(zip(_ASKED, groups, strict=True))))
    return tuple(
        Reference(short_name(known.chip.name), known.estimate, found)
        for known in chips
        if (found := _best(_swept(_on(asked, known.chip, compiled)), across, up)).across.size
    )


def _question(scenario: Scenario) -> Scenario:
    """Return the scenario with what the frontier sweeps set to one value."""
    aims = {"batch": 1.0, "ttft_slo_ms": 1000.0, "interactivity_target": 60.0}
    return scenario.replaced(
        {
            "workload": scenario.workload.replaced(aims),
            "deployment": scenario.deployment.replaced({"tp": 1.0}),
        }
    )


def _on(scenario: Scenario, chip: ChipSpec, compiled: bool) -> Scenario:
    """Return the scenario, whose own chip runs compiled programs or not, on `chip`."""
    engine = _engine(scenario, chip, compiled)
    return scenario.replaced({"chip": chip, "shipped": None, "engine": engine})


def _engine(scenario: Scenario, chip: ChipSpec, compiled: bool) -> EngineSpec:
    """Return the scenario's engine, or the usual one where `chip` runs another kind of software."""
    if (chip.execution == "static") == compiled:
        return scenario.engine
    engine: EngineSpec = presets.engine("static" if chip.execution == "static" else "tuned").spec
    return engine


@dataclass(frozen=True, eq=False)
class _Swept:
    """A question evaluated at every point, one object for one question."""

    outcome: Outcome
    tp: Array


@kept(32)
def _swept(scenario: Scenario) -> _Swept:
    points = deployments(scenario)
    outcome = evaluate(scenario.with_values(points), detail=False)
    return _Swept(outcome, points["deployment.tp"])


@lru_cache(maxsize=64)
def _best(swept: _Swept, across: Aim, up: Aim) -> Frontier:
    return frontier(swept.outcome, swept.tp, across, up)


def deployments(scenario: Scenario) -> dict[str, Array]:
    """Return the points of a frontier: every legal tensor-parallel width by every batch.

    Widths are powers of two within the scale-up domain and the number of attention heads.
    """
    most = min(scenario.chip.scaleup_domain, scenario.model.heads, _LARGEST_TP)
    tp, batch = _widths_by_batches(most)
    return {"deployment.tp": tp, "workload.batch": batch}


@lru_cache(maxsize=32)
def _widths_by_batches(most: float) -> tuple[Array, Array]:
    widths = 2.0 ** np.arange(int(np.log2(max(most, 1.0))) + 1)
    batches = np.geomspace(1.0, _LARGEST_BATCH, _BATCHES)
    return np.repeat(widths, len(batches)), np.tile(batches, len(widths))


def frontier(outcome: Outcome, tp: Array, across: Aim = FAST, up: Aim = CHEAP) -> Frontier:
    """Return the points that no other one beats in both aims, the best in `across` last."""
    x, y = (np.asarray(getattr(outcome, field)) for field, _ in (across, up))
    fits = np.flatnonzero(outcome.fits & np.isfinite(y))
    good, cost = across[1] * x[fits], -up[1] * y[fits]
    order = np.lexsort((cost, -good))
    least = np.minimum.accumulate(cost[order])
    better = np.ones(order.size, dtype=np.bool_)
    better[1:] = least[1:] < least[:-1]
    best = fits[order[better]][::-1]
    return Frontier(x[best], y[best], tp[best], outcome.chips[best])
