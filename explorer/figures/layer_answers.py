"""How long an answer takes by class of request, on the fast and on the deep layer."""

from __future__ import annotations

from explorer.figures.figure import Segment, StackFigure, StackPanel, StackRow
from explorer.figures.origin import sources
from explorer.figures.routing import layered_text
from explorer.figures.system_wording import class_names, duration
from explorer.figures.wording import percent
from explorer.live import Live
from explorer.systems.layers import Layer, layers
from explorer.text import Text


def build(live: Live, baseline: Live, t: Text) -> StackFigure:
    """Return one panel a class, each with its own scale: first token, then the rest."""
    del baseline
    x = layers(live)
    panels = tuple(
        StackPanel(
            t("{name}, {share} fast, s").format(
                name=name, share=percent(float(x.shares[place]), 0)
            ),
            "s",
            (_row(t("fast"), x.fast, place, t), _row(t("deep"), x.deep, place, t)),
        )
        for place, name in enumerate(class_names(t))
    )
    return StackFigure(
        "layer_answers",
        t("Answer time by class"),
        layered_text(live, x, t),
        panels,
        sources(live.scenario, t),
    )


def _row(label: str, layer: Layer, place: int, t: Text) -> StackRow:
    if not layer.fits:
        return StackRow(label, (), t("does not fit"))
    first, whole = float(layer.first_s[place]), float(layer.answer_s[place])
    parts = (Segment(t("first token"), first, 2), Segment(t("answer"), whole - first, 1))
    return StackRow(label, parts, duration(whole, t))
