"""Chip presets: file values first, class estimates for the rest, a stated source for each."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from explorer.presets.estimate import DATE, fill
from explorer.presets.files import Document, allowed, build, check_value, read_document
from explorer.presets.preset import Preset
from explorer.spec.chip import ChipSpec
from explorer.spec.provenance import Source

_TEXTS = ("id", "name", "vendor", "kind")
_ABSENT = {
    "fp8_tflops": "no such rate published; a wider format is used",
    "int8_tops": "no such rate published; a wider format is used",
    "fp4_tflops": "no such rate published; a wider format is used",
    "host_dram_gb": "no memory of the host counted",
    "die_area_mm2": "not published",
    "process": "not published",
    "dies": "counted as one",
    "hbm_kind": "not published",
}


def read_chip(path: Path, chip_id: str, default: Source | None = None) -> Preset[ChipSpec]:
    """Read a chip file. ValueError says in one line what is wrong with it.

    An incomplete chip is a preset without a specification; see `Preset.missing`.
    """
    return chip_of(read_document(path, ChipSpec, default), chip_id)


def chip_of(document: Document, chip_id: str) -> Preset[ChipSpec]:
    """Return the preset of a parsed chip file."""
    heading = document.heading
    about = {k: v for k, v in heading.items() if k not in ("name", "note")}
    identity = {"id": chip_id, "name": heading["name"]}
    identity |= {k: _text(heading, k, document.label) for k in ("vendor", "kind", "execution")}
    known = {k: v for k, v in identity.items() if v} | dict(document.values)
    context = {"kind": "GPU", "vendor": "", "year": _year(document)} | known
    filled, estimates, missing = fill(context)
    values = {k: v for k, v in filled.items() if k in ChipSpec.model_fields}
    spec = None if missing else build(ChipSpec, values, document.label)
    complete: dict[str, Any] = values if spec is None else spec.model_dump()
    return Preset(
        id=chip_id,
        name=heading["name"],
        known=complete,
        sources=_sources(complete, document, estimates),
        missing=missing,
        note=str(heading.get("note", "")),
        about=about,
        _spec=spec,
    )


def missing_line(preset: Preset[ChipSpec], label: str) -> str:
    """Return one line that names what a chip file lacks, with the allowed ranges."""
    parts = (f"{name} ({allowed(ChipSpec, name)})" for name in preset.missing)
    return f"{label}: missing {'; '.join(parts)}"


def _year(document: Document) -> int:
    year = document.heading.get("year", 2026)
    if isinstance(year, bool) or not isinstance(year, int):
        raise ValueError(f"{document.label}: year = {year!r} must be a whole number")
    return year


def _text(heading: Mapping[str, Any], name: str, label: str) -> str:
    value = heading.get(name, "")
    if value != "":
        check_value(ChipSpec, name, value, label)
    return str(value)


def _sources(
    values: dict[str, Any], document: Document, estimates: dict[str, Source]
) -> dict[str, Source]:
    found: dict[str, Source] = {}
    for name in values:
        if name in _TEXTS:
            continue
        if name in document.sources:
            found[name] = document.sources[name]
        elif name in estimates:
            found[name] = estimates[name]
        elif name in document.values or name == "execution":
            found[name] = document.default_source
        else:
            note = _ABSENT.get(name, "default of the field")
            found[name] = Source(title="Not stated", date=DATE, confidence="third party", note=note)
    return found
