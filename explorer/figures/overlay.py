"""Lay the figures of other scenarios over that of the live one.

Each scenario's figure comes from the same builder, so whatever a chart shows of one scenario it can
show of several, and no chart knows that there are others.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from explorer.figures.basis import with_bases
from explorer.figures.figure import (
    Axis,
    BarFigure,
    Figure,
    Mark,
    Segment,
    Series,
    StackFigure,
    StackPanel,
    StackRow,
    XYFigure,
)
from explorer.figures.guessed import with_series
from explorer.figures.ranges import finite, log_range
from explorer.figures.stretches import same_curve
from explorer.live import Live
from explorer.text import Text
from explorer.units import NO_BREAK_SPACE

GHOST = 0
"""The slot of a scenario that is the baseline: grey and dashed."""

_DECADES = 1e4


@dataclass(frozen=True, slots=True)
class Contender:
    """One of the scenarios compared: its letter, name and slot, evaluated. Slot 1 is the live one.

    `baseline` is the one that the others are held against.
    """

    letter: str
    name: str
    slot: int
    live: Live
    baseline: bool = False


Others = Sequence[tuple[Contender, Figure]]
"""Every other contender with its own figure of the same chart."""


def overlaid(figure: Figure, me: Contender, others: Others, t: Text) -> Figure:
    """Return the live figure with the others in it; kinds that cannot hold two stay as they are."""
    if not others:
        return figure
    made = _laid(figure, me, others, t)
    if not made.basis:
        return made
    return with_bases(made, ((c.letter, c.live.scenario) for c in (me, *(c for c, _ in others))), t)


def holds_several(figure: Figure) -> bool:
    """Return whether a figure of this kind can hold more scenarios than one."""
    return isinstance(figure, XYFigure | StackFigure | BarFigure)


def _laid(figure: Figure, me: Contender, others: Others, t: Text) -> Figure:
    match figure:
        case XYFigure():
            return _curves(figure, me, [(c, f) for c, f in others if _alike(f, figure)], t)
        case StackFigure():
            stacks = [(c, f) for c, f in others if isinstance(f, StackFigure)]
            return _stacks(figure, me, stacks)
        case BarFigure():
            bars = [(c, f) for c, f in others if isinstance(f, BarFigure)]
            return _bars(figure, me, bars, t)
        case _:
            return figure


def _alike(other: Figure, figure: XYFigure) -> bool:
    return isinstance(other, XYFigure) and (other.x.title, other.y.title) == (
        figure.x.title,
        figure.y.title,
    )


def _curves(
    figure: XYFigure, me: Contender, others: Sequence[tuple[Contender, Figure]], t: Text
) -> XYFigure:
    subject = _subject(figure)
    found = [(c, f) for c, f in others if isinstance(f, XYFigure) and _subject(f) is not None]
    if subject is None or not found:
        return figure
    names = [me.letter]
    kept: list[Series] = []
    marks: list[Mark] = []
    held = any(contender.baseline for contender, _ in found)
    for contender, other in found:
        curve = _subject(other)
        assert curve is not None
        marks += _marks(contender, other)
        if same_curve(curve.x, subject.x) and same_curve(curve.y, subject.y):
            names.append(contender.letter)
        else:
            kept.append(_named(curve, contender))
    label = t(", ").join(sorted(names))
    letter = t(", ").join(name[:1] for name in sorted(names))
    series = (
        *(s for s in figure.series if s.role == "ghost" and not held),
        *kept,
        *(
            replace(s, label=label, letter=letter, label_along=False)
            if s is subject
            else replace(s, label="")
            for s in figure.series
            if s.role == "subject"
        ),
    )
    own = [m for m in figure.marks if m.role != "baseline" or not held]
    return replace(
        with_series(figure, series, t),
        x=_spanning(figure.x, [f.x for _, f in found if isinstance(f, XYFigure)]),
        y=_upward(figure.y, [f.y for _, f in found if isinstance(f, XYFigure)], series, t),
        regions=(),
        lines=tuple(line for line in figure.lines if line.role == "target"),
        marks=(*marks, *own),
    )


def _subject(figure: XYFigure) -> Series | None:
    return next((s for s in figure.series if s.role == "subject"), None)


def _named(curve: Series, contender: Contender) -> Series:
    label = contender.letter
    named = replace(curve, id=f"pin {label}", label=label, letter=label[:1], label_along=False)
    if contender.slot == GHOST:
        return replace(named, role="ghost")
    return replace(named, slot=contender.slot)


def _marks(contender: Contender, figure: XYFigure) -> list[Mark]:
    """Return where the contender runs, without words: its curve is named."""
    found = [mark for mark in figure.marks if mark.role == "operating"]
    if contender.slot == GHOST:
        return [Mark(mark.x, mark.y, "", "baseline") for mark in found]
    slot = contender.slot
    return [Mark(mark.x, mark.y, "", "operating", slot, shape=slot) for mark in found]


def _spanning(axis: Axis, others: Sequence[Axis]) -> Axis:
    low = min(axis.low, *(other.low for other in others))
    high = max(axis.high, *(other.high for other in others))
    return axis if (low, high) == (axis.low, axis.high) else replace(axis, low=low, high=high)


def _upward(axis: Axis, others: Sequence[Axis], series: Sequence[Series], t: Text) -> Axis:
    """Return the y axis of several scenarios: logarithmic, so that ratios can be seen."""
    if axis.scale == "log":
        return _spanning(axis, others)
    values = finite(*(s.y for s in series))
    if not values.size:
        return axis
    low, high = log_range(values)
    return replace(
        axis, title=axis.title + t(" (log)"), low=max(low, high / _DECADES), high=high, scale="log"
    )


def _stacks(
    figure: StackFigure, me: Contender, others: Sequence[tuple[Contender, StackFigure]]
) -> StackFigure:
    """Return panels with a bar for each scenario, in the order of their letters."""
    panels = []
    for number, panel in enumerate(figure.panels):
        rows = {me.letter: [row for row in panel.rows if not row.ghost]}
        for contender, other in others:
            if number < len(other.panels) and other.panels[number].unit == panel.unit:
                rows[contender.letter] = [r for r in other.panels[number].rows if not r.ghost]
        named = [replace(row, label=letter) for letter in sorted(rows) for row in rows[letter][:1]]
        panels.append(StackPanel(panel.title, panel.unit, tuple(named)))
    return replace(figure, panels=tuple(panels))


def _bars(
    figure: BarFigure, me: Contender, others: Sequence[tuple[Contender, BarFigure]], t: Text
) -> Figure:
    """Return the bars of each scenario as one stacked bar: as many bars again would be a thicket.

    Bars below zero cannot be stacked; such a figure stays as it is.
    """
    every = [(me, figure), *((c, f) for c, f in others if f.unit == figure.unit)]
    if any(bar.value < 0 for _, f in every for bar in f.bars):
        return figure
    rows = []
    for contender, made in sorted(every, key=lambda pair: pair[0].letter):
        parts = tuple(Segment(b.name, b.value, b.slot) for b in made.bars if b.value > 0)
        unit = made.unit.split(" ")[0]
        total = f"{made.total.value_label}{NO_BREAK_SPACE}{unit}" if made.total and parts else ""
        rows.append(StackRow(contender.letter, parts, total or t("does not fit")))
    panel = StackPanel(figure.axis_title, figure.unit, tuple(rows))
    return StackFigure(figure.id, figure.title, figure.subtitle, (panel,), figure.footer)
