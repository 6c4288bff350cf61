"""What one hour of one chip costs: bought, financed, housed and powered, or rented."""

from __future__ import annotations

from collections.abc import Sequence
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
    usd: Array
    """USD per chip-hour, shape (parts, *points)."""

    @property
    def total(self) -> Array:
        """USD per chip-hour, all parts, shape (*points)."""
        return np.asarray(self.usd.sum(axis=0), dtype=np.float64)


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
    points = _points(price_usd, power_w, economics, rental_usd_hour)
    parts: tuple[ArrayLike, ...]
    if economics.basis == "rental":
        if rental_usd_hour is None:
            raise Refusal("economics.basis: rental needs a rental price per chip-hour")
        parts = (0.0, 0.0, 0.0, 0.0, rental_usd_hour)
    else:
        parts = (*_owned(price_usd, power_w, economics), 0.0)
    return ChipHour(PARTS, _table(parts, points))


def split_price(hour: ChipHour, price_usd: ArrayLike, cost: ChipCost) -> ChipHour:
    """Return `hour` with "Chip" split as the price of the chip is, after its other parts.

    Where a chip is sold below `cost` its part stays whole: how a loss is shared is not known.
    """
    whole = np.asarray(hour.usd[0])
    price = np.asarray(price_usd, float)
    named = (
        cost.logic + cost.stacked,
        cost.memory,
        cost.package + cost.assembly_loss + cost.test + cost.nre,
    )
    margin = price - cost.total
    per_dollar = np.where(margin >= 0, whole / price, 0.0)
    split = [np.maximum(margin, 0.0) * per_dollar, *(part * per_dollar for part in named)]
    left = np.where(margin >= 0, 0.0, whole)
    shape = np.broadcast_shapes(np.shape(left), *map(np.shape, split), hour.usd.shape[1:])
    usd = _table((left, *hour.usd[1:], *split), shape)
    return ChipHour((*hour.names, *PRICE_PARTS), usd)


def _table(parts: Sequence[ArrayLike], points: tuple[int, ...]) -> Array:
    """Return the parts over the points, shape (parts, *points)."""
    table = np.empty((len(parts), *points))
    for place, part in enumerate(parts):
        table[place] = part
    return table


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


def _points(
    price_usd: ArrayLike,
    power_w: ArrayLike,
    economics: EconomicsSpec,
    rental_usd_hour: ArrayLike | None,
) -> tuple[int, ...]:
    """Return the broadcast shape of every input, used by this basis or not."""
    rental = 0.0 if rental_usd_hour is None else rental_usd_hour
    arrays = [v for v in economics.__dict__.values() if isinstance(v, np.ndarray)]
    return np.broadcast_shapes(*map(np.shape, (price_usd, power_w, rental, *arrays)))
