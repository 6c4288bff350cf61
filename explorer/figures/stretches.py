"""Regions of a curve: stretches of x with one name, short ones given to their neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from explorer.figures.figure import Array, Limit, Region

Kind = tuple[Limit, str]
"""A limit and the name it carries in this chart."""

_SHORTEST = 0.06


def stretches(x: Array, kinds: Sequence[Kind]) -> tuple[Region, ...]:
    """Return regions that cover x from end to end without a gap or an overlap.

    Parameters
    ----------
    x
        Rising positive values of a logarithmic axis.
    kinds
        What holds at each x. A stretch below 6 % of the axis is given to its left neighbour (the
        first one to its right), since neither its name nor its tint could be seen.
    """
    edges = [0, *(i for i in range(1, len(kinds)) if kinds[i] != kinds[i - 1]), len(kinds)]
    bounds = _bounds(x, edges)
    shortest = _SHORTEST * float(np.log(x[-1] / x[0]))
    kept: list[Region] = []
    for start, begin, end in zip(edges[:-1], bounds[:-1], bounds[1:], strict=True):
        limit, label = kinds[start]
        last = kept[-1] if kept else None
        if last and (kinds[start] == (last.limit, last.label) or np.log(end / begin) < shortest):
            kept[-1] = replace(last, x1=end)
        elif len(kept) == 1 and np.log(kept[0].x1 / kept[0].x0) < shortest:
            kept = [Region(kept[0].x0, end, label, limit)]
        else:
            kept.append(Region(begin, end, label, limit))
    return tuple(kept)


def _bounds(x: Array, edges: Sequence[int]) -> list[float]:
    inner = [float(np.sqrt(x[i - 1] * x[i])) for i in edges[1:-1]]
    return [float(x[0]), *inner, float(x[-1])]
