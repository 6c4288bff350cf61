"""Several scenarios at once: each evaluated and drawn once, and kept while the live one moves."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from explorer.catalogue import chart
from explorer.chart import Chart
from explorer.figures import verdict
from explorer.figures.figure import Figure, XYFigure
from explorer.figures.headline import Link, Status
from explorer.figures.outcomes import shipped
from explorer.figures.overlay import GHOST, Contender, holds_several, overlaid
from explorer.figures.takeaway import against, better, enumerated, ranked, without_baseline
from explorer.live import Live
from explorer.naming import subject
from explorer.overview import Overview, figure, live, overview
from explorer.pins import LETTERS, SAME_WORKLOAD, Pins, baseline_of, letter_of_live, place_of
from explorer.spec.scenario import Scenario
from explorer.spec.study import StudySpec
from explorer.text import Text
from explorer.views import View

VERDICTS: Mapping[str, Callable[[tuple[Contender, ...], Text], tuple[str, str]]] = {
    "cheapest": verdict.cheapest
}
"""What the status line says of several scenarios, by the ids that views name."""


class Comparer:
    """The front door of a window: what a view shows of the live scenario among the pinned ones.

    Baseline and pinned scenarios stay while a lever moves, so their points and figures are kept
    until they are neither any more.
    """

    def __init__(self) -> None:
        self._lives: dict[tuple[int, str, StudySpec], tuple[Scenario, Live]] = {}
        self._figures: dict[tuple[int, str], Figure] = {}
        self._t: Text | None = None

    def __call__(
        self, scenario: Scenario, baseline: Scenario, t: Text, view: View, pins: Pins = ()
    ) -> Overview:
        """Return what the window shows of `scenario` held against `baseline`, pins laid over."""
        wanted = {id(baseline), *(id(pin.scenario) for pin in pins)}
        self._forget(wanted, scenario.study, t)
        study = scenario.study
        before = self._live(baseline, view, study)
        found = overview(scenario, before, t, view)
        others = _others(scenario, pins, lambda each: self._live(each, view, study))
        kinds = {name: chart(name) for name in found.figures}
        if not (others or view.verdict or any(kind.together for kind in kinds.values())):
            return found
        me = _me(found.live, before, pins, t)
        every = _columns(me, others, before, t)
        figures = {
            name: kind.together(every, t)
            if kind.together is not None
            else overlaid(
                found.figures[name], me, [(c, self._figure(c.live, name, t)) for c in others], t
            )
            for name, kind in kinds.items()
        }
        status = found.status
        if view.verdict and len(every) > 1:
            finding, reason = VERDICTS[view.verdict](every, t)
            status = _evened(replace(status, finding=finding, reason=reason, links=()), every, t)
        return replace(found, figures=figures, status=status)

    def _live(self, scenario: Scenario, view: View, study: StudySpec) -> Live:
        """Return a scenario evaluated for a view, asked what the live one is asked."""
        key = (id(scenario), view.id, study)
        if key not in self._lives:
            self._lives[key] = scenario, live(scenario.asked(study), view.figures)
        return self._lives[key][1]

    def _figure(self, of: Live, name: str, t: Text) -> Figure:
        key = (id(of), name)
        if key not in self._figures:
            self._figures[key] = chart(name).build(of, of, t)
        return self._figures[key]

    def _forget(self, wanted: set[int], study: StudySpec, t: Text) -> None:
        """Let go of scenarios and studies that are gone, and of figures in another language."""
        if t is not self._t:
            self._figures.clear()
            self._t = t
        # The values hold the scenarios, so an id cannot be another's while its key is here.
        if any(key[0] not in wanted or key[2] != study for key in self._lives):
            self._lives = {k: v for k, v in self._lives.items() if k[0] in wanted and k[2] == study}
            kept = {id(found) for _, found in self._lives.values()}
            self._figures = {k: v for k, v in self._figures.items() if k[0] in kept}


def compared(scenario: Scenario, baseline: Live, figure_id: str, pins: Pins, t: Text) -> Figure:
    """Return one chart for a slide, with every pinned scenario that is not hidden named in full."""
    study = scenario.study
    if baseline.scenario.study != study:
        baseline = live(baseline.scenario.asked(study), (figure_id,))
    made = figure(scenario, figure_id, baseline, t, slide=True)
    kind = chart(figure_id)
    if not pins and kind.together is None:
        return made
    made = _held_against(made, pins, t)
    now = live(scenario, (figure_id,))
    me = _me(now, baseline, pins, t)
    others = _others(scenario, pins, lambda each: live(each.asked(study), (figure_id,)))
    if kind.together is not None:
        every = _columns(me, others, baseline, t)
        table = kind.together(every, t)
        if kind.together_title is None or len(every) < 2:
            return table
        return replace(table, title=kind.together_title(every, t))
    made = _titled(without_baseline(made) if others else made, kind, me, others, t)
    named = [_in_full(other) for other in others]
    return overlaid(made, _in_full(me), [(c, kind.build(c.live, c.live, t)) for c in named], t)


def _evened(status: Status, every: tuple[Contender, ...], t: Text) -> Status:
    """Return the status line with an offer to ask all the same, where they are not."""
    if not verdict.uneven(every):
        return status
    offer = t("The same workload for all")
    reason = t(" ").join((status.reason, t("{sentence}.").format(sentence=offer)))
    return replace(status, reason=reason, links=(Link(offer, SAME_WORKLOAD),))


def _held_against(made: Figure, pins: Pins, t: Text) -> Figure:
    """Return a slide whose grey curve bears the name of the pin that is the baseline."""
    held = baseline_of(pins)
    if held is None or not isinstance(made, XYFigure):
        return made
    shipped = t("as shipped")
    named = (replace(s, label=held.name) if s.label == shipped else s for s in made.series)
    return replace(made, series=tuple(named))


def _titled(made: Figure, kind: Chart, me: Contender, others: list[Contender], t: Text) -> Figure:
    """Return a slide whose title speaks of every scenario that it shows."""
    if kind.finding is None or not others or not holds_several(made):
        return made
    rank = kind.ranked(me.live.scenario) if kind.ranked is not None else None
    if len(others) == 1 and rank is not None:
        return better(made, rank, me, others[0], kind.finding, t)
    if len(others) == 1:
        return against(made, kind.finding, others, t)
    if rank is not None:
        return ranked(made, rank, me, others, t)
    return enumerated(made, kind.build(me.live, me.live, t).title, me, others, t)


def verdict_of(scenario: Scenario, baseline: Scenario, pins: Pins, t: Text) -> str:
    """Return who of all that charts show wins, by name: the takeaway of a deck's cover."""
    charts = ("outcomes",)
    before = live(baseline.asked(scenario.study), charts)
    me = _me(live(scenario, charts), before, pins, t)
    others = _others(scenario, pins, lambda each: live(each.asked(scenario.study), charts))
    every = sorted((me, *others), key=lambda each: each.letter)
    finding, reason = verdict.cheapest(tuple(replace(c, letter=c.name) for c in every), t)
    return t(" ").join((finding, reason))


def named(
    scenario: Scenario, baseline: Scenario, pins: Pins, t: Text
) -> tuple[tuple[str, str, int], ...]:
    """Return letter, name and series slot of the scenarios that charts show, in their order."""
    same = place_of(pins, scenario)
    shown = [
        (LETTERS[at], pin.name, 1 if at == same else GHOST if pin.baseline else pin.slot)
        for at, pin in enumerate(pins)
        if at == same or not pin.hidden
    ]
    if same is None:
        shown.append((letter_of_live(pins, scenario), subject(scenario, baseline, t), 1))
    return tuple(shown)


def _in_full(contender: Contender) -> Contender:
    return replace(contender, letter=f"{contender.letter} {contender.name}")


def _me(now: Live, before: Live, pins: Pins, t: Text) -> Contender:
    at = place_of(pins, now.scenario)
    name = pins[at].name if at is not None else subject(now.scenario, before.scenario, t)
    held = at is not None and pins[at].baseline
    return Contender(letter_of_live(pins, now.scenario), name, 1, now, held)


def _others(
    scenario: Scenario, pins: Pins, evaluated: Callable[[Scenario], Live]
) -> list[Contender]:
    same = place_of(pins, scenario)
    return [
        Contender(
            LETTERS[at], pin.name, GHOST if pin.baseline else pin.slot,
            evaluated(pin.scenario), pin.baseline,
        )
        for at, pin in enumerate(pins)
        if at != same and not pin.hidden
    ]  # fmt: skip


def _columns(
    me: Contender, others: list[Contender], before: Live, t: Text
) -> tuple[Contender, ...]:
    """Return every contender by letter, behind what ships where no pin is the baseline."""
    every = sorted((me, *others), key=lambda each: each.letter)
    if any(each.baseline for each in every):
        return tuple(every)
    if before.scenario in (me.live.scenario, *(other.live.scenario for other in others)):
        return tuple(
            replace(each, baseline=each.live.scenario == before.scenario) for each in every
        )
    return (shipped(before, t), *every)
