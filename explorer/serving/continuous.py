"""Continuous batching in closed form: prefill inside the decode steps, a queue before the first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from explorer.physics.load import prefill_fill, prefill_load
from explorer.spec.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Steady:
    """Steady state at a fixed number of requests in flight."""

    ttft_ms: Any
    tpot_ms: Any
    output_rate: Any
    """Output tokens per second of the whole deployment."""
    busy_rate: Any
    """The same where requests always wait, so that no step runs below its batch."""


def prompt_work(s: Scenario, prefill_ms: Any, stages: Any) -> Any:
    """Return the time that one prompt keeps the chips busy, ms.

    `prefill_ms` is the time of `prefill_batch` prompts together. In a pipeline it holds bubbles,
    which other requests fill.
    """
    load = prefill_load(s.workload, s.deployment)
    fill = prefill_fill(load, stages, s.constants.chunk_tokens)
    return prefill_ms * fill / load.sequences


def steady(
    s: Scenario,
    prefill_ms: Any,
    work_ms: Any,
    step_ms: Any,
    waves: Any = np.inf,
    users: Any = None,
) -> Steady:
    r"""Return the steady state of `batch` requests that each prefill once and then decode.

    `prefill_ms` is the time of one prompt alone, `work_ms` what it takes from the others. While one
    request decodes its O tokens, each of the other B - 1 passes its own prefill once, and the chip
    can do one or the other:

    .. math:: t_{TPOT} = t_s + (B-1)\,\frac{P}{O}

    (balance of work in a closed queueing network; Little's law gives the rate). A new prompt waits
    for the prefill in progress with the probability rho that there is one, and for those queued
    before it, `queue_share` of what random arrivals would leave (users of a closed system space
    themselves); then for its own prefill and one decode step. A test of W requests per user that
    starts all users at once also counts the queue of its first wave, (B-1)/2 prefills, once in W
    requests; `waves` is W.

    Where memory holds only `batch` of more `users`, the others wait for a place. A closed system of
    U users of which B are served, each for a time S, has the cycle U S / B (Little), so the wait is

    .. math:: t_w = \left(\frac{U}{B}-1\right) S

    Where requests always wait, a place is taken again at once and B of them take
    :math:`B P + O t_s`.
    """
    w, d, c = s.workload, s.deployment, s.constants
    group = np.maximum(np.asarray(w.batch) / d.dp, 1.0)
    output = np.asarray(w.output_tokens, dtype=np.float64)
    tpot = step_ms + (group - 1) * work_ms / output
    busy = (group - 1) * work_ms / (prefill_ms + output * tpot)
    queue = c.queue_share * 0.5 * busy / np.maximum(1 - busy, 0.02) + (group - 1) / (2 * waves)
    ttft = prefill_ms + work_ms * queue + step_ms + s.engine.request_ms
    ttft = ttft + _in_step(s, tpot, ttft + output * tpot)
    cycle = group * work_ms + output * step_ms
    served = ttft + np.maximum(output - 1, 0.0) * tpot
    waiting = 0.0 if users is None else np.maximum(users / np.asarray(w.batch) - 1.0, 0.0) * served
    made = np.asarray(w.batch) * output * 1e3
    return Steady(ttft + waiting, tpot, made / served, made / cycle)


def _in_step(s: Scenario, step_ms: Any, request_ms: Any) -> Any:
    r"""Return how long a prompt waits for prompts of the other attention groups, ms.

    Groups of attention data parallelism step together, so a prompt of one stalls all. An engine
    that holds prompts back until every group has one waits for the other D - 1, which come one in
    every T / B of B requests that take T each, or for as many steps as it allows:

    .. math:: \min\left(n_w\,t_{TPOT},\ \frac{D-1}{2}\,\frac{T}{B}\right)
    """
    d = s.deployment
    others = (np.asarray(d.dp) - 1) / 2 * request_ms / np.asarray(s.workload.batch)
    return np.minimum(s.engine.group_wait_steps * step_ms, others)
