"""The front door of the model: a scenario, with arrays in it or not, gives an outcome."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import numpy as np

from explorer.money.tco import chip_hour
from explorer.money.token_cost import usd_per_mtok
from explorer.outcome import Array, Outcome, Phase
from explorer.physics.attention import attention_rows
from explorer.physics.capacity import Capacity, capacity
from explorer.physics.load import Load, decode_load, prefill_load
from explorer.physics.memory import Streams, streams
from explorer.physics.power import IDLE_SHARE, power_capped
from explorer.physics.products import product_rows
from explorer.physics.roofline import time_table
from explorer.physics.surroundings import communication_rows, elementwise_row, host_row
from explorer.spec.scenario import Scenario

BLOCK = 4096
"""Points evaluated at once: temporaries of some twenty operators then stay in a core's cache."""


def evaluate(scenario: Scenario, *, detail: bool = True) -> Outcome:
    """Return the outcome at every point of `scenario`.

    Any number in the scenario may be a 1-D array; all arrays have one length, the number of
    points. A scenario without arrays is one point. Results at a point do not depend on the others.
    Without `detail` the per-operator arrays of both phases are left empty, which is several times
    quicker over many points.
    """
    points = point_count(scenario)
    if points <= BLOCK:
        return _block(scenario, points, detail)
    parts = [
        _block(_sliced(scenario, start, start + BLOCK), min(BLOCK, points - start), detail)
        for start in range(0, points, BLOCK)
    ]
    joined: Outcome = _joined(parts)
    return joined


def point_count(scenario: Scenario) -> int:
    """Return the number of points; ValueError when arrays differ in length."""
    sizes = {np.size(value) for value in _arrays(scenario).values()}
    if len(sizes) > 1:
        msg = f"arrays of a scenario differ in length: {sorted(sizes)}"
        raise ValueError(msg)
    return sizes.pop() if sizes else 1


def _arrays(scenario: Scenario) -> dict[str, Any]:
    found = {}
    for group in type(scenario).model_fields:
        spec = getattr(scenario, group)
        if isinstance(spec, str):
            continue
        for name, value in spec.__dict__.items():
            if isinstance(value, np.ndarray) and value.ndim:
                found[f"{group}.{name}"] = value
    return found


def _sliced(scenario: Scenario, start: int, stop: int) -> Scenario:
    return scenario.with_values({p: v[start:stop] for p, v in _arrays(scenario).items()})


def _block(s: Scenario, points: int, detail: bool) -> Outcome:
    room = capacity(s)
    tiers = streams(s.chip, s.constants, room.working_set)
    prefill = _phase(s, prefill_load(s.workload, s.deployment), room, tiers, points, detail)
    decode = _phase(s, decode_load(s.workload, s.deployment), room, tiers, points, detail)
    prefill, power_prefill = power_capped(s, prefill, tiers.pinned)
    decode, power_decode = power_capped(s, decode, tiers.pinned)
    return _outcome(s, room, prefill, decode, power_prefill, power_decode, points)


def _phase(
    s: Scenario, load: Load, room: Capacity, tiers: Streams, points: int, detail: bool
) -> Phase:
    rows = [
        *product_rows(s, load),
        *attention_rows(s, load),
        elementwise_row(s, load),
        *communication_rows(s, load, room.stages),
        host_row(s),
    ]
    return time_table(s, rows, tiers, points, detail=detail)


def _outcome(
    s: Scenario,
    room: Capacity,
    prefill: Phase,
    decode: Phase,
    power_prefill: Array,
    power_decode: Array,
    points: int,
) -> Outcome:
    w = s.workload
    ttft, tpot = prefill.total_ms, decode.total_ms
    output_rate = w.batch / tpot * 1e3
    input_rate = w.input_tokens * w.prefill_batch / ttft * 1e3
    new_rate = input_rate * (1 - w.cached_fraction)
    hour = chip_hour(s.chip.price_usd, s.chip.tdp_w, s.economics, s.chip.rental_usd_hour)
    use = s.economics.utilisation
    output = usd_per_mtok(hour.total, room.chips, output_rate, use)
    fresh = usd_per_mtok(hour.total, room.chips, new_rate, use)
    per_prompt = usd_per_mtok(hour.total, room.chips, input_rate, use)
    total_tokens = w.input_tokens + w.output_tokens
    blended = (per_prompt * w.input_tokens + output * w.output_tokens) / total_tokens

    def wide(value: Any) -> Array:
        if isinstance(value, np.ndarray) and value.shape == (points,):
            return value
        return np.full(points, value, dtype=np.float64)

    idle = IDLE_SHARE * s.chip.tdp_w
    return Outcome(
        prefill=prefill,
        decode=decode,
        ttft_ms=wide(ttft),
        tpot_ms=wide(tpot),
        tok_s_user=wide(1e3 / tpot),
        output_tok_s_chip=wide(output_rate / room.chips),
        input_tok_s_chip=wide(input_rate / room.chips),
        chips=wide(room.chips),
        batch=wide(w.batch),
        max_batch=wide(room.max_batch),
        need_gb=wide(room.need / 1e9),
        have_gb=wide(room.have / 1e9),
        weights_gb=wide(room.weights / 1e9),
        kv_gb=wide(room.kv / 1e9),
        power_prefill_w=wide(power_prefill),
        power_decode_w=wide(power_decode),
        joule_per_output_token=wide(np.maximum(power_decode, idle) * room.chips / output_rate),
        usd_per_chip_hour=wide(hour.total),
        usd_mtok_input=wide(fresh),
        usd_mtok_output=wide(output),
        usd_mtok_cached=wide(np.zeros(())),
        usd_mtok_blended=wide(blended),
        money_names=hour.names,
        money_usd_hour=np.broadcast_to(
            hour.usd.reshape(len(hour.names), -1), (len(hour.names), points)
        ),
    )


def _joined(parts: list[Any]) -> Any:
    """Join outcomes or phases of consecutive blocks along the points."""
    first = parts[0]
    values: dict[str, Any] = {}
    for field in fields(first):
        column = [getattr(part, field.name) for part in parts]
        if isinstance(column[0], Phase):
            values[field.name] = _joined(column)
        elif isinstance(column[0], np.ndarray):
            values[field.name] = np.concatenate(column, axis=-1)
        else:
            values[field.name] = column[0]
    return type(first)(**values)
