"""Scenarios pinned beside the live one, as an immutable row of values and what is done to it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from explorer.refusal import Refusal
from explorer.spec.scenario import Scenario

SLOTS = (2, 3, 4, 5, 6)
"""Series slots of pinned scenarios; the live one has slot 1."""

LETTERS = "ABCDEF"

SAME_WORKLOAD = "pins_same_workload"
"""The command that gives every pinned scenario the live one's workload."""


@dataclass(frozen=True, slots=True)
class Pin:
    """A scenario kept under a name, in the colour, dash and marker of a series slot.

    `baseline` marks the one that the others are held against.
    """

    name: str
    scenario: Scenario
    slot: int
    hidden: bool = False
    baseline: bool = False


Pins = tuple[Pin, ...]


def full(pins: Pins) -> bool:
    """Return whether every slot is taken."""
    return len(pins) >= len(SLOTS)


def added(pins: Pins, scenario: Scenario, name: str, at: int | None = None) -> Pins:
    """Return `pins` with one more, at the end or at a place.

    ValueError when every slot is taken.
    """
    taken = {pin.slot for pin in pins}
    slot = next((slot for slot in SLOTS if slot not in taken), None)
    if slot is None:
        raise Refusal(
            "{count} scenarios are pinned, the most that charts can tell apart", count=len(SLOTS)
        )
    place = len(pins) if at is None else at
    return (*pins[:place], Pin(name, scenario, slot), *pins[place:])


def removed(pins: Pins, at: int) -> Pins:
    """Return `pins` without the one at `at`."""
    return (*pins[:at], *pins[at + 1 :])


def moved(pins: Pins, at: int, to: int) -> Pins:
    """Return `pins` with the one at `at` put at `to`."""
    rest = removed(pins, at)
    to = min(max(to, 0), len(rest))
    return (*rest[:to], pins[at], *rest[to:])


def altered(pins: Pins, at: int, **values: Any) -> Pins:
    """Return `pins` with fields of the one at `at` replaced."""
    return (*pins[:at], replace(pins[at], **values), *pins[at + 1 :])


def recoloured(pins: Pins, at: int, slot: int) -> Pins:
    """Return `pins` with another slot at `at`; whoever has it takes the one that is left."""
    before = pins[at].slot
    swapped = [replace(pin, slot=before) if pin.slot == slot else pin for pin in pins]
    swapped[at] = replace(pins[at], slot=slot)
    return tuple(swapped)


def held(pins: Pins, at: int | None) -> Pins:
    """Return `pins` with the one at `at` as the baseline, or none of them."""
    return tuple(replace(pin, baseline=number == at) for number, pin in enumerate(pins))


def baseline_of(pins: Pins) -> Pin | None:
    """Return the pin that is the baseline, None when it is the scenario as shipped."""
    return next((pin for pin in pins if pin.baseline), None)


def letter_of_live(pins: Pins, scenario: Scenario) -> str:
    """Return the letter of the live scenario: its pin's if it is one, else the next one."""
    at = place_of(pins, scenario)
    return LETTERS[len(pins) if at is None else at]


def place_of(pins: Pins, scenario: Scenario) -> int | None:
    """Return the place of the pin that is `scenario`, whatever either studies, None for none."""
    for at, pin in enumerate(pins):
        if pin.scenario is scenario or pin.scenario.asked(scenario.study) == scenario:
            return at
    return None
