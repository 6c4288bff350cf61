"""What a chart is, as plain data: the one thing that screen and every export format draw.

A figure holds finished text (already in the reader's language), finished units and finished
numbers. Nothing that draws it may compute, convert or translate anything, so a title, a unit,
a token type or a cost basis cannot differ between the screen and a slide. `basis` is the cost
basis of a figure that shows money, which its texts name too; tables have it in a column.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from explorer.figures.limits import Limit as Limit
from explorer.figures.silicon_figure import FloorplanFigure as FloorplanFigure
from explorer.figures.silicon_figure import RankFigure as RankFigure
from explorer.figures.stack_figure import Segment as Segment
from explorer.figures.stack_figure import StackFigure as StackFigure
from explorer.figures.stack_figure import StackPanel as StackPanel
from explorer.figures.stack_figure import StackRow as StackRow
from explorer.figures.table_figure import TableCell as TableCell
from explorer.figures.table_figure import TableColumn as TableColumn
from explorer.figures.table_figure import TableFigure as TableFigure
from explorer.figures.table_figure import TableRow as TableRow
from explorer.figures.track import Track as Track

Array = NDArray[np.float64]

Scale = Literal["linear", "log"]
Better = Literal["lower", "higher", "lower-right", "upper-right", "lower-left", "upper-left", ""]
"""Direction of better, shown at the top right of the plot; empty where there is none."""

SeriesRole = Literal["subject", "condition", "reference", "ghost", "floor"]
"""subject: the live scenario (2 px, solid). condition: the same scenario under a second condition
(thin, subject colour). reference: another chip (thin, own colour). ghost: the chip as shipped
(dashed grey). floor: the physical minimum (dotted grey)."""

MarkRole = Literal["operating", "baseline", "best", "prefill", "decode"]
"""operating: filled circle. baseline: open grey circle. best: diamond. prefill and decode:
operators on the roofline, open and filled."""

LineRole = Literal["target", "capacity", "ridge"]


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis of an `XYFigure`.

    `title` reads "quantity, unit" with "(log)" where it is so; `unit` is appended to readouts.
    `ticks` is "binary" for counts of tokens and batch (powers of two, k = 1,024), "quantity"
    otherwise. `low` and `high` are the range shown. `quantity` says in no language what stands on
    the axis (a field's path, a result's id); charts over the same quantity share a crosshair.
    """

    title: str
    unit: str
    low: float
    high: float
    scale: Scale = "linear"
    ticks: Literal["quantity", "binary"] = "quantity"
    quantity: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """One curve: `x` and `y` of equal length, NaN where the curve has no value.

    `slot` is the colour of the series table (1 = subject blue ... 7 = other). `label` stands at
    the curve's end; `label_at` places it at that x instead, `label_along` sets it along a straight
    slanted curve (a roof). A second line of the label stands below it, smaller; `estimate` sets
    that line in amber ("Groq 3 LPU", newline, "estimate"), or marks a label of one line with "≈".
    `letter` stands for a scenario's name where the names are listed beside the chart.
    """

    id: str
    label: str
    x: Array
    y: Array
    role: SeriesRole = "subject"
    slot: int = 1
    label_at: float | None = None
    estimate: bool = False
    label_along: bool = False
    letter: str = ""


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of x, named in the ribbon on top of the plot and tinted below.

    `hatched` marks what does not fit.
    """

    x0: float
    x1: float
    label: str
    limit: Limit
    hatched: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A point with an optional label; `badge` is a delta such as "▼ 27.9 %" set in a badge.

    `sense` says whether the badge is good news: +1 better (filled), -1 worse (outlined), 0 neutral.
    """

    x: float
    y: float
    label: str = ""
    role: MarkRole = "operating"
    slot: int = 1
    badge: str = ""
    sense: int = 0
    shape: int = 1


@dataclass(frozen=True, slots=True)
class Line:
    """A straight rule across the plot at one value, named on the line (SLO, memory full, ridge)."""

    value: float
    label: str
    vertical: bool
    role: LineRole = "target"


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch of y along x that is likely, in the colour of a series slot; NaN leaves a gap."""

    x: Array
    low: Array
    high: Array
    label: str
    slot: int = 1
    id: str = "band"


@dataclass(frozen=True, slots=True)
class XYFigure:
    """Curves over one quantity.

    `hidden` holds id and name of the curves that the reader took away, `home` the ranges of x and
    y before a zoom; both are empty in a figure as its builder made it, see `seen`.
    """

    id: str
    title: str
    subtitle: str
    x: Axis
    y: Axis
    series: tuple[Series, ...]
    better: Better = ""
    better_text: str = ""
    regions: tuple[Region, ...] = ()
    lines: tuple[Line, ...] = ()
    marks: tuple[Mark, ...] = ()
    bands: tuple[Band, ...] = ()
    footer: str = ""
    basis: str = ""
    note: str = ""
    hidden: tuple[tuple[str, str], ...] = ()
    tracks: tuple[Track, ...] = ()
    home: tuple[tuple[float, float], tuple[float, float]] | None = None


@dataclass(frozen=True, slots=True)
class Bar:
    """One horizontal bar with the value before as an outline, and its change in a column.

    `sense`: +1 the change is better, -1 worse, 0 neutral or none.
    """

    name: str
    value: float
    before: float | None
    value_label: str
    change_label: str
    sense: int
    slot: int


@dataclass(frozen=True, slots=True)
class BarFigure:
    """Named horizontal bars with columns "now" and "change" and a total line."""

    id: str
    title: str
    subtitle: str
    axis_title: str
    unit: str
    bars: tuple[Bar, ...]
    total: Bar | None = None
    columns: tuple[str, str] = ("now", "change")
    footer: str = ""
    basis: str = ""
    extra: tuple[str, ...] = field(default=())

    @property
    def sums(self) -> bool:
        """Whether the total line is the sum of the bars, as a line under figures is read."""
        whole = sum(bar.value for bar in self.bars)
        return self.total is not None and abs(self.total.value - whole) <= 1e-6 * abs(whole)


@dataclass(frozen=True, slots=True)
class SpanBar:
    """One input of a tornado: the result at its low and at its high value, in finished text too.

    `path` is the lever or field that it is, empty where there is none to go to.
    """

    name: str
    low: float
    high: float
    low_label: str
    high_label: str
    path: str = ""


@dataclass(frozen=True, slots=True)
class TornadoFigure:
    """What each input, moved from low to high, does to one result; the widest bar on top.

    All bars stand on `base`, the result as it is. `better` is +1 where more of it is better.
    """

    id: str
    title: str
    subtitle: str
    axis: Axis
    base: float
    base_label: str
    bars: tuple[SpanBar, ...]
    low_name: str
    high_name: str
    better: int = -1
    footer: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Contour:
    """A line of equal value as runs of points with a gap (NaN) between them; `strong` is bold."""

    x: Array
    y: Array
    label: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class HeatFigure:
    """A result over two quantities: `z` is (y, x); NaN where there is none, which is hatched.

    `low` and `high` are the ends of the colour scale, on a log scale where `scale` says so.
    """

    id: str
    title: str
    subtitle: str
    x: Axis
    y: Axis
    xs: Array
    ys: Array
    z: Array
    value: Axis
    contours: tuple[Contour, ...] = ()
    marks: tuple[Mark, ...] = ()
    empty_label: str = ""
    footer: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class FlowNumber:
    """One number of a box or an arrow: its name, its finished text, and the number for tables."""

    name: str
    text: str
    value: float
    unit: str = ""


@dataclass(frozen=True, slots=True)
class FlowBox:
    """One place that work passes: a pool of chips, a layer, a source or an end.

    `limit` colours its edge and `tag` names it. `squares` is how many chips are drawn (one square
    stands for several where there are many), `busy` the share of time they work. `big` is the one
    number of a source or an end, set large; `numbers` are lines of name and value, `lines` lines of
    plain text.
    """

    id: str
    name: str
    subtitle: str = ""
    limit: Limit = ""
    tag: str = ""
    squares: int = 0
    busy: FlowNumber | None = None
    big: FlowNumber | None = None
    numbers: tuple[FlowNumber, ...] = ()
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FlowColumn:
    """Boxes under one another; `weight` is the column's share of the width, theirs are equal."""

    boxes: tuple[FlowBox, ...]
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class FlowArrow:
    """What passes from one box to another, both by id.

    `label` is bold above the arrow, `lines` stand below it; `width` from 0 to 1 is its thickness.
    """

    start: str
    end: str
    label: str = ""
    numbers: tuple[FlowNumber, ...] = ()
    lines: tuple[str, ...] = ()
    limit: Limit = ""
    width: float = 0.5


@dataclass(frozen=True, slots=True)
class FlowFigure:
    """How work flows: columns of boxes from left to right, joined by arrows with their rates."""

    id: str
    title: str
    subtitle: str
    columns: tuple[FlowColumn, ...]
    arrows: tuple[FlowArrow, ...]
    footer: str = ""
    basis: str = ""
    gap: float = 34.0
    """Px between columns whose arrows carry no words."""


Figure = (
    XYFigure
    | StackFigure
    | BarFigure
    | TornadoFigure
    | HeatFigure
    | FlowFigure
    | TableFigure
    | FloorplanFigure
    | RankFigure
)
