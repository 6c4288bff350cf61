"""The headline strip of the silicon view: what is made, what it costs, what it does."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from explorer.analysis.held import held
from explorer.figures.headline import Tile
from explorer.figures.origin import estimated
from explorer.figures.tiles import tile
from explorer.figures.wording import delta, memory_name, number
from explorer.live import Live
from explorer.results import BY_ID
from explorer.silicon.choices import node_of
from explorer.silicon.design import design_of
from explorer.silicon.shore import Shore, shore
from explorer.silicon.wafer import dies_per_wafer
from explorer.spec.study import ResultId
from explorer.text import Text

_HELD = {"area": "area", "chip_cost": "cost"}
"""Tiles of quantities that a lock may hold."""

_RESULTS: tuple[ResultId, ...] = ("ttft", "tpot", "cost_output")


def silicon_tiles(live: Live, baseline: Live, t: Text) -> tuple[Tile, ...]:
    """Return die area, yield, good dies and cost, then TTFT, TPOT and the cost of output."""
    now, before = _made(live), _made(baseline)
    area = estimated(live.scenario.chip, "die_area_mm2")
    node = node_of(live.scenario.chip.process)
    said = t("{node} assumed").format(node=node.name) if node.assumed else node.name
    heads = (
        ("area", t("Die area"), "mm²", 0,
         t("All dies of a package side by side, and how many memory stacks their edge holds."),
         area, _edge(live, t)),
        ("yield", t("Yield"), "%", 1,
         t("Good dies of all dies, those with spare parts in use included."), True, said),
        ("good_dies", t("Good dies"), t("per wafer"), 1, t("Dies of a wafer that can be sold."),
         True, ""),
        ("chip_cost", t("Chip cost"), "$", -1,
         t("Good dies, memory, package and test: what the maker pays."), True, ""),
    )  # fmt: skip
    made = tuple(
        _tile(key, title, unit, better, about, guess, note, now[key], before[key], t)
        for key, title, unit, better, about, guess, note in heads
    )
    locked = live.scenario.lock.hold
    made = tuple(
        replace(each, delta=t("held"), sense=0, absolute="")
        if _HELD.get(each.id) == locked
        else each
        for each in made
    )
    if _shore(live).crowded:
        made = (replace(made[0], limit="capacity"), *made[1:])
    return (*made, *(tile(BY_ID[name], live, baseline, t) for name in _RESULTS))


def _shore(live: Live) -> Shore:
    s = live.scenario
    return shore(s.chip, held(s).made.dies, s.shipped, s.costing)


def _edge(live: Live, t: Text) -> str:
    """Return the memory stacks and the places along the dies for them, nothing without stacks."""
    edge = _shore(live)
    if not edge.stacks:
        return ""
    return t("{stacks} of {sites} {memory}").format(
        stacks=f"{float(edge.stacks):.0f}", sites=f"{float(edge.sites):.0f}",
        memory=memory_name(live.scenario.chip),
    )  # fmt: skip


def _tile(
    key: str, title: str, unit: str, better: int, about: str, guess: bool, note: str,
    now: float, before: float, t: Text,
) -> Tile:  # fmt: skip
    change = delta(now, before, better, t)
    return Tile(
        key, title, number(now), unit, "", note, change.relative, change.sense, change.absolute,
        estimate=guess, about=about,
    )  # fmt: skip


def _made(live: Live) -> dict[str, float]:
    """Return the four numbers of a scenario."""
    made = held(live.scenario).made
    die = float(np.asarray(made.area.total)) / float(np.asarray(made.dies))
    s = live.scenario
    rules = design_of(s.chip, costing=s.costing).yields
    gross = float(dies_per_wafer(die, rules.wafer_diameter))
    good = float(np.asarray(made.good_share))
    return {
        "area": float(np.asarray(made.area.total)),
        "yield": 100 * good,
        "good_dies": gross * good,
        "chip_cost": float(np.asarray(made.cost.total)),
    }
