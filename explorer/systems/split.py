"""A split system: two pools of chips, the link between them, the ratio, and the same undivided."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from explorer.kept import once
from explorer.live import Live
from explorer.outcome import LIMITS, Array
from explorer.serving import disaggregation as pd
from explorer.spec.scenario import Scenario
from explorer.spec.split import Mode
from explorer.systems.afd import Apart, apart
from explorer.systems.pool import (
    Together,
    Unit,
    decode_unit,
    partner_scenario,
    prefill_unit,
    together,
)

SHARES = np.linspace(0.02, 0.98, 193)
SHARES.flags.writeable = False
_LINK = LIMITS.index("link")


@dataclass(frozen=True, slots=True)
class Pool:
    """A pool of the system as it is sized: `chips` of it, a share `busy` of the time at work."""

    unit: Unit
    chips: float
    busy: float

    @property
    def whole(self) -> bool:
        """Whether there is one unit at least; half a chip short counts as rounding."""
        return self.chips > self.unit.chips - 0.5

    @property
    def usd_hour(self) -> float:
        """Of the whole pool."""
        return self.chips * self.unit.usd_chip_hour

    @property
    def watts(self) -> float:
        """Of the whole pool's chips."""
        return self.chips * self.unit.draw(self.busy)


@dataclass(frozen=True, slots=True)
class Link:
    """What passes between the pools.

    `size` is bytes of a request's KV cache ("pd"), or of one batch's activations on their way
    through all layers ("afd"); `exposed_ms` is what a request or a token waits for it.
    """

    size: float
    gbs: float
    """Traffic one way, GB/s of the whole system."""
    use: float
    """Share of the busier side's links."""
    wire_ms: float
    exposed_ms: float


@dataclass(frozen=True, slots=True)
class Latency:
    """Times that a user sees, ms."""

    prefill: float
    queue: float
    ttft: float
    ttft_p99: float
    tpot: float


@dataclass(frozen=True, slots=True)
class Curves:
    """The system by share of chips in the pool that comes first.

    `usd` is $/Mtok of all tokens, `output` output tokens per second and chip; `first` and `second`
    are what either pool alone would let through.
    """

    share: Array
    usd: Array
    output: Array
    first: Array
    second: Array


@dataclass(frozen=True, slots=True)
class Split:
    """The system at its share of chips; `marked` is the share that balances the pools.

    `full` is requests per second that the system could serve, `rate` those that come in.
    """

    mode: Mode
    scenario: Scenario
    pools: tuple[Pool, ...]
    share: float
    marked: float
    full: float
    rate: float
    balance: float
    link: Link
    latency: Latency
    now: Curves
    """One point: at `share`."""
    best: Curves
    """One point: at `marked`."""
    curves: Curves
    together: tuple[Together | None, Together | None]
    """Own chip and partner's, undivided at the same time per output token."""

    @property
    def fits(self) -> bool:
        """Whether each pool holds what it must and has a whole unit."""
        return all(pool.unit.fits and pool.whole for pool in self.pools)

    @property
    def usd_mtok(self) -> float:
        """USD per million tokens, input and output alike."""
        return float(self.now.usd[0])

    @property
    def output_tok_s_chip(self) -> float:
        """Output tokens per second and chip when full."""
        return float(self.now.output[0])


def effective(scenario: Scenario) -> Scenario:
    """Return the scenario; one that is not split as if prefill and decode stood apart."""
    if scenario.split.mode != "none":
        return scenario
    return scenario.replaced({"split": scenario.split.replaced({"mode": "pd"})})


@once(4)
def split(live: Live) -> Split:
    """Return the split system of an evaluated scenario."""
    return split_of(live.scenario)


def split_of(scenario: Scenario) -> Split:
    """Return the split system of a scenario (one point)."""
    s = effective(scenario)
    return _attention_apart(s) if s.split.mode == "afd" else _prefill_apart(s)


def _prefill_apart(s: Scenario) -> Split:
    """Return a prefill pool of the partner's chips before a decode pool of the scenario's own."""
    first, second = prefill_unit(partner_scenario(s)), decode_unit(s)
    size = float(np.max(pd.kv_bytes(second.scenario)))
    each = s.split.link_gbs * s.constants.link_efficiency
    # The chips of one attention group send together, as many as the smaller side has.
    group = min(unit.chips / unit.scenario.deployment.dp for unit in (first, second))
    sent = pd.transfer(
        size, each * group, s.split.link_latency_us, s.model.layers, first.time_ms, s.split.overlap
    )
    most = each * 1e9 / max(size, 1e-9)
    first, second = _linked(first, most), _linked(second, most)
    curves = _curves(s, first, second)
    marked = float(pd.balanced(first.rate, second.rate))
    share = s.split.share or marked
    at = pd.pools(share, first.rate, second.rate)
    each_rate = s.split.load * float(at.rate)
    chips = s.split.chips
    pools = (
        Pool(first, share * chips, each_rate / float(at.first)),
        Pool(second, (1 - share) * chips, each_rate / float(at.second)),
    )
    exposed = float(sent.exposed_ms)
    return Split(
        mode="pd",
        scenario=s,
        pools=pools,
        share=share,
        marked=marked,
        full=float(at.rate) * chips,
        rate=each_rate * chips,
        balance=float(at.balance),
        link=Link(
            size,
            each_rate * chips * size / 1e9,
            each_rate / (min(share, 1 - share) * most),
            float(sent.wire_ms),
            exposed,
        ),
        latency=_latency(pools[0], exposed, second.time_ms),
        now=curves(np.array([share])),
        best=curves(np.array([marked])),
        curves=curves(SHARES),
        together=_undivided(s, second.time_ms),
    )


def _linked(unit: Unit, most: float) -> Unit:
    """Return the unit, no quicker than its chips' links carry."""
    return replace(unit, rate=most, limit=_LINK) if unit.rate > most else unit


def _latency(prompts: Pool, exposed_ms: float, tpot_ms: float) -> Latency:
    """Return what a user sees: queue for the prefill pool, prefill, transfer, request handling."""
    unit = prompts.unit
    queue, tail = _waits(prompts, prompts.busy)
    fixed = unit.time_ms + exposed_ms + unit.scenario.engine.request_ms
    return Latency(unit.time_ms, float(queue), fixed + float(queue), fixed + float(tail), tpot_ms)


def _waits(prompts: Pool, busy: Any) -> tuple[Any, Any]:
    """Return mean and 99th percentile of the queue before a prefill pool so busy, ms."""
    unit = prompts.unit
    servers = unit.servers * prompts.chips / unit.chips
    # A pipeline's bubbles are filled by other prompts, so one keeps it busy for less than it takes.
    work = 1e3 * unit.servers / (unit.rate * unit.chips)
    queue = pd.queue_ms(busy, servers, work)
    return queue, np.maximum(pd.p99_ms(busy, servers, work), queue)


def first_token(x: Split, load: Array) -> tuple[Array, Array]:
    """Return mean and 99th percentile of TTFT at shares `load` of the system's full rate, ms."""
    prompts = x.pools[0]
    queue, tail = _waits(prompts, load * prompts.busy * x.full / x.rate)
    fixed = x.latency.ttft - x.latency.queue
    return np.asarray(fixed + queue), np.asarray(fixed + tail)


def _curves(s: Scenario, first: Unit, second: Unit) -> Any:
    """Return the system as a function of shares."""
    w = s.workload
    tokens = w.input_tokens + w.output_tokens

    def at(share: Array) -> Curves:
        both = pd.pools(share, first.rate, second.rate)
        usd = pd.usd_mtok(
            share, both.rate, tokens, first.usd_chip_hour, second.usd_chip_hour,
            s.economics.utilisation,
        )  # fmt: skip
        out = w.output_tokens
        return Curves(share, usd, out * both.rate, out * both.first, out * both.second)

    return at


def _undivided(s: Scenario, tpot_ms: float) -> tuple[Together | None, Together | None]:
    return together(s, tpot_ms), together(partner_scenario(s), tpot_ms)


def _attention_apart(s: Scenario) -> Split:
    """Return prefill and attention on the scenario's own chips, feed-forward on the partner's.

    The prefill pool is as large as the decoding chips need; `share` divides those.
    """
    prompts, pair = prefill_unit(s), apart(s)
    curves = _decode_curves(s, prompts, pair)
    share = s.split.share or pair.marked
    now = curves(np.array([share]))
    step = pair.at(share)
    rate = float(pair.rate(share))
    decoding = s.split.chips / (1 + rate / prompts.rate)
    load = s.split.load
    could = (share * pair.attention.rate, (1 - share) * pair.feed.rate)
    pools = (
        Pool(prompts, s.split.chips - decoding, load),
        Pool(pair.attention, share * decoding, load * rate / could[0]),
        Pool(pair.feed, (1 - share) * decoding, load * rate / could[1]),
    )
    full = rate * decoding
    per_token = pair.link_bytes / pair.batch
    gbs = load * full * s.workload.output_tokens * per_token / 1e9
    tpot = float(step.tpot_ms)
    return Split(
        mode="afd",
        scenario=s,
        pools=pools,
        share=share,
        marked=pair.marked,
        full=full,
        rate=load * full,
        balance=min(could) / max(could),
        link=Link(
            pair.link_bytes,
            gbs,
            gbs / (pools[1].chips * s.split.link_gbs * s.constants.link_efficiency),
            pair.link_ms,
            2 * pair.link_ms,
        ),
        latency=_latency(pools[0], 0.0, tpot),
        now=now,
        best=curves(np.array([pair.marked])),
        curves=curves(SHARES),
        together=_undivided(s, tpot),
    )


def _decode_curves(s: Scenario, prompts: Unit, pair: Apart) -> Any:
    """Return the system as a function of attention's share of the decoding chips."""
    w, use = s.workload, s.economics.utilisation
    tokens = w.input_tokens + w.output_tokens

    def whole(rate: Array) -> Array:
        return np.asarray(w.output_tokens * rate / (1 + rate / prompts.rate))

    def at(share: Array) -> Curves:
        rate = np.asarray(pair.rate(share))
        hour = share * pair.attention.usd_chip_hour + (1 - share) * pair.feed.usd_chip_hour
        hour = hour + rate / prompts.rate * prompts.usd_chip_hour
        usd = hour / 3600 * 1e6 / (rate * tokens * use)
        first, second = share * pair.attention.rate, (1 - share) * pair.feed.rate
        return Curves(share, usd, whole(rate), whole(first), whole(second))

    return at
