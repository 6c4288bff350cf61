"""The frozen base of every specification.

Field names carry the unit (`hbm_bandwidth_tbs`), `Field` bounds are the hard range. A number may
be replaced by a numpy array through `replaced`: a sweep is the same scenario with arrays in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from pydantic import BaseModel, ConfigDict


class Spec(BaseModel):
    """A frozen, validated group of values."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", arbitrary_types_allowed=True, allow_inf_nan=False
    )

    def replaced(self, values: Mapping[str, Any]) -> Self:
        """Return a copy with `values` set as they are, arrays included, without validation."""
        return self.model_copy(update=dict(values))
