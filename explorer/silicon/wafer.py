"""From a wafer to a good die: how many fit, what each costs."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]


def dies_per_wafer(die_mm2: ArrayLike, diameter_mm: ArrayLike = 300.0) -> Array:
    r"""Return the gross dies of a wafer.

    .. math:: N_w = \frac{\pi D^2}{4 a} - \frac{\pi D}{\sqrt{2 a}}

    Parameters
    ----------
    die_mm2
        :math:`a`, area of one die, mm2, > 0.
    diameter_mm
        :math:`D`, mm.

    Returns
    -------
    ndarray
        Dies per wafer. Where the edge term would leave less than one, a single wafer-scale part
        per wafer; a part larger than a wafer takes more than one.
    """
    a, d = np.asarray(die_mm2, float), np.asarray(diameter_mm, float)
    by_area = (np.pi * d**2 / 4) / a
    edge = (np.pi * d / np.sqrt(2)) / np.sqrt(a)
    return np.asarray(np.maximum(by_area - edge, np.minimum(1.0, by_area)))


def good_die_cost(wafer_usd: ArrayLike, gross_dies: ArrayLike, good_share: ArrayLike) -> Array:
    r"""Return :math:`C_{die} = W / (N_w Y)`, USD per good die."""
    made = np.asarray(gross_dies, float) * np.asarray(good_share, float)
    return np.asarray(np.asarray(wafer_usd, float) / made)
