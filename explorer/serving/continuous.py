"""Continuous batching in closed form: prefill inside the decode steps, a queue before the first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from explorer.spec.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Steady:
    """Steady state at a fixed number of requests in flight."""

    ttft_ms: Any
    tpot_ms: Any
    output_rate: Any
    """Output tokens per second of the whole deployment."""


def steady(s: Scenario, prefill_ms: Any, step_ms: Any) -> Steady:
    r"""Return the steady state of `batch` requests that each prefill once and then decode.

    While one request decodes its O - 1 steps, each of the other B - 1 passes its own prefill once,
    and the chip can do one or the other:

    .. math:: t_{TPOT} = t_s + (B-1)\,\frac{P}{O}

    (balance of work in a closed queueing network; Little's law gives the rate). A new prompt waits
    for the step in progress and for half of a prefill with the probability that one is running.
    """
    w, d = s.workload, s.deployment
    group = np.maximum(np.asarray(w.batch) / d.dp, 1.0)
    output = np.asarray(w.output_tokens, dtype=np.float64)
    tpot = step_ms + (group - 1) * prefill_ms / output
    busy = np.minimum(group * prefill_ms / (prefill_ms + output * tpot), 0.98)
    ttft = prefill_ms * (1 + 0.5 * busy / (1 - busy)) + step_ms
    cycle = ttft + np.maximum(output - 1, 0.0) * tpot
    return Steady(ttft, tpot, np.asarray(w.batch) * output / cycle * 1e3)
