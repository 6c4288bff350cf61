"""Model presets: architectures as their configuration files describe them."""

from __future__ import annotations

from pathlib import Path

from explorer.presets.estimate import DATE
from explorer.presets.files import build, read_document
from explorer.presets.preset import Preset
from explorer.spec.model import ModelSpec
from explorer.spec.provenance import Source

_IDENTITY = ("name", "family", "native_format", "native_dense_format")
_FORMATS = ("bf16", "fp8", "mxfp8", "int8", "nvfp4", "mxfp4", "int4", "same")


def read_model(path: Path, model_id: str, default: Source | None = None) -> Preset[ModelSpec]:
    """Read a model file. ValueError says in one line what is wrong with it."""
    document = read_document(path, ModelSpec, default)
    heading = document.heading
    values = {k: _text(v, k, path.name) for k, v in heading.items() if k in _IDENTITY}
    spec: ModelSpec = build(ModelSpec, {"id": model_id, **values, **document.values}, path.name)
    known = spec.model_dump()
    absent = Source(
        title=document.default_source.title,
        date=document.default_source.date or DATE,
        confidence=document.default_source.confidence,
        note="the architecture has none, or the usual value",
    )
    stated = {*document.values, *heading}
    sources = {
        name: document.sources.get(name, document.default_source if name in stated else absent)
        for name in known
        if name not in ("id", "name", "family")
    }
    about = {k: v for k, v in heading.items() if k not in (*_IDENTITY, "note")}
    return Preset(
        id=model_id,
        name=spec.name,
        known=known,
        sources=sources,
        note=str(heading.get("note", "")),
        about=about,
        _spec=spec,
    )


def _text(value: object, name: str, label: str) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{label}: {name} = {value!r} must be a text")
    if name.endswith("_format") and value not in _FORMATS:
        raise ValueError(f"{label}: {name} = {value!r} must be one of {', '.join(_FORMATS)}")
    return value
