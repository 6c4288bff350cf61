"""Outcomes of consecutive blocks of points, put together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields
from typing import Any

import numpy as np

from explorer.outcome import Array, Outcome, Phase


def joined(blocks: Iterable[Outcome], points: int) -> Outcome:
    """Return the outcome of all `points` of the blocks, of which there must be one or more.

    Every block is put in its place as soon as it is there, while the caches still hold it.
    """
    whole: Outcome | None = None
    start = 0
    for block in blocks:
        if whole is None:
            whole = _room(block, points)
        stop = start + len(block)
        for room, part in zip(_numbers(whole), _numbers(block), strict=True):
            room[..., start:stop] = part
        start = stop
    assert whole is not None
    return whole


def _numbers(outcome: Any) -> Iterator[Any]:
    """Yield the arrays of an outcome or a phase in order."""
    for field in fields(outcome):
        value = getattr(outcome, field.name)
        if isinstance(value, Phase):
            yield from _numbers(value)
        elif isinstance(value, np.ndarray):
            yield value


def _room(block: Outcome, points: int) -> Outcome:
    """Return an outcome like `block` for `points` points, its numbers not yet set.

    They lie in one piece of memory: the system hands out a large one in large pages, and touching
    small pages one after the other took two fifths of the time of a long run.
    """
    rows = [array.size // len(block) for array in _numbers(block)]
    pool = np.empty((sum(rows), points))
    made: Outcome = _like(block, iter(np.split(pool, np.cumsum(rows)[:-1])), points)
    return made


def _like(part: Any, pieces: Iterator[Array], points: int) -> Any:
    values: dict[str, Any] = {}
    for field in fields(part):
        value = getattr(part, field.name)
        if isinstance(value, Phase):
            value = _like(value, pieces, points)
        elif isinstance(value, np.ndarray):
            value = next(pieces).view(value.dtype).reshape((*value.shape[:-1], points))
        values[field.name] = value
    return type(part)(**values)
