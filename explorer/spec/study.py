"""What is being studied: the result in question and the levers it is held against."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from explorer.spec.base import Spec

ResultId = Literal[
    "ttft",
    "tpot",
    "interactivity",
    "throughput",
    "cost_input",
    "cost_output",
    "cost_blended",
    "energy",
]


class StudySpec(Spec):
    """The question that analyses ask of a scenario; it changes no outcome.

    `result` is what is looked at, `x` and `y` are paths of levers, `samples` and `seed` rule the
    draws of uncertain assumptions. `per` is what the next of is to be spent well: silicon, power
    or money.
    """

    result: ResultId = "cost_output"
    x: str = "chip.hbm_bandwidth_tbs"
    y: str = "chip.fp8_tflops"
    per: Literal["mm2", "w", "usd"] = "mm2"
    samples: float = Field(200, ge=10, le=100_000)
    seed: float = Field(1, ge=0, le=2**31)
