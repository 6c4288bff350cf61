"""The best trades of interactivity against cost over every layout and batch of a scenario."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

import numpy as np

from explorer.analysis.deployments import BATCHES, by_batches, candidates
from explorer.evaluate import evaluate
from explorer.outcome import Array, Outcome
from explorer.spec.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Frontier:
    """Points that no other one beats in both interactivity and output cost, shape (points,).

    Both rise along the arrays. Since a chip-hour costs the same at every point, these are also the
    best trades of interactivity against output tokens per second and chip, which fall.
    """

    tok_s_user: Array
    usd_mtok_output: Array
    output_tok_s_chip: Array
    ttft_ms: Array
    tp: Array
    pp: Array
    ep: Array
    dp: Array
    batch: Array
    chips: Array

    def columns(self) -> dict[str, Array]:
        """Return the table by column name."""
        table = {field.name: getattr(self, field.name) for field in fields(self)}
        return {
            {"usd_mtok_output": "usd_per_mtok_output"}.get(k, k): value
            for k, value in table.items()
        }

    def __len__(self) -> int:
        return int(self.tok_s_user.size)


def frontier(
    scenario: Scenario, max_chips: float | None = None, batches: int = BATCHES
) -> Frontier:
    """Return the frontier over all legal layouts, `batches` on each, from one evaluation.

    Empty where no layout of at most `max_chips` holds the model.
    """
    points = by_batches(scenario, candidates(scenario, max_chips), batches)
    outcome = evaluate(scenario.with_values(points), detail=False)
    allowed = outcome.fits & (outcome.chips <= (np.inf if max_chips is None else max_chips))
    return of(outcome, points, pareto(outcome.tok_s_user, outcome.usd_mtok_output, allowed))


def of(outcome: Outcome, points: Mapping[str, Array], places: Any) -> Frontier:
    """Return the frontier of an outcome whose best places are known."""
    layout = {name: points[f"deployment.{name}"][places] for name in ("tp", "pp", "ep", "dp")}
    found = ("tok_s_user", "usd_mtok_output", "output_tok_s_chip", "ttft_ms", "batch", "chips")
    return Frontier(**{name: getattr(outcome, name)[places] for name in found}, **layout)


def pareto(speed: Array, cost: Array, allowed: Any) -> Any:
    """Return the allowed places that no other one matches in speed at no higher cost.

    In order of rising speed; of equal points the first stays.
    """
    places = np.flatnonzero(allowed & np.isfinite(cost))
    order = places[np.lexsort((cost[places], -speed[places]))]
    least = np.minimum.accumulate(cost[order])
    better = np.ones(order.size, dtype=np.bool_)
    better[1:] = least[1:] < least[:-1]
    return np.asarray(order[better][::-1])
