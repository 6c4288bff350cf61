"""Answers that are kept while what they depend on stays: a lever of a fleet moves no replica."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, ParamSpec, TypeVar

from explorer.spec.scenario import REPLICA, Scenario

T = TypeVar("T")
P = ParamSpec("P")


def kept(most: int) -> Callable[[Callable[[Scenario], T]], Callable[[Scenario], T]]:
    """Return a decorator that keeps the last `most` answers of a function of a replica.

    Equal groups are one question. The function is handed those groups alone, so it cannot depend
    on anything else of the scenario.
    """

    def decorate(solve: Callable[[Scenario], T]) -> Callable[[Scenario], T]:
        @lru_cache(maxsize=most)
        def by_groups(*groups: Any) -> T:
            # Half a model would not pass for a whole one, so nothing is validated again.
            return solve(Scenario.model_construct(**dict(zip(REPLICA, groups, strict=True))))

        def answer(scenario: Scenario) -> T:
            return by_groups(*(getattr(scenario, name) for name in REPLICA))

        answer.__doc__ = solve.__doc__
        return answer

    return decorate


def once(most: int = 2, objects: int = 1) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Return a decorator that keeps the answers of a function of frozen objects.

    The first arguments, as many as `objects`, are told by identity, which costs nothing however
    much they hold; the others are compared by value. Those of the last `most` objects are kept:
    two are what is live and what it is held against, and nothing on the way of a drag.
    """

    def decorate(solve: Callable[P, T]) -> Callable[P, T]:
        known: dict[tuple[int, ...], tuple[tuple[Any, ...], dict[Any, T]]] = {}

        @wraps(solve)
        def answer(*args: P.args, **kwargs: P.kwargs) -> T:
            which = args[:objects]
            key = tuple(map(id, which))
            # Objects are held with their answers, so no others can get their ids meanwhile.
            known[key] = found = known.pop(key, None) or (which, {})
            if len(known) > most:
                del known[next(iter(known))]
            answers, rest = found[1], (*args[objects:], *kwargs.items())
            if rest not in answers:
                answers[rest] = solve(*args, **kwargs)
            return answers[rest]

        return answer

    return decorate
