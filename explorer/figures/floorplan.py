"""The dies to scale: blocks that grow and shrink with the levers, inside the reticle's outline."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from explorer.analysis.held import held
from explorer.figures.figure import Limit
from explorer.figures.origin import sources
from explorer.figures.silicon_figure import (
    FloorplanFigure,
    PlanBlock,
    PlanDie,
    PlanStack,
    PlanUse,
)
from explorer.figures.wording import DOWN, UP, described, memory_name
from explorer.live import Live
from explorer.silicon.area import Area
from explorer.silicon.chip_cost import die_sizes
from explorer.silicon.design import design_of
from explorer.silicon.floorplan import ASPECT, RETICLE_MM, Block, floorplan, shared_stacks
from explorer.silicon.shore import shore
from explorer.spec.scenario import Scenario
from explorer.text import Text
from explorer.units import count

_LIMITS: dict[str, Limit] = {
    "compute": "compute", "sram": "sram", "memory_phy": "hbm", "links": "link",
    "uncore": "overhead", "die_to_die": "link",
}  # fmt: skip
_GAP = 1.5
_IN_ROW = 4
_MANY_DEVICES = 12
_SITE = 2.2
"""Width at which a free site is drawn, mm."""
_SEEN = 0.5
"""Least change of an area that is written, mm²."""


@dataclass(frozen=True, slots=True)
class _Package:
    """What is drawn of one scenario: its parts, its dies and their stacks."""

    area: Area
    dies: tuple[float, ...]
    """Area of each, mm²."""
    stacks: tuple[int, ...]
    sites: int
    """Places for stacks on each die, 0 where memory is not beside it."""
    on_top: float
    """SRAM dies on top of all dies, mm²."""

    @classmethod
    def of(cls, scenario: Scenario) -> _Package:
        """Return the package of a scenario that is a single point."""
        made = held(scenario).made
        design = design_of(scenario.chip, costing=scenario.costing)
        rules = design.rules
        n = round(float(made.dies))
        area = Area(*(np.asarray(float(part)) for part in made.area))
        wafers = float(area.total) > n * rules.reticle * 1.0001
        given = n if wafers else max(scenario.chip.dies, _given(scenario))
        sizes = die_sizes(area.total, n, given, rules.reticle)
        large, rest = (float(size) for size in sizes)
        edge = shore(scenario.chip, n, scenario.shipped, scenario.costing)
        stacks = float(np.asarray(design.stacks))
        return cls(
            area,
            (large,) * (n - 1) + (rest,),
            shared_stacks(stacks, n),
            int(float(edge.sites) / n),
            float(np.asarray(made.stacked_mm2)),
        )

    def blocks(self, die: int) -> tuple[Block, ...]:
        """Return the blocks of one die; many devices share one PHY on each edge."""
        stacks = self.stacks[die] if self.stacks[die] <= _MANY_DEVICES else 2
        return floorplan(self.area, len(self.dies), stacks, self.dies[die])


def _given(scenario: Scenario) -> float:
    """Return as many dies as a wafer-scale part has, which is beyond the reticle anyway."""
    chip = scenario.shipped or scenario.chip
    return float(chip.dies)


def wanted(scenario: Scenario) -> dict[str, dict[str, object]]:
    """Return nothing beyond the operating point."""
    del scenario
    return {}


def build(live: Live, baseline: Live, t: Text) -> FloorplanFigure:
    """Return the dies of the chip with the baseline's edges."""
    scenario = live.scenario
    now, before = _Package.of(scenario), _Package.of(baseline.scenario)
    names = part_names(scenario, t)
    dies = _dies(now, before, names, t)
    size = max(d.x + d.width for d in dies), max(d.y + d.height for d in dies)
    wide, high = RETICLE_MM
    limit = float(design_of(scenario.chip, costing=scenario.costing).rules.reticle)
    return FloorplanFigure(
        "floorplan",
        t("Floorplan to scale"),
        described(scenario, float(live.now.chips[0]), t),
        size,
        dies,
        RETICLE_MM,
        t("Reticle limit {width:.0f} × {height:.0f} mm, {area:.0f} mm²").format(
            width=wide, height=high, area=limit
        ),
        crowded(scenario, t) or _die_label(now, limit, t),
        t("free {memory} site").format(memory=memory_name(scenario.chip)),
        t("edge in the baseline"),
        _uses(now, before, names, t),
        t("Area by use, mm²"),
        t("now"),
        t("before"),
        _scale(size[0]),
        f"{_scale(size[0]):g} mm",
        sources(scenario, t, money=True),
    )


def finding(live: Live, baseline: Live, t: Text) -> str:
    """Return that memory stacks find no room, else the largest use of the die and its share."""
    del baseline
    scenario, made = live.scenario, held(live.scenario).made
    if full := crowded(scenario, t):
        return full
    area = made.area
    names = part_names(live.scenario, t)
    total = float(np.asarray(area.total))
    most = max(Area._fields, key=lambda name: float(getattr(area, name)))
    share = float(getattr(area, most)) / total
    return t("{part} take {share:.0f} % of {area} mm²").format(
        part=names[most], share=100 * share, area=count(total)
    )


def crowded(scenario: Scenario, t: Text) -> str:
    """Return that the chip has more memory stacks than its edge takes, nothing where it has not."""
    edge = shore(scenario.chip, held(scenario).made.dies, scenario.shipped, scenario.costing)
    if not edge.crowded:
        return ""
    return t("{stacks} {memory} stacks: the edge of these dies has room for {sites}").format(
        stacks=count(float(edge.stacks)),
        memory=memory_name(scenario.chip),
        sites=count(float(edge.sites)),
    )


def part_names(scenario: Scenario, t: Text) -> dict[str, str]:
    """Return the reader's name of each part of the area."""
    static = scenario.chip.execution == "static"
    memory = memory_name(scenario.chip)
    return {
        "compute": t("Matrix and vector cores"),
        "sram": t("Scratchpad") if static else t("Cache"),
        "memory_phy": f"{memory} PHY",
        "links": t("Links"),
        "uncore": t("Host link, network on chip, control"),
        "die_to_die": t("Die to die"),
    }


def _die_label(now: _Package, limit: float, t: Text) -> str:
    total = sum(now.dies)
    if len(now.dies) == 1:
        high = (total / ASPECT) ** 0.5
        label = t("Die {width:.1f} × {height:.1f} mm = {area:.1f} mm²").format(
            width=total / high, height=high, area=total
        )
        if total <= limit:
            return t("{label}, {left:.0f} mm² left").format(label=label, left=limit - total)
        return label
    return t("{number} dies, {area:.1f} mm² together").format(number=len(now.dies), area=total)


def _dies(now: _Package, before: _Package, names: dict[str, str], t: Text) -> tuple[PlanDie, ...]:
    """Return the dies in rows from the top left, each in the middle of its place."""
    found: list[PlanDie] = []
    single = len(now.dies) == len(before.dies)
    per_row = min(len(now.dies), _IN_ROW)
    large = max(now.dies) > RETICLE_MM[0] * RETICLE_MM[1] * 1.001
    sizes = [(area * ASPECT, area / ASPECT) for area in now.dies]
    sides = [(w**0.5, h**0.5) for w, h in sizes]
    pitch = max(RETICLE_MM[0], *(s[0] for s in sides)), max(RETICLE_MM[1], *(s[1] for s in sides))
    rows = math.ceil(len(now.dies) / per_row)
    free = max(now.sites - min(now.stacks), 0)
    step = pitch[0] + _GAP + (2 * _SITE if free and not large else 0.0)
    for place, (width, height) in enumerate(sides):
        row, column = divmod(place, per_row)
        old = before.dies[min(place, len(before.dies) - 1)]
        old_high = (old / ASPECT) ** 0.5
        changed = single and abs(old / now.dies[place] - 1) > 1e-3
        blocks = now.blocks(place)
        found.append(
            PlanDie(
                column * step + (pitch[0] - width) / 2,
                (rows - 1 - row) * (pitch[1] + _GAP) + (pitch[1] - height) / 2,
                width,
                height,
                _blocks(blocks, now, before, names, t, first=place == 0),
                _free_sites(now, place, width, height),
                _edges(blocks, before.blocks(place), height, old_high) if single else (),
                (old / old_high, old_high) if changed else None,
                not large,
                _on_top(now, place, width, height, t),
            )
        )
    return tuple(found)


def _blocks(
    blocks: tuple[Block, ...],
    now: _Package,
    before: _Package,
    names: dict[str, str],
    t: Text,
    *,
    first: bool,
) -> tuple[PlanBlock, ...]:
    """Return the blocks with their names; twins and further dies go without a change."""
    made: list[PlanBlock] = []
    seen: set[str] = set()
    for block in blocks:
        part = block.part
        total, old = float(getattr(now.area, part)), float(getattr(before.area, part))
        change = ""
        if part != "memory_phy" and first and abs(total - old) >= _SEEN:
            change = f"{UP if total > old else DOWN} {abs(total - old):,.0f}"
        twin = part == "compute" and part in seen
        whole = block.mm2 * (2 if part == "compute" else 1)
        digits = 1 if part == "memory_phy" else 0
        made.append(
            PlanBlock(
                "" if twin else names[part],
                t("{area} mm²").format(area=f"{whole:,.{digits}f}"),
                block.x, block.y, block.width, block.height,
                _LIMITS[part], "" if twin else change, part == "compute", part == "die_to_die",
            )
        )  # fmt: skip
        seen.add(part)
    return tuple(made)


def _free_sites(
    now: _Package, die: int, width: float, height: float
) -> tuple[tuple[float, float, float, float], ...]:
    """Return places beside the long edges where a stack could still stand."""
    if not now.sites:
        return ()
    rows = max(now.sites // 2, 1)
    used = now.stacks[die]
    left, right = rows - math.ceil(used / 2), rows - used // 2
    slot = height / rows
    return tuple(
        (x, row * slot, _SITE, slot)
        for x, free in ((-_SITE, left), (width, right))
        for row in range(max(free, 0))
    )


def _edges(
    now: tuple[Block, ...], before: tuple[Block, ...], height: float, old_height: float
) -> tuple[float, ...]:
    """Return where the baseline's SRAM began and ended, in this die, where it has moved."""
    lift = (height - old_height) / 2
    is_, was = (
        [(b.y, b.y + b.height) for b in blocks if b.part == "sram"] for blocks in (now, before)
    )
    if not is_ or not was:
        return ()
    return tuple(
        old + lift
        for new, old in zip(is_[0], was[0], strict=True)
        if abs(new - old - lift) > 0.05 and 0 < old + lift < height
    )


def _on_top(now: _Package, die: int, width: float, height: float, t: Text) -> PlanStack | None:
    """Return the SRAM stacked on one die, in as many layers as its area asks for."""
    if now.on_top <= 0:
        return None
    each = now.on_top * now.dies[die] / sum(now.dies)
    layers = math.ceil(each / now.dies[die] - 1e-9)
    side = (each / layers / now.dies[die]) ** 0.5
    wide, high = width * side, height * side
    text = t("Stacked SRAM {area} mm²").format(area=f"{each:,.0f}")
    if layers > 1:
        text = t("Stacked SRAM {area} mm², {layers} layers").format(
            area=f"{each:,.0f}", layers=layers
        )
    text = "" if die else text
    return PlanStack(text, (width - wide) / 2, (height - high) / 2, wide, high)


def _uses(now: _Package, before: _Package, names: dict[str, str], t: Text) -> tuple[PlanUse, ...]:
    parts = tuple(
        PlanUse(names[part], float(getattr(now.area, part)), float(getattr(before.area, part)),
                _LIMITS[part], part == "die_to_die")
        for part in Area._fields
    )  # fmt: skip
    on_top = PlanUse(t("Stacked SRAM"), now.on_top, before.on_top, "sram", pale=True)
    return tuple(use for use in (*parts, on_top) if use.now > 0 or use.before > 0)


def _scale(width: float) -> float:
    """Return a round length of about a fifth of the plan, mm."""
    rough = width / 5
    power = 10.0 ** math.floor(math.log10(rough))
    return max(step * power for step in (1, 2, 5) if step * power <= rough)
