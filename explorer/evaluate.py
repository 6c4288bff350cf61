"""The front door of the model: a scenario, with arrays in it or not, gives an outcome."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from explorer.blocks import aligned, joined
from explorer.money.standing import standing
from explorer.money.tco import chip_hour, split_price
from explorer.money.token_cost import usd_per_mtok
from explorer.outcome import Array, Outcome, Phase
from explorer.physics.attention import AttentionUnit, attention_rows
from explorer.physics.capacity import Capacity, capacity
from explorer.physics.collectives import AllReduce
from explorer.physics.load import Load, decode_fill, decode_load, prefill_fill, prefill_load
from explorer.physics.memory import Streams, streams
from explorer.physics.microbatches import Timing, timed
from explorer.physics.products import MatrixUnit, product_rows
from explorer.physics.roofline import Pace, time_table
from explorer.physics.surroundings import (
    HOST,
    communication_rows,
    elementwise_row,
    host_row,
    quantise_rows,
    reduction,
    routing_rows,
)
from explorer.physics.table import Row, anywhere
from explorer.serving.speculation import per_token
from explorer.silicon.activity import Budget
from explorer.silicon.made import Made
from explorer.silicon.package import COST_PARTS, cost_parts
from explorer.spec.base import Spec
from explorer.spec.scenario import PARTNER, Scenario

BLOCK = 32768
"""Points evaluated at once: enough that calls cost little beside arithmetic, few enough that the
operator tables stay small."""

_TINY = 1e-300
"""Seconds; what is never loaded costs nothing."""


def evaluate(scenario: Scenario, *, detail: bool = True, limits: bool = False) -> Outcome:
    """Return the outcome at every point of `scenario`.

    Any number in the scenario may be a 1-D array; all arrays have one length, the number of
    points. A scenario without arrays is one point. Results at a point do not depend on the others.
    Without `detail` the per-operator arrays of both phases are left empty, which is several times
    quicker over many points; what binds each operator is found with `limits` besides.
    """
    points = point_count(scenario)
    if points <= BLOCK:
        return _block(scenario, points, detail, limits)
    blocks = (
        _block(_sliced(scenario, start, start + BLOCK), min(BLOCK, points - start), detail, limits)
        for start in range(0, points, BLOCK)
    )
    return joined(aligned(tuple(blocks)) if detail else blocks, points)


def point_count(scenario: Scenario) -> int:
    """Return the number of points; ValueError when arrays differ in length."""
    sizes = {value.size for value in _arrays(scenario).values()}
    if len(sizes) > 1:
        msg = f"arrays of a scenario differ in length: {sorted(sizes)}"
        raise ValueError(msg)
    return sizes.pop() if sizes else 1


def _arrays(scenario: Scenario) -> dict[str, Any]:
    found = {
        f"{group}.{name}": value
        for group, spec in scenario.__dict__.items()
        if isinstance(spec, Spec) and group not in PARTNER
        for name, value in spec.__dict__.items()
        if isinstance(value, np.ndarray) and value.ndim
    }
    swept = {n: v for n, v in scenario.costing.parameters if isinstance(v, np.ndarray)}
    return {**found, **{f"costing.{name}": value for name, value in swept.items()}}


def _sliced(scenario: Scenario, start: int, stop: int) -> Scenario:
    return scenario.with_values({p: v[start:stop] for p, v in _arrays(scenario).items()})


def _block(asked: Scenario, points: int, detail: bool, limits: bool) -> Outcome:
    s, made = standing(asked)
    room = capacity(s)
    tiers = streams(s.chip, s.constants, room.working_set)
    prompt = prefill_load(s.workload, s.deployment)
    fill = prefill_fill(prompt, room.stages, s.constants.chunk_tokens)
    pace = Pace.of(s, tiers)
    timing = partial(time_table, s, pace=pace, points=points, detail=detail, limits=limits)
    prefill, decode = _phases(s, prompt, room, fill, timing)
    budget = Budget.of(s, tiers.pinned)
    prefill, prefill_w = budget.capped(prefill, fill)
    busy = decode_fill(s.workload, s.deployment, room.stages)
    decode, decode_w = budget.capped(decode, busy)
    decode = per_token(decode, s.workload)
    tokens = Throughput.of(s, prompt, fill, prefill.total_ms, decode.total_ms)
    money = _money(s, made, room, tiers, tokens)
    return Outcome(
        prefill=prefill,
        decode=decode,
        **{
            name: _wide(value, points)
            for name, value in {
                "tok_s_user": 1e3 / decode.total_ms,
                "output_tok_s_chip": tokens.output / room.chips,
                "input_tok_s_chip": tokens.input / room.chips,
                "chips": room.chips,
                "batch": s.workload.batch,
                "max_batch": room.max_batch,
                "need_gb": room.need / 1e9,
                "have_gb": room.have / 1e9,
                "weights_gb": room.weights / 1e9,
                "kv_gb": room.kv / 1e9,
                "power_prefill_w": prefill_w,
                "power_decode_w": decode_w,
                "joule_per_output_token": decode_w * room.chips / tokens.output,
                "area_mm2": made.area_mm2,
                "stacked_mm2": made.stacked_mm2,
                "chip_cost_usd": made.cost_usd,
                "price_usd": s.chip.price_usd,
                "tdp_w": s.chip.tdp_w,
                **money.values,
            }.items()
        },
        money_names=money.names,
        money_usd_hour=_table(money.hour, points),
        chip_cost_names=COST_PARTS,
        chip_cost_parts_usd=_table(cost_parts(made.cost), points),
    )


def _phases(
    s: Scenario, prompt: Load, room: Capacity, fill: Any, timing: Timing
) -> tuple[Phase, Phase]:
    """Return prefill of the prompt and a step of decode."""
    table = _Table.of(s, room)
    step = decode_load(s.workload, s.deployment, room.stages)
    return (
        timed(s, prompt, lambda load: table.prompt_rows(load, fill), timing),
        timed(s, step, table.rows, timing),
    )


@dataclass(frozen=True, slots=True)
class _Table:
    """The operator table of any step, and what all steps share of it."""

    s: Scenario
    stages: Any
    matrix: MatrixUnit
    attention: AttentionUnit
    reduce: AllReduce | None

    @classmethod
    def of(cls, s: Scenario, room: Capacity) -> _Table:
        attention = AttentionUnit.of(s, room.cache)
        return cls(s, room.stages, MatrixUnit.of(s), attention, reduction(s))

    def rows(self, load: Load) -> Iterator[Row]:
        s = self.s
        yield from product_rows(s, load, self.matrix)
        yield from attention_rows(s, load, self.attention)
        yield elementwise_row(s, load)
        yield from routing_rows(s, load)
        yield from quantise_rows(s, load)
        yield from communication_rows(s, load, self.stages, self.reduce)
        yield host_row(s, load)

    def prompt_rows(self, load: Load, fill: Any) -> Iterator[Row]:
        """Return prefill's rows: all stages work on the layers at once, as far as filled."""
        rows = self.rows(load)
        if not anywhere(self.stages > 1):
            return rows
        share = 1.0 / (self.stages * fill)
        return (row if row.name in ("Pipeline hops", HOST) else row.times(share) for row in rows)


@dataclass(frozen=True, slots=True)
class Throughput:
    """Tokens per second of the replica: prompt tokens, those not cached, and output tokens."""

    input: Any
    fresh: Any
    output: Any

    @classmethod
    def of(cls, s: Scenario, prompt: Load, fill: Any, ttft_ms: Any, tpot_ms: Any) -> Throughput:
        """Return the rates with prompts following each other, so that the pipeline stays full."""
        prompts = prompt.sequences * s.deployment.dp / (ttft_ms * fill) * 1e3
        return cls(
            input=prompts * s.workload.input_tokens,
            fresh=prompts * prompt.new,
            output=s.workload.batch / tpot_ms * 1e3,
        )


@dataclass(frozen=True, slots=True)
class _Money:
    names: tuple[str, ...]
    hour: tuple[Any, ...]
    values: dict[str, Any]


def _money(s: Scenario, made: Made, room: Capacity, tiers: Streams, tokens: Throughput) -> _Money:
    """Return cost per chip-hour and per million tokens, each kind by the chip time it takes.

    A cached input token costs the time its KV entries take to stream from where they lie.
    """
    w = s.workload
    hour = chip_hour(s.chip.price_usd, s.chip.tdp_w, s.economics, s.chip.rental_usd_hour)
    total, use = hour.total, s.economics.utilisation
    parts = split_price(hour, s.chip.price_usd, made.cost, made.cost_usd)
    load_s = room.cache.sequence(s.model, 1.0) * tiers.seconds_per_byte / s.deployment.dp
    # Of a system that makes one token a second; then of each kind by its rate.
    one = usd_per_mtok(total, room.chips, 1.0, use)
    output, prompt = one / tokens.output, one / tokens.input
    blended = prompt * w.input_tokens + output * w.output_tokens
    return _Money(
        parts.names,
        parts.parts,
        {
            "usd_per_chip_hour": total,
            "usd_mtok_input": one / tokens.fresh,
            "usd_mtok_output": output,
            "usd_mtok_cached": one * np.maximum(load_s, _TINY),
            "usd_mtok_blended": blended / (w.input_tokens + w.output_tokens),
        },
    )


def _wide(value: Any, points: int) -> Array:
    if isinstance(value, np.ndarray) and value.shape == (points,):
        return value
    wide = np.empty(points)
    wide.fill(value)
    return wide


def _table(parts: Sequence[Any], points: int) -> Array:
    table = np.empty((len(parts), points))
    for row, part in zip(table, parts, strict=True):
        row[:] = part
    return table
