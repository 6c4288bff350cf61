"""Public prices of model interfaces, and the margin that each would leave over the cost here."""

from __future__ import annotations

import math

from explorer.cost_parameters import TOKENS, Offer, offers, parameters, published
from explorer.figures.figure import TableCell, TableColumn, TableFigure, TableRow
from explorer.figures.table_figure import PLAIN
from explorer.figures.wording import UNKNOWN, basis, number, percent
from explorer.live import Live
from explorer.spec.scenario import Scenario
from explorer.text import Text

Prices = dict[str, float | None]
"""USD per million tokens by kind of token; None is not known."""


def wanted(scenario: Scenario) -> dict[str, dict[str, object]]:
    """Return nothing beyond the operating point."""
    del scenario
    return {}


def build(live: Live, baseline: Live, t: Text) -> TableFigure:
    """Return the list: the cost here, then each offer's prices with their margins."""
    del baseline
    s = live.scenario
    cost = costs(live)
    heads = (t("Input"), t("Cached input"), t("Output"), t("Blended"))
    listed = [offer for offer in offers() if _listed(offer, s)]
    # The same model first, then the user's own price, then the others by provider.
    listed.sort(key=lambda offer: (s.model.id not in offer.models, bool(offer.provider)))
    here = tuple(
        TableCell(number(v), v) if v is not None else TableCell(t("does not fit"), quiet=True)
        for v in cost.values()
    )
    name = t("Cost here, {model}").format(model=s.model.name)
    return TableFigure(
        "margins",
        t("Margin at public API prices"),
        t("price and gross margin over the cost here, $/Mtok; {basis}").format(basis=basis(s, t)),
        tuple(TableColumn(head, "", PLAIN) for head in heads),
        (TableRow(name, "", here, strong=True), *(_row(offer, s, cost, t) for offer in listed)),
        more=t("{count} more"),
        footer=_footer(listed, t),
    )


def finding(live: Live, baseline: Live, t: Text) -> str:
    """Return the margin at the price of the same model, else the span over all offers."""
    del baseline
    s, cost = live.scenario, costs(live)
    here = cost["blended"]
    found = {
        offer: 1 - here / price
        for offer in offers()
        if here is not None and (price := prices(offer, s)["blended"])
    }
    if not found:
        return t("no margin: the model does not fit")
    same = next((offer for offer in found if s.model.id in offer.models), None)
    if same is not None:
        return t("{margin} margin at the price of {offer}").format(
            margin=percent(found[same], 0), offer=t(same.name)
        )
    return t("{low} to {high} margin at public API prices").format(
        low=percent(min(found.values()), 0), high=percent(max(found.values()), 0)
    )


def costs(live: Live) -> Prices:
    """Return what a million tokens cost here, by kind; None where the model does not fit."""
    now = live.now
    fits = bool(now.fits[0])
    found: Prices = {}
    for kind in (*TOKENS, "blended"):
        value = float(getattr(now, f"usd_mtok_{kind}")[0])
        found[kind] = value if fits and math.isfinite(value) else None
    return found


def prices(offer: Offer, scenario: Scenario) -> Prices:
    r"""Return an offer's prices, the user's own where there are any, and blended by the workload.

    .. math:: p = \frac{n_i ((1 - h) p_i + h\,p_c) + n_o p_o}{n_i + n_o}

    with the share h of the prompt that is cached; where no price for cached input is known, it
    costs what input costs.
    """
    own = dict(scenario.costing.parameters)
    names = {kind: f"api/{offer.id}/{kind}" for kind in TOKENS}
    found: Prices = {kind: own.get(name, published(name)) for kind, name in names.items()}
    w = scenario.workload
    fresh, output = found["input"], found["output"]
    cached = fresh if found["cached"] is None else found["cached"]
    found["blended"] = None
    if fresh is not None and output is not None and cached is not None:
        prompt = (1 - w.cached_fraction) * fresh + w.cached_fraction * cached
        usd = w.input_tokens * prompt + w.output_tokens * output
        found["blended"] = float(usd / (w.input_tokens + w.output_tokens))
    return found


def _listed(offer: Offer, scenario: Scenario) -> bool:
    """Whether an offer is shown: the user's own once it has a price."""
    known = prices(offer, scenario)
    return bool(offer.provider) or any(known[kind] is not None for kind in TOKENS)


def _row(offer: Offer, scenario: Scenario, cost: Prices, t: Text) -> TableRow:
    found = prices(offer, scenario)
    same = scenario.model.id in offer.models
    name = t("{offer} (this model)").format(offer=t(offer.name)) if same else t(offer.name)
    own = {f"api/{offer.id}/{kind}" for kind in TOKENS} & dict(scenario.costing.parameters).keys()
    cells = tuple(_cell(found[kind], cost[kind]) for kind in (*TOKENS, "blended"))
    unit = t("edited") if own and offer.provider else offer.provider
    return TableRow(name, unit, cells, f"costing.api/{offer.id}/output", strong=same)


def _cell(price: float | None, cost: float | None) -> TableCell:
    if price is None:
        return TableCell(UNKNOWN, quiet=True)
    if cost is None or price <= 0:
        return TableCell(number(price), price)
    margin = 1 - cost / price
    return TableCell(number(price), price, percent(margin, 0), 1 if margin > 0 else -1)


def _footer(listed: list[Offer], t: Text) -> str:
    years = sorted({parameters("api", offer.id)["output"].year for offer in listed})
    span = "-".join(dict.fromkeys((str(years[0]), str(years[-1]))))
    return t("Public list prices of {years}, of other models where none is marked.").format(
        years=span
    )
