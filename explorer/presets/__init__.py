"""The preset library: chips, models, memories, links, workloads, engines, economics, and systems.

Systems are kinds of session, rows of memories for KV caches, and demands for tokens.

Each value has a source, a date and a confidence. Files are in `resources/presets`, one a preset.
"""

from __future__ import annotations

from explorer.presets.choose import OPENING_NAME, default_scenario, formats, scenario
from explorer.presets.library import (
    KINDS,
    Kind,
    everything,
    get,
    ids,
    incomplete,
    load_chip_file,
    names,
)
from explorer.presets.parts import MemoryPart
from explorer.presets.preset import Preset
from explorer.spec.chip import ChipSpec
from explorer.spec.economics import EconomicsSpec
from explorer.spec.engine import EngineSpec
from explorer.spec.fleet import FleetSpec
from explorer.spec.model import ModelSpec
from explorer.spec.session import SessionSpec
from explorer.spec.tiers import TiersSpec
from explorer.spec.workload import WorkloadSpec

__all__ = [
    "KINDS",
    "OPENING_NAME",
    "Kind",
    "MemoryPart",
    "Preset",
    "chip",
    "chip_ids",
    "chips",
    "default_scenario",
    "economics",
    "economics_all",
    "economics_ids",
    "engine",
    "engine_ids",
    "engines",
    "everything",
    "fleet",
    "formats",
    "get",
    "ids",
    "incomplete",
    "link",
    "link_ids",
    "links",
    "load_chip_file",
    "memories",
    "memory",
    "memory_ids",
    "model",
    "model_ids",
    "models",
    "names",
    "scenario",
    "session",
    "tiers",
    "workload",
    "workload_ids",
    "workloads",
]


def chip(preset_id: str) -> Preset[ChipSpec]:
    """Return a chip by id, incomplete ones included; ValueError names the nearest ids."""
    return get("chips", preset_id)


def chips() -> tuple[Preset[ChipSpec], ...]:
    """Return all chips that can be used."""
    return everything("chips")


def chip_ids() -> tuple[str, ...]:
    """Return the ids of the usable chips; reads no file."""
    return ids("chips")


def model(preset_id: str) -> Preset[ModelSpec]:
    """Return a model by id; ValueError names the nearest ids."""
    return get("models", preset_id)


def models() -> tuple[Preset[ModelSpec], ...]:
    """Return all models that can be used."""
    return everything("models")


def model_ids() -> tuple[str, ...]:
    """Return the ids of the usable models; reads no file."""
    return ids("models")


def memory(preset_id: str) -> Preset[MemoryPart]:
    """Return a memory or store by id; ValueError names the nearest ids."""
    return get("memory", preset_id)


def memories() -> tuple[Preset[MemoryPart], ...]:
    """Return all memories and stores."""
    return everything("memory")


def memory_ids() -> tuple[str, ...]:
    """Return the ids of memories and stores; reads no file."""
    return ids("memory")


def link(preset_id: str) -> Preset[MemoryPart]:
    """Return a link by id; ValueError names the nearest ids."""
    return get("links", preset_id)


def links() -> tuple[Preset[MemoryPart], ...]:
    """Return all links."""
    return everything("links")


def link_ids() -> tuple[str, ...]:
    """Return the ids of links; reads no file."""
    return ids("links")


def workload(preset_id: str) -> Preset[WorkloadSpec]:
    """Return a workload by id; ValueError names the nearest ids."""
    return get("workloads", preset_id)


def workloads() -> tuple[Preset[WorkloadSpec], ...]:
    """Return all workloads."""
    return everything("workloads")


def workload_ids() -> tuple[str, ...]:
    """Return the ids of workloads; reads no file."""
    return ids("workloads")


def engine(preset_id: str) -> Preset[EngineSpec]:
    """Return serving software by id; ValueError names the nearest ids."""
    return get("engines", preset_id)


def engines() -> tuple[Preset[EngineSpec], ...]:
    """Return all serving software."""
    return everything("engines")


def engine_ids() -> tuple[str, ...]:
    """Return the ids of serving software; reads no file."""
    return ids("engines")


def economics(preset_id: str) -> Preset[EconomicsSpec]:
    """Return an economic setting by id; ValueError names the nearest ids."""
    return get("economics", preset_id)


def economics_all() -> tuple[Preset[EconomicsSpec], ...]:
    """Return all economic settings."""
    return everything("economics")


def economics_ids() -> tuple[str, ...]:
    """Return the ids of economic settings; reads no file."""
    return ids("economics")


def session(preset_id: str) -> Preset[SessionSpec]:
    """Return a kind of session by id; ValueError names the nearest ids."""
    return get("sessions", preset_id)


def tiers(preset_id: str) -> Preset[TiersSpec]:
    """Return a row of memories for KV caches by id; ValueError names the nearest ids."""
    return get("tiers", preset_id)


def fleet(preset_id: str) -> Preset[FleetSpec]:
    """Return a demand for tokens by id; ValueError names the nearest ids."""
    return get("fleets", preset_id)
