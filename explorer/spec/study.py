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
    or money. The last four say what stands on the axes of the charts that let one choose, see
    `explorer.figures.measures`.
    """

    result: ResultId = "cost_output"
    x: str = "chip.hbm_bandwidth_tbs"
    y: str = "chip.fp8_tflops"
    per: Literal["mm2", "w", "usd"] = "mm2"
    prefill_y: Literal["ttft", "prompt_rate", "cost_input"] = "ttft"
    decode_y: Literal["tpot", "interactivity", "throughput", "cost_output", "energy"] = "tpot"
    cost_x: Literal["interactivity", "tpot"] = "interactivity"
    cost_y: Literal["cost_output", "cost_blended", "throughput", "energy"] = "cost_output"
    samples: float = Field(200, ge=10, le=100_000)
    seed: float = Field(1, ge=0, le=2**31)
