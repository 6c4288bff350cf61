"""What an hour of a chip costs: rented, or bought and run."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from explorer.spec.base import Spec

Basis = Literal["tco", "rental"]
"""tco: price of the chip, financed, housed and powered. rental: a quoted price per chip-hour."""


class EconomicsSpec(Spec):
    """Parameters of cost per chip-hour; equations and sources in `explorer.money`."""

    basis: Basis = "tco"
    system_factor: float = Field(1.5, ge=1, le=10)
    interest: float = Field(0.08, ge=0, le=1)
    life_years: float = Field(5.0, gt=0, le=30)
    hosting_usd_kw_month: float = Field(130.0, ge=0, le=1e5)
    electricity_usd_kwh: float = Field(0.087, ge=0, le=10)
    pue: float = Field(1.25, ge=1, le=5)
    power_factor: float = Field(1.6, ge=1, le=10)
    utilisation: float = Field(0.7, gt=0, le=1)
