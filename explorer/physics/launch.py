"""Kernels launched one by one: a short step waits for the host, not for the chip."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from explorer.outcome import LIMITS, Phase
from explorer.physics.formats import LAUNCHED, lookup
from explorer.physics.table import anywhere
from explorer.spec.scenario import Scenario

OVERHEAD = LIMITS.index("overhead")


def launch_bound(s: Scenario, phase: Phase, launches: Any, *, decode: bool) -> Phase:
    r"""Return the phase at least as long as its `launches`, all kernels of it, take.

    .. math:: t \ge t_l \sum_r n_r k_r

    Decode steps are replayed as one graph, but for eager engines; prompts differ in length, so
    their kernels are launched one by one from the host, which runs ahead of the chip unless the
    kernels are short. Chips that a compiler schedules launch nothing. The phase given is used up:
    its arrays go into the one returned.
    """
    eager = s.engine.eager_us
    if decode and not anywhere(eager):
        return phase
    each = eager if decode else np.maximum(s.constants.launch_us, eager)
    each = each * lookup(s.chip.execution, LAUNCHED)
    wait = np.maximum(launches * each * 1e-3 - phase.total_ms, 0.0)
    if not wait.any():
        return phase
    by_limit = phase.by_limit_ms
    by_limit[OVERHEAD] += wait
    total = phase.total_ms + wait
    if len(time := phase.time_ms):
        # The host's row stands last.
        time[-1] += wait
    return replace(
        phase,
        total_ms=total,
        binding=np.where(by_limit[OVERHEAD] >= by_limit.max(axis=0), OVERHEAD, phase.binding),
    )
