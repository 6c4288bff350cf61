"""How the reader wants to see a chart: curves hidden, scales chosen, a zoom; and what changes it.

A look is part of the session, not of the scenario: it moves no number, so a pinned scenario is the
same whatever is hidden, and it holds while levers move and while another metric is chosen.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

Range = tuple[float, float]
Side = Literal["x", "y"]
Scale = Literal["linear", "log"]


@dataclass(frozen=True, slots=True)
class Look:
    """How one chart is seen; the default is as its builder made it.

    `hidden` holds ids of curves, `scales` a scale for each side that has one chosen, `zoom` the
    range of each quantity zoomed, so that a metric left and chosen again has its own range.
    """

    hidden: frozenset[str] = frozenset()
    scales: Mapping[Side, Scale] = field(default_factory=dict)
    zoom: Mapping[str, Range] = field(default_factory=dict)


PLAIN = Look()

Looks = Mapping[str, Look]
"""The looks that differ from the default, by the chart's id."""


def with_look(looks: Looks, figure: str, look: Look) -> Looks:
    """Return `looks` with that of one chart replaced; the default is not kept."""
    rest = {name: each for name, each in looks.items() if name != figure}
    return rest if look == PLAIN else {**rest, figure: look}


def toggled(look: Look, curve: str) -> Look:
    """Return `look` with a curve hidden, or shown if it was."""
    return replace(look, hidden=look.hidden ^ {curve})


def isolated(look: Look, curve: str, every: Iterable[str]) -> Look:
    """Return `look` with one curve of `every` alone, or all of them if it was alone already."""
    others = frozenset(every) - {curve}
    alone = curve not in look.hidden and others <= look.hidden
    return replace(look, hidden=frozenset() if alone else others)


def scaled(look: Look, side: Side, scale: Scale, zoomed: str) -> Look:
    """Return `look` with a scale for one side; a zoom of `zoomed`, its quantity, ends with it."""
    rest = {key: ends for key, ends in look.zoom.items() if key != zoomed}
    return replace(look, scales={**look.scales, side: scale}, zoom=rest)


def zoomed(look: Look, ranges: Mapping[str, Range]) -> Look:
    """Return `look` with other ranges; quantities that are not named keep theirs."""
    return replace(look, zoom={**look.zoom, **ranges})


def unzoomed(look: Look, quantities: Iterable[str]) -> Look:
    """Return `look` with no zoom of these quantities."""
    gone = set(quantities)
    return replace(look, zoom={key: ends for key, ends in look.zoom.items() if key not in gone})
