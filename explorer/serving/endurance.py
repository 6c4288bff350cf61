"""How long flash lasts under the KV caches written to it."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

DAY_S = 86400.0
DAYS_PER_YEAR = 365.0


class Wear(NamedTuple):
    """Writes to flash and what they leave of its life."""

    drive_writes_per_day: Any
    """Bytes written a day over the capacity."""
    petabytes: Any
    """Rated total of writes, 1e15 bytes."""
    years: Any
    """Until the rating is used up; infinite where nothing is written."""


def wear(bytes_per_s: Any, gigabytes: Any, rated_dwpd: Any, rated_years: Any) -> Wear:
    r"""Return the wear of flash that is written at `bytes_per_s`.

    .. math:: W_{rated} = D \cdot 365\,Y\,G, \qquad t = W_{rated} / \dot W

    with D drive writes per day rated over Y years, G the capacity. Every new token is written once
    (write-through); blocks of KV are large and sequential, so a byte counts once.
    """
    size = np.asarray(gigabytes, float) * 1e9
    rated = rated_dwpd * DAYS_PER_YEAR * rated_years * size
    with np.errstate(divide="ignore", invalid="ignore"):
        daily = np.asarray(bytes_per_s, float) * DAY_S / size
        years = np.where(daily > 0, rated / (bytes_per_s * DAY_S * DAYS_PER_YEAR), np.inf)
    return Wear(np.where(size > 0, daily, 0.0), rated / 1e15, np.where(size > 0, years, np.inf))
