"""How charts are seen, as the part of a scenario file that says so."""

from __future__ import annotations

import math
from typing import Any

from explorer.looks import PLAIN, Look, Looks, Range, Scale, Side
from explorer.refusal import Refusal

_MOST = 64
_SIDES: tuple[Side, ...] = ("x", "y")
_SCALES: tuple[Scale, ...] = ("linear", "log")


def document(looks: Looks) -> dict[str, Any]:
    """Return looks by the chart's id, what is default left out."""
    return {name: _document(look) for name, look in sorted(looks.items())}


def read(entries: Any, place: str) -> Looks:
    """Return the looks of a document; ValueError is one line that names the place."""
    if not isinstance(entries, dict) or len(entries) > _MOST:
        raise Refusal("{place}: expected at most {most} charts", place=place, most=_MOST)
    found = {name: _look(entry, f"{place}.{name}") for name, entry in entries.items()}
    return {name: look for name, look in found.items() if look != PLAIN}


def _document(look: Look) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if look.hidden:
        found["hidden"] = sorted(look.hidden)
    if look.scales:
        found["scales"] = dict(look.scales)
    if look.zoom:
        found["zoom"] = {quantity: list(ends) for quantity, ends in look.zoom.items()}
    return found


def _look(entry: Any, place: str) -> Look:
    if not isinstance(entry, dict):
        raise Refusal("{place}: expected how a chart is seen", place=place)
    hidden = entry.get("hidden", [])
    if not isinstance(hidden, list) or not all(isinstance(name, str) for name in hidden):
        raise Refusal("{place}: expected a list of curves", place=f"{place}.hidden")
    scales = entry.get("scales", {})
    if not isinstance(scales, dict) or not all(
        side in _SIDES and scale in _SCALES for side, scale in scales.items()
    ):
        raise Refusal("{place}: expected linear or log for x or y", place=f"{place}.scales")
    zoom = entry.get("zoom", {})
    if not isinstance(zoom, dict):
        raise Refusal("{place}: expected two numbers, the lower first", place=f"{place}.zoom")
    return Look(
        frozenset(hidden),
        dict(scales),
        {quantity: _ends(ends, f"{place}.zoom.{quantity}") for quantity, ends in zoom.items()},
    )


def _ends(ends: Any, place: str) -> Range:
    numbers = isinstance(ends, list) and all(type(end) in (int, float) for end in ends)
    if not numbers or len(ends) != 2 or not math.isfinite(sum(ends)) or not ends[0] < ends[1]:
        raise Refusal("{place}: expected two numbers, the lower first", place=place)
    return float(ends[0]), float(ends[1])
