"""KV caches of waiting sessions in a row of memories, the least recently used moving down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from explorer.outcome import Array
from explorer.serving.gaps import mean_until, shorter
from explorer.serving.sessions import later_share
from explorer.spec.session import SessionSpec

NAMES = ("SRAM", "HBM", "DRAM", "SSD")
"""The memories from the nearest on, in the order of every first axis."""

_LONGEST_S = 1e9
_SHORTEST_S = 1e-6
_HALVINGS = 60


@dataclass(frozen=True, slots=True)
class Kept:
    """What a row of memories keeps; arrays are (memories, points)."""

    seconds: Array
    """How long a context stays in this memory or one before it."""
    found: Array
    """Share of waits after which the context is found in this memory and none before it."""

    @property
    def hit(self) -> Array:
        """Share of waits after which the context is found at all, shape (points,)."""
        return np.asarray(self.found.sum(axis=0))


def held_bytes(
    seconds: Any, calls_per_s: Any, bytes_mean: Any, bytes_last: Any, session: SessionSpec
) -> Any:
    r"""Return the bytes that contexts take when each is dropped after `seconds` without a call.

    .. math:: C(T) = \lambda\left(\frac{n-1}{n}\,\bar b\,E[\min(X,T)] + \frac{1}{n}\,b_n T\right)

    Little's law: a call leaves its context for the wait that follows, or for T where that is
    shorter; the last call's stays for all of T, since nobody knows that it was the last. This is
    the characteristic time of an LRU cache (Che, Tung and Wang 2002), with sessions for documents.

    Parameters
    ----------
    seconds
        :math:`T`.
    calls_per_s
        :math:`\lambda`, calls a second, the memory's own scale (per chip).
    bytes_mean, bytes_last
        :math:`\bar b, b_n`: KV cache of a mean context and of the last.
    session
        Calls and waits.
    """
    again = later_share(session)
    waiting = mean_until(seconds, session.gap_median_s, session.gap_p99_s)
    per_call = again * bytes_mean * waiting + (1 - again) * bytes_last * seconds
    return calls_per_s * per_call


def kept(
    sizes: Any, calls_per_s: Any, bytes_mean: Any, bytes_last: Any, session: SessionSpec
) -> Kept:
    """Return how long each memory keeps a context and what is found where.

    `sizes` is bytes by memory, shape (memories, points). What leaves one memory goes to the next,
    so the first k hold what one memory of their joint size would: the nearest holds the most
    recent. The time is found by halving, on a logarithmic scale.
    """
    joint = np.cumsum(np.asarray(sizes, dtype=np.float64), axis=0)
    low, high = np.full(joint.shape, np.log(_SHORTEST_S)), np.full(joint.shape, np.log(_LONGEST_S))
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        over = held_bytes(np.exp(middle), calls_per_s, bytes_mean, bytes_last, session) > joint
        low, high = np.where(over, low, middle), np.where(over, middle, high)
    seconds = np.where(joint > 0, np.exp(low), 0.0)
    total = np.where(joint > 0, shorter(seconds, session.gap_median_s, session.gap_p99_s), 0.0)
    return Kept(seconds, np.diff(total, axis=0, prepend=0.0))
