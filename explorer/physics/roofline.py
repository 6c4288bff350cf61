"""Time of the whole operator table: the roofline, smoothed, with fixed and link time added.

The inner loop of every chart, so columns that do not apply to a row are skipped, and per-operator
results are kept only when asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from explorer.outcome import LIMITS, Array, Phase
from explorer.physics.memory import Streams
from explorer.physics.table import Row, present
from explorer.spec.scenario import Scenario

COMPUTE, SRAM, HBM, LINK, LATENCY, OVERHEAD = (
    LIMITS.index(name) for name in ("compute", "sram", "hbm", "link", "latency", "overhead")
)
_TIMED = sorted((COMPUTE, SRAM, HBM, LINK, LATENCY, OVERHEAD))
"""The limits that take time here; the others are found by what looks at whole phases."""
_TINY = 1e-300
"""Keeps an operator that does nothing at some point from dividing zero by zero."""


def time_table(s: Scenario, rows: list[Row], streams: Streams, points: int, detail: bool) -> Phase:
    r"""Return the timed phase of an operator table.

    .. math:: t = n\left(t_k k + \sqrt{t_c^2 + t_v^2 + 2 s\,t_c t_v + t_m^2 + t_s^2} + t_\alpha
              + (1-o)\,t_\beta\right),\quad s = \min(V / R, 1)

    with matrix, vector, memory and SRAM-operand times in the root (Williams, Waterman, Patterson
    2009, with the sharp ridge rounded by a 2-norm as measured kernels do), kernels times their
    launch, and the links' latency and transfer, of which the engine hides a share o. The root is
    shared out to its parts by their squares, so the parts sum to it exactly. Vector work takes the
    matrix unit's issue slots by the share s of its BF16 rate R that the vector rate V is: all of it
    where the same lanes do both (Apple's GPUs, wafers), an eighth on a tensor core.

    With `detail` the per-operator arrays are filled, otherwise they have no rows.
    """
    work = [row for row in rows if present(row.flops) or present(row.bytes)]
    by_limit, floor = np.zeros((len(LIMITS), points)), np.zeros(points)
    bodies = _add_inside(s, work, streams, by_limit, floor, detail)
    waits = _add_outside(s, rows, by_limit)
    by_limit *= 1e3
    floor += _link_floor(s, rows)
    filled = _nothing(points)
    if detail:
        inside = {id(row): body for row, body in zip(work, bodies, strict=True)}
        filled = _detail(s, rows, inside, waits, by_limit)
    return Phase(
        **filled,
        by_limit_ms=by_limit,
        total_ms=by_limit.sum(axis=0),
        total_flops=_total(work, "flops", points),
        total_bytes=_total(work, "bytes", points),
        floor_ms=floor * 1e3,
        binding=_largest(by_limit),
    )


def _add_inside(
    s: Scenario, work: list[Row], streams: Streams, by_limit: Array, floor: Array, detail: bool
) -> list[Any]:
    """Add what lies inside the roofline, and the time at 100 % efficiency; both in seconds.

    One operator after the other: its parts stay in the cache from their squares to their shares.
    Returns the time of each operator's kernel where `detail` asks for it.
    """
    vector = s.chip.vector_tflops * 1e12
    beside = 2 * np.minimum(np.asarray(s.chip.vector_tflops) / s.chip.bf16_tflops, 1.0)
    sram = s.chip.sram_bandwidth_tbs * 1e12 * s.constants.sram_efficiency
    per_byte, at_best = streams.seconds_per_byte, streams.floor
    memory, bodies = np.zeros_like(floor), []
    for row in work:
        on_unit, streaming, feeding = row.flops / row.rate, row.bytes * per_byte, 0.0
        least = np.maximum(row.flops / row.peak, row.bytes * at_best)
        # What is the row's own is worked on in place.
        computing = on_unit * on_unit
        streaming *= streaming
        if present(row.vector_flops):
            elementwise = row.vector_flops / vector
            computing = computing + elementwise * (elementwise + beside * on_unit)
            least = np.maximum(least, elementwise)
        square = computing + streaming
        square += _TINY
        if present(row.operand_bytes):
            feeding = row.operand_bytes / sram
            feeding *= feeding
            square += feeding
        body = np.sqrt(square)
        share = row.count / body
        computing *= share
        streaming *= share
        least *= row.count
        by_limit[COMPUTE] += computing
        memory += streaming
        floor += least
        if present(feeding):
            feeding *= share
            by_limit[SRAM] += feeding
        if detail:
            bodies.append(body)
    from_sram = streams.sram >= streams.hbm
    by_limit[SRAM] += np.where(from_sram, memory, 0.0)
    by_limit[HBM] = np.where(from_sram, 0.0, memory)
    return bodies


def _add_outside(s: Scenario, rows: list[Row], by_limit: Array) -> list[Any]:
    """Add what lies outside the roofline: launches, waits, link latency and transfer.

    Returns the seconds that each operator takes to launch and waits.
    """
    launch = s.engine.kernel_us * 1e-6
    shown = 1 - np.asarray(s.engine.overlap)
    waits = [row.kernels * launch + row.fixed_s for row in rows]
    for row, wait in zip(rows, waits, strict=True):
        by_limit[OVERHEAD] += row.count * wait
        if present(row.latency_s):
            by_limit[LATENCY] += row.count * row.latency_s
        if present(row.transfer_s):
            by_limit[LINK] += row.count * row.transfer_s * shown
    return waits


def _link_floor(s: Scenario, rows: list[Row]) -> Any:
    shown = (1 - np.maximum(s.engine.overlap, 0.0)) * s.constants.link_efficiency
    return sum((row.count * row.transfer_s * shown for row in rows if present(row.transfer_s)), 0.0)


def _detail(
    s: Scenario, rows: list[Row], bodies: dict[int, Any], waits: list[Any], by_limit: Array
) -> dict[str, Any]:
    """Return the per-operator fields of a phase, all (rows, points).

    `bodies` are the kernels' times by the id of their row, `waits` the launches' by place. One
    operator after the other, so that what does not apply to it costs nothing.
    """
    shape = (len(rows), by_limit.shape[1])
    inner = _inner_limit(s, by_limit)
    shown = 1 - np.asarray(s.engine.overlap)
    time, limit = np.empty(shape), np.empty(shape, dtype=np.int64)
    flops, moved = np.empty(shape), np.empty(shape)
    for place, (row, outside) in enumerate(zip(rows, waits, strict=True)):
        inside = bodies.get(id(row), 0.0)
        beyond: Any = OVERHEAD
        if present(row.latency_s) or present(row.transfer_s):
            hops, transfer = row.latency_s, row.transfer_s * shown
            beyond = np.where(hops > transfer, LATENCY, LINK)
            beyond = np.where(outside >= np.maximum(hops, transfer), OVERHEAD, beyond)
            outside = outside + hops + transfer
        time[place] = (inside + outside) * (row.count * 1e3)
        limit[place] = inner(row) if id(row) in bodies else beyond
        np.copyto(limit[place], beyond, where=outside >= inside)
        flops[place] = row.count * row.flops
        moved[place] = row.count * row.bytes
    names = tuple(row.name for row in rows)
    return {"names": names, "time_ms": time, "flops": flops, "bytes": moved, "limit": limit}


def _inner_limit(s: Scenario, by_limit: Array) -> Callable[[Row], Any]:
    """Return what says of an operator what binds it inside the roofline: a unit or a memory."""
    from_hbm = by_limit[HBM] > 0
    bandwidth = np.where(from_hbm, s.chip.hbm_bandwidth_tbs, s.chip.sram_bandwidth_tbs)
    per_byte = 1 / np.maximum(bandwidth * 1e12, 1.0)
    vector = s.chip.vector_tflops * 1e12
    tier = np.where(from_hbm, HBM, SRAM)

    def limit(row: Row) -> Any:
        computing = row.flops / row.rate
        if present(row.vector_flops):
            computing = np.maximum(computing, row.vector_flops / vector)
        return np.where(computing > row.bytes * per_byte, COMPUTE, tier)

    return limit


def _nothing(points: int) -> dict[str, Any]:
    empty = np.empty((0, points))
    return {
        "names": (),
        "time_ms": empty,
        "flops": empty,
        "bytes": empty,
        "limit": np.empty((0, points), dtype=np.int64),
    }


def _total(rows: list[Row], name: str, points: int) -> Array:
    total = np.zeros(points)
    for row in rows:
        total += row.count * getattr(row, name)
    return total


def _largest(by_limit: Array) -> Any:
    """Return the code of the largest part; far quicker than argmax along the short axis."""
    best, code = by_limit[0].copy(), np.zeros(by_limit.shape[1], dtype=np.int8)
    for i in _TIMED[1:]:
        # Codes grow, so that of a larger part is the greater one too; bytes are quick to compare.
        larger = (by_limit[i] > best).view(np.int8)
        np.maximum(code, larger * np.int8(i), out=code)
        np.maximum(best, by_limit[i], out=best)
    return code.astype(np.int64)
