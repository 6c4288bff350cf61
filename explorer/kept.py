"""Answers about a replica, kept while what it depends on stays: a lever of a fleet moves none."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, TypeVar

from explorer.spec.scenario import REPLICA, Scenario

T = TypeVar("T")


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
