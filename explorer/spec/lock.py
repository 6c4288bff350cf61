"""What is held while a lever moves, and which lever gives way."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from explorer.spec.base import Spec


class LockSpec(Spec):
    """A lock on one quantity of the chip; it changes no outcome, only how levers move.

    `target` is what the quantity stays at, mm2, W, USD or USD/h; `gives_way` is the lever that
    follows.
    """

    hold: Literal["none", "area", "tdp", "cost", "price", "chip-hour"] = "none"
    target: float = Field(0.0, ge=0, le=1e12)
    gives_way: str = "chip.fp8_tflops"
