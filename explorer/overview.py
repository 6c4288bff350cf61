"""Everything the window shows of one scenario, from one stacked evaluation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from explorer.figures import cost, decode, money, prefill, roofline, status, tiles, time
from explorer.figures.figure import Figure
from explorer.figures.headline import Status, Tile
from explorer.live import Live, evaluated
from explorer.references import ReferenceChip, references
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
    baseline: Live | None = None,
    t: Text = str,
    chips: tuple[ReferenceChip, ...] = (),
) -> Overview:
    """Return tiles, charts and status of a scenario against a baseline.

    Parameters
    ----------
    scenario
        A single point.
    baseline
        `live(...)` of the scenario to compare with, kept by the caller; None compares with itself.
    t
        Translator.
    chips
        Reference chips of the cost chart.
    """
    now = live(scenario)
    before = baseline or now
    figures = {name: _figure(name, now, before, t, chips) for name in FIGURES}
    return Overview(tiles.tiles(now, before, t), figures, status.status(now, t))


def figure(
    scenario: Scenario,
    figure_id: str,
    baseline: Live | None = None,
    t: Text = str,
    chips: tuple[ReferenceChip, ...] = (),
) -> Figure:
    """Return one chart of `FIGURES`; ValueError names the ids when it is none of them."""
    if figure_id not in FIGURES:
        msg = f"figure: {figure_id!r} is not one of {', '.join(FIGURES)}"
        raise ValueError(msg)
    now = live(scenario, (figure_id,))
    return _figure(figure_id, now, baseline or now, t, chips)


def _figure(
    name: str, now: Live, before: Live, t: Text, chips: tuple[ReferenceChip, ...]
) -> Figure:
    if name == "cost":
        return cost.build(now, before, t, references(now.scenario, chips))
    built: Figure = _CHARTS[name].build(now, before, t)
    return built
