"""When keeping a KV cache on a memory tier is cheaper than computing it again."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from explorer.money.annuity import annuity_factor
from explorer.money.tco import HOURS_PER_YEAR
from explorer.money.token_cost import SECONDS_PER_HOUR

Array = NDArray[np.float64]


class KvValue(NamedTuple):
    """Both sides of keeping one prefix, USD and hours."""

    recompute_usd: Array
    """Prefill of the whole prefix, per reuse."""
    load_usd: Array
    """Chip time while the prefix is read back, per reuse."""
    hold_usd_hour: Array
    """Storage that the prefix occupies, per hour."""
    break_even_hours: Array
    """Longest wait between uses at which keeping pays; 0 where loading costs more."""


def storage_usd_gb_hour(
    price_usd_gb: ArrayLike, interest: ArrayLike = 0.08, life_years: ArrayLike = 5.0
) -> Array:
    """Return the hourly capital cost of a gigabyte, USD, from its price as an annuity."""
    yearly = np.asarray(price_usd_gb, float) * annuity_factor(interest, life_years)
    return np.asarray(yearly / HOURS_PER_YEAR)


def kv_value(
    recompute_s: ArrayLike,
    gigabytes: ArrayLike,
    read_gbs: ArrayLike,
    usd_chip_hour: ArrayLike,
    usd_gb_hour: ArrayLike,
) -> KvValue:
    r"""Return what keeping a prefix saves and costs.

    .. math:: t^* = \frac{c_s (t_{pre} - G / B_t)}{G\,c_G}

    Parameters
    ----------
    recompute_s
        :math:`t_{pre}`, chip-seconds of the prefill that is avoided.
    gigabytes
        :math:`G`, size of the prefix, 1e9 bytes, > 0.
    read_gbs
        :math:`B_t`, read rate of the tier, GB/s; the chip is charged while it waits.
    usd_chip_hour
        :math:`3600\,c_s`, USD per chip-hour.
    usd_gb_hour
        :math:`c_G`, USD per GB and hour of the tier.
    """
    values = (recompute_s, gigabytes, read_gbs, usd_chip_hour, usd_gb_hour)
    seconds, size, rate, hour, hold = (np.asarray(v, float) for v in values)
    recompute = seconds * hour / SECONDS_PER_HOUR
    load = size / rate * hour / SECONDS_PER_HOUR
    held = size * hold
    with np.errstate(divide="ignore", invalid="ignore"):
        wait = np.where(recompute > load, (recompute - load) / held, 0.0)
    return KvValue(*(np.array(v) for v in np.broadcast_arrays(recompute, load, held, wait)))
