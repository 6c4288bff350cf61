"""Time of the whole operator table: the roofline, smoothed, with fixed and link time added.

The inner loop of every chart, so columns that do not apply to a row are skipped, and per-operator
results are kept only when asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from explorer.outcome import LIMITS, Array, Phase
from explorer.physics.memory import Streams
from explorer.physics.table import Row, larger, launches, present
from explorer.spec.scenario import Scenario

COMPUTE, SRAM, HBM, LINK, LATENCY, OVERHEAD = (
    LIMITS.index(name) for name in ("compute", "sram", "hbm", "link", "latency", "overhead")
)
_INSIDE = (COMPUTE, SRAM, HBM)
"""The limits that share the root; those that look at whole phases are found elsewhere."""
_TINY = 1e-300
"""Keeps an operator that does nothing at some point from dividing zero by zero."""


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds that each unit of work takes on a chip and its engine, the same for all steps."""

    byte_s: Any
    best_s: Any
    """Per byte at 100 % efficiency."""
    from_sram: Any
    """1 where bytes take what SRAM takes, else 0: what HBM takes."""
    operand_s: Any
    """Per byte of operands in SRAM."""
    lane_s: Any
    """Per FLOP of the vector units."""
    beside: Any
    """Twice the share of the matrix unit's issue slots that vector work takes."""
    launch_s: Any
    shown: Any
    """Share of a transfer that the engine does not hide."""

    @classmethod
    def of(cls, s: Scenario, streams: Streams) -> Pace:
        """Return the pace of the scenario's chip, whose working set streams as `streams`."""
        chip = s.chip
        return cls(
            byte_s=streams.seconds_per_byte,
            best_s=streams.floor,
            from_sram=1.0 * (streams.sram >= streams.hbm),
            operand_s=1 / (chip.sram_bandwidth_tbs * 1e12 * s.constants.sram_efficiency),
            lane_s=1 / (chip.vector_tflops * 1e12),
            beside=2 * np.minimum(chip.vector_tflops / chip.bf16_tflops, 1.0),
            launch_s=s.engine.kernel_us * 1e-6,
            shown=1 - s.engine.overlap,
        )


def time_table(s: Scenario, rows: list[Row], pace: Pace, points: int, detail: bool) -> Phase:
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
    by_limit, floor = np.zeros((len(LIMITS), points)), np.zeros(points)
    bodies = np.zeros((len(rows), points) if detail else (1, points))
    work = [
        (row, bodies[place % len(bodies)])
        for place, row in enumerate(rows)
        if present(row.flops) or present(row.bytes)
    ]
    _add_inside(pace, work, by_limit, floor)
    timed = (*_INSIDE, *_add_outside(s, rows, pace, by_limit, floor))
    filled = _detail(s, rows, bodies, pace, by_limit) if detail else _nothing(points)
    total = by_limit[timed[0]].copy()
    for code in timed[1:]:
        total += by_limit[code]
    return Phase(
        **filled,
        by_limit_ms=by_limit,
        total_ms=total,
        total_flops=filled["flops"].sum(axis=0) if detail else _total(rows, "flops", points),
        total_bytes=filled["bytes"].sum(axis=0) if detail else _total(rows, "bytes", points),
        floor_ms=floor,
        binding=_largest(by_limit, sorted(timed)),
    )


def _add_inside(pace: Pace, work: list[tuple[Row, Array]], by_limit: Array, floor: Array) -> None:
    """Add what lies inside the roofline, and the time at 100 % efficiency, in ms.

    One operator after the other, in the same few arrays, which then stay in the cache. The seconds
    of each one's kernel are left in the array beside it.
    """
    memory, computing, streaming, feeding, least = np.empty((5, floor.size))
    memory.fill(0.0)
    for row, body in work:
        np.multiply(row.flops, row.peak_s, least)
        np.multiply(row.bytes, pace.best_s, streaming)
        np.maximum(least, streaming, out=least)
        np.multiply(row.bytes, pace.byte_s, streaming)
        streaming *= streaming
        np.multiply(row.flops, row.flop_s, computing)
        if present(row.vector_flops):
            elementwise = row.vector_flops * pace.lane_s
            np.maximum(least, elementwise, out=least)
            elementwise = elementwise * (elementwise + pace.beside * computing)
            computing *= computing
            computing += elementwise
        else:
            computing *= computing
        np.add(computing, streaming, body)
        body += _TINY
        if present(row.operand_bytes):
            np.multiply(row.operand_bytes, pace.operand_s, feeding)
            feeding *= feeding
            body += feeding
        np.sqrt(body, body)
        in_ms = row.count * 1e3
        least *= in_ms
        floor += least
        share = np.divide(in_ms, body, least)
        computing *= share
        by_limit[COMPUTE] += computing
        streaming *= share
        memory += streaming
        if present(row.operand_bytes):
            feeding *= share
            by_limit[SRAM] += feeding
    np.multiply(memory, pace.from_sram, streaming)
    by_limit[SRAM] += streaming
    np.subtract(memory, streaming, by_limit[HBM])


def _add_outside(
    s: Scenario, rows: list[Row], pace: Pace, by_limit: Array, floor: Array
) -> list[int]:
    """Add what lies outside the roofline, in ms: launches, waits, link latency and transfer.

    Returns the limits that take time there.
    """
    waits = sum((row.count * row.fixed_s for row in rows if present(row.fixed_s)), 0.0)
    by_limit[OVERHEAD] = 1e3 * (launches(rows) * pace.launch_s + waits)
    hops = [row.count * row.latency_s for row in rows if present(row.latency_s)]
    transfers = [row.count * row.transfer_s for row in rows if present(row.transfer_s)]
    found = [OVERHEAD]
    if hops:
        by_limit[LATENCY] = 1e3 * sum(hops)
        found.append(LATENCY)
    if transfers:
        transfer = 1e3 * sum(transfers)
        by_limit[LINK] = transfer * pace.shown
        floor += transfer * (1 - larger(s.engine.overlap, 0.0)) * s.constants.link_efficiency
        found.append(LINK)
    return found


def _detail(
    s: Scenario, rows: list[Row], bodies: Array, pace: Pace, by_limit: Array
) -> dict[str, Any]:
    """Return the per-operator fields of a phase, all (rows, points).

    `bodies` are the kernels' times, zero where an operator has nothing inside the roofline.
    """
    from_hbm = by_limit[HBM] > 0
    bandwidth = np.where(from_hbm, s.chip.hbm_bandwidth_tbs, s.chip.sram_bandwidth_tbs)
    byte_s = 1 / np.maximum(bandwidth * 1e12, 1.0)
    computing, streaming, outside = np.empty((3, *bodies.shape))
    time, flops, moved = np.empty((3, *bodies.shape))
    tables = (computing, streaming, outside, flops, moved)
    for row, unit, stream, wait, work, volume in zip(rows, *tables, strict=True):
        np.multiply(row.count, row.flops, work)
        np.multiply(row.count, row.bytes, volume)
        np.multiply(row.flops, row.flop_s, unit)
        if present(row.vector_flops):
            np.maximum(unit, row.vector_flops * pace.lane_s, out=unit)
        np.multiply(row.bytes, byte_s, stream)
        np.multiply(row.kernels, pace.launch_s, wait)
        if present(row.fixed_s):
            wait += row.fixed_s
    # Inside the roofline a unit binds or a memory; codes grow, so the greatest is what binds.
    tier = np.where(from_hbm, HBM, SRAM).astype(np.int8)
    limit = tier * (computing <= streaming).view(np.int8)
    np.maximum(limit, (outside >= bodies).view(np.int8) * np.int8(OVERHEAD), out=limit)
    for place, row in enumerate(rows):
        # What goes over links does nothing inside.
        if present(row.latency_s) or present(row.transfer_s):
            hops, transfer = row.latency_s, row.transfer_s * pace.shown
            beyond = np.where(hops > transfer, LATENCY, LINK)
            waits = outside[place] >= np.maximum(hops, transfer)
            limit[place] = np.where(waits, OVERHEAD, beyond)
            outside[place] += hops + transfer
        np.multiply(bodies[place] + outside[place], row.count * 1e3, time[place])
    names = tuple(row.name for row in rows)
    return {
        "names": names, "time_ms": time, "flops": flops, "bytes": moved,
        "limit": limit.astype(np.int64),
    }  # fmt: skip


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


def _largest(by_limit: Array, timed: list[int]) -> Any:
    """Return the code of the largest part; far quicker than argmax along the short axis."""
    best = by_limit[timed[0]].copy()
    code = np.full(best.size, timed[0], dtype=np.int8)
    for i in timed[1:]:
        # Codes grow, so that of a larger part is the greater one too; bytes are quick to compare.
        larger = (by_limit[i] > best).view(np.int8)
        np.maximum(code, larger * np.int8(i), out=code)
        np.maximum(best, by_limit[i], out=best)
    return code.astype(np.int64)
