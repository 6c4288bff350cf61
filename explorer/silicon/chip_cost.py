"""What a chip costs to make, and the price that follows when no market price is known."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from explorer.cost_parameters import PackageRules
from explorer.silicon.area import (
    Area,
    compute_area,
    link_area,
    package_area,
    phy_area,
    reticle_dies,
    sram_area,
)
from explorer.silicon.choices import kind_beside, memory_of, node_of
from explorer.silicon.design import Design, design_of
from explorer.silicon.package import (
    ChipCost,
    interposer_cost,
    memory_usd,
    packaged_cost,
    selling_price,
)
from explorer.silicon.shore import shore
from explorer.silicon.stack import Stack, stack_of, way_up
from explorer.silicon.wafer import dies_per_wafer, good_die_cost
from explorer.silicon.yields import die_yield
from explorer.spec.chip import ChipSpec
from explorer.spec.costing import YieldModel

Array = NDArray[np.float64]


class PriceEstimate(NamedTuple):
    """Area, cost and price of a chip derived from its specification; arrays of one shape."""

    area_mm2: Array
    """All dies, mm2."""
    area: Area
    """Modelled parts; scaled to the given area where the chip's area is known."""
    dies: Array
    stacks: Array
    """Memory stacks or devices."""
    shoreline_ok: NDArray[np.bool_]
    """Whether the dies have edge for the on-package stacks."""
    good_share: Array
    """Yield of dies and bonds."""
    stacked_mm2: ArrayLike
    """SRAM dies on top."""
    cost: ChipCost
    margin: ArrayLike
    price_usd: Array
    notes: tuple[str, ...]
    """What was assumed, English source texts."""


Resources = tuple[Array, Array, Array, Array]
"""Areas of compute, SRAM, memory PHYs and links, mm2."""


def design_area(design: Design, resources: Resources, dies: ArrayLike) -> Area:
    """Return the area of a design with its `resource_areas` on `dies` dies, part by part, mm2."""
    return package_area(*resources, dies, design.die_fixed, design.rules.die_to_die)


def resource_areas(design: Design) -> Resources:
    """Return the areas of compute, SRAM, memory PHYs and links, mm2, whatever the dies."""
    node, io, rules = design.node, design.io_node, design.rules
    return (
        compute_area(
            design.fp8_pflops,
            design.fp4_pflops,
            node.logic_factor,
            design.core_area,
            rules.extra_fp4,
            design.disabled_share,
            design.vector_tflops,
            rules.vector_area,
            design.vector_usual,
        ),
        sram_area(
            design.sram_mb, design.sram_area, design.sram_tbs, design.sram_ports, design.sram_usual
        )
        + way_up(design),
        phy_area(
            design.stacks,
            design.memory.phy_area * io.phy_factor,
            design.memory_tbs,
            rules.phy_speed_area,
            design.memory.unit_tbs,
        ),
        link_area(design.link_tbs, io.link_area, design.network_tbs, rules.network_area),
    )


def package_usd(design: Design, area_mm2: ArrayLike, dies: ArrayLike, p: PackageRules) -> Array:
    """Return C_pkg, USD: CoWoS-S for one die with stacks, CoWoS-L for more, else flip-chip.

    A package without on-package stacks, or a socket, is an organic substrate: C_fc per die.
    """
    n = np.asarray(dies, float)
    per_mm2 = np.where(n > 1, p.interposer_l, p.interposer_s)
    footprint = design.memory.footprint
    silicon = interposer_cost(area_mm2, design.stacks, per_mm2, footprint, p.interposer_factor)
    interposer = (np.asarray(design.stacks) * footprint > 0) & (not design.organic)
    return np.asarray(np.where(interposer, silicon, n * p.flip_chip))


def die_sizes(
    area_mm2: ArrayLike, dies: ArrayLike, given: ArrayLike, reticle: float
) -> tuple[Array, Array]:
    """Return the area of each die but the last, and of the last, mm2; see `logic_usd`."""
    total, n = np.asarray(area_mm2, float), np.asarray(dies, float)
    equal, each = n <= np.asarray(given, float), total / n
    return np.where(equal, each, reticle), np.where(equal, each, total - (n - 1) * reticle)


def logic_usd(
    design: Design,
    area_mm2: ArrayLike,
    dies: ArrayLike,
    given: ArrayLike,
    model: YieldModel = "negative binomial",
) -> tuple[Array, Array]:
    """Return the cost of all good dies of a package, USD, and the mean yield over their area.

    `area_mm2` is all dies, `dies` n. With n as `given` the dies are equal, A/n each. Where the
    area has outgrown the given dies, they are n - 1 dies of full reticle and one of the rest:
    equal ones would yield better, but then cost would fall as a resource grows past the limit.
    """
    reticle = design.rules.reticle
    total, n = np.asarray(area_mm2, float), np.asarray(dies, float)
    large, rest = die_sizes(total, n, given, reticle)
    usd, good = last_usd, last_good = _die(rest, design, model)
    equal = large == rest
    if not equal.all():
        # Dies before an unequal last one are of one size, the reticle's.
        full_usd, full_good = _die(np.asarray(reticle, float), design, model)
        usd, good = np.where(equal, usd, full_usd), np.where(equal, good, full_good)
    share = (n - 1) * large / total
    return np.asarray((n - 1) * usd + last_usd), np.asarray(share * good + (1 - share) * last_good)


def _die(die_mm2: Array, design: Design, model: YieldModel) -> tuple[Array, Array]:
    """Return the cost of one good die, USD, and its yield; beyond the reticle it is a wafer."""
    node, rules = design.node, design.yields
    wafer_scale = die_mm2 > design.rules.reticle * 1.0001
    critical = np.where(wafer_scale, rules.critical_wafer_scale, design.critical_share)
    good = die_yield(die_mm2, node.defect_density, critical, model, rules.cluster_alpha)
    gross = dies_per_wafer(die_mm2, rules.wafer_diameter)
    return good_die_cost(node.wafer_usd, gross, good), good


def design_cost(
    design: Design,
    area_mm2: ArrayLike,
    dies: ArrayLike,
    given: ArrayLike,
    model: YieldModel = "negative binomial",
    nre_usd: ArrayLike = 0.0,
    volume: ArrayLike = np.inf,
) -> tuple[ChipCost, Array, Stack]:
    """Return the cost of a design of a known area, part by part, its yield, and what is stacked.

    `area_mm2`, `dies`, `given`, `model` as in `logic_usd`; `nre_usd` is spread over `volume`. The
    yield is the mean of the dies, times that of the bonds where SRAM is stacked.
    """
    pack, stack = design.package, stack_of(design, model)
    logic, good = logic_usd(design, area_mm2, dies, given, model)
    kind = design.memory
    memory = memory_usd(
        design.memory_gb, design.memory_tbs, kind.price, kind.price_rate, kind.rate_share
    )
    package = package_usd(design, area_mm2, dies, pack)
    cost = packaged_cost(
        logic, memory, package, pack.assembly_yield, pack.test_adder, nre_usd, volume,
        stack.usd, stack.bonded,
    )  # fmt: skip
    return cost, good * stack.bonded, stack


def dies_for(
    design: Design, resources: Resources, given: ArrayLike, reticle: ArrayLike | None = None
) -> Array:
    """Return the number of dies: those given, more where the reticle asks for more.

    `resources` are the design's `resource_areas`, `reticle` is the largest die in terms of
    modelled area, mm2; that of the rules when None.
    """
    rules = design.rules
    largest = rules.reticle if reticle is None else reticle
    least = reticle_dies(sum(resources), design.die_fixed, largest, rules.die_to_die)
    return np.asarray(np.maximum(least, np.asarray(given, float)))


def estimate_price(
    chip: ChipSpec,
    model: YieldModel = "negative binomial",
    nre_usd: ArrayLike = 0.0,
    volume: ArrayLike = np.inf,
    margin: float | None = None,
) -> PriceEstimate:
    """Return area, cost and price of a chip from its specification.

    Parameters
    ----------
    chip
        Any numeric field may be an array. `die_area_mm2` > 0 is taken as the known area of all
        dies together; 0 derives the area from the resources, on `dies` dies or, where the
        reticle asks for it, more.
    model
        Yield model.
    nre_usd, volume
        One-off cost and the chips it is spread over; left out by default.
    margin
        Gross margin of the vendor; by default that of the vendor's class.

    The equations and their sources are in the modules of `explorer.silicon`; the parameters in
    `resources/presets/cost`.
    """
    design = design_of(chip)
    rules = design.rules
    known = np.asarray(chip.die_area_mm2, float)
    resources = resource_areas(design)
    dies = np.where(known > 0, chip.dies, dies_for(design, resources, chip.dies))
    modelled = design_area(design, resources, dies)
    total = np.where(known > 0, known, modelled.total)
    cost, good, stack = design_cost(design, total, dies, chip.dies, model, nre_usd, volume)
    scale = total / modelled.total
    fits = np.asarray(~shore(chip, dies).crowded)
    m = design.margin if margin is None else margin
    return PriceEstimate(
        area_mm2=total,
        area=Area(*(np.asarray(part * scale) for part in modelled)),
        dies=dies,
        stacks=np.asarray(design.stacks),
        shoreline_ok=fits,
        good_share=good,
        stacked_mm2=stack.mm2,
        cost=cost,
        margin=m,
        price_usd=selling_price(cost.total, m),
        notes=_notes(chip, bool(np.all(fits)), bool(np.any(total / dies > rules.reticle))),
    )


def _notes(chip: ChipSpec, edge_ok: bool, wafer_scale: bool) -> tuple[str, ...]:
    """Return what the estimate assumes beyond the equations."""
    node, memory = node_of(chip.process), memory_of(kind_beside(chip.hbm_kind, chip.hbm_gb))
    notes = []
    if node.assumed:
        notes.append(f"Process not disclosed: {node.name} assumed")
    if memory.assumed:
        notes.append(f"Memory kind not disclosed: {memory.name} assumed")
    if memory.name in ("hibl1", "hizq2"):
        notes.append("No price of this memory is published: assumed relative to HBM3e")
    if chip.execution == "cpu":
        notes.append("Processor cores are not in the area model: too small an area")
        notes.append("Memory modules are bought with the server: not in the price")
    if not edge_ok:
        notes.append("More memory stacks than the edge of these dies can take")
    if wafer_scale:
        notes.append("Package and cooling of a wafer-scale part are not published: left out")
    return tuple(notes)
