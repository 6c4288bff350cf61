"""A fleet: how many tokens are asked for, how unevenly, and how that grows."""

from __future__ import annotations

from pydantic import Field

from explorer.spec.base import Spec


class FleetSpec(Spec):
    """Demand in 1e12 tokens a day, input and output together, as the mean of the day.

    The fleet is sized for the peak, `peak_over_mean` times the mean, at which `load_at_peak` of it
    is busy. `growth` is per quarter. `other_chip` is the chip of the fleet to compare with.
    """

    id: str = "ten-trillion"
    name: str = "Ten trillion a day"
    tokens_per_day_t: float = Field(10.0, gt=0, le=1e9)
    peak_over_mean: float = Field(2.0, ge=1, le=1000)
    load_at_peak: float = Field(0.8, gt=0, le=1)
    growth: float = Field(0.35, ge=-0.9, le=10)
    rack_kw: float = Field(130.0, gt=0, le=1e5)
    site_mw: float = Field(200.0, gt=0, le=1e6)
    other_chip: str = "b200-sxm"
