"""Two micro-batches: dispatch and combine of one run while the other is computed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import fields, replace
from typing import Any

import numpy as np

from explorer.outcome import LIMITS, Phase
from explorer.physics.launch import launch_bound
from explorer.physics.load import Load
from explorer.physics.surroundings import EXCHANGE, HOST, scattered
from explorer.physics.table import Row, anywhere
from explorer.spec.scenario import Scenario

LATENCY, LINK = LIMITS.index("latency"), LIMITS.index("link")
_TINY = 1e-300

Build = Callable[[Load], Iterable[Row]]
Timing = Callable[[Iterable[Row]], tuple[Phase, Any]]


def timed(s: Scenario, load: Load, build: Build, timing: Timing) -> Phase:
    r"""Return the phase of a load as one batch or as two halves, whichever is shorter.

    .. math:: t = \min\left(C + X,\; 2 \max(C_{1/2},\, X_{1/2})\right)

    of the time C of all else and X of the experts' exchange. Each half reads the weights, launches
    the kernels and meets the other groups again, so that halves pay at large batches only. Engines
    split where tokens are sent, not gathered (DeepSeek-V3, 2024; SGLang's two-batch overlap).
    """
    if not anywhere(s.engine.two_batches):
        return launch_bound(s, *timing(build(load)), decode=load.decode)
    rows = list(build(load))
    whole = launch_bound(s, *timing(rows), decode=load.decode)
    split = np.asarray(scattered(s.deployment) & (np.asarray(s.engine.two_batches) > 0))
    place = next((i for i, row in enumerate(rows) if row.name == EXCHANGE), None)
    if place is None or not anywhere(split):
        return whole
    # A sequence is not decoded in halves; a prompt is prefilled in parts.
    least = 1.0 if load.decode else 0.0
    half = list(build(replace(load, sequences=np.maximum(load.sequences / 2, least))))
    twice = [one if one.name == HOST else two.times(2) for one, two in zip(rows, half, strict=True)]
    phase, launches = timing(twice)
    hidden = _hidden(s, phase, twice[place], place)
    halves = launch_bound(s, hidden, launches, decode=load.decode)
    return _chosen(split & (halves.total_ms < whole.total_ms), halves, whole)


def _hidden(s: Scenario, phase: Phase, row: Row, place: int) -> Phase:
    """Return the phase less what of its exchange, a row, runs while the rest is computed."""
    hops = 1e3 * row.count * row.latency_s
    transfer = 1e3 * row.count * row.transfer_s * (1 - np.asarray(s.engine.overlap))
    exchange = hops + transfer
    hidden = np.minimum(exchange, phase.total_ms - exchange)
    share = hidden / np.maximum(exchange, _TINY)
    by_limit, time = phase.by_limit_ms.copy(), phase.time_ms
    by_limit[LATENCY] -= share * hops
    by_limit[LINK] -= share * transfer
    if len(time):
        time = time.copy()
        time[place] -= hidden
    at_best = s.constants.link_efficiency * transfer
    return replace(
        phase,
        by_limit_ms=by_limit,
        time_ms=time,
        total_ms=phase.total_ms - hidden,
        floor_ms=np.maximum(phase.floor_ms - at_best, at_best),
        binding=by_limit.argmax(axis=0),
    )


def _chosen(first: Any, one: Phase, other: Phase) -> Phase:
    """Return `one` at the points where `first` is true and `other` elsewhere."""
    arrays = [f.name for f in fields(Phase) if f.name != "names"]
    return replace(
        other, **{n: np.where(first, getattr(one, n), getattr(other, n)) for n in arrays}
    )
