"""Regions of a curve: stretches of x with one name, short ones given to their neighbours."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from explorer.figures.figure import Array, Limit, Region

Kind = tuple[Limit, str]
"""A limit and the name it carries in this chart."""

_SHORTEST = 0.06
_EYE = 5e-4


def stretches(x: Array, codes: NDArray[np.int64], kinds: Mapping[int, Kind]) -> tuple[Region, ...]:
    """Return regions that cover x from end to end without a gap or an overlap.

    Parameters
    ----------
    x
        Rising positive values of a logarithmic axis.
    codes
        What holds at each x. A stretch below 6 % of the axis is given to its left neighbour (the
        first one to its right), since neither its name nor its tint could be seen.
    kinds
        Limit and name of each code; codes of one kind become one region.
    """
    changes = np.flatnonzero(codes[1:] != codes[:-1]).tolist()
    edges = [0, *(place + 1 for place in changes), len(codes)]
    bounds = _bounds(x, edges)
    shortest = _SHORTEST * math.log(x[-1] / x[0])
    kept: list[tuple[float, float, Kind]] = []
    for start, begin, end in zip(edges[:-1], bounds[:-1], bounds[1:], strict=True):
        kind = kinds[codes.item(start)]
        if kept and (kind == kept[-1][2] or _log(begin, end) < shortest):
            kept[-1] = (kept[-1][0], end, kept[-1][2])
        elif len(kept) == 1 and _log(*kept[0][:2]) < shortest:
            kept = [(kept[0][0], end, kind)]
        else:
            kept.append((begin, end, kind))
    return tuple(Region(begin, end, name, limit) for begin, end, (limit, name) in kept)


def _log(begin: float, end: float) -> float:
    return math.log(end / begin)


def _bounds(x: Array, edges: Sequence[int]) -> list[float]:
    inner = [math.sqrt(x[i - 1] * x[i]) for i in edges[1:-1]]
    return [float(x[0]), *inner, float(x[-1])]


def same_curve(a: Array, b: Array) -> bool:
    """Return whether two curves lie on each other to the eye, gaps included."""
    if a is b:
        return True
    if a.shape != b.shape:
        return False
    # While a lever moves, the first point tells most of them apart.
    if a.size and abs(a[0] - b[0]) > _EYE * abs(b[0]):
        return False
    apart = np.abs(a - b) > _EYE * np.abs(b)
    return not apart.any() and bool((np.isnan(a) == np.isnan(b)).all())
