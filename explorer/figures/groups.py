"""Operators as a reader groups them: the parts of the time chart and the marks of the roofline."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from explorer.outcome import Array, Phase
from explorer.text import Text

FFN, PROJECTIONS, ATTENTION, EXPERTS, HEAD, COLLECTIVES, OTHER = range(7)

SLOTS = (1, 6, 5, 2, 4, 3, 7)
"""Colour of each group, by its number."""

_GROUP = {
    "FFN up": FFN, "FFN down": FFN,
    "QKV": PROJECTIONS, "QKV down": PROJECTIONS, "Output": PROJECTIONS,
    "KV up": PROJECTIONS, "KV absorb": PROJECTIONS,
    "Attention": ATTENTION, "Attention, window": ATTENTION, "Linear attention": ATTENTION,
    "Indexer": ATTENTION,
    "Router": EXPERTS, "Experts up": EXPERTS, "Experts down": EXPERTS, "Shared expert": EXPERTS,
    "LM head": HEAD,
    "All-reduce": COLLECTIVES, "All-to-all": COLLECTIVES, "Pipeline hops": COLLECTIVES,
}  # fmt: skip


@dataclass(frozen=True)
class Grouped:
    """Sums over the operators of each group, shape (groups, points); made when asked for."""

    phase: Phase

    @cached_property
    def time_ms(self) -> Array:
        """Time."""
        return self._summed(self.phase.time_ms)

    @cached_property
    def flops(self) -> Array:
        """FLOPs per chip."""
        return self._summed(self.phase.flops)

    @cached_property
    def bytes(self) -> Array:
        """Bytes per chip."""
        return self._summed(self.phase.bytes)

    def _summed(self, rows: Array) -> Array:
        found: Array = _membership(self.phase.names) @ rows
        return found


def group_names(t: Text) -> tuple[str, ...]:
    """Return the groups' names by number."""
    return (
        t("FFN"),
        t("QKV, out"),
        t("attention"),
        t("experts"),
        t("LM head"),
        t("collectives"),
        t("norms, overhead"),
    )


def group_of(operator: str) -> int:
    """Return the number of an operator's group."""
    return _GROUP.get(operator, OTHER)


def grouped(phase: Phase) -> Grouped:
    """Return a phase summed by group; an operator without a group of its own is among the last."""
    return Grouped(phase)


@lru_cache(maxsize=64)
def _membership(names: tuple[str, ...]) -> Array:
    """Return which operator is of which group, as ones and zeros of shape (groups, operators)."""
    index = np.array([group_of(name) for name in names], dtype=np.int64)
    member: Array = np.equal.outer(np.arange(len(SLOTS)), index).astype(np.float64)
    return member
