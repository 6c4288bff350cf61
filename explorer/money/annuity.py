"""The annuity: what one dollar of capital costs each year when it is financed."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

NO_INTEREST = 1e-12
"""Rates below this are none: the annuity differs from 1/N by less than one part in 1e10."""


def annuity_factor(interest: ArrayLike, life_years: ArrayLike) -> NDArray[np.float64]:
    r"""Return the yearly payment per dollar of capital.

    .. math:: \frac{r (1+r)^N}{(1+r)^N - 1} = \frac{r}{1 - (1+r)^{-N}}, \qquad
              \frac{1}{N}\ \text{at}\ r = 0

    Parameters
    ----------
    interest
        :math:`r`, cost of capital per year, fraction, >= 0.
    life_years
        :math:`N`, useful life, years, > 0.

    Returns
    -------
    ndarray
        Share of the capital paid each year, 1/year, in the broadcast shape.

    Notes
    -----
    Capital recovery factor with payments at year end; `expm1` and `log1p` keep it exact at small
    rates, and below `NO_INTEREST` it is 1/N.
    """
    r, n = np.asarray(interest, float), np.asarray(life_years, float)
    free = r < NO_INTEREST
    rate = np.where(free, 1.0, r)
    repaid = -np.expm1(-n * np.log1p(rate))
    return np.asarray(np.where(free, 1.0 / n, rate / repaid), dtype=np.float64)
