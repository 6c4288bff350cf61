"""Time of the whole operator table: the roofline, smoothed, with fixed and link time added."""

from __future__ import annotations

from typing import Any

import numpy as np

from explorer.outcome import LIMITS, Array, Phase
from explorer.physics.memory import Streams
from explorer.physics.table import Row, column
from explorer.spec.scenario import Scenario

COMPUTE, SRAM, HBM, LINK, LATENCY, OVERHEAD = (
    LIMITS.index(name) for name in ("compute", "sram", "hbm", "link", "latency", "overhead")
)


def time_table(s: Scenario, rows: list[Row], streams: Streams, points: int) -> Phase:
    r"""Return the timed phase of an operator table.

    .. math:: t = n\left(t_k k + \sqrt{t_c^2 + t_v^2 + t_m^2 + t_s^2} + t_\alpha
              + (1-o)\,t_\beta\right)

    with matrix, vector, memory and SRAM-operand times in the root (Williams, Waterman, Patterson
    2009, with the sharp ridge rounded by a 2-norm as measured kernels do), kernels times their
    launch, and the links' latency and transfer, of which the engine hides a share o.
    """
    count = column(rows, "count")
    c = s.constants
    vector = np.asarray(s.chip.vector_tflops) * 1e12
    sram = np.asarray(s.chip.sram_bandwidth_tbs) * 1e12
    flops, moved = column(rows, "flops"), column(rows, "bytes")
    matrix = flops / column(rows, "rate")
    elementwise = column(rows, "vector_flops") / vector
    memory = moved * streams.seconds_per_byte
    operands = column(rows, "operand_bytes") / (sram * c.sram_efficiency)
    body = np.sqrt(matrix * matrix + elementwise * elementwise + memory * memory
                   + operands * operands)  # fmt: skip
    fixed = column(rows, "kernels") * (np.asarray(s.engine.kernel_us) * 1e-6)
    fixed = fixed + column(rows, "fixed_s")
    latency = column(rows, "latency_s")
    transfer = column(rows, "transfer_s") * (1 - np.asarray(s.engine.overlap))
    seconds = count * (body + fixed + latency + transfer)

    compute = np.maximum(matrix, elementwise)
    from_sram = np.maximum(operands, np.where(streams.sram >= streams.hbm, memory, 0.0))
    from_hbm = np.where(streams.sram >= streams.hbm, 0.0, memory)
    parts = {COMPUTE: compute, SRAM: from_sram, HBM: from_hbm}
    limit, by_limit = _attribute(parts, body, count, points)
    by_limit[OVERHEAD] = (count * fixed).sum(axis=0) * 1e3
    by_limit[LATENCY] = (count * latency).sum(axis=0) * 1e3
    by_limit[LINK] = (count * transfer).sum(axis=0) * 1e3
    floor = np.maximum(flops / column(rows, "peak"), column(rows, "vector_flops") / vector)
    floor = np.maximum(floor, moved * streams.floor)
    link_floor = column(rows, "transfer_s") * c.link_efficiency * (1 - np.asarray(s.engine.overlap))
    outside = fixed + latency + transfer
    limit = np.where(outside > body, np.where(fixed > latency + transfer, OVERHEAD, LINK), limit)
    wide = (len(rows), points)
    return Phase(
        names=tuple(row.name for row in rows),
        time_ms=_wide(seconds * 1e3, wide),
        flops=_wide(count * flops, wide),
        bytes=_wide(count * moved, wide),
        limit=_wide(limit, wide),
        by_limit_ms=by_limit,
        total_ms=_wide(seconds.sum(axis=0) * 1e3, (points,)),
        floor_ms=_wide((count * (floor + link_floor)).sum(axis=0) * 1e3, (points,)),
        binding=np.argmax(by_limit, axis=0),
    )


def _attribute(parts: dict[int, Any], body: Array, count: Array, points: int) -> tuple[Any, Any]:
    """Give each row's body time to the largest of its parts; return (codes, by_limit_ms)."""
    codes = list(parts)
    values = np.stack(np.broadcast_arrays(*parts.values(), body)[:-1])
    largest = np.argmax(values, axis=0)
    by_limit = np.zeros((len(LIMITS), points))
    time = count * body * 1e3
    for i, code in enumerate(codes):
        by_limit[code] = np.where(largest == i, time, 0.0).sum(axis=0)
    return np.asarray(codes)[largest], by_limit


def _wide(values: Any, shape: tuple[int, ...]) -> Any:
    return np.broadcast_to(values, shape)
