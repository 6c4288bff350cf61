"""Which layouts a model can have on a chip, and which of them serves a purpose best."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from explorer.evaluate import evaluate
from explorer.outcome import Array, Outcome
from explorer.physics.capacity import capacity
from explorer.refusal import Refusal
from explorer.spec.deployment import DeploymentSpec
from explorer.spec.model import ModelSpec
from explorer.spec.scenario import Scenario
from explorer.text import Text
from explorer.units import count, quantity

Objective = Literal["cheapest", "fastest", "slo"]
"""cheapest: least cost of a token. fastest: least time per output token. slo: the cheapest of
those that keep the workload's time to first token and interactivity."""

OBJECTIVES: tuple[Objective, ...] = ("cheapest", "fastest", "slo")

Cost = Literal["output", "blended"]
"""Whose cost is compared: an output token's, or the mean of all tokens of a request."""

MAX_CHIPS = 256.0
"""Chips of one replica unless the caller says otherwise; of a stage where SRAM alone decides."""

MAX_BATCH = 8192.0
"""Sequences of one replica beyond which nothing is looked for."""

BATCHES = 64
"""Batches tried on each layout, evenly on a log scale from one sequence a group to full memory."""

NAMES = ("tp", "pp", "ep", "dp")


@dataclass(frozen=True, slots=True)
class Layouts:
    """Legal layouts, one a row: arrays of shape (layouts,)."""

    tp: Array
    pp: Array
    ep: Array
    dp: Array

    @property
    def values(self) -> dict[str, Array]:
        """The layouts by dotted path, as `Scenario.with_values` takes them."""
        return {f"deployment.{name}": getattr(self, name) for name in NAMES}

    def __len__(self) -> int:
        return int(self.tp.size)


@dataclass(frozen=True, slots=True)
class Best:
    """The chosen layout: `scenario` with it, its outcome (one point), and whether it is enough.

    `met` is false where the objective has limits that no layout keeps; this one comes nearest.
    """

    scenario: Scenario
    outcome: Outcome
    objective: Objective
    met: bool

    @property
    def deployment(self) -> DeploymentSpec:
        """The layout."""
        return self.scenario.deployment

    @property
    def batch(self) -> float:
        """Sequences that decode together."""
        return float(self.scenario.workload.batch)

    def note(self, t: Text = str) -> str:
        """Return one line that says what is missed and by how much; empty where nothing is."""
        if self.met:
            return ""
        w = self.scenario.workload
        return t(
            "No layout keeps TTFT ≤ {ttft_limit} and ≥ {speed_limit}: "
            "nearest {layout}, batch {batch}, TTFT {ttft}, {speed}"
        ).format(
            ttft_limit=quantity(w.ttft_slo_ms, "ms", t),
            speed_limit=quantity(w.interactivity_target, "tok/s/user", t),
            layout=layout_text(self.deployment),
            batch=count(self.batch),
            ttft=quantity(float(self.outcome.ttft_ms[0]), "ms", t),
            speed=quantity(float(self.outcome.tok_s_user[0]), "tok/s/user", t),
        )


def layout_text(deployment: DeploymentSpec) -> str:
    """Return "TP8 PP2": the widths above one, tensor parallelism always."""
    shown = [n for n in NAMES if n == "tp" or getattr(deployment, n) > 1]
    return " ".join(f"{n.upper()}{getattr(deployment, n):g}" for n in shown)


def candidates(scenario: Scenario, max_chips: float | None = None, batch: float = 1.0) -> Layouts:
    """Return the layouts that can be built and hold the weights.

    Parameters
    ----------
    scenario
        A single point.
    max_chips
        Chips of one replica at most; `MAX_CHIPS` when None (chips without HBM then spread over as
        many as capacity asks for).
    batch
        Sequences whose KV cache must fit too, at least one a group of attention.

    Returns
    -------
    Layouts
        Tensor parallelism is a power of two, or three times one where the scale-up domain divides
        into such groups, up to twice the domain; it divides the attention heads and divides, or is
        a multiple of, the KV heads.
        Experts are sliced over the stage or spread over it (EP = TP x DP); attention data
        parallelism goes with spread experts. Pipeline stages are the least power of two that
        holds weights and cache. Empty where nothing holds the model.
    """
    limit = MAX_CHIPS if max_chips is None else max_chips
    stages = _stages(scenario, limit)
    if not stages:
        return Layouts(*(np.empty(0) for _ in NAMES))
    tp, dp, ep = np.array(stages, dtype=np.float64).T
    draft = {"deployment.tp": tp, "deployment.dp": dp, "deployment.ep": ep}
    filled = {"deployment.pp": np.ones_like(tp), "workload.batch": np.maximum(batch, dp)}
    held = capacity(scenario.with_values({**draft, **filled}))
    if scenario.chip.hbm_gb > 0:
        pp = _power_of_two(held.need / held.have)
        legal = (pp <= scenario.model.layers) & (tp * dp * pp <= limit)
    else:
        pp = np.ones_like(tp)
        legal = held.stages <= scenario.model.layers * tp
        legal &= held.chips <= (np.inf if max_chips is None else max_chips)
    return Layouts(tp[legal], pp[legal], ep[legal], dp[legal])


def _stages(scenario: Scenario, limit: float) -> list[tuple[float, float, float]]:
    """Return every (tp, dp, ep) of a stage of at most `limit` chips."""
    model, widest = scenario.model, min(limit, 2 * scenario.chip.scaleup_domain)
    found = []
    for tp in _sizes(widest):
        if not (_divides(model, tp) and (_even(tp) or scenario.chip.scaleup_domain % tp == 0)):
            continue
        groups = [d for d in _sizes(limit / tp) if d == 1 or (model.moe_layers > 0 and _even(d))]
        for dp in groups:
            spread = [tp * dp] if 1 < tp * dp <= model.experts and model.moe_layers > 0 else []
            found += [(tp, dp, ep) for ep in ([1.0, *spread] if dp == 1 else spread)]
    return found


def _sizes(limit: float) -> list[float]:
    """Return powers of two and three times them up to `limit`, in order."""
    powers = 2.0 ** np.arange(int(np.log2(max(limit, 1.0))) + 1)
    both = np.concatenate((powers, 3 * powers))
    return sorted(float(size) for size in both[both <= limit])


def _even(size: float) -> bool:
    """Whether a size is a power of two."""
    return float(np.log2(size)).is_integer()


def _divides(model: ModelSpec, tp: float) -> bool:
    """Whether attention can be sliced over `tp` chips: whole heads, KV heads whole or copied."""
    if model.heads % tp:
        return False
    return model.attention == "mla" or model.kv_heads % tp == 0 or tp % model.kv_heads == 0


def _power_of_two(least: Any) -> Array:
    """Return the smallest powers of two that reach `least`, 1 at the lowest."""
    return np.asarray(2.0 ** np.ceil(np.log2(np.maximum(least, 1.0))), dtype=np.float64)


def by_batches(scenario: Scenario, layouts: Layouts, batches: int = BATCHES) -> dict[str, Array]:
    """Return every layout by every batch tried on it, as arrays by dotted path.

    Each attention group holds a whole number of sequences, from one to what memory allows.
    """
    alone = scenario.with_values({**layouts.values, "workload.batch": layouts.dp})
    held = capacity(alone)
    room = held.max_batch if scenario.chip.hbm_gb > 0 else np.full_like(layouts.dp, MAX_BATCH)
    most = np.maximum(np.floor(np.minimum(room, MAX_BATCH) / layouts.dp), 1.0)
    power = np.linspace(0.0, 1.0, batches)
    # The power of a whole number may come out a hair below it.
    each = np.floor(most[:, None] ** power + 1e-9)
    repeated = {path: np.repeat(value, batches) for path, value in layouts.values.items()}
    return {**repeated, "workload.batch": (each * layouts.dp[:, None]).ravel()}


def best(
    scenario: Scenario,
    objective: Objective,
    *,
    max_chips: float | None = None,
    keep_batch: bool = False,
    cost: Cost = "output",
) -> Best:
    """Return the layout and batch that serve `objective` best, from one stacked evaluation.

    With `keep_batch` the batch stays as it is in the scenario. ValueError says in one line that no
    layout holds the model.
    """
    kept = float(scenario.workload.batch) if keep_batch else 1.0
    layouts = candidates(scenario, max_chips, kept)
    points = layouts.values if keep_batch else by_batches(scenario, layouts)
    if not len(layouts):
        raise _nothing_holds(scenario, max_chips)
    outcome = evaluate(scenario.with_values(points), detail=False)
    limit = np.inf if max_chips is None else max_chips
    allowed = outcome.fits & (outcome.chips <= limit)
    if not allowed.any():
        raise _nothing_holds(scenario, max_chips)
    place, met = _chosen(scenario, outcome, allowed, objective, cost)
    chosen = scenario.with_values({path: float(value[place]) for path, value in points.items()})
    return Best(chosen, evaluate(chosen), objective, met)


def _chosen(
    s: Scenario, out: Outcome, allowed: Any, objective: Objective, cost: Cost
) -> tuple[int, bool]:
    """Return the place of the best point, and whether it keeps what the objective limits."""
    price = getattr(out, f"usd_mtok_{cost}")
    if objective == "fastest":
        return _first(allowed, out.tpot_ms, price, out.chips), True
    if objective == "cheapest":
        return _first(allowed, price, out.tpot_ms, out.chips), True
    late, slow = out.ttft_ms / s.workload.ttft_slo_ms, s.workload.interactivity_target
    miss = np.maximum(late, slow / out.tok_s_user)
    keeps = allowed & (miss <= 1)
    if keeps.any():
        return _first(keeps, price, out.tpot_ms, out.chips), True
    return _first(allowed, miss, price, out.chips), False


def _first(allowed: Any, *keys: Array) -> int:
    """Return the allowed place that comes first by the keys, the first key deciding."""
    places = np.flatnonzero(allowed)
    return int(places[np.lexsort([key[places] for key in reversed(keys)])[0]])


def _nothing_holds(scenario: Scenario, max_chips: float | None) -> Refusal:
    one = capacity(scenario.with_values({"deployment.tp": 1.0, "deployment.dp": 1.0}))
    limit = count(MAX_CHIPS if max_chips is None else max_chips)
    chip, model = scenario.chip.name, scenario.model.name
    each = quantity(float(np.max(one.have / one.chips)) / 1e9, "GB")
    need = quantity(float(np.max(one.need)) / 1e9, "GB")
    return Refusal(
        "no layout of up to {limit} × {chip} ({each} usable each) holds {model} ({need})",
        limit=limit, chip=chip, each=each, model=model, need=need,
    )  # fmt: skip
