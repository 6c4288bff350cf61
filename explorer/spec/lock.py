"""What is held while a lever moves, and which lever gives way."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from explorer.spec.base import Spec


class LockSpec(Spec):
    """Locks on levers and on one quantity of the chip; they change no outcome, only what may move.

    `target` is what the quantity stays at, mm2, W, USD or USD/h; `gives_way` is the lever that
    follows. `fixed` are the paths of levers that stay as they are, whatever else is chosen.
    """

    hold: Literal["none", "area", "tdp", "cost", "price", "chip-hour"] = "none"
    target: float = Field(0.0, ge=0, le=1e12)
    gives_way: str = "chip.fp8_tflops"
    fixed: tuple[str, ...] = Field((), max_length=200)
