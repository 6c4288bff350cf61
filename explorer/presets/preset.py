"""A preset: a specification with the origin of every value, complete or not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from explorer.refusal import Refusal
from explorer.spec.base import Spec
from explorer.spec.provenance import Source

S = TypeVar("S", bound=Spec)

_NONE: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Preset(Generic[S]):
    """One named preset.

    `known` holds the values that are known or estimated, `sources` the origin of each of them, and
    `missing` the fields without which there is no specification. `about` holds what the
    specification does not need: year, status, published parameter counts.
    """

    id: str
    name: str
    known: Mapping[str, Any]
    sources: Mapping[str, Source]
    missing: tuple[str, ...] = ()
    note: str = ""
    about: Mapping[str, Any] = field(default_factory=lambda: _NONE)
    _spec: S | None = None

    @property
    def spec(self) -> S:
        """The specification. ValueError names the missing values of an incomplete preset."""
        if self._spec is None:
            raise Refusal(
                "{preset} is incomplete: no value for {fields}",
                preset=self.id, fields=", ".join(self.missing),
            )  # fmt: skip
        return self._spec

    @property
    def is_complete(self) -> bool:
        """Whether the preset can be used as it is."""
        return self._spec is not None

    @property
    def estimates(self) -> tuple[str, ...]:
        """Fields whose value must be shown as an estimate."""
        return tuple(name for name, source in self.sources.items() if source.is_estimate)
