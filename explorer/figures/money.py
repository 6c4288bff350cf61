"""Where the money goes: parts of the cost of a million output tokens, with the state before."""

from __future__ import annotations

import numpy as np

from explorer.figures.figure import Array, Bar, BarFigure
from explorer.figures.wording import UNKNOWN, basis, delta, described, number
from explorer.live import Live
from explorer.spec.scenario import Scenario
from explorer.text import Text

_SLOTS = {
    "Chip": 4,
    "Server & network": 6,
    "Hosting": 7,
    "Power & cooling": 3,
    "Rental": 2,
    "Logic die": 2,
    "HBM": 1,
    "Package & test": 5,
    "Vendor margin": 4,
}


def wanted(scenario: Scenario) -> dict[str, dict[str, object]]:
    """Return nothing beyond the operating point."""
    del scenario
    return {}


def build(live: Live, baseline: Live, t: Text) -> BarFigure:
    """Return the parts of the output cost as bars, $/Mtok."""
    basis_text = basis(live.scenario, t)
    axis = t("$/Mtok output, {basis}").format(basis=basis_text)
    now, before = parts(live), parts(baseline)
    bars = tuple(
        _bar(_name(name, t), now.get(name, 0.0), before.get(name, 0.0), _SLOTS.get(name, 5), t)
        for name in sorted(now | before, key=lambda n: -max(now.get(n, 0.0), before.get(n, 0.0)))
        if now.get(name, 0.0) > 0 or before.get(name, 0.0) > 0
    )
    fits = bool(live.now.fits[0])
    total = sum(now.values()) if fits else float("nan")
    was = sum(before.values()) if baseline.now.fits[0] else float("nan")
    return BarFigure(
        "money",
        t("Where the money goes"),
        described(live.scenario, float(live.now.chips[0]), t, basis_text),
        axis,
        t("$/Mtok output"),
        bars,
        _bar(t("total"), total, was, 1, t),
        (t("now"), t("change")),
        extra=() if fits else (t("The model does not fit: no tokens, no cost of a token."),),
    )


def parts(live: Live) -> dict[str, float]:
    """Return $/Mtok output by part; empty where the model does not fit.

    Every part of a chip-hour makes the same tokens, so shares of the hour are shares of the cost.
    """
    out = live.now
    if not out.fits[0]:
        return {}
    per_dollar = float(out.usd_mtok_output[0] / out.usd_per_chip_hour[0])
    usd: Array = out.money_usd_hour[:, 0] * per_dollar
    return dict(zip(out.money_names, usd.tolist(), strict=True))


def _name(name: str, t: Text) -> str:
    """Return the reader's name of a part; the literals are what is translated."""
    return {
        "Chip": t("Chip"),
        "Server & network": t("Server & network"),
        "Hosting": t("Hosting"),
        "Power & cooling": t("Power & cooling"),
        "Rental": t("Rental"),
        "Logic die": t("Logic die"),
        "HBM": t("HBM"),
        "Package & test": t("Package & test"),
        "Vendor margin": t("Vendor margin"),
    }.get(name, name)


def _bar(name: str, value: float, before: float, slot: int, t: Text) -> Bar:
    change = delta(value, before, -1, t, decimals=0)
    shown = number(value) if np.isfinite(value) else UNKNOWN
    was = before if np.isfinite(before) and before > 0 else None
    drawn = value if np.isfinite(value) else 0.0
    label = change.relative if change.sense else ""
    return Bar(name, drawn, was, shown, label, change.sense, slot)
