"""A scenario with the ones pinned beside it, in one scenario file.

Readers that know no pins keep them as they keep every key they do not know.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from explorer.files import scenario_file
from explorer.pins import SLOTS, Pin, Pins
from explorer.refusal import Refusal, refusal
from explorer.spec.scenario import Scenario

_KEY = "pinned"


@dataclass(frozen=True, slots=True)
class Workspace:
    """What a file holds of a session: the live scenario and the pinned ones."""

    scenario: Scenario
    pins: Pins = ()


def load(path: str | os.PathLike[str]) -> Workspace:
    """Return what is in the file at `path`.

    ValueError is one line that names file and place; OSError where the file cannot be read.
    """
    place = Path(path)
    with place.open("rb") as file:
        data = file.read(scenario_file.MAX_BYTES + 1)
    try:
        return of_data(data)
    except ValueError as error:
        raise refusal(error).at(place.name) from None


def of_data(data: bytes) -> Workspace:
    """Return what a document holds; ValueError is one line that names the place."""
    return parted(scenario_file.parse(data))


def parted(whole: Scenario) -> Workspace:
    """Return the pins that a scenario read alone has kept, and the scenario without them."""
    extras = dict(whole.extras)
    pins = _pins(extras.pop(_KEY, []))
    return Workspace(whole.replaced({"extras": extras}) if pins else whole, pins)


def save(workspace: Workspace, path: str | os.PathLike[str]) -> None:
    """Write both into the file at `path` in one step; a failure leaves the old file."""
    scenario_file.write(document(workspace), path)


def document(workspace: Workspace) -> dict[str, Any]:
    """Return the JSON document of both."""
    found = scenario_file.document(workspace.scenario)
    if workspace.pins:
        found[_KEY] = [_document(pin) for pin in workspace.pins]
    return found


def _document(pin: Pin) -> dict[str, Any]:
    found: dict[str, Any] = {"name": pin.name, "slot": pin.slot}
    found |= {name: True for name in ("hidden", "baseline") if getattr(pin, name)}
    return {**found, "scenario": scenario_file.document(pin.scenario)}


def _pins(entries: Any) -> Pins:
    if not isinstance(entries, list) or len(entries) > len(SLOTS):
        raise Refusal(
            "{place}: expected a list of at most {most} scenarios", place=_KEY, most=len(SLOTS)
        )
    pins = tuple(_pin(entry, f"{_KEY} {number}") for number, entry in enumerate(entries, 1))
    if len({pin.slot for pin in pins}) != len(pins):
        raise Refusal("{place}: two scenarios have the same slot", place=_KEY)
    if sum(pin.baseline for pin in pins) > 1:
        raise Refusal("{place}: two scenarios are the baseline", place=_KEY)
    return pins


def _pin(entry: Any, place: str) -> Pin:
    if not isinstance(entry, dict) or not isinstance(entry.get("scenario"), dict):
        raise Refusal("{place}: expected a name, a slot and a scenario", place=place)
    name, slot = entry.get("name"), entry.get("slot")
    if not isinstance(name, str) or not name:
        raise Refusal("{place}: expected a text", place=f"{place}.name")
    if slot not in SLOTS or isinstance(slot, bool):
        raise Refusal(
            "{place}: expected one of {choices}",
            place=f"{place}.slot", choices=", ".join(map(str, SLOTS)),
        )  # fmt: skip
    try:
        scenario = scenario_file.of_document(entry["scenario"])
    except ValueError as error:
        raise refusal(error).at(place) from None
    return Pin(name, scenario, slot, entry.get("hidden") is True, entry.get("baseline") is True)
