"""Requests that come at a rate: how many are in flight, how long they wait, what they see.

The open system: nobody waits for an answer before the next request comes. Requests are alike.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from explorer.evaluate import evaluate
from explorer.outcome import Array
from explorer.serving.continuous import prompt_work
from explorer.serving.disaggregation import queue_ms, wait_quantile_ms
from explorer.spec.scenario import Scenario

_BATCHES = 96
"""Concurrencies at which the decode step is evaluated, evenly on a log scale."""


@dataclass(frozen=True, slots=True)
class Service:
    """Steady state of one replica at a request rate; latencies are ms, infinite where it has none.

    `busy` is the rate over the highest that can be served: from 1 on the queue grows without end.
    """

    rate: float
    """Requests per second asked for."""
    most: float
    """Requests per second at the largest batch."""
    concurrency: float
    tpot_ms: float
    ttft_ms: float
    ttft_p50_ms: float
    ttft_p99_ms: float

    @property
    def busy(self) -> float:
        """Utilisation rho."""
        return self.rate / self.most

    @property
    def stable(self) -> bool:
        """Whether the queue is finite."""
        return self.busy < 1


def service(s: Scenario, rate: float) -> Service:
    r"""Return what users see of a replica at `rate` requests per second.

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
    batch, step, prefill, work, groups = _replica(s)
    output = float(s.workload.output_tokens)
    each = output * step + batch / groups * work
    # Ceilings of tiles make the rate of one batch fall short of a smaller one's here and there.
    rates = np.maximum.accumulate(batch / each * 1e3)
    most = float(rates[-1])
    if rate >= most:
        return Service(rate, most, float(batch[-1]), *4 * (np.inf,))
    few = rate * each[0] * 1e-3
    inside = float(np.interp(rate, rates, batch)) if rate >= rates[0] else float(few)
    tpot = float(np.interp(inside, batch, step)) + inside / groups * work / output
    prompts = rate * 1e-3 * work / groups
    lasts = prefill + output * tpot
    queues = ((prompts, groups, work), (rate / most, float(batch[-1]), lasts))
    own = prefill + tpot + float(s.engine.request_ms)
    mean = float(sum(queue_ms(*queue) for queue in queues))
    p50, p99 = (float(sum(wait_quantile_ms(*q, share) for q in queues)) for share in (0.5, 0.99))
    return Service(rate, most, inside, tpot, own + mean, own + p50, own + max(p99, mean))


def _replica(s: Scenario) -> tuple[Array, Array, float, float, float]:
    """Return batches, the step at each (ms), a prompt's time and work (ms), attention groups."""
    now = evaluate(s, detail=False)
    groups = float(s.deployment.dp)
    room = float(now.max_batch[0]) if s.chip.hbm_gb > 0 else np.inf
    largest = max(min(float(s.workload.batch), room), 1.0)
    batch = np.geomspace(1.0, largest, _BATCHES) if largest > 1 else np.ones(1)
    step = evaluate(s.with_values({"workload.batch": batch}), detail=False).tpot_ms
    stages = float(now.chips[0]) / float(s.deployment.tp * s.deployment.dp)
    prefill = float(now.ttft_ms[0])
    return batch, step, prefill, float(prompt_work(s, prefill, stages)), groups
