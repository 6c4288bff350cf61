"""What the layers take: power and cost."""

from __future__ import annotations

from collections.abc import Callable

from explorer.figures.figure import Segment, StackFigure, StackPanel, StackRow
from explorer.figures.origin import sources
from explorer.figures.routing import layered_text
from explorer.figures.wording import NO_BREAK_SPACE, number
from explorer.live import Live
from explorer.outcome import Array
from explorer.systems.layers import Layers, layers
from explorer.text import Text

SLOTS = (3, 1, 5)
"""Colours of fast, deep and memory layer."""


def build(live: Live, baseline: Live, t: Text) -> StackFigure:
    """Return two panels, each the layers stacked, now and before."""
    now, before = layers(live), layers(baseline)
    kinds: tuple[tuple[str, str, Callable[[Layers], Array], Callable[[float], str]], ...] = (
        (t("Power of the facility, MW"), "MW", lambda x: x.megawatts,
         lambda v: f"{number(v)}{NO_BREAK_SPACE}MW"),
        (t("Cost of all tokens, $/Mtok"), "$/Mtok",
         lambda x: x.usd_hour / x.usd_hour.sum() * x.usd_mtok, lambda v: f"${number(v)}"),
    )  # fmt: skip
    panels = tuple(
        StackPanel(title, unit, (_row(t("now"), values(now), total, t),
                                 _row(t("before"), values(before), total, t, ghost=True)))
        for title, unit, values, total in kinds
    )  # fmt: skip
    return StackFigure(
        "layer_totals",
        t("What the layers take"),
        layered_text(live, now, t),
        panels,
        sources(live.scenario, t, money=True),
    )


def layer_names(t: Text) -> tuple[str, str, str]:
    """Return the names of the layers."""
    return t("fast layer"), t("deep layer"), t("memory layer")


def _row(
    label: str, values: Array, total: Callable[[float], str], t: Text, *, ghost: bool = False
) -> StackRow:
    segments = tuple(
        Segment(name, float(value), slot)
        for name, value, slot in zip(layer_names(t), values, SLOTS, strict=False)
        if value > 0
    )
    return StackRow(label, segments, total(float(values.sum())), ghost)
