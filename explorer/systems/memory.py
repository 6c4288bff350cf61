"""The memory layer: where sessions wait, what is found there, and whether keeping them pays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from explorer.kept import once
from explorer.live import NOW, Live, Wanted
from explorer.money.kv_break_even import KvValue, kv_value, storage_usd_gb_hour
from explorer.money.tco import HOURS_PER_MONTH
from explorer.money.token_cost import SECONDS_PER_HOUR
from explorer.outcome import Array, Outcome
from explorer.physics.attention import kv_bytes_per_sequence
from explorer.physics.capacity import Capacity, capacity
from explorer.physics.memory import usable_sram
from explorer.serving.demand import chip_seconds
from explorer.serving.endurance import Wear, wear
from explorer.serving.gaps import shorter
from explorer.serving.kv_tiers import NAMES, Kept, held_bytes, kept
from explorer.serving.sessions import (
    last,
    later_share,
    mean_prompt,
    new_tokens,
    prompt,
)
from explorer.spec.scenario import Scenario

FOUND, COMPUTED = "session, prefix found", "session, prefix computed"
CALLS = 12
"""Points that stand for the calls after the first."""

SRAM, HBM, DRAM, SSD = range(4)


def later_calls(scenario: Scenario) -> Array:
    """Return the call numbers of the points: middles of equal parts of the calls after the first.

    Latencies bend little between them, so that their mean is the mean over all calls.
    """
    middles = (np.arange(CALLS) + 0.5) / CALLS
    return np.asarray(0.5 + last(scenario.session) * middles)


def wanted(scenario: Scenario) -> Wanted:
    """Return the calls of a session: later ones with their prefix found, all without."""
    session = scenario.session
    later = prompt(session, later_calls(scenario))
    shared = {
        "workload.output_tokens": session.output_tokens,
        "workload.batch": session_batch(scenario),
        "workload.prefill_batch": 1.0,
    }
    return {
        FOUND: {
            **shared,
            "workload.input_tokens": later,
            "workload.cached_fraction": np.maximum(later - new_tokens(session), 0.0) / later,
        },
        COMPUTED: {
            **shared,
            "workload.input_tokens": np.concatenate(([session.first_tokens], later)),
            "workload.cached_fraction": 0.0,
        },
    }


def _room(scenario: Scenario, batch: float) -> Capacity:
    session = scenario.session
    return capacity(
        scenario.with_values(
            {
                "workload.input_tokens": mean_prompt(session),
                "workload.output_tokens": session.output_tokens,
                "workload.batch": batch,
            }
        )
    )


def session_batch(scenario: Scenario) -> float:
    """Return the sequences that decode together: the batch, or as many mean contexts as fit."""
    most = float(_room(scenario, scenario.workload.batch).max_batch)
    return float(np.clip(most, 1.0, scenario.workload.batch))


@dataclass(frozen=True, slots=True)
class Calls:
    """The calls of a session on one replica; times in s. Arrays are over the later calls."""

    ttft_first: float
    ttft_found: Array
    ttft_computed: Array
    tpot_first: float
    tpot: Array
    work_first: float
    work_found: Array
    work_computed: Array
    """Chip-seconds of prefill and decode of a call."""
    decode_first: float
    decode_work: Array
    """Of which decode."""

    @classmethod
    def of(cls, live: Live) -> Calls:
        """Return the calls of an evaluated scenario."""
        found, computed = live.outcomes[FOUND], live.outcomes[COMPUTED]
        output = live.scenario.session.output_tokens
        work = _work(computed, live.x(COMPUTED, "workload.input_tokens"), output)
        return cls(
            float(computed.ttft_ms[0]) / 1e3,
            found.ttft_ms / 1e3,
            computed.ttft_ms[1:] / 1e3,
            float(computed.tpot_ms[0]) / 1e3,
            found.tpot_ms / 1e3,
            float(work[0]),
            _work(found, live.x(FOUND, "workload.input_tokens"), output),
            work[1:],
            float(output / computed.output_tok_s_chip[0]),
            output / found.output_tok_s_chip,
        )


def _work(out: Outcome, prompts: Array, output: float) -> Array:
    return np.asarray(
        chip_seconds(prompts, output, out.input_tok_s_chip, out.output_tok_s_chip), dtype=np.float64
    )


@dataclass(frozen=True, slots=True)
class Memory:
    """The memory layer of one replica; arrays are by memory, in the order of `kv_tiers.NAMES`."""

    chips: float
    batch: float
    room: Capacity
    calls: Calls
    calls_per_s: float
    """At full use of the chips, were every prefix found."""
    context_gb: float
    last_gb: float
    sizes_gb: Array
    """What waiting sessions may use."""
    kept: Kept
    load_s: Array
    read_share: Array
    """Bytes read back over what the memory can deliver."""
    price_gb: Array
    watt_gb: Array
    value: KvValue
    wear: Wear

    @property
    def fits(self) -> bool:
        """Whether a mean context of the session runs beside the weights at all."""
        return float(self.room.need) <= float(self.room.have)

    @property
    def hit(self) -> float:
        """Share of later calls that find their prefix."""
        return float(self.kept.hit[0])

    @property
    def found(self) -> Array:
        """Share of later calls that find it in each memory."""
        return self.kept.found[:, 0]

    @property
    def sessions(self) -> Array:
        """Mean contexts that each memory holds."""
        return self.sizes_gb / self.context_gb

    @property
    def ttft_by_place(self) -> Array:
        """Mean TTFT of a later call by where its prefix lies, computed last, s."""
        found = float(self.calls.ttft_found.mean()) + self.load_s
        return np.append(found, self.calls.ttft_computed.mean())

    @property
    def ttft_mean(self) -> float:
        """Mean TTFT of a later call, s."""
        return float(self.ttft_by_place @ np.append(self.found, 1.0 - self.hit))

    @property
    def usd_hour(self) -> float:
        """Host memory and flash of the replica, USD an hour."""
        usd = self.value.hold_usd_hour / self.context_gb
        return float((usd * self.sizes_gb)[DRAM:].sum())

    @property
    def watts(self) -> float:
        """Host memory and flash of the replica, W."""
        return float((self.watt_gb * self.sizes_gb).sum())


@once(4)
def memory(live: Live) -> Memory:
    """Return the memory layer of an evaluated scenario (one point)."""
    s, session = live.scenario, live.scenario.session
    batch = session_batch(s)
    room, calls = _room(s, batch), Calls.of(live)
    chips, dp = float(room.chips), float(s.deployment.dp)
    again = float(later_share(session))
    work = (1 - again) * calls.work_first + again * float(calls.work_found.mean())
    rate = chips * s.economics.utilisation / work
    whole = s.with_values({"deployment.tp": 1.0})
    context, longest, fresh = (
        float(kv_bytes_per_sequence(whole, tokens))
        for tokens in (
            mean_prompt(session) + session.output_tokens,
            prompt(session, last(session)) + session.output_tokens,
            session.growth_tokens,
        )
    )
    copies = float(kv_bytes_per_sequence(s, 1.0) / kv_bytes_per_sequence(whole, 1.0)) * (
        s.deployment.tp
    )
    sizes = _sizes(s, room, copies)
    found = kept(sizes[:, None] * 1e9, rate, context, longest, session)
    speed, delay = _rates(s)
    load = context / (speed * 1e9) / (chips / dp) + delay
    prices, watts = _prices(live), np.array([0.0, 0.0, s.tiers.dram_w_gb, s.tiers.ssd_w_tb / 1e3])
    avoided = float((calls.work_computed - calls.work_found).mean())
    return Memory(
        chips=chips,
        batch=batch,
        room=room,
        calls=calls,
        calls_per_s=rate,
        context_gb=context / 1e9,
        last_gb=longest / 1e9,
        sizes_gb=sizes,
        kept=found,
        load_s=load,
        read_share=rate * again * found.found[:, 0] * context / (speed * 1e9 * chips),
        price_gb=prices,
        watt_gb=watts,
        value=kv_value(
            avoided, context / 1e9, speed, live.now.usd_per_chip_hour[0], _held(s, prices, watts)
        ),
        wear=wear(rate * fresh, sizes[SSD], s.tiers.ssd_dwpd, s.tiers.ssd_rated_years),
    )


@dataclass(frozen=True, slots=True)
class Curve:
    """Along the time that contexts are kept: memory, what is found, and what a call costs."""

    gb_chip: Array
    hit: Array
    usd_call: Array
    """Chips, host memory and flash, as far as used: USD per call."""


_TIMES = np.geomspace(1e-2, 1e8, 512)


@once(4)
def curve(live: Live) -> Curve:
    """Return the curve over the joint size of all memories, each filled before the next.

    Sizes follow from the time kept, so nothing has to be inverted.
    """
    s, session, m = live.scenario, live.scenario.session, memory(live)
    size = held_bytes(_TIMES, m.calls_per_s, m.context_gb, m.last_gb, session)
    hit = shorter(_TIMES, session.gap_median_s, session.gap_p99_s)
    again = float(later_share(session))
    found, computed = float(m.calls.work_found.mean()), float(m.calls.work_computed.mean())
    work = (1 - again) * m.calls.work_first + again * (hit * found + (1 - hit) * computed)
    second = float(live.now.usd_per_chip_hour[0]) / SECONDS_PER_HOUR / s.economics.utilisation
    ends = np.cumsum(m.sizes_gb)[:, None]
    own = float(ends[HBM, 0])
    host = np.clip(size - own, 0.0, m.sizes_gb[DRAM])
    flash = np.maximum(size - own - m.sizes_gb[DRAM], 0.0)
    hold = m.value.hold_usd_hour / m.context_gb
    kept_usd = (host * hold[DRAM] + flash * hold[SSD]) / SECONDS_PER_HOUR / m.calls_per_s
    return Curve(size / m.chips, hit, work * second + kept_usd)


@dataclass(frozen=True, slots=True)
class Place:
    """What one memory of the replica is filled with, GB; the parts sum to `size`."""

    name: str
    size: float
    weights: float
    running: float
    waiting: float
    reserve: float


def places(live: Live) -> tuple[Place, ...]:
    """Return what lies where while the session's batch runs; memories that are not there left out.

    Waiting sessions fill all that is left to them: a cache drops only what it must.
    """
    s, m = live.scenario, memory(live)
    need, weights = float(m.room.need) / 1e9, float(m.room.weights) / 1e9
    sizes = (s.chip.all_sram_mb / 1e3 * m.chips, s.chip.hbm_gb * m.chips)
    usable = float(usable_sram(s.chip, s.constants)) * m.chips / 1e9
    pinned = min(usable, need)
    rooms = (usable, sizes[HBM] * (1 - s.constants.reserve_fraction))
    found = []
    for place, held in ((SRAM, pinned), (HBM, need - pinned)):
        held = min(held, rooms[place])
        part = held * weights / need
        left = rooms[place] - held
        found.append(
            Place(NAMES[place], sizes[place], part, held - part, left, sizes[place] - rooms[place])
        )
    for place in (DRAM, SSD):
        size = float(m.sizes_gb[place])
        found.append(Place(NAMES[place], size, 0.0, 0.0, size, 0.0))
    return tuple(place for place in found if place.size > 0)


def _sizes(s: Scenario, room: Capacity, copies: float) -> Array:
    """Return GB of the replica by memory: on the chips what the running batch leaves free.

    Chips of one tensor-parallel group may each hold a copy of the same KV cache; behind them one
    copy is enough.
    """
    chips = float(room.chips)
    free = max(float(room.have - room.need), 0.0)
    sram = float(usable_sram(s.chip, s.constants)) * chips
    near = min(max(sram - float(room.need), 0.0), free)
    own = np.array([near, free - near]) / 1e9 / copies
    return np.append(own, np.array([s.tiers.dram_gb, s.tiers.ssd_gb]) * chips)


def _rates(s: Scenario) -> tuple[Array, Array]:
    """Return GB/s per chip and seconds before the first byte, by memory.

    What lies on the chip is read by attention itself: nothing is loaded.
    """
    speed = np.array([np.inf, np.inf, s.chip.host_gbs, min(s.tiers.ssd_gbs, s.chip.host_gbs)])
    return speed, np.array([0.0, 0.0, 0.0, s.tiers.ssd_latency_us * 1e-6])


def _prices(live: Live) -> Array:
    """Return USD per GB by memory.

    HBM takes the share of the chip's price that it has of its cost; modules that a server brings
    cost what host memory does. Where there is none, the chip is bought for its SRAM and a gigabyte
    takes its share of the whole price.
    """
    s, now = live.scenario, live.outcomes[NOW]
    part = now.chip_cost_names.index("Memory")
    share = float(now.chip_cost_parts_usd[part, 0] / now.chip_cost_usd[0])
    price = float(now.price_usd[0])
    hbm = share * price / s.chip.hbm_gb if share > 0 else s.tiers.dram_usd_gb
    sram = price / (s.chip.all_sram_mb / 1e3)
    return np.array([sram, hbm, s.tiers.dram_usd_gb, s.tiers.ssd_usd_gb])


def _held(s: Scenario, prices: Any, watts: Any) -> Any:
    """Return USD per GB and hour: capital, and power at the rates of a chip's."""
    e = s.economics
    power = watts / 1e3 * (e.hosting_usd_kw_month / HOURS_PER_MONTH + e.pue * e.electricity_usd_kwh)
    return storage_usd_gb_hour(prices, e.interest, e.life_years) + power
