"""How silicon is turned into cost: the yield model, spare parts, one-off cost, own parameters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import Field, field_serializer, field_validator

from explorer.refusal import Refusal
from explorer.spec.base import Spec

YieldModel = Literal["negative binomial", "Poisson", "Murphy", "Bose-Einstein"]
Harvesting = Literal["usual", "on", "off"]
"""usual: spare cores on GPUs and CPUs, none on statically scheduled arrays. on, off: all alike."""

Edits = tuple[tuple[str, Any], ...]
"""Values in place of published cost parameters, by id such as "nodes/N5/wafer_usd"."""


class CostingSpec(Spec):
    """What the cost of a chip is reckoned with, beside its own specification.

    `nre_usd` is design and masks, spread over `volume` chips; none by default.
    """

    yield_model: YieldModel = "negative binomial"
    harvesting: Harvesting = "usual"
    nre_usd: float = Field(0.0, ge=0, le=1e11)
    volume: float = Field(1e6, ge=1, le=1e10)
    parameters: Edits = ()
    """Sorted by id; ids and ranges are those of `explorer.cost_parameters`, which checks them."""

    @field_validator("parameters", mode="before")
    @classmethod
    def _pairs(cls, value: Any) -> Any:
        """Take a mapping of id -> value, as files hold it, or pairs."""
        if not isinstance(value, Mapping):
            return value
        if not all(isinstance(v, int | float) and not isinstance(v, bool) for v in value.values()):
            raise Refusal("costing.parameters: expected a number for each parameter")
        return tuple(sorted((str(name), float(v)) for name, v in value.items()))

    @field_serializer("parameters")
    def _mapping(self, value: Edits) -> dict[str, Any]:
        return dict(value)

    def edited(self, name: str, value: Any) -> CostingSpec:
        """Return a copy with one parameter at `value`, an array allowed, nothing validated."""
        pairs = {**dict(self.parameters), name: value}
        return self.replaced({"parameters": tuple(sorted(pairs.items(), key=lambda p: p[0]))})
