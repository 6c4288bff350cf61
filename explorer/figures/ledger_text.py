"""The parameters behind a result as finished text: what a list of assumptions shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from explorer.analysis.ledger import Entry
from explorer.figures.effects import Effect, effect_of
from explorer.figures.lever_text import confidence_name
from explorer.figures.wording import UNKNOWN
from explorer.levers import BY_PATH
from explorer.results import Result
from explorer.text import Text
from explorer.units import quantity, split

_SHARED = ("Bandwidth", "Capacity")
"""Names that levers of several groups have."""


@dataclass(frozen=True, slots=True)
class EntryText:
    """One parameter in finished text; `effect` is None where it is not known."""

    path: str
    group: str
    name: str
    value: str
    unit: str
    low: str
    mid: str
    high: str
    effect: Effect | None
    confidence: str
    estimate: bool
    date: str
    source: str
    edited: bool
    near: bool

    def matches(self, wanted: str) -> bool:
        """Whether every word of `wanted` stands somewhere in it."""
        whole = " ".join((self.name, self.group, self.path, self.source, self.confidence)).lower()
        return all(word in whole for word in wanted.lower().split())


def entry_text(entry: Entry, effects: Mapping[str, float], result: Result, t: Text) -> EntryText:
    """Return one parameter in words; `effects` are those of `explorer.analysis.ledger`."""
    change = effects.get(entry.path)
    source = entry.source
    return EntryText(
        entry.path,
        t(entry.group),
        entry_name(entry, t),
        figure(entry.value, entry.unit),
        t(entry.unit) if entry.unit else "",
        figure(entry.low, entry.unit),
        figure(entry.mid, entry.unit),
        figure(entry.high, entry.unit),
        None if change is None else effect_of(change, result.better),
        _trust(entry, t),
        source.is_estimate and not entry.edited,
        source.date,
        source.title,
        entry.edited,
        entry.near,
    )


def _trust(entry: Entry, t: Text) -> str:
    """Return how far a value is to be trusted in a word or two: the column is narrow."""
    if entry.edited:
        return t("edited")
    short = {"recalled": t("from memory"), "vendor": t("vendor"), "user": t("own value")}
    confidence = entry.source.confidence
    return short.get(confidence) or confidence_name(confidence, t)


def entry_name(entry: Entry, t: Text) -> str:
    """Return what a parameter is called: "Wafer price, N5"."""
    label = t(entry.label)
    if entry.label in _SHARED and entry.path in BY_PATH:
        label = t("{a}: {b}").format(a=t(BY_PATH[entry.path].group), b=label)
    name = t(entry.of) if entry.path.startswith("costing.api/") else entry.of
    return t("{parameter}, {of}").format(parameter=label, of=name) if name else label


def entry_value(entry: Entry, value: float | None, t: Text) -> str:
    """Return a value of the parameter with its unit."""
    return UNKNOWN if value is None else quantity(value, entry.unit, t)


def figure(value: float | None, unit: str) -> str:
    """Return a value without its unit, in the unit of the list: dollars in full."""
    return UNKNOWN if value is None else split(value, "%" if unit == "%" else "")[0]
