"""A scenario, the ones pinned beside it and how its charts are seen, in one scenario file.

Readers that know neither keep them as they keep every key they do not know.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from explorer.files import look_file, scenario_file
from explorer.looks import Looks
from explorer.pins import SLOTS, Pin, Pins, baseline_of
from explorer.presets.gallery import story_of
from explorer.refusal import Refusal, refusal
from explorer.spec.scenario import Scenario
from explorer.views import BY_ID as VIEWS

_KEY, _LOOKS, _VIEW = "pinned", "charts", "view"


@dataclass(frozen=True, slots=True)
class Workspace:
    """What a file holds of a session: the live scenario, the pinned ones, how charts are seen."""

    scenario: Scenario
    pins: Pins = ()
    looks: Looks = field(default_factory=dict)
    view: str = ""
    """Id of the view that is shown, empty for the first."""

    def baseline(self, start: Scenario) -> Scenario:
        """Return what the scenario is held against: the pin that is the baseline, else `start`."""
        held = baseline_of(self.pins)
        return held.scenario if held else start


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
    """Return what a scenario read alone has kept of a workspace, and the scenario without it."""
    extras = dict(whole.extras)
    pins = _pins(extras.pop(_KEY, []))
    looks = look_file.read(extras.pop(_LOOKS, {}), _LOOKS)
    # A view of a later version stays in the file, and the first one is shown.
    told = story_of(whole)
    first = told.view if told else ""
    view = extras.pop(_VIEW) if extras.get(_VIEW) in VIEWS else first
    rest = whole if extras == whole.extras else whole.replaced({"extras": extras})
    return Workspace(rest, pins, looks, view)


def save(workspace: Workspace, path: str | os.PathLike[str]) -> None:
    """Write all of it into the file at `path` in one step; a failure leaves the old file."""
    scenario_file.write(document(workspace), path)


def document(workspace: Workspace) -> dict[str, Any]:
    """Return the JSON document of all of it."""
    found = scenario_file.document(workspace.scenario)
    if workspace.looks:
        found[_LOOKS] = look_file.document(workspace.looks)
    if workspace.view:
        found[_VIEW] = workspace.view
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
