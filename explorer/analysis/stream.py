"""Explorations too large to hold: points made, evaluated and reduced block by block, on any cores.

Memory stays flat whatever the number of points, since of each block only what `reduce` makes of it
is kept. Blocks come back in order, so a result does not depend on who worked them out.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from typing import Any, TypeVar

from explorer.evaluate import evaluate
from explorer.outcome import Outcome
from explorer.spec.scenario import Scenario

Found = TypeVar("Found")
Points = Callable[[int, int], dict[str, Any]]
"""From point `start` to before `stop` -> arrays of that length by dotted path."""
Reduce = Callable[[Outcome, dict[str, Any]], Found]
"""Outcome and values of a block -> what is kept of it."""

POINTS_A_BLOCK = 262_144
"""Points that one task takes: a second of work at most, far more than handing it over costs."""

MANY = 4_000_000
"""Points from which on a pool of processes is worth starting."""

_AHEAD = 2
"""Blocks under way for each worker."""


def streamed(
    scenario: Scenario,
    points: Points,
    count: int,
    reduce: Reduce[Found],
    executor: Executor | None = None,
) -> Iterator[Found]:
    """Yield what `reduce` keeps of each block of `count` points, in order.

    Parameters
    ----------
    scenario
        A single point; `points` replace its values.
    points, reduce
        Functions of a module where other processes work (they are sent by name).
    executor
        Who works: any `concurrent.futures.Executor`, a cluster's for instance. None: this process
        below `MANY` points, a pool of one process a core from there on.
    """
    if executor is not None:
        yield from _spread(executor, scenario, points, count, reduce)
    elif count < MANY:
        for start, stop in _blocks(count):
            yield _one(scenario, points, start, stop, reduce)
    else:
        with ProcessPoolExecutor() as pool:
            yield from _spread(pool, scenario, points, count, reduce)


def _blocks(count: int) -> Iterator[tuple[int, int]]:
    for start in range(0, count, POINTS_A_BLOCK):
        yield start, min(start + POINTS_A_BLOCK, count)


def _one(scenario: Scenario, points: Points, start: int, stop: int, reduce: Reduce[Found]) -> Found:
    values = points(start, stop)
    return reduce(evaluate(scenario.with_values(values), detail=False), values)


def _spread(
    pool: Executor, scenario: Scenario, points: Points, count: int, reduce: Reduce[Found]
) -> Iterator[Found]:
    """Keep a few blocks under way for each worker, no more: results wait in order."""
    most = _AHEAD * (getattr(pool, "_max_workers", None) or os.cpu_count() or 1)
    waiting: deque[Future[Found]] = deque()
    for start, stop in _blocks(count):
        waiting.append(pool.submit(_one, scenario, points, start, stop, reduce))
        if len(waiting) >= most:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()
