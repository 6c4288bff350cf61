"""What is being studied: the result in question and the levers it is held against."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import Field, field_serializer, field_validator

from explorer.refusal import Refusal
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


Ranges = tuple[tuple[str, float, float], ...]
"""Levers known only to lie between two values: path, low and high, in the lever's stored unit."""


class StudySpec(Spec):
    """The question that analyses ask of a scenario; it changes no outcome.

    `result` is what is looked at, `x` and `y` are paths of levers, `samples` and `seed` rule the
    draws of uncertain assumptions, among them the levers of `ranges`. `per` is what the next of is
    to be spent well: silicon, power or money. `prefill_y` to `cost_y` say what stands on the axes
    of the charts that let one choose, see `explorer.figures.measures`.
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
    ranges: Ranges = ()
    """Sorted by path; a range counts while the lever's value lies in it."""

    @field_validator("ranges", mode="before")
    @classmethod
    def _triples(cls, value: Any) -> Any:
        """Take a mapping of path -> (low, high), as files hold it, or triples."""
        if not isinstance(value, Mapping):
            return value
        if not all(isinstance(ends, list | tuple) and len(ends) == 2 for ends in value.values()):
            raise Refusal("study.ranges: expected two numbers for each lever")
        return tuple(sorted((str(path), *ends) for path, ends in value.items()))

    @field_serializer("ranges")
    def _mapping(self, value: Ranges) -> dict[str, list[float]]:
        return {path: [low, high] for path, low, high in value}
