"""Operators as a reader groups them: the parts of the time chart and the marks of the roofline."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

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


class Grouped(NamedTuple):
    """Sums over the operators of each group at a single point: time, FLOPs and bytes per chip."""

    time_ms: list[float]
    flops: list[float]
    bytes: list[float]


@lru_cache(maxsize=8)
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


@lru_cache(maxsize=4)
def grouped(phase: Phase) -> Grouped:
    """Return a phase summed by group; an operator without a group of its own is among the last."""
    rows = np.array([each[:, 0] for each in (phase.time_ms, phase.flops, phase.bytes)])
    return Grouped(*(rows @ _membership(phase.names).T).tolist())


def leads(
    rows: Array, names: tuple[str, ...], group: int, others: tuple[int, ...]
) -> NDArray[np.bool_]:
    """Return at which points a group has more than others together, of operators by their names."""
    found: NDArray[np.bool_] = _balance(names, group, others) @ rows > 0
    return found


@lru_cache(maxsize=64)
def _balance(names: tuple[str, ...], group: int, others: tuple[int, ...]) -> Array:
    """Return 1 for every operator of the group, -1 for those of the others, else 0."""
    member = _membership(names)
    found: Array = member[group] - member[list(others)].sum(axis=0)
    return found


@lru_cache(maxsize=64)
def _membership(names: tuple[str, ...]) -> Array:
    """Return which operator is of which group, as ones and zeros of shape (groups, operators)."""
    index = np.array([group_of(name) for name in names], dtype=np.int64)
    member: Array = np.equal.outer(np.arange(len(SLOTS)), index).astype(np.float64)
    return member
