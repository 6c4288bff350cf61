"""Where the money goes: parts of the cost of a million output tokens, with the state before."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import lru_cache

from explorer.figures.figure import Bar, BarFigure
from explorer.figures.fit import runs
from explorer.figures.origin import sources
from explorer.figures.wording import UNKNOWN, basis, delta, described, memory_name, number
from explorer.live import Live
from explorer.spec.chip import ChipSpec
from explorer.spec.scenario import Scenario
from explorer.text import Text

_MARGIN, _DIE, _MEMORY, _PACKAGE = "Vendor margin", "Logic die", "Memory", "Package & test"

_SLOTS = {
    _MARGIN: 4, "Chip": 4, "Server & network": 6, "Power & cooling": 3, "Hosting": 7,
    _MEMORY: 1, _PACKAGE: 5, _DIE: 2, "Rental": 2,
}  # fmt: skip
"""Colour of each part, in the order of the bars."""


def wanted(scenario: Scenario) -> dict[str, dict[str, object]]:
    """Return nothing beyond the operating point."""
    del scenario
    return {}


def build(live: Live, baseline: Live, t: Text) -> BarFigure:
    """Return the parts of the output cost as bars, $/Mtok."""
    basis_text = basis(live.scenario, t)
    now, before = parts(live), parts(baseline)
    names = part_names(live.scenario.chip, t)
    bars = tuple(
        _bar(names[part], now.get(part, float("nan")), before.get(part, 0.0), slot, t)
        for part, slot in _SLOTS.items()
        if now.get(part, 0.0) > 0 or before.get(part, 0.0) > 0
    )
    total = sum(now.values()) if now else float("nan")
    was = sum(before.values()) if before else float("nan")
    return BarFigure(
        "money",
        t("Where the money goes"),
        described(live.scenario, float(live.now.chips[0]), t, basis_text),
        t("$/Mtok output, {basis}").format(basis=basis_text),
        t("$/Mtok output"),
        bars,
        _bar(t("total"), total, was, 1, t),
        (t("now"), t("change")),
        footer=sources(live.scenario, t, money=True),
        basis=basis_text,
        extra=() if now else (t("The model does not fit: no tokens, no cost of a token."),),
    )


@lru_cache(maxsize=2)
def parts(live: Live) -> Mapping[str, float]:
    """Return $/Mtok output by part; empty where the model does not fit.

    Every part of a chip-hour makes the same tokens, so shares of the hour are shares of the cost.
    """
    out = live.now
    if not runs(live):
        return {}
    per_dollar = float(out.usd_mtok_output[0] / out.usd_per_chip_hour[0])
    usd = (out.money_usd_hour[:, 0] * per_dollar).tolist()
    return dict(zip(out.money_names, usd, strict=True))


def part_names(chip: ChipSpec, t: Text) -> Mapping[str, str]:
    """Return the reader's name of each part; memory by its own kind."""
    return _names(memory_name(chip), t)


@lru_cache(maxsize=16)
def _names(memory: str, t: Text) -> Mapping[str, str]:
    return {
        _MARGIN: t("Vendor margin"),
        "Chip": t("Chip"),
        "Server & network": t("Server & network"),
        "Power & cooling": t("Power & cooling"),
        "Hosting": t("Hosting"),
        _MEMORY: memory,
        _PACKAGE: t("Package & test"),
        _DIE: t("Logic die"),
        "Rental": t("Rental"),
    }


def _bar(name: str, value: float, before: float, slot: int, t: Text) -> Bar:
    change = delta(value, before, -1, t, decimals=0)
    known = math.isfinite(value)
    was = before if math.isfinite(before) and before > 0 else None
    label = change.relative if change.sense else ""
    return Bar(name, value if known else 0.0, was, number(value) if known else UNKNOWN, label,
               change.sense, slot)  # fmt: skip
