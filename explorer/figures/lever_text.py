"""What a lever is, in a few lines: meaning, range, what the preset says and who says so."""

from __future__ import annotations

from explorer import presets
from explorer.figures.origin import shipped_value
from explorer.figures.wording import quantity
from explorer.lever import lever_name
from explorer.levers import BY_PATH, Lever
from explorer.spec.provenance import Confidence, Source
from explorer.spec.scenario import Scenario
from explorer.text import Text


def lever_lines(scenario: Scenario, path: str, t: Text) -> tuple[str, ...]:
    """Return name and value, meaning, ranges, and the preset's value with source and confidence."""
    lever = BY_PATH[path]
    value = float(scenario.value(path))
    name = t("{name}: {finding}").format(
        name=lever_name(lever, t), finding=quantity(value, lever.unit, t)
    )
    found = [name, t(lever.about), _ranges(lever, t), *_zones(lever, t)]
    shipped = shipped_value(scenario, path)
    if shipped is not None:
        told = t("Preset: {value}; {source}.")
        found.append(
            told.format(value=quantity(shipped[0], lever.unit, t), source=_source(shipped[1], t))
        )
    if lever.may_be_uncertain:
        found.append(
            t("Not known exactly? Type a range such as “80 to 120”: analyses draw from it.")
        )
    if path in scenario.lock.fixed:
        found.append(t("{lever} is locked.").format(lever=lever_name(lever, t)))
    return tuple(found)


def _ranges(lever: Lever, t: Text) -> str:
    low, high = lever.hard_range
    least = quantity(low, lever.unit, t)
    if lever.low_is_open:
        least = t("more than {value}").format(value=least)
    return t("Slider {low} to {high}; a number may be typed from {least} to {most}.").format(
        low=quantity(lever.low, lever.unit, t),
        high=quantity(lever.high, lever.unit, t),
        least=least,
        most=quantity(high, lever.unit, t),
    )


def _zones(lever: Lever, t: Text) -> list[str]:
    """Return in words what the named stretches of the track are."""
    field = lever.path.rpartition(".")[2]

    def end(chip: str) -> str:
        return quantity(float(presets.chip(chip).known[field]), lever.unit, t)

    told = t("Chips of today with {memory}: {low} to {high}.")
    return [told.format(memory=z.name, low=end(z.low), high=end(z.high)) for z in lever.zones]


def _source(source: Source, t: Text) -> str:
    parts = (source.title, source.date, confidence_name(source.confidence, t))
    return t(", ").join(filter(None, parts))


def confidence_name(confidence: Confidence, t: Text) -> str:
    """Return how far a value is to be trusted, in the reader's words."""
    return {
        "datasheet": t("data sheet"),
        "vendor": t("vendor's statement"),
        "measured": t("measured"),
        "third party": t("third party"),
        "estimated": t("estimate"),
        "rumour": t("rumour"),
        "recalled": t("from memory, not looked up"),
        "user": t("set by the user"),
    }[confidence]
