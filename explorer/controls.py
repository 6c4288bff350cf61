"""Choices that stand above a view: a label, and the values that one field may take, as rows.

A view names the paths of its controls; the window shows a picker for each, and a choice is one
change of that field like any other.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from explorer.levers import LEVERS
from explorer.results import RESULTS
from explorer.spec.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a field; `group` heads the options of its kind, both English source texts."""

    value: Any
    label: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class Control:
    """A field of the scenario with what it may be, given the scenario.

    A `what_if` is held against the baseline; any other choice is a new question, which the
    baseline is asked as well.
    """

    path: str
    label: str
    options: Callable[[Scenario], tuple[Option, ...]]
    what_if: bool = False

    def chosen(self, scenario: Scenario) -> Option:
        """Return the option that holds; a value of its own is its own label."""
        value = scenario.value(self.path)
        found = (option for option in self.options(scenario) if option.value == value)
        return next(found, Option(value, str(value)))


def _results(_: Scenario) -> tuple[Option, ...]:
    return tuple(Option(result.id, result.title) for result in RESULTS)


def _levers(scenario: Scenario) -> tuple[Option, ...]:
    """Return the levers that have a value to start from."""
    return tuple(
        Option(lever.path, lever.label, lever.group)
        for lever in LEVERS
        if scenario.value(lever.path) > 0
    )


CONTROLS: tuple[Control, ...] = (
    Control("study.result", "Result", _results),
    Control("study.x", "Lever across", _levers),
    Control("study.y", "Lever up", _levers),
)

BY_PATH = {control.path: control for control in CONTROLS}
