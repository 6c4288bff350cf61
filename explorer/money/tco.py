"""What one hour of one chip costs: bought, financed, housed and powered, or rented."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from explorer.money.annuity import annuity_factor
from explorer.refusal import Refusal
from explorer.silicon.package import ChipCost
from explorer.spec.economics import EconomicsSpec

Array = NDArray[np.float64]

HOURS_PER_YEAR = 8760.0
HOURS_PER_MONTH = 730.0
PRICE_PARTS = ("Vendor margin", "Logic die", "Memory", "Package & test")
"""What the price of a chip is made of; "Chip" stands for all of it where it is sold below cost."""

PARTS = ("Chip", "Server & network", "Hosting", "Power & cooling", "Rental")


class ChipHour(NamedTuple):
    """Cost of a chip-hour by part; parts that do not apply to the basis are zero."""

    names: tuple[str, ...]
    """`PARTS`, always in this order."""
    parts: tuple[Array, ...]
    """USD per chip-hour, over points or alike."""
    points: tuple[int, ...]
    """The broadcast shape of every input, used by the basis or not."""

    @property
    def usd(self) -> Array:
        """USD per chip-hour, shape (parts, *points)."""
        return np.stack([np.broadcast_to(part, self.points) for part in self.parts])

    @property
    def total(self) -> Array:
        """USD per chip-hour, all parts."""
        return np.asarray(sum(self.parts[1:], self.parts[0]))


def chip_hour(
    price_usd: ArrayLike,
    power_w: ArrayLike,
    economics: EconomicsSpec,
    rental_usd_hour: ArrayLike | None = None,
) -> ChipHour:
    r"""Return the cost of one chip-hour, part by part.

    .. math:: c_h = \sigma P \frac{r(1+r)^N}{((1+r)^N - 1) \cdot 8760}
                    + K \left(\frac{R}{730} + u_p\,PUE\,c_e\right), \qquad K = \kappa\,TDP

    Hosting is per contracted kW-month; PUE applies once (shape of the SemiAnalysis cloud TCO).

    Parameters
    ----------
    price_usd
        :math:`P`, price of the chip, USD. "Server & network" is its share
        :math:`(\sigma - 1) P`.
    power_w
        Rated power (TDP) of the chip, W; :math:`\kappa` = `economics.power_factor` adds host,
        network and fans.
    economics
        Basis and rates; any numeric field may be an array. :math:`u_p` is its `average_draw`.
    rental_usd_hour
        Quoted price of a chip-hour, USD/h; needed when `economics.basis` is "rental".

    Returns
    -------
    ChipHour
        `usd` has shape (5, *points), points being the broadcast shape of all inputs.

    Raises
    ------
    ValueError
        When the basis is "rental" and no rental price is given.
    """
    if economics.basis == "rental":
        if rental_usd_hour is None:
            raise Refusal("economics.basis: rental needs a rental price per chip-hour")
        parts = (*(np.zeros(()),) * 4, np.asarray(rental_usd_hour, float))
    else:
        parts = (*_owned(price_usd, power_w, economics), np.zeros(()))
    inputs = (price_usd, power_w, rental_usd_hour, *economics.__dict__.values())
    shapes = {value.shape for value in inputs if isinstance(value, np.ndarray)}
    return ChipHour(PARTS, parts, np.broadcast_shapes(*shapes))


def split_price(
    hour: ChipHour, price_usd: ArrayLike, cost: ChipCost, cost_usd: ArrayLike
) -> ChipHour:
    """Return `hour` with "Chip" split as the price of the chip is, after its other parts.

    `cost_usd` is all of `cost`.
    Where a chip is sold below `cost` its part stays whole: how a loss is shared is not known.
    """
    whole = hour.parts[0]
    price = np.asarray(price_usd, float)
    named = (
        cost.logic + cost.stacked,
        cost.memory,
        cost.package + cost.assembly_loss + cost.test + cost.nre,
    )
    margin = np.asarray(price - cost_usd)
    per_dollar = np.where(margin >= 0, whole / price, 0.0)
    split = (np.maximum(margin, 0.0) * per_dollar, *(part * per_dollar for part in named))
    left = np.where(margin >= 0, 0.0, whole)
    points = np.broadcast_shapes(hour.points, margin.shape)
    return ChipHour((*hour.names, *PRICE_PARTS), (left, *hour.parts[1:], *split), points)


def _owned(
    price_usd: ArrayLike, power_w: ArrayLike, e: EconomicsSpec
) -> tuple[Array, Array, Array, Array]:
    """Return chip, server and network, hosting, power and cooling of a chip that is bought."""
    hourly = annuity_factor(e.interest, e.life_years) / HOURS_PER_YEAR
    chip = np.asarray(np.asarray(price_usd, float) * hourly)
    system = np.asarray(chip * (np.asarray(e.system_factor, float) - 1))
    all_in_kw = np.asarray(power_w, float) * np.asarray(e.power_factor, float) / 1000
    hosting = np.asarray(all_in_kw * (np.asarray(e.hosting_usd_kw_month, float) / HOURS_PER_MONTH))
    energy = np.asarray(e.average_draw, float) * e.pue * e.electricity_usd_kwh
    return chip, system, hosting, np.asarray(all_in_kw * energy)
