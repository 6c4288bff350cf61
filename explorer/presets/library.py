"""The shipped presets by kind and id; a file is read when it is asked for, and once."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import Any, Literal

from explorer.presets.chips import missing_line, read_chip
from explorer.presets.files import nearest
from explorer.presets.models import read_model
from explorer.presets.parts import MemoryPart, read_part
from explorer.presets.preset import Preset
from explorer.resources import resource
from explorer.spec.chip import ChipSpec
from explorer.spec.economics import EconomicsSpec
from explorer.spec.engine import EngineSpec
from explorer.spec.fleet import FleetSpec
from explorer.spec.provenance import Source
from explorer.spec.session import SessionSpec
from explorer.spec.tiers import TiersSpec
from explorer.spec.workload import WorkloadSpec

Kind = Literal[
    "chips", "models", "memory", "links", "workloads", "economics", "engines", "sessions", "tiers",
    "fleets",
]  # fmt: skip

_READERS: dict[str, Callable[[Path, str], Preset[Any]]] = {
    "chips": read_chip,
    "models": read_model,
    "memory": partial(read_part, MemoryPart),
    "links": partial(read_part, MemoryPart),
    "workloads": partial(read_part, WorkloadSpec),
    "economics": partial(read_part, EconomicsSpec),
    "engines": partial(read_part, EngineSpec),
    "sessions": partial(read_part, SessionSpec),
    "tiers": partial(read_part, TiersSpec),
    "fleets": partial(read_part, FleetSpec),
}
KINDS = tuple(_READERS)


@cache
def ids(kind: Kind) -> tuple[str, ...]:
    """Return the ids of the usable presets of a kind, in alphabetical order; reads no file."""
    return _ids(_folder(kind))


def names(kind: Kind) -> dict[str, str]:
    """Return id -> name of the usable presets; reads one line a file, quick enough for start-up."""
    return dict(_names(kind))


def get(kind: Kind, preset_id: str) -> Preset[Any]:
    """Return one preset, incomplete ones included. ValueError names the nearest ids."""
    known = _known(kind)
    if preset_id not in known:
        noun = kind if kind in ("memory", "economics", "tiers") else kind.removesuffix("s")
        hint = nearest(preset_id, known)
        raise ValueError(f"no {noun} preset is called {preset_id!r}{hint}")
    return _read(kind, preset_id)


def everything(kind: Kind) -> tuple[Preset[Any], ...]:
    """Return all usable presets of a kind; reads every file once."""
    return tuple(_read(kind, preset_id) for preset_id in ids(kind))


def incomplete(kind: Kind) -> tuple[Preset[Any], ...]:
    """Return the presets that lack values without which they cannot be used; see `missing`."""
    return tuple(_read(kind, preset_id) for preset_id in _ids(_folder(kind) / "incomplete"))


def load_chip_file(path: Path) -> Preset[ChipSpec]:
    """Return the chip of a user's own file, laid out as the shipped ones.

    ValueError says in one line which file, which field and what is allowed: missing, impossible,
    truncated or meaningless values, unknown fields. Values without a source count as the user's.
    """
    label = Path(path)
    user = Source(title=label.name, confidence="user")
    preset = read_chip(label, label.stem, user)
    if preset.missing:
        raise ValueError(missing_line(preset, label.name))
    return preset


@cache
def _known(kind: Kind) -> tuple[str, ...]:
    return (*ids(kind), *_ids(_folder(kind) / "incomplete"))


@cache
def _read(kind: str, preset_id: str) -> Preset[Any]:
    path = _folder(kind) / f"{preset_id}.toml"
    if not path.is_file():
        path = _folder(kind) / "incomplete" / path.name
    return _READERS[kind](path, preset_id)


@cache
def _ids(folder: Path) -> tuple[str, ...]:
    if not folder.is_dir():
        return ()
    return tuple(sorted(path.stem for path in folder.iterdir() if path.suffix == ".toml"))


@cache
def _names(kind: Kind) -> tuple[tuple[str, str], ...]:
    return tuple((preset_id, _first_line_name(kind, preset_id)) for preset_id in ids(kind))


def _first_line_name(kind: Kind, preset_id: str) -> str:
    """Return the name from the first line, where shipped files keep it."""
    with (_folder(kind) / f"{preset_id}.toml").open(encoding="utf-8") as stream:
        heading = tomllib.loads(stream.readline())
    return str(heading["name"])


def _folder(kind: str) -> Path:
    if kind not in _READERS:
        raise ValueError(f"no presets of kind {kind!r}{nearest(kind, KINDS)}")
    return resource("presets", kind)
