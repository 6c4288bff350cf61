"""Presets whose file is the whole specification: workloads, engines, economics, memories, links."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from pydantic import Field

from explorer.presets.files import build, read_document
from explorer.presets.preset import Preset
from explorer.spec.base import Spec
from explorer.spec.provenance import Source

S = TypeVar("S", bound=Spec)


class MemoryPart(Spec):
    """A memory device, a store or a link, per unit that is bought; blank values are unknown.

    Bandwidth is GB/s per direction, capacity 1e9 bytes.
    """

    id: str
    name: str
    category: str
    unit: str = ""
    year: float = Field(0, ge=0, le=2100)
    capacity_gb: float | None = Field(None, gt=0, le=1e7)
    bandwidth_gbs: float | None = Field(None, gt=0, le=1e9)
    latency_ns: float | None = Field(None, gt=0, le=1e9)
    energy_pj_per_bit: float | None = Field(None, gt=0, le=1e4)
    price_usd_per_gb: float | None = Field(None, gt=0, le=1e6)
    efficiency: float | None = Field(None, gt=0, le=1)


def read_part(spec: type[S], path: Path, part_id: str, default: Source | None = None) -> Preset[S]:
    """Read a file whose values are the specification. ValueError says in one line what is wrong."""
    document = read_document(path, spec, default)
    identity = {"id": part_id, "name": document.heading["name"]}
    identity = {k: v for k, v in identity.items() if k in spec.model_fields}
    built: S = build(spec, {**identity, **document.values}, path.name)
    known = {k: v for k, v in built.model_dump().items() if v is not None}
    sources = {
        name: document.sources.get(name, document.default_source)
        for name in known
        if name not in ("id", "name")
    }
    about = {k: v for k, v in document.heading.items() if k not in ("name", "note")}
    return Preset(
        id=part_id,
        name=str(document.heading["name"]),
        known=known,
        sources=sources,
        note=str(document.heading.get("note", "")),
        about=about,
        _spec=built,
    )
