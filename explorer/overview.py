"""Everything the window shows of one scenario in one view, from one stacked evaluation."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from explorer.analysis import sensitivity
from explorer.catalogue import chart
from explorer.figures import silicon_tiles, status, tiles
from explorer.figures.effects import Effects, effects
from explorer.figures.figure import Figure
from explorer.figures.headline import Status, Tile
from explorer.figures.takeaway import as_slide
from explorer.live import Live, evaluated
from explorer.spec.scenario import Scenario
from explorer.text import Text
from explorer.views import OVERVIEW, View

Strip = Callable[[Live, Live, Text], tuple[Tile, ...]]


def _system_strip(name: str) -> Strip:
    """Return the strip of a whole system, whose modules are imported when it is first used."""

    def strip(live: Live, baseline: Live, t: Text) -> tuple[Tile, ...]:
        from explorer.system_charts import STRIPS

        return STRIPS[name](live, baseline, t)

    return strip


HEADLINES: Mapping[str, Strip] = {
    "usual": tiles.tiles,
    "silicon": silicon_tiles.silicon_tiles,
    **{name: _system_strip(name) for name in ("memory", "agents", "split", "layers", "fleet")},
    "none": lambda *_: (),
}
"""The headline strips by the ids that views name."""


@dataclass(frozen=True, slots=True)
class Overview:
    """Tiles, the view's charts by id, the status line, what each lever does; in one language.

    `live` is what they were made from.
    """

    tiles: tuple[Tile, ...]
    figures: dict[str, Figure]
    status: Status
    effects: Effects
    live: Live


def live(scenario: Scenario, figures: Iterable[str] = OVERVIEW.figures) -> Live:
    """Return the scenario with every point that these charts need, in one evaluation.

    The result is also what a baseline is: evaluate it once and keep it while the scenario moves.
    """
    wanted: dict[str, Mapping[str, object]] = {
        **status.wanted(scenario),
        **sensitivity.wanted(scenario),
    }
    for name in figures:
        wanted.update(chart(name).wanted(scenario))
    return evaluated(scenario, wanted)


def overview(
    scenario: Scenario,
    baseline: Scenario | Live | None = None,
    t: Text = str,
    view: View = OVERVIEW,
) -> Overview:
    """Return tiles, charts and status of a scenario against a baseline.

    Parameters
    ----------
    scenario
        A single point.
    baseline
        The scenario to compare with, or what `live` made of it with the view's charts; None
        compares with itself. It is asked what the scenario's study asks.
    t
        Translator.
    view
        Which charts and which headline.
    """
    now = live(scenario, view.figures)
    before = _before(now, baseline, view.figures)
    figures = {name: chart(name).build(now, before, t) for name in view.figures}
    strip = HEADLINES[view.headline](now, before, t)
    return Overview(strip, figures, _status(view, now, before, t), effects(now, t), now)


def figure(
    scenario: Scenario,
    figure_id: str,
    baseline: Scenario | Live | None = None,
    t: Text = str,
    *,
    slide: bool = False,
) -> Figure:
    """Return one chart of the catalogue; ValueError names the ids when it is none of them.

    With `slide` its title is the takeaway and its curves are named in full; see `overview` for
    the other parameters.
    """
    kind = chart(figure_id)
    now = live(scenario, (figure_id,))
    before = _before(now, baseline, (figure_id,))
    made = kind.build(now, before, t)
    return as_slide(made, now, before, t, kind.finding) if slide else made


def _status(view: View, now: Live, before: Live, t: Text) -> Status:
    """Return what limits decode, or what the view's own charts have found where they fit."""
    usual = status.status(now, t)
    found = [chart(name).finding for name in view.says if usual.fits]
    return status.told(usual, [each(now, before, t) for each in found if each is not None], t)


def _before(now: Live, baseline: Scenario | Live | None, figures: Iterable[str]) -> Live:
    if baseline is None or baseline is now.scenario:
        return now
    study = now.scenario.study
    held = baseline if isinstance(baseline, Scenario) else baseline.scenario
    asked = held.asked(study)
    if isinstance(baseline, Live) and asked is held:
        return baseline
    return live(asked, figures)
