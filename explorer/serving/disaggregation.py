"""Two pools of chips in series: the ratio that balances them, what the link adds, who waits.

Everything is in rates of one chip, so any number may be an array, and the share of chips in the
first pool is one more axis.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from explorer.physics.attention import kv_bytes_per_sequence
from explorer.spec.scenario import Scenario


def kv_bytes(s: Scenario) -> Any:
    """Return bytes of KV cache that one prompt leaves and the link carries, one copy of it."""
    whole = s.with_values({"deployment.tp": 1.0})
    return kv_bytes_per_sequence(whole, s.workload.input_tokens)


@dataclass(frozen=True, slots=True)
class Transfer:
    """What carrying a prompt's KV cache takes, ms: on the link, and beyond the prefill itself."""

    wire_ms: Any
    exposed_ms: Any


def transfer(
    size: Any, rate_gbs: Any, latency_us: Any, layers: Any, prefill_ms: Any, overlap: Any
) -> Transfer:
    r"""Return the transfer of `size` bytes at `rate_gbs`.

    Layer by layer a layer's cache leaves while the next one computes, so what is seen is the last
    layer's, or all that the link is slower than the prefill:

    .. math:: t = \alpha + \max\left(\frac{S}{L B},\ \frac{S}{B} - P\frac{L-1}{L}\right)

    Without overlap it is :math:`\alpha + S/B`.
    """
    latency = np.asarray(latency_us, dtype=np.float64) * 1e-3
    wire = np.asarray(size, dtype=np.float64) / (np.asarray(rate_gbs) * 1e9) * 1e3
    last = wire / layers
    late = wire - prefill_ms * (1 - 1 / np.asarray(layers, dtype=np.float64))
    hidden = np.maximum(last, late)
    return Transfer(wire, latency + np.where(overlap, hidden, wire))


def balanced(first: Any, second: Any) -> Any:
    r"""Return the share of chips in the first pool at which both pools keep up with each other.

    .. math:: x\,c_1 = (1-x)\,c_2 \;\Rightarrow\; x = \frac{c_2}{c_1+c_2}

    for pools of :math:`c_1` and :math:`c_2` requests per second and chip.
    """
    return second / (np.asarray(first) + second)


@dataclass(frozen=True, slots=True)
class Pools:
    """Both pools at a share of chips, per chip of the whole system.

    `rate` is requests per second that pass both, `first` and `second` what each could do.
    """

    share: Any
    first: Any
    second: Any

    @property
    def rate(self) -> Any:
        """Requests per second and chip: the slower pool's."""
        return np.minimum(self.first, self.second)

    @property
    def balance(self) -> Any:
        """How far the quicker pool is used when the slower one is full."""
        return self.rate / np.maximum(self.first, self.second)


def pools(share: Any, first: Any, second: Any) -> Pools:
    """Return the pools with `share` of the chips in the first one.

    `first` and `second` are requests per second of one chip of each pool.
    """
    x = np.asarray(share, dtype=np.float64)
    return Pools(x, x * first, (1 - x) * second)


def usd_mtok(
    share: Any, rate: Any, tokens: Any, hour_first: Any, hour_second: Any, use: Any
) -> Any:
    r"""Return USD per million tokens, all tokens of a request alike.

    .. math:: c = \frac{10^6\,(x h_1 + (1-x) h_2)}{3600\,r\,n\,U}
    """
    hour = share * hour_first + (1 - np.asarray(share)) * hour_second
    return hour / 3600 * 1e6 / np.maximum(rate * tokens * use, 1e-300)


def queue_ms(busy: Any, servers: Any, service_ms: Any) -> Any:
    r"""Return the mean wait for one of `servers`, each busy a share `busy` of the time, ms.

    .. math:: W = \frac{S}{2}\,\frac{\rho^{\sqrt{2(m+1)}-1}}{m\,(1-\rho)}

    Random arrivals and equal prompts: Sakasegawa's (1977) M/M/m, halved for a service that does not
    vary (Kingman).
    """
    m = np.maximum(np.asarray(servers, dtype=np.float64), 1.0)
    rho = np.clip(np.asarray(busy, dtype=np.float64), 0.0, 0.9999)
    return service_ms * rho ** (np.sqrt(2 * (m + 1)) - 1) / (2 * m * (1 - rho))


def wait_quantile_ms(busy: Any, servers: Any, service_ms: Any, share: float) -> Any:
    r"""Return the wait that a `share` of prompts does not exceed, ms.

    Those that wait do so for a time that falls off exponentially; with P of them and a mean W,

    .. math:: t_q = \frac{W}{P}\,\ln\frac{P}{1-q},\qquad P = \rho^{\sqrt{2(m+1)}-1}
    """
    m = np.maximum(np.asarray(servers, dtype=np.float64), 1.0)
    rho = np.clip(np.asarray(busy, dtype=np.float64), 1e-9, 0.9999)
    waits = rho ** (np.sqrt(2 * (m + 1)) - 1)
    each = service_ms / (2 * m * (1 - rho))
    return each * np.maximum(np.log(np.maximum(waits, 1e-300) / (1 - share)), 0.0)


def p99_ms(busy: Any, servers: Any, service_ms: Any) -> Any:
    """Return the 99th percentile of that wait, ms."""
    return wait_quantile_ms(busy, servers, service_ms, 0.99)


@dataclass(frozen=True, slots=True)
class Alternation:
    """Attention and feed-forward on chips of their own, batches passing from one to the other.

    Times are ms. `slot_ms` is how often an attention unit takes up its next batch; `in_flight`
    batches keep it going.
    """

    tpot_ms: Any
    slot_ms: Any
    in_flight: Any

    @property
    def batches_per_s(self) -> Any:
        """Batches of one attention unit that get their next token, per second."""
        return 1e3 * self.in_flight / self.tpot_ms


def alternate(
    attention_ms: Any, feed_ms: Any, feed_slot_ms: Any, link_ms: Any, in_flight: Any
) -> Alternation:
    r"""Return the decode step of batches that alternate between two kinds of chips.

    A batch passes attention, link, feed-forward and link again; with several in flight nobody
    waits once they fill the round trip:

    .. math:: t = \max\left(t_a + t_f + 2 t_l,\ m\,t_{slot}\right),\qquad
              t_{slot} = \max(t_a,\ t'_f,\ t_l)

    Parameters
    ----------
    attention_ms, feed_ms
        Time of one batch on its unit, all layers.
    feed_slot_ms
        Time of the feed-forward pool that one batch of an attention unit takes up: less than
        `feed_ms` where the pool is larger, or a pipeline.
    link_ms
        All layers' transfers in one direction.
    in_flight
        Batches of one attention unit; 0 for as many as fill the round trip.
    """
    around = attention_ms + feed_ms + 2 * link_ms
    slot = np.maximum(np.maximum(attention_ms, feed_slot_ms), link_ms)
    wanted = np.asarray(in_flight, dtype=np.float64)
    batches = np.where(wanted > 0, wanted, np.maximum(around / slot, 1.0))
    return Alternation(np.maximum(around, batches * slot), slot, batches)


@dataclass(frozen=True, slots=True)
class Closed:
    """Steady state of a fixed number of users who go round through both pools, ms."""

    ttft_ms: Any
    tpot_ms: Any


@dataclass(frozen=True, slots=True)
class Stations:
    """The two pools as users of a closed system meet them, of shape (rows,).

    `pass_ms` is one forward pass of a prefill worker, which a prompt alone takes too; `each_ms` how
    often the whole pool finishes a prompt when they queue. `slots` sequences fit into decode.
    """

    pass_ms: Any
    each_ms: Any
    workers: Any
    slots: Any


def closed(users: Any, output: Any, at: Stations, step_ms: Any, waves: Any) -> Closed:
    r"""Return the mean of a test in which `users` users go round through both pools.

    A user prefills, decodes `output` tokens and starts again. With a prompt's response R of the
    prefill pool, b sequences in decode and a place there for B, Little's law gives the requests per
    ms

    .. math:: X = \min\left(\frac{U}{R + O\,t_s(b)},\ \frac{1}{S},\
              \frac{B}{O\,t_s(b)}\right),\qquad b = X\,O\,t_s(b)

    A prompt meets the pass in progress, half of it on average, and the work that the others have
    left there (the arrival theorem), or waits for what the pools cannot keep up with:

    .. math:: R = P + \tfrac{U-1}{U} X\left(S\,(R-P) + \tfrac{P}{2}\min(P/w,\ 1/X)\right),
              \quad T = \max\left(R,\ U S - O\,t_s,\ \left(\tfrac{U}{B}-1\right) O\,t_s\right)

    A test that starts all users at once counts their first wave once in `waves`, when they queue
    for the prefill pool and those without a place wait for a whole output:

    .. math:: T_1 = P + \tfrac{U-1}{2} S + \left(1-\tfrac{B}{U}\right) O\,t_s

    Parameters
    ----------
    users, output
        Of shape (rows,).
    step_ms
        Time of a decode step, (rows, batches): even on a log scale from one to all users.
    """
    u, count = np.asarray(users, dtype=np.float64), np.shape(step_ms)[-1]
    alone, each, rows = np.asarray(at.pass_ms), np.asarray(at.each_ms), np.arange(len(u))
    wait, busy = alone * 1.0, u * 1.0
    for _ in range(200):
        place = np.log(np.maximum(busy, 1.0)) / np.log(np.maximum(u, 1.001)) * (count - 1)
        low = np.clip(np.floor(place).astype(int), 0, count - 2)
        part = np.clip(place - low, 0.0, 1.0)
        step = step_ms[rows, low] * (1 - part) + step_ms[rows, low + 1] * part
        decode = output * step
        rate = np.minimum(np.minimum(u / (wait + decode), 1 / each), at.slots / decode)
        met = 0.5 * alone * np.minimum(rate * alone / at.workers, 1.0)
        found = alone + (u - 1) / u * (rate * each * np.maximum(wait - alone, 0.0) + met)
        wait = 0.7 * wait + 0.3 * np.maximum(found, u * each - decode)
        busy = 0.7 * busy + 0.3 * np.maximum(rate * decode, 1.0)
    steady = np.maximum(wait, (u / at.slots - 1) * decode)
    first = alone + (u - 1) / 2 * each + np.maximum(1 - at.slots / u, 0.0) * decode
    return Closed(steady + (first - steady) / waves + step, step)
