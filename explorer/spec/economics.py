"""What an hour of a chip costs: rented, or bought and run."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field, field_validator

from explorer.spec.base import Spec

Basis = Literal["market", "cost-plus", "purchase", "rental"]
"""market: the chip's market price, financed, housed and powered; it moves with the silicon of a
variant. cost-plus: the same on the cost of its silicon with the vendor's margin. purchase: on the
price that is paid, whatever the silicon. rental: a quoted price per chip-hour."""

_OLDER = {"tco": "market"}
"""What files of older versions call a basis."""


class EconomicsSpec(Spec):
    """Parameters of cost per chip-hour; equations and sources in `explorer.money`."""

    basis: Basis = "market"
    system_factor: float = Field(1.5, ge=1, le=10)
    interest: float = Field(0.08, ge=0, le=1)
    life_years: float = Field(5.0, gt=0, le=30)
    hosting_usd_kw_month: float = Field(130.0, ge=0, le=1e5)
    electricity_usd_kwh: float = Field(0.087, ge=0, le=10)
    pue: float = Field(1.25, ge=1, le=5)
    power_factor: float = Field(1.6, ge=1, le=10)
    average_draw: float = Field(0.8, ge=0.01, le=1)
    utilisation: float = Field(0.7, gt=0, le=1)

    @field_validator("basis", mode="before")
    @classmethod
    def _renamed(cls, value: Any) -> Any:
        return _OLDER.get(value, value) if isinstance(value, str) else value
