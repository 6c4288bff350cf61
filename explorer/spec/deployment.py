"""How the model is laid over chips, and in which number formats."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from explorer.spec.base import Spec

FormatName = Literal[
    "fp32", "tf32", "bf16", "fp8", "mxfp8", "int8", "nvfp4", "mxfp4", "int4", "q8_0", "q4_k_m"
]


class DeploymentSpec(Spec):
    """One replica: tp x pp x dp chips.

    `dp` is attention data parallelism (each group of `tp` chips keeps its own sequences), `ep` the
    number of groups that the routed experts are spread over (1 = experts are tensor-sliced).
    `dense_weights` is the format of everything but routed experts where a checkpoint narrows only
    those ("same" otherwise). `scales` tells whether narrow activations carry scales fixed in the
    checkpoint, need a kernel of their own that finds them at run time, or, with one scale for all
    values, a search over all of them before the conversion (two passes).
    """

    tp: float = Field(1, ge=1, le=4096)
    pp: float = Field(1, ge=1, le=4096)
    ep: float = Field(1, ge=1, le=4096)
    dp: float = Field(1, ge=1, le=4096)
    weights: FormatName = "bf16"
    kv: FormatName = "bf16"
    activations: FormatName = "bf16"
    attention: FormatName = "bf16"
    dense_weights: FormatName | Literal["same"] = "same"
    scales: Literal["static", "dynamic", "two-pass"] = "static"
