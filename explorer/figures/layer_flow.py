"""Classes of request on their way to the fast and the deep layer, and the memory behind both."""

from __future__ import annotations

from explorer.figures.figure import (
    FlowArrow,
    FlowBox,
    FlowColumn,
    FlowFigure,
    FlowNumber,
    Limit,
)
from explorer.figures.origin import sources
from explorer.figures.routing import layered_text
from explorer.figures.system_wording import class_names
from explorer.figures.wording import (
    NO_BREAK_SPACE,
    count,
    limit_name,
    limit_of,
    number,
    percent,
    short_count,
)
from explorer.live import Live
from explorer.naming import short_name
from explorer.systems.layers import DEEP, FAST, Layer, Layers, layers
from explorer.text import Text

_LAYERS = ("fast", "deep")
_GAP = 90.0
"""Room for the ways to cross, px."""

_LEAST = 0.02
"""Thickness of the thinnest arrow that is drawn at all."""


def build(live: Live, baseline: Live, t: Text) -> FlowFigure:
    """Return classes, the two layers and the memory layer; arrows as thick as output tokens."""
    del baseline
    x = layers(live)
    return FlowFigure(
        "layer_flow",
        t("Three layers and what flows between them"),
        layered_text(live, x, t),
        (
            FlowColumn(_classes(x, t), 1.0),
            FlowColumn((_layer(x, FAST, t), _layer(x, DEEP, t)), 1.35),
            FlowColumn((_memory(live, x, t),), 1.2),
        ),
        (*_routes(x), *(_kept(x, place) for place in (FAST, DEEP))),
        sources(live.scenario, t, money=True),
        gap=_GAP,
    )


def _classes(x: Layers, t: Text) -> tuple[FlowBox, ...]:
    output = x.output_tok_s.sum(axis=0)
    return tuple(
        FlowBox(
            f"class {place}",
            name,
            t("{rate}, {share} fast").format(
                rate=_tokens(float(output[place])), share=percent(float(x.shares[place]), 0)
            ),
        )
        for place, name in enumerate(class_names(t))
    )


def _layer(x: Layers, place: int, t: Text) -> FlowBox:
    layer = (x.fast, x.deep)[place]
    limit = _limit(layer)
    tag = limit_name(limit, layer.scenario.chip, t) if layer.fits else t("does not fit")
    made, watts = float(x.output_tok_s[place].sum()), float(x.megawatts[place])
    chips, capital = float(x.chips[place]), float(x.capital_usd[place])
    return FlowBox(
        _LAYERS[place],
        (t("Fast response"), t("Deep thinking"))[place],
        short_name(layer.scenario.chip.name),
        limit,
        tag,
        numbers=(
            FlowNumber(t("Chips"), count(chips), chips),
            _output(made, t),
            FlowNumber(t("Power"), number(watts), watts, "MW"),
            FlowNumber(t("Capital"), number(capital / 1e6), capital / 1e6, "$M"),
        ),
    )


def _limit(layer: Layer) -> Limit:
    return limit_of(layer.limit) if layer.fits else "capacity"


def _memory(live: Live, x: Layers, t: Text) -> FlowBox:
    m = x.memory
    kept = float(m.sessions.sum()) / m.chips
    watts, capital = float(x.megawatts[-1]), float(x.capital_usd[-1])
    found = t("Prefixes found")
    return FlowBox(
        "memory",
        t("Memory layer"),
        t(live.scenario.tiers.name),
        "ssd",
        numbers=(
            FlowNumber(found, number(100 * m.hit), 100 * m.hit, "%"),
            FlowNumber(t("Sessions per chip"), short_count(round(kept)), kept),
            FlowNumber(t("Power"), number(watts), watts, "MW"),
            FlowNumber(t("Capital"), number(capital / 1e6), capital / 1e6, "$M"),
        ),
    )


def _routes(x: Layers) -> tuple[FlowArrow, ...]:
    most = float(x.output_tok_s.max())
    return tuple(
        FlowArrow(
            f"class {place}",
            _LAYERS[layer],
            numbers=(FlowNumber("", number(rate / 1e6), rate / 1e6, "M tok/s"),),
            limit=_limit((x.fast, x.deep)[layer]),
            width=max(rate / most, _LEAST),
        )
        for layer in (FAST, DEEP)
        for place in range(x.output_tok_s.shape[1])
        if (rate := float(x.output_tok_s[layer, place])) > 0
    )


def _kept(x: Layers, place: int) -> FlowArrow:
    """Return the way of KV caches between a layer and the memory, as thick as its share."""
    share = float(x.output_tok_s[place].sum() / x.output_tok_s.sum())
    return FlowArrow("memory", _LAYERS[place], limit="ssd", width=max(0.5 * share, _LEAST))


def _output(rate: float, t: Text) -> FlowNumber:
    return FlowNumber(t("Peak output"), number(rate / 1e6), rate / 1e6, "M tok/s")


def _tokens(rate: float) -> str:
    if rate >= 1e6:
        return f"{number(rate / 1e6)}{NO_BREAK_SPACE}M{NO_BREAK_SPACE}tok/s"
    return f"{count(rate)}{NO_BREAK_SPACE}tok/s"
