"""Three layers: classes of request routed to a fast and a deep layer, sessions kept behind both."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from explorer import presets
from explorer.evaluate import evaluate
from explorer.kept import kept, once
from explorer.live import Live, Wanted
from explorer.money.token_cost import SECONDS_PER_HOUR
from explorer.outcome import Array, Outcome
from explorer.physics.capacity import capacity
from explorer.serving.demand import SECONDS, chip_seconds, chips_needed
from explorer.serving.routing import Routes, best_for, best_within, frontier, totals
from explorer.spec.scenario import Scenario
from explorer.spec.workload import WorkloadSpec
from explorer.systems import memory
from explorer.systems.partner import partner

CLASSES = {
    "chat": "chat",
    "agent": "coding-agent",
    "rag": "rag",
    "reasoning": "reasoning",
}
"""Prefix of the fields of `LayersSpec` -> workload preset of the class."""

FAST, DEEP = range(2)
_FOUND, _COMPUTED = "classes, prefix found", "classes, prefix computed"


@lru_cache(maxsize=1)
def class_workloads() -> tuple[WorkloadSpec, ...]:
    """Return the workload of each class."""
    return tuple(presets.workload(name).spec for name in CLASSES.values())


def _column(name: str) -> Array:
    return np.array([getattr(w, name) for w in class_workloads()], dtype=np.float64)


def _points(scenario: Scenario, batch: float) -> dict[str, object]:
    """Return the classes as points, each at the batch or at as many sequences as fit."""
    lengths: dict[str, object] = {
        "workload.input_tokens": _column("input_tokens"),
        "workload.output_tokens": _column("output_tokens"),
        "workload.prefill_batch": 1.0,
    }
    most = capacity(scenario.with_values({**lengths, "workload.batch": batch})).max_batch
    return {**lengths, "workload.batch": np.clip(most, 1.0, batch)}


def wanted(scenario: Scenario) -> Wanted:
    """Return the classes on the deep layer, and what the memory layer needs."""
    points = _points(scenario, scenario.workload.batch)
    cached = _column("cached_fraction")
    return {
        **memory.wanted(scenario),
        _FOUND: {**points, "workload.cached_fraction": cached},
        _COMPUTED: {**points, "workload.cached_fraction": np.zeros(len(CLASSES))},
    }


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer; arrays are by class."""

    scenario: Scenario
    fits: bool
    work: Array
    """Chip-seconds of a request."""
    first_s: Array
    answer_s: Array
    """From the request to the last token."""
    usd_chip_hour: float
    price_usd: float
    tdp_w: float
    limit: int

    @classmethod
    def of(cls, scenario: Scenario, found: Outcome, computed: Outcome, hit: float) -> Layer:
        """Return a layer whose prompts find the cached share of their prefix with `hit`."""
        inputs, outputs = _column("input_tokens"), _column("output_tokens")

        def mixed(a: Array, b: Array) -> Array:
            return hit * a + (1 - hit) * b

        def work(out: Outcome) -> Array:
            return np.asarray(
                chip_seconds(inputs, outputs, out.input_tok_s_chip, out.output_tok_s_chip)
            )

        first = mixed(found.ttft_ms, computed.ttft_ms) / 1e3
        return cls(
            scenario,
            bool(computed.fits.all()),
            mixed(work(found), work(computed)),
            first,
            first + np.maximum(outputs - 1, 0.0) * found.tpot_ms / 1e3,
            float(found.usd_per_chip_hour[0]),
            float(found.price_usd[0]),
            float(found.tdp_w[0]),
            int(found.decode.binding[0]),
        )


@dataclass(frozen=True, slots=True)
class Layers:
    """The composed system; first axis of arrays: layer (fast, deep), then class."""

    fast: Layer
    deep: Layer
    memory: memory.Memory
    rate: Array
    """Requests per second by class, mean of the day."""
    shares: Array
    """Share of each class on the fast layer."""
    chips: Array
    output_tok_s: Array
    """Output tokens per second at the peak, by layer and class."""
    megawatts: Array
    """By layer, the memory layer last; facility power."""
    capital_usd: Array
    usd_hour: Array
    usd_mtok: float
    """All tokens, input and output, the memory layer included."""
    answer_s: float
    """Mean over requests."""
    routes: Routes
    """Best routings; cost in USD per million tokens, the memory layer included."""
    alike: Routes
    """All requests on the fast layer, and all on the deep one; costs as above."""
    best: tuple[Array, float, float]
    """Shares, cost and time of the cheapest routing that keeps the answer time asked for."""
    within: tuple[Array, float, float]
    """The same of the quickest routing that keeps the cost asked for."""


@once(4)
def layers(live: Live) -> Layers:
    """Return the three layers of an evaluated scenario (one point)."""
    s = live.scenario
    m = memory.memory(live)
    both = (_fast(s, m.hit), Layer.of(s, live.outcomes[_FOUND], live.outcomes[_COMPUTED], m.hit))
    rate, shares = _demand(s), _per_class(s, "fast")
    split = np.stack([shares, 1 - shares])
    fleet = s.fleet
    peak, busy = fleet.peak_over_mean, fleet.load_at_peak
    work, answer = np.stack([b.work for b in both]), np.stack([b.answer_s for b in both])
    chips = np.asarray(chips_needed(split * rate * peak, work, busy)).sum(axis=1)
    # The memory layer is that of a deep layer which served everything, however it is routed.
    kept = _kept(live, m, float(chips_needed(rate * peak, work[DEEP], busy).sum()))
    usd_hour = np.append(chips * [b.usd_chip_hour for b in both], kept[2])
    request = work * np.array([[b.usd_chip_hour] for b in both]) * peak / busy / SECONDS_PER_HOUR
    mtok_hour = fleet.tokens_per_day_t * 1e6 / 24
    fixed, in_mtok = kept[2] / mtok_hour, SECONDS_PER_HOUR / mtok_hour

    def priced(shares: Array, cost: Array, seconds: Array) -> Routes:
        return Routes(shares, cost * in_mtok + fixed, seconds)

    found = frontier(rate, request, answer)
    routes = priced(found.shares, found.cost, found.seconds)
    ends = np.repeat([[1.0], [0.0]], len(CLASSES), axis=1)
    e = s.economics
    watts = chips * [b.tdp_w for b in both] * e.power_factor * e.pue
    capital = chips * [b.price_usd for b in both] * e.system_factor
    return Layers(
        fast=both[FAST],
        deep=both[DEEP],
        memory=m,
        rate=rate,
        shares=shares,
        chips=chips,
        output_tok_s=split * rate * peak * _column("output_tokens"),
        megawatts=np.append(watts, kept[0]) / 1e6,
        capital_usd=np.append(capital, kept[1]),
        usd_hour=usd_hour,
        usd_mtok=float(usd_hour.sum() / mtok_hour),
        answer_s=float(totals(shares, rate, request, answer)[1]),
        routes=routes,
        alike=priced(ends, *totals(ends, rate, request, answer)),
        best=best_for(routes, s.layers.answer_goal_s),
        within=best_within(routes, s.layers.cost_goal_usd),
    )


def _kept(live: Live, m: memory.Memory, chips: float) -> tuple[float, float, float]:
    """Return W of the facility, USD and USD an hour of host memory and flash behind `chips`."""
    share = chips / m.chips
    behind = m.sizes_gb[memory.DRAM :] * m.price_gb[memory.DRAM :]
    return (
        m.watts * share * live.scenario.economics.pue,
        float(behind.sum()) * share,
        m.usd_hour * share,
    )


def _per_class(s: Scenario, what: str) -> Array:
    return np.array([getattr(s.layers, f"{name}_{what}") for name in CLASSES], dtype=np.float64)


def _demand(s: Scenario) -> Array:
    """Return requests per second by class: the mix, scaled so that its tokens are the demand."""
    mix = np.maximum(_per_class(s, "mix"), 1e-9)
    tokens = _column("input_tokens") + _column("output_tokens")
    per_s = s.fleet.tokens_per_day_t * 1e12 / SECONDS["day"]
    return np.asarray(mix * per_s / float(mix @ tokens))


def fast_scenario(scenario: Scenario) -> Scenario:
    """Return the fast layer's replica, laid out for its longest class."""
    long = {
        "workload.input_tokens": float(_column("input_tokens").max()),
        "workload.output_tokens": float(_column("output_tokens").min()),
    }
    return partner(
        scenario.with_values(long), scenario.layers.fast_chip, scenario.layers.fast_batch
    )


def _fast(scenario: Scenario, hit: float) -> Layer:
    r = fast_scenario(scenario)
    # The classes bring their own lengths: of the workload only the batch counts.
    found, computed = _fast_outcomes(r.replaced({"workload": WorkloadSpec(batch=r.workload.batch)}))
    return Layer.of(r, found, computed, hit)


@kept(16)
def _fast_outcomes(replica: Scenario) -> tuple[Outcome, Outcome]:
    """Return the classes with their prefix found and computed; kept while other levers move."""
    points = _points(replica, replica.workload.batch)
    cached = _column("cached_fraction")
    found, computed = (
        evaluate(replica.with_values({**points, "workload.cached_fraction": share}))
        for share in (cached, np.zeros(len(CLASSES)))
    )
    return found, computed
