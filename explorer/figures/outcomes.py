"""What each of several scenarios comes to, held against the baseline: a table."""

from __future__ import annotations

import math

from explorer.confidence import confidence
from explorer.figures import decode
from explorer.figures.figure import TableCell, TableColumn, TableFigure, TableRow
from explorer.figures.origin import cost_estimated, estimated
from explorer.figures.overlay import GHOST, Contender
from explorer.figures.tiles import value_of
from explorer.figures.wording import count, delta, lengths, limit_name, limit_of, number
from explorer.live import Live
from explorer.naming import short_name
from explorer.results import BY_ID, Result
from explorer.spec.scenario import Scenario
from explorer.spec.study import ResultId
from explorer.text import Text

_ROWS: tuple[ResultId, ...] = (
    "ttft", "tpot", "interactivity", "throughput", "cost_input", "cost_output", "energy",
)  # fmt: skip
_SAME = 0.005
"""Changes below this would read "0 %"."""


def wanted(scenario: Scenario) -> dict[str, dict[str, object]]:
    """Return the sweep over batch, from which the verdict beside the table is taken."""
    return decode.main_sweep(scenario)


def build(live: Live, baseline: Live, t: Text) -> TableFigure:
    """Return the table of a scenario beside its baseline."""
    return together(pair(live, baseline, t), t)


def pair(live: Live, baseline: Live, t: Text) -> tuple[Contender, ...]:
    """Return a scenario and its baseline as contenders, one where they are the same."""
    me = Contender("A", t("now"), 1, live, baseline=live is baseline)
    if live is baseline:
        return (me,)
    return shipped(baseline, t), me


def shipped(baseline: Live, t: Text) -> Contender:
    """Return what a scenario was before anything was changed, as one of those compared."""
    name = t("{chip} as shipped").format(chip=short_name(baseline.scenario.chip.name))
    return Contender(t("shipped"), name, GHOST, baseline, baseline=True)


def slide_title(contenders: tuple[Contender, ...], t: Text) -> str:
    """Return who leads in how many of the outcomes: the takeaway of the table."""
    rows = [[value_of(BY_ID[name], c.live) for c in contenders] for name in _ROWS]
    wins = dict.fromkeys((c.name for c in contenders), 0)
    for name, values in zip(_ROWS, rows, strict=True):
        better = [BY_ID[name].better * value for value in values]
        best = max(filter(math.isfinite, better), default=math.nan)
        ahead = [c for c, v in zip(contenders, better, strict=True) if v == best]
        if len(ahead) == 1:
            wins[ahead[0].name] += 1
    first, *rest = sorted(wins, key=lambda name: -wins[name])
    second = rest[0]
    if wins[first] == wins[second]:
        return t("{name} and {other} lead in {count} of {all} outcomes each").format(
            name=first, other=second, count=wins[first], all=len(_ROWS)
        )
    return t("{name} leads in {count} of {all} outcomes, {other} in {fewer}").format(
        name=first, count=wins[first], all=len(_ROWS), other=second, fewer=wins[second]
    )


def together(contenders: tuple[Contender, ...], t: Text) -> TableFigure:
    """Return the table of several scenarios."""
    return TableFigure(
        "outcomes",
        t("Outcomes"),
        _workloads(contenders, t),
        columns(contenders),
        (
            *(_result(BY_ID[name], contenders, t) for name in _ROWS),
            _sessions(contenders, t),
            _limits(contenders, t),
        ),
        more=t("{count} more"),
        footer=key(contenders, t),
    )


def _workloads(contenders: tuple[Contender, ...], t: Text) -> str:
    """Return batch and lengths once where all have them in common, else of each."""
    found = []
    for contender in contenders:
        scenario = contender.live.scenario
        batch = t("batch {batch}").format(batch=count(scenario.workload.batch))
        found.append(t(", ").join((batch, lengths(scenario, t))))
    if len(set(found)) == 1:
        return found[0]
    return t("; ").join(f"{c.letter}: {facts}" for c, facts in zip(contenders, found, strict=True))


def columns(contenders: tuple[Contender, ...]) -> tuple[TableColumn, ...]:
    """Return the heads of the contenders' columns."""
    return tuple(TableColumn(c.letter, c.name, c.slot) for c in contenders)


def key(contenders: tuple[Contender, ...], t: Text) -> str:
    """Return whose letters stand over the columns, for a page that shows no cards."""
    return t("; ").join(f"{c.letter}: {c.name}" for c in contenders)


def changed(
    value: float, contenders: tuple[Contender, ...], values: list[float], better: int, t: Text
) -> tuple[str, int]:
    """Return a value's change against the baseline's among `values` in words, and its sense."""
    base = next((v for c, v in zip(contenders, values, strict=True) if c.baseline), math.nan)
    if value == base or abs(value - base) < _SAME * abs(base):
        return t("same"), 0
    found = delta(value, base, better, t, decimals=0)
    return found.relative, found.sense


def _result(kind: Result, contenders: tuple[Contender, ...], t: Text) -> TableRow:
    values = [value_of(kind, c.live) for c in contenders]
    cells = []
    for contender, value in zip(contenders, values, strict=True):
        if not math.isfinite(value):
            cells.append(TableCell(t("does not fit"), quiet=True))
            continue
        change, sense = changed(value, contenders, values, kind.better, t)
        change = "" if contender.baseline else change
        guess = _guessed(kind, contender.live.scenario)
        cells.append(TableCell(number(value), value, change, sense, guess))
    return TableRow(t(kind.title), t(kind.unit), tuple(cells))


def _guessed(kind: Result, scenario: Scenario) -> bool:
    if kind.id == "energy":
        return estimated(scenario.chip, "tdp_w")
    if kind.id.startswith("cost") and cost_estimated(scenario):
        return True
    return bool(confidence(scenario, kind.phase)["estimate"])


def _sessions(contenders: tuple[Contender, ...], t: Text) -> TableRow:
    values = [float(c.live.now.max_batch[0]) for c in contenders]
    cells = []
    for contender, value in zip(contenders, values, strict=True):
        change, sense = changed(value, contenders, values, 1, t)
        change = "" if contender.baseline else change
        cells.append(TableCell(count(value), value, change, sense))
    return TableRow(t("Sessions that fit"), t("per replica"), tuple(cells))


def _limits(contenders: tuple[Contender, ...], t: Text) -> TableRow:
    cells = []
    for contender in contenders:
        now = contender.live.now
        limit = limit_of(now.decode.binding[0]) if now.fits[0] else "capacity"
        name = limit_name(limit, contender.live.scenario.chip, t)
        cells.append(TableCell(name, limit=limit))
    return TableRow(t("Decode is limited by"), "", tuple(cells))
