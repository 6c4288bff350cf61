"""Levers that are locked: they stay as they are, whatever else is dragged, reset or chosen."""

from __future__ import annotations

from explorer.change import Change
from explorer.lever import lever_name
from explorer.levers import BY_PATH
from explorer.spec.scenario import Scenario
from explorer.text import Text


def respected(scenario: Scenario, change: Change, t: Text = str) -> Change:
    """Return `change` without what it would do to the scenario's locked levers.

    A choice of another chip, model or workload takes the rest of it. ValueError says which lever
    is in the way where nothing would be left.
    """
    fixed = scenario.lock.fixed
    if not fixed:
        return change
    values = tuple(each for each in change.values if each[0] not in fixed)
    if not values:
        lever = BY_PATH.get(change.values[0][0])
        name = lever_name(lever, t) if lever else change.values[0][0]
        raise ValueError(t("{lever} is locked.").format(lever=name))
    groups = {path for path, _ in values if "." not in path}
    stays = [path for path in fixed if path.partition(".")[0] in groups]
    held = tuple((path, scenario.value(path)) for path in stays if path in BY_PATH)
    return Change((*values, *held), change.label, change.merge)


def lock_lever(scenario: Scenario, path: str, locked: bool, label: str) -> Change:
    """Return the change that locks the lever at `path`, or lets it go."""
    others = tuple(each for each in scenario.lock.fixed if each != path)
    return Change.of("lock.fixed", (*others, path) if locked else others, label)
