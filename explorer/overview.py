"""Everything the window shows of one scenario, from one stacked evaluation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from explorer.figures import cost, decode, money, prefill, roofline, status, tiles, time
from explorer.figures.figure import Figure
from explorer.figures.headline import Status, Tile
from explorer.figures.takeaway import as_slide
from explorer.live import Live, evaluated
from explorer.references import ReferenceChip, references, usual_chips
from explorer.spec.scenario import Scenario
from explorer.text import Text

FIGURES = ("prefill", "decode", "cost", "roofline", "time", "money")
"""Ids of the six overview charts, in reading order (two rows of three)."""

_CHARTS = {
    "prefill": prefill, "decode": decode, "cost": cost,
    "roofline": roofline, "time": time, "money": money,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Overview:
    """Tiles, charts by id (see `FIGURES`) and the status line; all text is in one language."""

    tiles: tuple[Tile, ...]
    figures: dict[str, Figure]
    status: Status


def live(scenario: Scenario, figures: Iterable[str] = FIGURES) -> Live:
    """Return the scenario with every point that the overview's charts need, in one evaluation.

    The result is also what a baseline is: evaluate it once and keep it while the scenario moves.
    """
    wanted: dict[str, dict[str, object]] = dict(status.wanted(scenario))
    for name in figures:
        wanted.update(_CHARTS[name].wanted(scenario))
    return evaluated(scenario, wanted)


def overview(
    scenario: Scenario,
    baseline: Scenario | Live | None = None,
    t: Text = str,
    chips: tuple[ReferenceChip, ...] | None = None,
) -> Overview:
    """Return tiles, charts and status of a scenario against a baseline.

    Parameters
    ----------
    scenario
        A single point.
    baseline
        The scenario to compare with, or what `live` made of it; None compares with itself.
    t
        Translator.
    chips
        Reference chips of the cost chart; `usual_chips` when None.
    """
    now = live(scenario)
    before = _before(now, baseline, FIGURES)
    figures = {name: _figure(name, now, before, t, chips) for name in FIGURES}
    return Overview(tiles.tiles(now, before, t), figures, status.status(now, t))


def figure(
    scenario: Scenario,
    figure_id: str,
    baseline: Scenario | Live | None = None,
    t: Text = str,
    chips: tuple[ReferenceChip, ...] | None = None,
    *,
    slide: bool = False,
) -> Figure:
    """Return one chart of `FIGURES`; ValueError names the ids when it is none of them.

    With `slide` its title is the takeaway and its curves are named in full; see `overview` for
    the other parameters.
    """
    if figure_id not in FIGURES:
        msg = f"figure: {figure_id!r} is not one of {', '.join(FIGURES)}"
        raise ValueError(msg)
    now = live(scenario, (figure_id,))
    before = _before(now, baseline, (figure_id,))
    made = _figure(figure_id, now, before, t, chips)
    return as_slide(made, now, before, t) if slide else made


def _before(now: Live, baseline: Scenario | Live | None, figures: Iterable[str]) -> Live:
    if baseline is None or baseline is now.scenario:
        return now
    return live(baseline, figures) if isinstance(baseline, Scenario) else baseline


def _figure(
    name: str, now: Live, before: Live, t: Text, chips: tuple[ReferenceChip, ...] | None
) -> Figure:
    if name == "cost":
        others = usual_chips() if chips is None else chips
        return cost.build(now, before, t, references(now.scenario, others))
    built: Figure = _CHARTS[name].build(now, before, t)
    return built
