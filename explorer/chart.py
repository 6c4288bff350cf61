"""What a chart is to the catalogue: what it needs, how it is built, what it says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from explorer.figures.figure import Figure
from explorer.figures.overlay import Contender
from explorer.figures.takeaway import Finding, Rank
from explorer.live import Live, Wanted
from explorer.looks import Side
from explorer.spec.scenario import Scenario
from explorer.text import Text


@dataclass(frozen=True, slots=True)
class Chart:
    """One kind of chart.

    `wanted` returns the runs of points that it needs of a scenario, `build` makes the figure from
    the scenario evaluated and its baseline. `finding` says in half a sentence, with its number,
    what the chart shows: the title of a slide; without it the slide keeps the chart's title.
    `axes` names the controls that choose what stands on a side, see `explorer.controls`.
    `ranked` returns what a slide of several scenarios ranks them by.
    `together` makes the one figure of several scenarios; without it theirs are overlaid.
    `together_title` is what a slide of that one says, the chart's title without it.
    """

    wanted: Callable[[Scenario], Wanted]
    build: Callable[[Live, Live, Text], Figure]
    finding: Finding | None = None
    together: Callable[[tuple[Contender, ...], Text], Figure] | None = None
    together_title: Callable[[tuple[Contender, ...], Text], str] | None = None
    axes: Mapping[Side, str] = field(default_factory=dict)
    ranked: Callable[[Scenario], Rank] | None = None
