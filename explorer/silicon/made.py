"""A chip as its silicon makes it, held against the chip as shipped: what every lever costs.

A real chip's area, price and power are known where it was shipped. A variant of it takes them
along in proportion to what the model says of both, so that no specification is better for free.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from explorer.physics.table import anywhere
from explorer.silicon.area import Area
from explorer.silicon.chip_cost import (
    Resources,
    design_area,
    design_cost,
    dies_for,
    resource_areas,
)
from explorer.silicon.design import Design, design_of
from explorer.silicon.package import ChipCost, selling_price
from explorer.silicon.power import estimate_tdp
from explorer.spec.chip import ChipSpec
from explorer.spec.costing import CostingSpec

Array = NDArray[np.float64]

NUMBERS = (
    "bf16_tflops", "fp8_tflops", "int8_tops", "fp4_tflops", "vector_tflops", "sram_mb",
    "sram_bandwidth_tbs", "stacked_sram_mb", "stacked_sram_bandwidth_tbs", "hbm_gb",
    "hbm_bandwidth_tbs", "scaleup_gbs", "scaleout_gbs", "dies", "die_area_mm2",
)  # fmt: skip
"""Fields of a chip that its silicon depends on; what follows from it is kept by their values."""
WORDS = ("process", "hbm_kind", "execution", "vendor")

_AREA, _COST = len(Area._fields), len(ChipCost._fields)
_WAFER_SCALE = 1.0001

Key = tuple[Any, ...]
"""Chip, shipped chip, whether it is known, then the costing with the values of its edits."""

_HALF = len(NUMBERS) + len(WORDS)
_USUAL = CostingSpec()


class Made(NamedTuple):
    """What follows from the silicon; every number of the shape of the points, or a scalar."""

    area: Area
    """mm2; the known area of the shipped chip, moved as the modelled one moves."""
    cost: ChipCost
    """USD."""
    dies: Any
    good_share: Any
    """Mean yield of the dies, times that of the bonds where SRAM is stacked."""
    stacked_mm2: Any
    """SRAM dies on top, which are not in `area`."""
    area_mm2: Any
    """All of `area`."""
    cost_usd: Any
    """All of `cost`."""
    list_price_usd: Any
    """Cost with the gross margin of the vendor's class, USD."""
    price_ratio: Any
    """Cost over the cost of the chip as shipped; 1 where nothing is known to be shipped."""
    power_ratio: Any
    """Estimated TDP over that of the chip as shipped."""


def made(chip: ChipSpec, shipped: ChipSpec | None = None, costing: CostingSpec = _USUAL) -> Made:
    r"""Return what follows from the silicon of `chip`.

    .. math:: A = A_0 \frac{\hat A(chip)}{\hat A(shipped)},\qquad
              \rho_P = \frac{C(chip)}{C(shipped)},\qquad
              \rho_W = \frac{\hat W(chip)}{\hat W(shipped)}

    with :math:`A_0` the known area of the shipped chip, a hat for what the model derives from the
    resources, C the cost of a chip of area A.

    Parameters
    ----------
    chip
        Any field may be an array over points.
    shipped
        The chip as its preset says. None: `chip` is taken as it is, so a known area holds and
        both ratios are 1.
    costing
        How silicon is turned into cost, of both chips alike; its numbers may be arrays too.
    """
    key = _key(chip, shipped, costing)
    columns = {place: v for place, v in enumerate(key) if isinstance(v, np.ndarray) and v.ndim}
    if not columns:
        return _kept(key)
    rows, points = _distinct(list(columns.values()))
    if rows.size == points and not any(map(_is_words, columns.values())):
        return _named([_over(points, number) for number in _numbers(key)])
    table = np.empty((len(Made._fields) - 2 + _AREA + _COST, rows.size))
    for words, members in _by_words(columns, rows):
        some = tuple(
            columns[place][rows[members]] if place in columns else v for place, v in enumerate(key)
        )
        for number, found in zip(table, _numbers(_with_words(some, words)), strict=True):
            number[members] = found
    every = np.repeat(table[:, :1], points, axis=1)
    every[:, rows[1:]] = table[:, 1:]
    return _named(every)


def _over(points: int, number: Any) -> Any:
    whole = isinstance(number, np.ndarray) and number.ndim
    return number if whole else np.full(points, number)


def _key(chip: ChipSpec, shipped: ChipSpec | None, costing: CostingSpec) -> Key:
    here, base = chip.__dict__, (shipped or chip).__dict__
    names = (*NUMBERS, *WORDS)
    edits = costing.parameters
    return (
        *(here[n] for n in names),
        *(base[n] for n in names),
        shipped is not None,
        costing.yield_model,
        costing.harvesting,
        costing.nre_usd,
        costing.volume,
        tuple(name for name, _ in edits),
        *(value for _, value in edits),
    )


def _costing(rest: Key) -> CostingSpec:
    """Return the costing of the tail of a key."""
    model, harvesting, nre_usd, volume, names, *values = rest
    return _USUAL.replaced(
        {
            "yield_model": model,
            "harvesting": harvesting,
            "nre_usd": nre_usd,
            "volume": volume,
            "parameters": tuple(zip(names, values, strict=True)),
        }
    )


def _distinct(columns: list[Any]) -> tuple[NDArray[np.int64], int]:
    """Return the points to work out, the first of them like all others, and how many there are.

    A stack of curves moves the chip in a few of its points only: those that differ from the first.
    """
    differs = np.logical_or.reduce([column != column[0] for column in columns])
    differs[0] = True
    return differs.nonzero()[0], differs.size


def _by_words(columns: dict[int, Any], rows: NDArray[np.int64]) -> list[tuple[dict[int, str], Any]]:
    """Return the rows of each combination of names, with the names by place in the key."""
    places = [place for place in columns if _is_words(columns[place])]
    if not places:
        return [({}, slice(None))]
    names = np.stack([columns[place][rows] for place in places], axis=-1)
    kinds, which = np.unique(names, axis=0, return_inverse=True)
    return [
        (dict(zip(places, map(str, kind), strict=True)), np.flatnonzero(which.reshape(-1) == i))
        for i, kind in enumerate(kinds)
    ]


def _is_words(column: Any) -> bool:
    return bool(column.dtype.kind == "U")


def _with_words(key: Key, words: dict[int, str]) -> Key:
    return tuple(words.get(place, v) for place, v in enumerate(key)) if words else key


@lru_cache(maxsize=512)
def _kept(key: Key) -> Made:
    return _named([float(number) for number in _numbers(key)])


@lru_cache(maxsize=512)
def _kept_base(key: Key) -> tuple[Any, ...]:
    return _base(key)


def _numbers(key: Key) -> tuple[Any, ...]:
    """Return the numbers of `Made` in order, each over the points of `key` or a scalar."""
    shipped, rest = key[2 * _HALF], key[2 * _HALF + 1 :]
    chip = _chip(key[:_HALF])
    costing, before = _costing(rest), (*key[_HALF : 2 * _HALF], *rest)
    still = not any(isinstance(value, np.ndarray) for value in before)
    factor, wafer, usd, watts = (_kept_base if still else _base)(before)
    if shipped:
        own = chip.die_area_mm2 != before[NUMBERS.index("die_area_mm2")]
        if anywhere(own):
            again = _base((*key[:_HALF], *rest))
            factor, wafer = np.where(own, again[0], factor), np.where(own, again[1], wafer)
    design = design_of(chip, costing=costing)
    resources = resource_areas(design)
    area, whole, cost, dies, good, stacked = _sized(chip, design, resources, factor, wafer, costing)
    total = cost.total
    ratios: tuple[Any, Any] = (1.0, 1.0)
    if shipped:
        ratios = (total / usd, estimate_tdp(chip, design) / watts)
    price = selling_price(total, design.margin)
    return (*area, *cost, dies, good, stacked, whole, total, price, *ratios)


def _base(key: Key) -> tuple[Any, Any, Any, Any]:
    """Return of a chip as shipped: known over modelled area, whether it is a wafer, cost, TDP."""
    chip, costing = _chip(key[:_HALF]), _costing(key[_HALF:])
    known, given = np.asarray(chip.die_area_mm2, float), np.asarray(chip.dies, float)
    design = design_of(chip, costing=costing)
    wafer = known > given * design.rules.reticle * _WAFER_SCALE
    resources = resource_areas(design)
    modelled = design_area(design, resources, given).total
    factor = np.where(known > 0, known / modelled, 1.0)
    cost = _sized(chip, design, resources, factor, wafer, costing)[2]
    return factor, wafer, cost.total, estimate_tdp(chip, design)


def _sized(
    chip: ChipSpec,
    design: Design,
    resources: Resources,
    factor: Any,
    wafer: Any,
    costing: CostingSpec,
) -> tuple[Area, Array, ChipCost, Array, Array, Any]:
    """Return area, all of it, cost, dies, yield and silicon on top.

    The modelled area is off by `factor`.
    """
    # A hair of slack: a chip shipped at the reticle limit needs no second die for rounding.
    largest = np.where(wafer, design.rules.wafer_part, design.rules.reticle)
    dies = dies_for(design, resources, chip.dies, largest * (1 + 1e-9) / factor)
    area = Area(*(part * factor for part in design_area(design, resources, dies)))
    given = np.where(wafer, dies, chip.dies)
    model: Any = costing.yield_model
    # One-off cost is none unless asked for, and then the volume is what it is spread over.
    whole = area.total
    cost, good, stack = design_cost(
        design, whole, dies, given, model, costing.nre_usd, costing.volume
    )
    return area, whole, cost, dies, good, stack.mm2


def _chip(key: Key) -> ChipSpec:
    return _BLANK.model_copy(update=dict(zip((*NUMBERS, *WORDS), key, strict=True)))


_BLANK = ChipSpec(
    id="", name="", bf16_tflops=1, vector_tflops=1, sram_mb=1, sram_bandwidth_tbs=1, hbm_gb=0,
    hbm_bandwidth_tbs=0, scaleup_gbs=1, scaleup_latency_us=1, tdp_w=1, price_usd=1,
    rental_usd_hour=1,
)  # fmt: skip


def _named(numbers: Sequence[Any] | Array) -> Made:
    area, cost = numbers[:_AREA], numbers[_AREA : _AREA + _COST]
    return Made(Area(*area), ChipCost(*cost), *numbers[_AREA + _COST :])
