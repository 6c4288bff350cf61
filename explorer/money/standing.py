"""Which price, rent and power of a chip hold: those the user set, else those its silicon gives."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from explorer.silicon.made import Made, made
from explorer.spec.chip import ChipSpec
from explorer.spec.scenario import Scenario

_FOLLOWS = (
    ("price_usd", "price_ratio"), ("rental_usd_hour", "price_ratio"), ("tdp_w", "power_ratio"),
)  # fmt: skip

FOLLOWING = frozenset(f"chip.{name}" for name, _ in _FOLLOWS)
"""Paths of what moves with the silicon while it is as shipped."""


class Standing(NamedTuple):
    """A scenario with the price, rent and power that hold, and what its silicon is."""

    scenario: Scenario
    made: Made


def standing(scenario: Scenario) -> Standing:
    r"""Return the scenario with the price, the rent and the TDP that hold at every point.

    .. math:: P = P_0 \frac{C(chip)}{C(shipped)},\qquad W = W_0 \frac{\hat W(chip)}{\hat W(shipped)}

    wherever the chip still has the value :math:`P_0` or :math:`W_0` of `scenario.shipped`; a value
    that the user set holds as it is, and on the basis "purchase" so does the price. On the basis
    "cost-plus" the price is always the cost of the silicon with the gross margin of the vendor's
    class. The rent moves as the price does.
    """
    chip, shipped = scenario.chip, scenario.shipped
    found = made(chip, shipped, scenario.costing)
    values: dict[str, Any] = {}
    if shipped is not None:
        values = {
            name: value
            for name, ratio in _FOLLOWS
            if not (name == "price_usd" and scenario.economics.basis == "purchase")
            and (value := _followed(chip, shipped, name, getattr(found, ratio))) is not None
        }
    if scenario.economics.basis == "cost-plus":
        values["price_usd"] = found.list_price_usd
    if not values:
        return Standing(scenario, found)
    return Standing(scenario.replaced({"chip": chip.replaced(values)}), found)


def _followed(chip: ChipSpec, shipped: ChipSpec, name: str, ratio: Any) -> Any:
    """Return the value that holds, None where it is the chip's own."""
    if isinstance(ratio, float) and ratio == 1.0:
        return None
    own, base = getattr(chip, name), getattr(shipped, name)
    if not isinstance(own, np.ndarray) and not isinstance(base, np.ndarray):
        return base * ratio if own == base else None
    return np.where(np.equal(own, base), np.multiply(base, ratio), own)
