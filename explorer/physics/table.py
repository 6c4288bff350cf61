"""The operator table: one row an operator, every column per chip and per layer.

Rows hold what an operator does, not how long it takes; `explorer.physics.roofline` times the whole
table together.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np


class Row(NamedTuple):
    """One operator; every number may be an array over points.

    `count` is how often it runs in a step, `flops` on the matrix unit, each of which takes it
    `flop_s` seconds and `peak_s` at its dense peak, `vector_flops` beside it, `bytes` streamed from
    the memory tiers, `operand_bytes` re-read from SRAM, `latency_s` and `transfer_s` on the links,
    `kernels` launched and `fixed_s` waited for.
    """

    name: str
    count: Any = 1.0
    flops: Any = 0.0
    flop_s: Any = 0.0
    peak_s: Any = 0.0
    vector_flops: Any = 0.0
    bytes: Any = 0.0
    operand_bytes: Any = 0.0
    latency_s: Any = 0.0
    transfer_s: Any = 0.0
    kernels: Any = 1.0
    fixed_s: Any = 0.0

    def times(self, factor: Any) -> Row:
        """Return the operator run `factor` times as often."""
        return self._replace(count=self.count * factor)

    def outside(self) -> Row:
        """Return what of the operator lies outside the roofline."""
        return Row(
            self.name, self.count, latency_s=self.latency_s, transfer_s=self.transfer_s,
            kernels=self.kernels, fixed_s=self.fixed_s,
        )  # fmt: skip

    @property
    def runs(self) -> bool:
        """Whether the operator exists anywhere among the points."""
        return anywhere(self.count)


def launches(rows: Iterable[Row]) -> Any:
    """Return how many kernels a step launches."""
    return sum((row.count * row.kernels for row in rows), 0.0)


def anywhere(value: Any) -> bool:
    """Whether `value` is true at any point; plain numbers, the usual case, take a short way."""
    return bool(value.any()) if isinstance(value, np.ndarray) else bool(value)


def either(which: Any, first: Any, other: Any) -> Any:
    """Return `first` where `which` is true, else `other`; one answer for all takes a short way."""
    if isinstance(which, np.ndarray):
        return np.where(which, first, other)
    return first if which else other


def larger(value: Any, least: Any) -> Any:
    """Return the larger of two; two plain numbers take a short way."""
    if isinstance(value, np.ndarray) or isinstance(least, np.ndarray):
        return np.maximum(value, least)
    return max(value, least)


def present(value: Any) -> bool:
    """Whether a column entry is anything but the scalar zero that stands for "does not apply"."""
    return isinstance(value, np.ndarray) or bool(value)
