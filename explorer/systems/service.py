"""Requests that come at a rate: how many are in flight, how long they wait, what they see.

The open system: nobody waits for an answer before the next request comes. Requests are alike.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

import numpy as np

from explorer.live import evaluated
from explorer.outcome import Array, Outcome
from explorer.serving.continuous import prompt_work
from explorer.serving.disaggregation import queue_ms, wait_quantile_ms
from explorer.spec.scenario import Scenario

BATCH = "workload.batch"

_BATCHES = 96
"""Concurrencies at which the decode step is evaluated, evenly on a log scale."""


@dataclass(frozen=True, slots=True)
class Service:
    """Steady state of one replica at a request rate; latencies are ms, infinite where it has none.

    `busy` is the rate over the highest that can be served: from 1 on the queue grows without end.
    All but `most` are arrays where the rate is one.
    """

    rate: Any
    """Requests per second asked for."""
    most: float
    """Requests per second at the largest batch."""
    concurrency: Any
    tpot_ms: Any
    ttft_ms: Any
    ttft_p50_ms: Any
    ttft_p99_ms: Any

    @property
    def busy(self) -> Any:
        """Utilisation rho."""
        return self.rate / self.most

    @property
    def stable(self) -> Any:
        """Whether the queue is finite."""
        return self.busy < 1


@dataclass(frozen=True, slots=True)
class Replica:
    """What one replica's queue hangs on; times are ms.

    `batch` are numbers of requests in flight up to the largest, `step_ms` the decode step at each,
    `prefill_ms` the time of a prompt alone and `work_ms` what it takes from one of the `groups`.
    """

    batch: Array
    step_ms: Array
    prefill_ms: float
    work_ms: float
    groups: float
    output_tokens: float
    request_ms: float

    @property
    def lasts_ms(self) -> Array:
        """Time that a request decodes, at each batch."""
        return self.output_tokens * self.step_ms + self.batch / self.groups * self.work_ms

    @property
    def rates(self) -> Array:
        """Requests per second that each batch belongs to."""
        # Ceilings of tiles make the rate of one batch fall short of a smaller one's here and there.
        return np.maximum.accumulate(self.batch / self.lasts_ms * 1e3)


def batches(s: Scenario) -> dict[str, Array]:
    """Return the points whose outcomes `replica` takes: batches from one to the scenario's own."""
    return {BATCH: np.geomspace(1.0, max(float(s.workload.batch), 1.0), _BATCHES)}


def replica(s: Scenario, now: Outcome, steps: Outcome) -> Replica:
    """Return the replica of a scenario from its own outcome and those at `batches`."""
    asked = max(float(s.workload.batch), 1.0)
    room = float(now.max_batch[0]) if s.chip.hbm_gb > 0 else np.inf
    largest = max(min(asked, room), 1.0)
    batch, step = batches(s)[BATCH], steps.tpot_ms
    held = batch < largest
    at_most = float(np.interp(largest, batch, step))
    stages = float(now.chips[0]) / float(s.deployment.tp * s.deployment.dp)
    prefill = float(now.ttft_ms[0])
    return Replica(
        np.append(batch[held], largest),
        np.append(step[held], at_most),
        prefill,
        float(prompt_work(s, prefill, stages)),
        float(s.deployment.dp),
        float(s.workload.output_tokens),
        float(s.engine.request_ms),
    )


def served(r: Replica, rate: Any) -> Service:
    r"""Return what users see of a replica at `rate` requests per second, a number or an array.

    Prompts interrupt decoding, so of b requests in flight over d attention groups each decodes its
    O tokens in

    .. math:: D = O\,t_s(b) + \frac{b}{d} W

    with W the time a prompt keeps a group busy. Little's law gives the rate that b belongs to,

    .. math:: \lambda(b) = b / D(b)

    which rises to the highest rate at the largest batch that memory and `workload.batch` allow. A
    request waits for the prompts before it (M/D/d at :math:`\lambda W / d`) and, near the highest
    rate, for one of the B places, each taken for as long as a request lasts (M/D/B at
    :math:`\lambda/\lambda_{max}`); see `queue_ms` for both. Percentiles of the two waits add up,
    as if they were long together: an upper bound of the sum's.
    """
    rates, most = r.rates, float(r.rates[-1])
    few = rate * r.lasts_ms[0] * 1e-3
    inside = np.where(rate >= rates[0], np.interp(rate, rates, r.batch), few)
    tpot = np.interp(inside, r.batch, r.step_ms) + inside / r.groups * r.work_ms / r.output_tokens
    prompts = rate * 1e-3 * r.work_ms / r.groups
    lasts = r.prefill_ms + r.output_tokens * tpot
    queues: tuple[tuple[Any, Any, Any], ...] = (
        (prompts, r.groups, r.work_ms),
        (rate / most, float(r.batch[-1]), lasts),
    )
    own = r.prefill_ms + tpot + r.request_ms
    mean = sum(queue_ms(*queue) for queue in queues)
    p50, p99 = (sum(wait_quantile_ms(*q, share) for q in queues) for share in (0.5, 0.99))
    times = (tpot, own + mean, own + p50, own + np.maximum(p99, mean))
    stable = rate < most
    return Service(
        rate,
        most,
        np.where(stable, inside, r.batch[-1]),
        *(np.where(stable, time, np.inf) for time in times),
    )


def service(s: Scenario, rate: float) -> Service:
    """Return what users see of a scenario's replica at one rate, in plain numbers."""
    live = evaluated(s, {BATCH: batches(s)})
    found = served(replica(s, live.now, live.outcomes[BATCH]), rate)
    return Service(*(float(getattr(found, field.name)) for field in fields(found)))
