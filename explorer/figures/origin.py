"""Where a scenario's numbers come from: estimates to be tagged, sources for the footer."""

from __future__ import annotations

import math
from functools import lru_cache
from operator import attrgetter, ne

from explorer import presets
from explorer.analysis.held import held
from explorer.kept import once
from explorer.presets import Preset
from explorer.silicon.made import made
from explorer.spec.chip import ChipSpec
from explorer.spec.costing import CostingSpec
from explorer.spec.provenance import Source
from explorer.spec.scenario import Scenario
from explorer.text import Text

_SPEED = ("fp8_tflops", "bf16_tflops", "hbm_bandwidth_tbs", "hbm_gb", "sram_mb")
_PRICED = (*_SPEED, "price_usd", "tdp_w")
_OWN = "Siliconomics estimate"
_KINDS: dict[str, presets.Kind] = {
    "chip": "chips", "partner": "chips", "workload": "workloads", "session": "sessions",
    "tiers": "tiers", "fleet": "fleets",
}  # fmt: skip
"""Groups of a scenario that name a preset."""


@lru_cache(maxsize=256)
def _preset(chip_id: str) -> Preset[ChipSpec] | None:
    try:
        return presets.chip(chip_id)
    except ValueError:
        return None


def shipped_value(scenario: Scenario, path: str) -> tuple[float, Source] | None:
    """Return the number that the group's preset has at `path` and its origin, None for none."""
    group, _, name = path.partition(".")
    if group not in _KINDS:
        return None
    try:
        preset = presets.get(_KINDS[group], scenario.value(group).id)
    except ValueError:
        return None
    value, source = preset.known.get(name), preset.sources.get(name)
    return None if value is None or source is None else (float(value), source)


def estimated(chip: ChipSpec, *names: str) -> bool:
    """Return whether any of the chip's fields still holds a preset's estimate."""
    preset = _preset(chip.id)
    if preset is None:
        return False
    return any(
        name in preset.sources
        and preset.sources[name].is_estimate
        and preset.known.get(name) == getattr(chip, name)
        for name in names
    )


@once()
def cost_estimated(scenario: Scenario, silicon_usd: float | None = None) -> bool:
    """Return whether what decides the cost of a chip-hour is an estimate.

    `silicon_usd` is what the chip costs to make, where an evaluation has found it.
    """
    if scenario.economics.basis == "cost-plus":
        return True
    if scenario.shipped is not None:
        usd = held(scenario).made.cost.total if silicon_usd is None else silicon_usd
        if not math.isclose(usd, _shipped_usd(scenario.shipped, scenario.costing)):
            return True
    if scenario.economics.basis == "rental":
        return estimated(scenario.chip, "rental_usd_hour")
    return estimated(scenario.chip, "price_usd", "tdp_w")


@once(objects=2)
def _shipped_usd(chip: ChipSpec, costing: CostingSpec) -> float:
    return float(made(chip, chip, costing).cost.total)


def source_of(scenario: Scenario, path: str, t: Text) -> str:
    """Return where the value at `path` comes from: a preset's source with its date, or the user."""
    group, _, name = path.partition(".")
    if group != "chip":
        return t("chosen")
    preset = _preset(scenario.chip.id)
    source = preset.sources.get(name) if preset else None
    if preset is None or source is None or preset.known.get(name) != scenario.value(path):
        return t("set by the user")
    return f"{source.title}, {source.date}" if source.date else source.title


def sources(scenario: Scenario, t: Text, *, money: bool = False) -> str:
    """Return one line that names where the chip's decisive values come from, price included."""
    chip, names = scenario.chip, _PRICED if money else _SPEED
    known = _known(chip.id, names)
    if known is None:
        return t("Sources: the user's own chip.")
    return _sources(chip.id, names, tuple(map(ne, attrgetter(*names)(chip), known)), t)


@lru_cache(maxsize=64)
def _known(chip_id: str, names: tuple[str, ...]) -> tuple[object, ...] | None:
    preset = _preset(chip_id)
    return None if preset is None else tuple(map(preset.known.get, names))


@lru_cache(maxsize=64)
def _sources(chip_id: str, names: tuple[str, ...], edited: tuple[bool, ...], t: Text) -> str:
    preset = _preset(chip_id)
    assert preset is not None
    titles: dict[str, None] = {}
    own = changed = False
    for name, other in zip(names, edited, strict=True):
        value, source = preset.known.get(name), preset.sources.get(name)
        if other:
            changed = True
        elif value and source is not None:
            own |= source.title == _OWN
            titles.setdefault(source.title)
    titles.pop(_OWN, None)
    parts = [*titles]
    if own:
        parts.append(t("estimates by Siliconomics"))
    if changed:
        parts.append(t("values changed by the user"))
    return t("Sources: {list}.").format(list=t("; ").join(parts))
