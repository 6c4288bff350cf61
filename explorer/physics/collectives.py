"""Collective communication as alpha-beta: steps of latency plus bytes over the slowest link.

Sources: Thakur, Rabenseifner, Gropp (2005) for the terms; the hierarchy of a scale-up domain and
a network beyond it follows how NCCL and vendor libraries split a collective.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from explorer.physics.experts import distinct_experts
from explorer.physics.formats import LAUNCHED, lookup
from explorer.physics.table import anywhere
from explorer.spec.chip import ChipSpec
from explorer.spec.constants import Constants

_DIAMETER = {
    "switch": 0.0,
    "reducing-switch": 0.0,
    "all-to-all": 0.0,
    "mesh": 1.0,
    "ring": 2.0,
    "tree": 3.0,
}
_STEPS: tuple[Callable[[Any], Any], ...] = (np.sqrt, lambda n: n / 2.0, lambda n: n - 1.0)
"""Steps across n chips by the diameters above, from 1 on."""
_PASSES = {kind: 1.0 if kind == "reducing-switch" else 2.0 for kind in _DIAMETER}
"""Times that a message crosses the links of an all-reduce: once to be summed, once to come back; a
switch that sums on the way needs one (Klenk et al. 2020)."""


_TREE = {kind: float(kind == "tree") for kind in _DIAMETER}


def hops(topology: Any, n: Any) -> Any:
    """Return the latency steps of one traversal of `n` chips.

    A switch or full mesh reaches everyone in one step, a 2-D mesh or torus in about sqrt(n), a ring
    in n / 2. Below the root of a tree (PCIe) a card reads its n - 1 peers one after the other.
    """
    kind = lookup(topology, _DIAMETER)
    far: Any = 1.0
    # Usually one topology holds everywhere, and none but its own steps are worked out.
    for place, steps in enumerate(_STEPS, start=1):
        if anywhere(kind == place):
            far = np.where(kind == place, steps(n), far)
    return np.where(np.asarray(n) > 1, np.maximum(far, 1.0), 0.0)


def crowding(topology: Any, n: Any) -> Any:
    r"""Return how many times longer bytes take because cards share the links of a tree.

    .. math:: \frac{1 + \log_2 n}{2}

    A PCIe tree has log2 n levels of switches, root complexes and sockets; half of the traffic
    between n cards crosses the topmost, which has no more lanes than those below. All-reduce on
    eight RTX PRO 6000 gets 0.60, 0.43 and 0.36 of the link with 2, 4 and 8 cards.
    """
    tree = lookup(topology, _TREE)
    if not anywhere(tree):
        return 1.0
    return 1.0 + tree * (np.log2(np.maximum(n, 2.0)) - 1.0) / 2.0


@dataclass(frozen=True, slots=True)
class AllReduce:
    r"""An all-reduce over n chips: what it takes of any message.

    .. math:: t = \alpha + \beta + r\sqrt{\alpha\beta},\quad
              \beta = \frac{2(n-1)}{n}\frac{bytes}{e\,B}

    where the root stands for protocols that reach full rate slowly (a p-norm with p < 1 of both
    terms fits measured all-reduce: 0.6 to 0.8),

    inside the domain of d chips; beyond it the m = n/d domains exchange 1/d of the message each
    over the network. Where the switch sums, each chip sends and receives the message once, so the
    factor before bytes is at most 1 and latency counts one pass.
    """

    fixed: Any
    """Seconds whatever the message."""
    byte_s: Any
    ramp: Any

    @classmethod
    def of(cls, chip: ChipSpec, constants: Constants, n: Any, share: Any = 1.0) -> AllReduce:
        """Return that of `n` chips whose software reaches `share` of tuned collectives' rate."""
        inside, outside = _split(chip, n)
        link = chip.scaleup_gbs * (1e9 * constants.link_efficiency * share)
        passes = lookup(chip.scaleup_topology, _PASSES)
        steps = hops(chip.scaleup_topology, inside) * chip.scaleup_latency_us
        latency, start = steps * passes, constants.collective_step_us * (n > 1)
        crowd = crowding(chip.scaleup_topology, inside)
        byte_s = np.minimum(2 * (inside - 1) / inside, passes) * crowd / link
        if anywhere(beyond := outside > 1):
            net = chip.scaleout_gbs * (1e9 * constants.network_efficiency)
            latency = latency + 2 * np.log2(outside) * chip.scaleout_latency_us
            start = start + constants.network_step_us * beyond
            byte_s = byte_s + 2 * (outside - 1) / outside / inside / net
        return cls(1e-6 * (latency + start), byte_s, constants.collective_ramp)

    def seconds(self, message: Any) -> tuple[Any, Any]:
        """Return (latency, transfer) seconds of `message` bytes."""
        transfer = self.byte_s * message
        return self.fixed, transfer + self.ramp * np.sqrt(self.fixed * transfer)


def all_to_all(
    chip: ChipSpec, constants: Constants, n: Any, message: Any, copies: Any
) -> tuple[Any, Any]:
    r"""Return (latency, transfer) seconds when each of `n` chips scatters its tokens.

    `message` is the bytes of one copy of a chip's tokens, each of which goes to `copies` chips.
    Inside the domain of d chips a share (d-1)/d of the copies travels. To another domain a token
    crosses the network once and is forwarded inside, so of m domains it reaches

    .. math:: (m-1)\left(1-(1-1/m)^{copies}\right)

    over the network (DeepEP's two-stage dispatch). Both go at once; the slower one counts.
    """
    inside, outside = _split(chip, n)
    link = chip.scaleup_gbs * 1e9 * constants.link_efficiency
    net = chip.scaleout_gbs * 1e9 * constants.link_efficiency
    reached = distinct_experts(outside, 1.0, copies) * (outside - 1) / outside
    crowd = crowding(chip.scaleup_topology, inside)
    near = copies * (inside - 1) / inside * crowd * message / link
    far = reached * message / net
    latency = 1e-6 * np.maximum(
        hops(chip.scaleup_topology, inside) * chip.scaleup_latency_us,
        np.where(outside > 1, chip.scaleout_latency_us, 0.0),
    )
    start = constants.collective_step_us * 1e-6 * (np.asarray(n) > 1)
    return latency + start, np.maximum(near, far)


def rendezvous(chip: ChipSpec, constants: Constants, n: Any) -> Any:
    r"""Return the seconds of one dispatch or combine among `n` chips beyond hops and bytes.

    .. math:: t_s + \tau \ln n

    Tokens are sorted by where they go; counts and flags are written to every peer and polled for.
    A chip then waits for the slowest of n peers, which is about :math:`\tau\ln n` behind where
    delays are exponential with mean τ. Chips that a compiler schedules do neither.
    """
    start, wait = constants.exchange_start_us, constants.exchange_wait_us
    each = start + wait * np.log(np.maximum(n, 1.0))
    return 1e-6 * lookup(chip.execution, LAUNCHED) * each


def send(chip: ChipSpec, constants: Constants, message: Any) -> Any:
    """Return the seconds of one point-to-point transfer to the next pipeline stage."""
    rate = chip.scaleup_gbs * 1e9 * constants.link_efficiency
    return chip.scaleup_latency_us * 1e-6 + message / rate


def _split(chip: ChipSpec, n: Any) -> tuple[Any, Any]:
    inside = np.minimum(n, chip.scaleup_domain) * 1.0
    return inside, np.maximum(n / inside, 1.0)
