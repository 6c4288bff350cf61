"""Two kinds of figure for who designs a chip: dies drawn to scale, and a ranking of what is next.

Plain data like every figure: finished text, finished numbers, and rectangles in millimetres.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from explorer.figures.figure import Limit


@dataclass(frozen=True, slots=True)
class PlanBlock:
    """A block of a die, mm from the die's lower left corner, in the colour of its limit.

    `text` is its area in words, `change` how it stands to the baseline ("▼ 144"). `cells` draws a
    grid of cores over it, `pale` lightens it. A block without a name is a twin of one that has.
    """

    name: str
    text: str
    x: float
    y: float
    width: float
    height: float
    limit: Limit
    change: str = ""
    cells: bool = False
    pale: bool = False


@dataclass(frozen=True, slots=True)
class PlanStack:
    """SRAM dies on top of a die, mm from its lower left corner, with what they are called."""

    text: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class PlanDie:
    """One die at its place in the package, mm from the plan's lower left corner.

    `edges` are heights in the die at which blocks of the baseline ended, `before` the baseline's
    width and height where they differ.
    """

    x: float
    y: float
    width: float
    height: float
    blocks: tuple[PlanBlock, ...]
    free_sites: tuple[tuple[float, float, float, float], ...] = ()
    edges: tuple[float, ...] = ()
    before: tuple[float, float] | None = None
    reticle: bool = True
    stack: PlanStack | None = None


@dataclass(frozen=True, slots=True)
class PlanUse:
    """A kind of block: its area now and in the baseline, mm²."""

    name: str
    now: float
    before: float
    limit: Limit
    pale: bool = False


@dataclass(frozen=True, slots=True)
class FloorplanFigure:
    """Dies to scale within the outline of the reticle, and their area by use, now and before.

    `reticle` is its width and height in mm, `size` that of the whole plan. `scale_mm` is the
    length of the scale bar. `edge_label` names the dashed edges of the baseline.
    """

    id: str
    title: str
    subtitle: str
    size: tuple[float, float]
    dies: tuple[PlanDie, ...]
    reticle: tuple[float, float]
    reticle_label: str
    die_label: str
    site_label: str
    edge_label: str
    uses: tuple[PlanUse, ...]
    use_title: str
    now_label: str
    before_label: str
    scale_mm: float
    scale_label: str
    footer: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class RankRow:
    """One thing to spend on: what it does to the result, as a share; None where it takes nothing.

    `sense` is +1 where that is better, `path` the lever it is.
    """

    name: str
    value: float | None
    label: str
    limit: Limit
    sense: int
    path: str = ""


@dataclass(frozen=True, slots=True)
class RankFigure:
    """Signed bars, the best on top, on a common line at no change.

    `sides` name the directions left and right of it; `lines` say below what to make of it.
    """

    id: str
    title: str
    subtitle: str
    name_head: str
    sides: tuple[str, str]
    unit: str
    rows: tuple[RankRow, ...]
    lines: tuple[str, ...] = ()
    footer: str = ""
    basis: str = ""
