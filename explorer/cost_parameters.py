"""The numbers behind area, price and power: one small file per process node and memory kind.

Every number has a low, middle and high value with source, year and confidence, under
`resources/presets/cost/`; here they become typed rows that the equations take as arguments. A
scenario may put its own values in place of the published ones, by id: "nodes/N5/wafer_usd".
"""

from __future__ import annotations

import tomllib
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Literal, Self, cast

from explorer.refusal import Refusal
from explorer.resources import resource
from explorer.spec.base import Spec
from explorer.spec.costing import CostingSpec, Edits
from explorer.spec.provenance import Confidence, Source
from explorer.spec.scenario import Scenario

Level = Literal["low", "mid", "high"]
Trust = Literal["high", "medium", "low", "recalled", "unknown"]

_CONFIDENCE: Mapping[Trust, Confidence] = {
    "high": "third party",
    "medium": "third party",
    "low": "estimated",
    "recalled": "recalled",
    "unknown": "estimated",
}


class Parameter(Spec):
    """One cost number: low, middle and high value with its origin; None is not known."""

    low: float | None = None
    mid: float | None = None
    high: float | None = None
    unit: str
    year: int
    confidence: Trust
    source: str

    def at(self, level: Level = "mid") -> float:
        """Return the value at `level`, else the nearest one known; ValueError when none is."""
        known = [v for v in (getattr(self, level), self.mid, self.high, self.low) if v is not None]
        if not known:
            msg = f"not published: {self.source}"
            raise ValueError(msg)
        return float(known[0])

    @property
    def provenance(self) -> Source:
        """The origin in the form that every preset number carries."""
        return Source(
            title=self.source, date=str(self.year), confidence=_CONFIDENCE[self.confidence]
        )


@lru_cache
def parameters(*path: str) -> Mapping[str, Parameter]:
    """Return the parameters of one file, for instance `parameters("nodes", "N5")`.

    FileNotFoundError when there is no such file; pydantic's ValidationError when it is malformed.
    """
    entries = {n: entry for n, entry in _table(*path).items() if isinstance(entry, dict)}
    return MappingProxyType({name: Parameter(**entry) for name, entry in entries.items()})


def _table(*path: str) -> dict[str, Any]:
    file = resource("presets", "cost", *path[:-1], f"{path[-1]}.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


def names(folder: Literal["nodes", "memories", "api"]) -> tuple[str, ...]:
    """Return the names of the files in a folder, sorted: nodes, memory kinds, API offers."""
    return tuple(sorted(f.stem for f in resource("presets", "cost", folder).glob("*.toml")))


@dataclass(frozen=True)
class Row:
    """A frozen row of numbers read from one file; its fields are the file's entries."""

    @classmethod
    def load(cls, *path: str, level: Level = "mid", edits: Edits = ()) -> Self:
        """Return the row of one file at `level`, with `edits` in place of what they name.

        ValueError names a number that is not known.
        """
        row = _row(cast("Hashable", cls), path, level)
        assert isinstance(row, cls)
        return replace(row, **own) if (own := edits_of(edits, *path)) else row


def edits_of(edits: Edits, *path: str) -> dict[str, Any]:
    """Return the edits of one file, by the name of the parameter."""
    head = "/".join(path) + "/"
    return {name[len(head) :]: value for name, value in edits if name.startswith(head)}


@lru_cache
def _row(kind: type[Row], path: tuple[str, ...], level: Level) -> Row:
    """Return the row of one file, read once: rows are frozen, and sliders ask at every move."""
    table = parameters(*path)
    values: dict[str, Any] = {f.name: table[f.name].at(level) for f in fields(kind)}
    return kind(**values)


@dataclass(frozen=True)
class Node(Row):
    """A process node."""

    wafer_usd: float
    """W, USD per wafer."""
    defect_density: float
    """D0, defects per cm2."""
    logic_factor: float
    """g, logic area relative to N5."""
    core_area_gpu: float
    """a8, mm2 per dense FP8 PFLOPS at N5, cores with caches and schedulers."""
    core_area_systolic: float
    """a8 of statically scheduled arrays."""
    vector_usual_gpu: float
    """nu, vector TFLOPS per FP8 PFLOPS of the cores that a8 was found from."""
    scratchpad_area: float
    """k_s, mm2 per MB."""
    cache_area: float
    """k_c, mm2 per MB, tags and control included."""
    phy_factor: float
    """Memory PHY and controller area relative to N5."""
    link_area: float
    """k_L, mm2 per TB/s, both directions summed."""
    gpu_energy: float
    """e8, pJ per FP8 FLOP."""
    systolic_energy: float
    """e8 of statically scheduled arrays."""
    sram_energy: float
    """e_s, pJ per bit of a local scratchpad."""
    link_energy: float
    """e_L, pJ per bit of the electrical scale-up link."""


@dataclass(frozen=True)
class Memory(Row):
    """A kind of memory beside the die."""

    price: float
    """p_h, USD per GB at the usual rate."""
    price_rate: float
    """beta_h, usual rate: that of the memory whose price is quoted, TB/s per GB."""
    rate_share: float
    """phi, share of the price that goes with the rate beyond the usual one."""
    unit_gb: float
    """GB per stack or device."""
    unit_tbs: float
    """TB/s per stack or device."""
    phy_area: float
    """k_h, mm2 per stack or device at N5."""
    footprint: float
    """mm2 of interposer per stack, 0 when the memory is on the board."""
    energy: float
    """e_h, pJ per bit, DRAM and PHY."""


@dataclass(frozen=True)
class DieRules(Row):
    """What every die carries, and the limits of a die."""

    die_fixed: float
    """A_f, uncore mm2 per die."""
    die_fixed_systolic: float
    disabled_share: float
    """d, share of the compute area fused off."""
    extra_fp4: float
    """rho_4, area of FP4 beyond twice FP8 relative to FP8."""
    vector_area: float
    """a_v, mm2 per vector TFLOPS at N5."""
    vector_usual_systolic: float
    """nu of statically scheduled arrays, vector TFLOPS per FP8 PFLOPS."""
    scratchpad_ports: float
    """Share of a scratchpad's area that ports and wires take at its usual rate."""
    cache_ports: float
    scratchpad_usual: float
    """beta, usual rate of a scratchpad, TB/s per MB."""
    cache_usual: float
    """beta of cache with the memories of the cores, TB/s per MB."""
    phy_speed_area: float
    """k_f, mm2 of memory PHY that go with its speed, per TB/s."""
    network_area: float
    """k_O, mm2 per TB/s of scale-out, both directions summed."""
    die_to_die: float
    """delta, share of area when there is more than one die."""
    reticle: float
    """Largest die, mm2."""
    wafer_part: float
    """Largest part of one wafer, mm2."""
    stacks_single: float
    """Memory stacks along the edge of a single die."""
    stacks_facing: float
    """Memory stacks per die when dies face each other."""


@dataclass(frozen=True)
class YieldRules(Row):
    """Wafer geometry and how defects cluster."""

    wafer_diameter: float
    """D, mm."""
    cluster_alpha: float
    """alpha of the negative binomial."""
    critical_harvested: float
    """f, share of area whose defects cannot be repaired, with harvesting."""
    critical_plain: float
    """f without harvesting."""
    critical_wafer_scale: float
    """f of a wafer-scale part with spare cores and routes."""


@dataclass(frozen=True)
class PackageRules(Row):
    """Package, assembly and test."""

    interposer_s: float
    """c_I of CoWoS-S, USD per mm2."""
    interposer_l: float
    """c_I of CoWoS-L, USD per mm2."""
    interposer_factor: float
    """kappa, interposer area over silicon area."""
    flip_chip: float
    """C_fc, USD."""
    assembly_yield: float
    """Y_asm."""
    test_adder: float
    """t, share of the assembled cost."""


@dataclass(frozen=True)
class EnergyRatios(Row):
    """Energy of other formats over FP8, and what a chip draws doing nothing."""

    fp16_to_fp8: float
    fp4_to_fp8: float
    static_share: float
    """Share of the rated power."""
    vector_to_fp8: float
    """rho_v, energy of a FLOP of the vector units over one of FP8."""
    vector_share: float
    """u_v, share of the vector rate in use while the matrix units are busy."""
    sram_usual: float
    """beta_v, SRAM rate per vector rate of the cores that e8 was found from, TB/s per TFLOPS."""


@dataclass(frozen=True)
class Margins(Row):
    """Gross margin by class of vendor; see `explorer.silicon.choices.margin_class`."""

    leader: float
    merchant: float
    in_house: float


@dataclass(frozen=True)
class StackRules(Row):
    """SRAM dies bonded onto the compute die."""

    sram_area: float
    """k_3, mm2 per MB."""
    bond_area: float
    """k_b, mm2 per TB/s on each of the two dies."""
    die: float
    """a_3, size in which the SRAM dies are cut, mm2."""
    bond_usd: float
    """c_b, thinning, vias and bonding, USD per mm2."""
    bond_defects: float
    """D_b, faults per cm2 of bonded area."""
    bond_energy: float
    """pJ per bit through the bonds."""
    unit_mb: float
    """MB of one die."""
    unit_tbs: float
    """TB/s of one die."""


_ALONE: Mapping[str, type[Row]] = {
    "area": DieRules, "yield": YieldRules, "package": PackageRules, "energy": EnergyRatios,
    "margin": Margins, "stack": StackRules,
}  # fmt: skip
_FOLDERS: Mapping[Literal["nodes", "memories"], type[Row]] = {"nodes": Node, "memories": Memory}

TOKENS = ("input", "cached", "output")
"""Kinds of token that an offer prices, USD per million each."""

DEAREST = 1e4
"""Largest price of a million tokens that is taken, USD."""


@dataclass(frozen=True)
class Offer:
    """A model offered by the token; its prices are the parameters "api/ID/TOKEN"."""

    id: str
    name: str
    provider: str
    """Empty for the user's own."""
    models: tuple[str, ...]
    """Ids of model presets that are the same model, where its weights are published."""


@lru_cache
def offers() -> tuple[Offer, ...]:
    """Return the public offers by provider, the user's own first."""
    tables = {name: _table("api", name) for name in names("api")}
    found = [
        Offer(name, table["name"], table["provider"], tuple(table["models"]))
        for name, table in tables.items()
    ]
    return tuple(sorted(found, key=lambda offer: (offer.provider, offer.id)))


RANGE = 10.0
"""Factor by which a user's value may leave the published range (own rule)."""


@lru_cache
def everything() -> Mapping[str, Parameter]:
    """Return every parameter that the equations read and a scenario may edit, by id."""
    rows: list[tuple[tuple[str, ...], type[Row]]]
    rows = [((name,), row) for name, row in _ALONE.items()]
    rows += [((folder, n), row) for folder, row in _FOLDERS.items() for n in names(folder)]
    entries = [(path, field.name) for path, row in rows for field in fields(row)]
    entries += [(("api", offer.id), token) for offer in offers() for token in TOKENS]
    return MappingProxyType(
        {"/".join((*path, name)): parameters(*path)[name] for path, name in entries}
    )


def published(name: str) -> float | None:
    """Return the value of a parameter that holds unless it is edited; None is not known."""
    parameter = everything()[name]
    known = any(v is not None for v in (parameter.low, parameter.mid, parameter.high))
    return parameter.at() if known else None


def value_at(scenario: Scenario, path: str) -> Any:
    """Return what holds at a path: a cost parameter's published value unless it is edited."""
    value = scenario.value(path)
    return published(path.removeprefix("costing.")) if value is None and "/" in path else value


def hard_range(name: str) -> tuple[float, float]:
    """Return the least and the largest value that a parameter may be given.

    `RANGE` beyond the published values, a share stays a share; any price of an offer up to
    `DEAREST`.
    """
    if name.startswith("api/"):
        return 0.0, DEAREST
    parameter = everything()[name]
    high = parameter.at("high")
    if parameter.unit.startswith(("fraction", "share")):
        return parameter.at("low") / RANGE, max(min(high * RANGE, 0.99), high)
    return parameter.at("low") / RANGE, high * RANGE


def checked(costing: CostingSpec) -> CostingSpec:
    """Return `costing` without edits that say what is published; ValueError names a fault."""
    kept = []
    for name, value in costing.parameters:
        if name not in everything():
            raise Refusal(
                "costing: {name!r} is not a cost parameter of this version", name=name[:60]
            )
        low, high = hard_range(name)
        if not low <= value <= high:
            raise Refusal(
                "costing.{name}: {value:g} refused, it must be from {low:g} to {high:g}",
                name=name, value=value, low=low, high=high,
            )  # fmt: skip
        if value != published(name):
            kept.append((name, value))
    return costing.replaced({"parameters": tuple(kept)}) if kept or costing.parameters else costing
