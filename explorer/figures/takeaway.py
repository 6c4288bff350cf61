"""A chart for a slide: the takeaway as its title, and every curve named in full."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from explorer.figures import measures, money
from explorer.figures.figure import Figure, XYFigure
from explorer.figures.fit import runs, starts
from explorer.figures.groups import group_names, grouped
from explorer.figures.measures import TPOT, TTFT, Measure, chosen
from explorer.figures.overlay import Contender
from explorer.figures.roofline import roofs
from explorer.figures.wording import (
    NO_BREAK_SPACE,
    count,
    delta,
    deployment,
    gigabytes,
    memory_name,
    number,
    percent,
)
from explorer.live import Live
from explorer.naming import changes, short_name, subject
from explorer.text import Text

_NAMED = {"prefill": ("subject",), "cost": ("subject",), "roofline": ()}
"""Curves of each chart that are called "this chip" on the screen."""


@dataclass(frozen=True, slots=True)
class Rank:
    """The measure that a slide of several scenarios ranks them by, and what stands across it."""

    measure: Measure
    across: Measure | None = None

    def said(self, live: Live, t: Text) -> str:
        """Return its value at the operating point: "0.37 $/Mtok at 36 tok/s/user"."""
        value = _with_unit(self.measure, live, t)
        if self.across is None:
            return value
        at = _with_unit(self.across, live, t)
        return t("{value} at {place}").format(value=value, place=at)


def _with_unit(measure: Measure, live: Live, t: Text) -> str:
    return f"{number(float(measure.of(live.now)[0]))}{NO_BREAK_SPACE}{t(measure.unit)}"


Finding = Callable[[Live, Live, Text], str]
"""What a chart shows of a scenario and its baseline, as half a sentence with its number."""


def as_slide(
    figure: Figure, live: Live, baseline: Live, t: Text, finding: Finding | None
) -> Figure:
    """Return a screen's figure with the takeaway as title and its curves named in full."""
    title = takeaway(figure.id, finding, live, baseline, t) if finding else figure.title
    if not isinstance(figure, XYFigure):
        return replace(figure, title=title)
    before = t("as shipped")
    series = tuple(
        replace(s, label=_curve_name(live, baseline, t, marked=s.estimate))
        if s.id in _NAMED.get(figure.id, ())
        else replace(s, label=before)
        if s.role == "ghost"
        else s
        for s in figure.series
    )
    return replace(figure, title=title, series=series)


def without_baseline(figure: Figure) -> Figure:
    """Return a slide of several scenarios without what one of them was before it was changed.

    They are held against each other: another curve and its change would be two more to explain.
    """
    if not isinstance(figure, XYFigure):
        return figure
    marks = (replace(m, badge="", sense=0) for m in figure.marks if m.role != "baseline")
    series = tuple(s for s in figure.series if s.role != "ghost")
    return replace(figure, series=series, marks=tuple(marks))


def _curve_name(live: Live, baseline: Live, t: Text, *, marked: bool) -> str:
    """Return the chip with its change on a second line, which an estimate needs for itself."""
    chip, change = short_name(live.scenario.chip.name), changes(live.scenario, baseline.scenario, t)
    return f"{chip}\n{change}" if change and not marked else chip


def takeaway(figure_id: str, finding: Finding, live: Live, baseline: Live, t: Text) -> str:
    """Return what a chart shows as a sentence with its number."""
    name = subject(live.scenario, baseline.scenario, t)
    said = found(figure_id, finding, live, baseline, t)
    return t("{name}: {finding}").format(name=name, finding=said)


def found(figure_id: str, finding: Finding, live: Live, baseline: Live, t: Text) -> str:
    """Return a chart's finding, or that the model does not fit."""
    fits = starts(live) if figure_id == "prefill" else runs(live)
    if figure_id == "roofline" or fits:
        return finding(live, baseline, t)
    over = float(live.now.need_gb[0] - live.now.have_gb[0])
    return t("{model} does not fit, {over} too much").format(
        model=live.scenario.model.name, over=gigabytes(over)
    )


def against(figure: Figure, finding: Finding, others: Sequence[Contender], t: Text) -> Figure:
    """Return a slide of two scenarios: what it shows of the other too, and how each is laid out."""
    title = figure.title
    for other in others:
        held = found(figure.id, finding, other.live, other.live, t)
        title = t("; ").join((title, t("{name}: {finding}").format(name=other.name, finding=held)))
    return _laid_out(replace(figure, title=title), others, t)


def better(
    figure: Figure, rank: Rank, me: Contender, other: Contender, finding: Finding, t: Text
) -> Figure:
    """Return a slide of two scenarios: whose is better at the operating points, by how much."""
    order = _order(rank, (me, other))
    if len(order) < 2:
        return against(figure, finding, (other,), t)
    measure = rank.measure
    best, rest = (float(measure.of(each.live.now)[0]) for each in order)
    change = delta(best, rest, measure.better, t, decimals=0)
    words = (
        t("{name} has the higher {measure}: {value} against {rest} of {other} ({change})")
        if measure.better > 0
        else t("{name} has the lower {measure}: {value} against {rest} of {other} ({change})")
    )
    if not change.sense:
        words = t("{name} and {other} have the same {measure}: {value}")
    title = words.format(
        name=order[0].name, other=order[1].name, measure=t(measure.within), change=change.relative,
        value=rank.said(order[0].live, t), rest=rank.said(order[1].live, t),
    )  # fmt: skip
    return _laid_out(replace(figure, title=title), (other,), t)


def _order(rank: Rank, every: Sequence[Contender]) -> list[Contender]:
    """Return those that fit, the best first."""
    fitting = [each for each in every if runs(each.live)]
    measure = rank.measure
    return sorted(fitting, key=lambda c: -measure.better * float(measure.of(c.live.now)[0]))


def ranked(
    figure: Figure, rank: Rank, me: Contender, others: Sequence[Contender], t: Text
) -> Figure:
    """Return a slide of more scenarios: whose is best at the operating points, and the others'."""
    order, measure = _order(rank, (me, *others)), rank.measure
    values = {each.letter: float(measure.of(each.live.now)[0]) for each in order}
    if len(order) < 2:
        return _laid_out(figure, others, t)
    best, *rest = order
    words = (
        t("{name} has the highest {measure}, {value}, against {rest}")
        if measure.better > 0
        else t("{name} has the lowest {measure}, {value}, against {rest}")
    )
    low, high = (measure.text(values[rest[at].letter], t) for at in (0, -1))
    title = words.format(
        name=best.name,
        measure=t(measure.within),
        value=measure.text(values[best.letter], t),
        rest=low if low == high else t("{low} to {high}").format(low=low, high=high),
    )
    return _laid_out(replace(figure, title=title), others, t)


def enumerated(
    figure: Figure, kind: str, me: Contender, others: Sequence[Contender], t: Text
) -> Figure:
    """Return a slide of more scenarios that nothing ranks: the chart's title and their names."""
    names = t(", ").join(each.name for each in (me, *others))
    title = t("{name}: {finding}").format(name=kind, finding=names)
    return _laid_out(replace(figure, title=title), others, t)


def _laid_out(figure: Figure, others: Sequence[Contender], t: Text) -> Figure:
    """Return a figure whose subtitle also says how the others are laid out."""
    laid = [
        f"{each.letter}: {deployment(each.live.scenario, float(each.live.now.chips[0]))}"
        for each in others
    ]
    return replace(figure, subtitle=t("; ").join((figure.subtitle, *laid)))


def prefill_finding(live: Live, baseline: Live, t: Text) -> str:
    """Return the first token, against the baseline's, or what else the chart has on its axis."""
    up = chosen(live.scenario, "study.prefill_y")
    tokens = count(live.scenario.workload.input_tokens)
    if up is not TTFT:
        return measures.finding(up, tokens, live, baseline, t, where=t("prompt length"))
    now, was = float(live.now.ttft_ms[0]), float(baseline.now.ttft_ms[0])
    finding = t("first token after {time} at {tokens} tokens").format(
        time=f"{number(now)}{NO_BREAK_SPACE}ms", tokens=tokens
    )
    words = (t("{finding}, {change} sooner"), t("{finding}, {change} later"))
    return _with_change(finding, now, was, words, t)


def decode_finding(live: Live, baseline: Live, t: Text) -> str:
    """Return the time per token, against the baseline's, or what else the chart has on its axis."""
    batch, up = count(live.scenario.workload.batch), chosen(live.scenario, "study.decode_y")
    if up is not TPOT:
        return measures.finding(up, batch, live, baseline, t, where=t("batch"))
    now, was = float(live.now.tpot_ms[0]), float(baseline.now.tpot_ms[0])
    finding = t("a token every {time} at batch {batch}").format(
        time=f"{number(now)}{NO_BREAK_SPACE}ms", batch=batch
    )
    words = (t("{finding}, {change} sooner"), t("{finding}, {change} later"))
    return _with_change(finding, now, was, words, t)


def cost_finding(live: Live, baseline: Live, t: Text) -> str:
    """Return the cost and speed of output, against the baseline's, or what else is on the axes."""
    across, up = chosen(live.scenario, "study.cost_x"), chosen(live.scenario, "study.cost_y")
    if (across.id, up.id) != (measures.SPEED.id, measures.COST.id):
        at = across.text(float(across.of(live.now)[0]), t)
        return measures.finding(up, at, live, baseline, t, where=t(across.within))
    now, was = float(live.now.usd_mtok_output[0]), float(baseline.now.usd_mtok_output[0])
    finding = t("output at {cost} and {speed}").format(
        cost=f"{number(now)}{NO_BREAK_SPACE}$/Mtok",
        speed=f"{number(float(live.now.tok_s_user[0]))}{NO_BREAK_SPACE}{t('tok/s/user')}",
    )
    words = (t("{finding}, {change} cheaper"), t("{finding}, {change} dearer"))
    return _with_change(finding, now, was, words, t)


def _with_change(finding: str, now: float, was: float, words: tuple[str, str], t: Text) -> str:
    """Return a finding with its change; less is better in all of them."""
    change = delta(now, was, -1, t, decimals=0)
    if not change.sense:
        return finding
    size = change.relative.partition(" ")[2]
    return words[0 if change.sense > 0 else 1].format(finding=finding, change=size)


def roofline_finding(live: Live, baseline: Live, t: Text) -> str:
    """Return the intensity up to which memory is the limit."""
    del baseline
    chip = live.scenario.chip
    memory, sram = roofs(live.scenario)
    ridge = f"{number((memory or sram).ridge)}{NO_BREAK_SPACE}FLOP/B"
    return t("{memory} is the limit below {ridge}").format(
        memory=memory_name(chip) if memory else "SRAM", ridge=ridge
    )


def time_finding(live: Live, baseline: Live, t: Text) -> str:
    """Return the largest part of a decode step."""
    del baseline
    ms = grouped(live.now.decode).time_ms
    largest = ms.index(max(ms))
    return t("largest part of a decode step: {part}, {share}").format(
        share=percent(ms[largest] / sum(ms), 0), part=group_names(t)[largest]
    )


def money_finding(live: Live, baseline: Live, t: Text) -> str:
    """Return the largest part of output cost."""
    del baseline
    parts = money.parts(live)
    largest = max(parts, key=lambda name: parts[name])
    return t("largest part of output cost: {part}, {share}").format(
        share=percent(parts[largest] / sum(parts.values()), 0),
        part=money.part_names(live.scenario.chip, t)[largest],
    )
