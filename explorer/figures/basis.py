"""Names the cost basis on charts of money: how the price of a chip is set moves all of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from explorer.figures.figure import Figure
from explorer.figures.wording import basis
from explorer.spec.scenario import Scenario
from explorer.text import Text


def with_basis(figure: Figure, scenario: Scenario, t: Text) -> Figure:
    """Return a chart of money with its basis in the footer, unless it is named already."""
    made = noted(figure, scenario, t)
    if made.basis:
        return made
    text = basis(scenario, t)
    line = t("Cost basis: {basis}.").format(basis=text)
    return replace(figure, footer=t(" ").join(filter(None, (line, figure.footer))), basis=text)


def noted(figure: Figure, scenario: Scenario, t: Text) -> Figure:
    """Return a chart with the basis that its texts name as `basis`; as it is where they do not."""
    if figure.basis:
        return figure
    text = basis(scenario, t)
    return replace(figure, basis=text) if text in figure.subtitle + figure.footer else figure


def with_bases(figure: Figure, named: Iterable[tuple[str, Scenario]], t: Text) -> Figure:
    """Return a chart of several scenarios, by letter, with the basis of each where they differ."""
    texts = {letter: basis(scenario, t) for letter, scenario in named}
    if len(set(texts.values())) < 2:
        return figure
    each = t("; ").join(
        t("{a}: {b}").format(a=letter, b=text) for letter, text in sorted(texts.items())
    )
    line = t("Cost basis by scenario: {list}.").format(list=each)
    return replace(figure, footer=t(" ").join(filter(None, (figure.footer, line))), basis=each)
