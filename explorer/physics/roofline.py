"""Time of the whole operator table: the roofline, smoothed, with fixed and link time added.

The inner loop of every chart, so columns that do not apply to a row are skipped, and per-operator
results are kept only when asked for.
"""

from __future__ import annotations

from collections.abc import Iterable
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


def time_table(
    s: Scenario, rows: Iterable[Row], pace: Pace, points: int, detail: bool, limits: bool = False
) -> tuple[Phase, Any]:
    r"""Return the timed phase of an operator table, and how many kernels it launches.

    .. math:: t = n\left(t_k k + \sqrt{t_c^2 + t_v^2 + 2 s\,t_c t_v + t_m^2 + t_s^2} + t_\alpha
              + (1-o)\,t_\beta\right),\quad s = \min(V / R, 1)

    with matrix, vector, memory and SRAM-operand times in the root (Williams, Waterman, Patterson
    2009, with the sharp ridge rounded by a 2-norm as measured kernels do), kernels times their
    launch, and the links' latency and transfer, of which the engine hides a share o. The root is
    shared out to its parts by their squares, so the parts sum to it exactly. Vector work takes the
    matrix unit's issue slots by the share s of its BF16 rate R that the vector rate V is: all of it
    where the same lanes do both (Apple's GPUs, wafers), an eighth on a tensor core.

    With `detail` the per-operator arrays are filled, otherwise they have no rows; what binds each
    operator is found with `limits` besides. Rows may come
    one by one: without detail each is let go, all but what lies outside the roofline, once it is
    added up, and the next is made in its place in the cache.
    """
    inside, left = _Inside.over(points), []
    table = list(rows) if detail else rows
    own = np.zeros((len(table) if detail and isinstance(table, list) else 1, 3, points))
    for place, row in enumerate(table):
        if present(row.flops) or present(row.bytes):
            inside.add(row, pace, *own[place % len(own)])
        left.append(row if detail else row.outside())
    by_limit, floor = inside.shared_out(pace), inside.floor * 1e3
    launched = launches(left)
    timed = (*_INSIDE, *_add_outside(s, left, launched, pace, by_limit, floor))
    filled = _nothing(points)
    if detail:
        filled |= _detail(left, own, pace)
    if detail and limits:
        filled["limit"] = _limits(s, left, own, pace, by_limit)
    total = by_limit[timed[0]].copy()
    for code in timed[1:]:
        total += by_limit[code]
    phase = Phase(
        **filled,
        by_limit_ms=by_limit,
        total_ms=total,
        total_flops=inside.flops,
        total_bytes=inside.bytes,
        floor_ms=floor,
        binding=_largest(by_limit, sorted(timed)),
    )
    return phase, launched


@dataclass(frozen=True, slots=True)
class _Inside:
    """Sums of what lies inside the roofline; each operator in the same few arrays."""

    by_limit: Array
    """ms."""
    floor: Array
    """Seconds at 100 % efficiency."""
    memory: Array
    """ms on bytes, wherever they come from."""
    flops: Array
    bytes: Array
    scratch: Array

    @classmethod
    def over(cls, points: int) -> _Inside:
        """Return sums of nothing yet."""
        floor, memory, flops, moved = np.zeros((4, points))
        by_limit, scratch = np.zeros((len(LIMITS), points)), np.empty((4, points))
        return cls(by_limit, floor, memory, flops, moved, scratch)

    def add(self, row: Row, pace: Pace, body: Array, flops: Array, moved: Array) -> None:
        """Add an operator; seconds of its kernel, its FLOP and bytes are left in the last three.

        Its parts stay in the cache from their squares to their shares.
        """
        computing, streaming, feeding, least = self.scratch
        by_limit = self.by_limit
        np.add(self.flops, np.multiply(row.count, row.flops, flops), self.flops)
        np.add(self.bytes, np.multiply(row.count, row.bytes, moved), self.bytes)
        np.multiply(flops, row.peak_s, least)
        np.multiply(moved, pace.best_s, streaming)
        np.maximum(least, streaming, out=least)
        np.multiply(row.bytes, pace.byte_s, streaming)
        streaming *= streaming
        np.multiply(row.flops, row.flop_s, computing)
        if present(row.vector_flops):
            elementwise = row.vector_flops * pace.lane_s
            np.maximum(least, row.count * elementwise, out=least)
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
        np.add(self.floor, least, self.floor)
        share = np.divide(row.count * 1e3, body, least)
        computing *= share
        by_limit[COMPUTE] += computing
        streaming *= share
        np.add(self.memory, streaming, self.memory)
        if present(row.operand_bytes):
            feeding *= share
            by_limit[SRAM] += feeding

    def shared_out(self, pace: Pace) -> Array:
        """Return the parts by limit, with the time of bytes where they come from."""
        from_sram = self.memory * pace.from_sram
        self.by_limit[SRAM] += from_sram
        np.subtract(self.memory, from_sram, self.by_limit[HBM])
        return self.by_limit


def _add_outside(
    s: Scenario, rows: list[Row], launched: Any, pace: Pace, by_limit: Array, floor: Array
) -> list[int]:
    """Add what lies outside the roofline, in ms: launches, waits, link latency and transfer.

    Returns the limits that take time there.
    """
    waits = sum((row.count * row.fixed_s for row in rows if present(row.fixed_s)), 0.0)
    by_limit[OVERHEAD] = 1e3 * (launched * pace.launch_s + waits)
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


def _detail(rows: list[Row], own: Array, pace: Pace) -> dict[str, Any]:
    """Return the per-operator fields of a phase but what binds, all (rows, points).

    `own` are the seconds of each one's kernel, its FLOP and bytes, all zero where an operator does
    nothing inside the roofline.
    """
    bodies, flops, moved = own.transpose(1, 0, 2)
    time = np.empty(bodies.shape)
    for row, body, whole in zip(rows, bodies, time, strict=True):
        outside = row.kernels * pace.launch_s
        if present(row.fixed_s):
            outside = outside + row.fixed_s
        if present(row.latency_s) or present(row.transfer_s):
            outside = outside + row.latency_s + row.transfer_s * pace.shown
        np.add(body, outside, whole)
        whole *= row.count * 1e3
    names = tuple(row.name for row in rows)
    return {"names": names, "time_ms": time, "flops": flops, "bytes": moved}


def _limits(s: Scenario, rows: list[Row], own: Array, pace: Pace, by_limit: Array) -> Any:
    """Return the code of what binds each operator, (rows, points); `own` as in `_detail`."""
    from_hbm = by_limit[HBM] > 0
    bandwidth = np.where(from_hbm, s.chip.hbm_bandwidth_tbs, s.chip.sram_bandwidth_tbs)
    byte_s = 1 / np.maximum(bandwidth * 1e12, 1.0)
    tier = np.where(from_hbm, HBM, SRAM)
    limit = np.empty((len(rows), from_hbm.size), dtype=np.int64)
    for row, body, code in zip(rows, own[:, 0], limit, strict=True):
        computing = np.maximum(row.flops * row.flop_s, row.vector_flops * pace.lane_s)
        inside = np.where(computing <= row.bytes * byte_s, tier, COMPUTE)
        waits = row.kernels * pace.launch_s + row.fixed_s
        code[:] = np.where(waits >= body, OVERHEAD, inside)
        # What goes over links does nothing inside.
        if present(row.latency_s) or present(row.transfer_s):
            hops, transfer = row.latency_s, row.transfer_s * pace.shown
            beyond = np.where(hops > transfer, LATENCY, LINK)
            code[:] = np.where(waits + body >= np.maximum(hops, transfer), OVERHEAD, beyond)
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
