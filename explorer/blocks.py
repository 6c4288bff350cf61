"""Outcomes of consecutive blocks of points, put together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, replace
from typing import Any

import numpy as np

from explorer.outcome import Array, Outcome, Phase

_PHASES = ("prefill", "decode")
_ROWS = ("time_ms", "flops", "bytes", "limit")
"""The arrays of a phase with a row for each operator."""

_SEEN_FREED = 31 << 20
"""Bytes. The C library keeps freed memory up to twice the largest piece that it has seen freed, of
32 MB at most, and gives the rest back to the system, from which every block would have to ask for
it again: a sixth of the time. A piece that nobody writes to costs nothing."""


def joined(blocks: Iterable[Outcome], points: int) -> Outcome:
    """Return the outcome of all `points` of the blocks, of which there must be one or more.

    Every block is put in its place as soon as it is there, while the caches still hold it.
    """
    np.empty(_SEEN_FREED, np.uint8)
    whole: Outcome | None = None
    start = 0
    for block in blocks:
        if whole is None:
            whole = _room(block, points)
        stop = start + len(block)
        for room, part in zip(_numbers(whole), _numbers(block), strict=True):
            _put(part, room[..., start:stop])
        start = stop
    assert whole is not None
    return whole


def _put(part: Array, room: Array) -> None:
    """Copy a part to its place, where zeros are already: those of limits that hold nowhere."""
    if part.ndim > 1:
        for row, place in zip(part, room, strict=True):
            _put(row, place)
    elif part[0] or part.any():
        room[:] = part


def aligned(blocks: Sequence[Outcome]) -> Iterator[Outcome]:
    """Yield outcomes that all have the same operators, those that any of them has.

    An operator that no point of a block needs, as hops between stages where there is one stage,
    takes no time there.
    """
    names = {kind: _every([getattr(block, kind).names for block in blocks]) for kind in _PHASES}
    for block in blocks:
        phases: dict[str, Any] = {
            kind: _with_rows(getattr(block, kind), names[kind]) for kind in _PHASES
        }
        yield replace(block, **phases)


def _every(found: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """Return all names in the order of the longest list, those that it lacks behind."""
    longest = max(found, key=len)
    return tuple(dict.fromkeys((*longest, *(name for names in found for name in names))))


def _with_rows(phase: Phase, names: tuple[str, ...]) -> Phase:
    if phase.names == names:
        return phase
    at = [names.index(name) for name in phase.names]

    def spread(rows: Any) -> Any:
        if not len(rows):
            return rows
        room = np.zeros((len(names), rows.shape[-1]), rows.dtype)
        room[at] = rows
        return room

    return replace(phase, names=names, **{name: spread(getattr(phase, name)) for name in _ROWS})


def _numbers(outcome: Any) -> Iterator[Any]:
    """Yield the arrays of an outcome or a phase in order."""
    for field in fields(outcome):
        value = getattr(outcome, field.name)
        if isinstance(value, Phase):
            yield from _numbers(value)
        elif isinstance(value, np.ndarray):
            yield value


def _room(block: Outcome, points: int) -> Outcome:
    """Return an outcome like `block` for `points` points, its numbers zero.

    They lie in one piece of memory: the system hands out a large one in large pages, and touching
    small pages one after the other took two fifths of the time of a long run. It is zeros until
    it is touched.
    """
    rows = [array.size // len(block) for array in _numbers(block)]
    pool = np.zeros((sum(rows), points))
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
