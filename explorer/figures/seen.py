"""A figure as its reader wants to see it: curves hidden, axes rescaled, another scale, a zoom.

What comes out is a figure like any other, so screen, table and every export follow by themselves.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from explorer.figures.figure import (
    Array,
    Axis,
    Figure,
    Mark,
    Scale,
    Segment,
    Series,
    StackFigure,
    StackRow,
    XYFigure,
)
from explorer.figures.guessed import with_series
from explorer.figures.ranges import binary_range, finite, linear_top, log_range
from explorer.figures.wording import percent
from explorer.looks import PLAIN, Look, Looks, Range, Side
from explorer.text import Text

_DECADES = 1e4
_SAME = 1e-9


def seen(figure: Figure, look: Look, t: Text) -> Figure:
    """Return `figure` under `look`; figures without curves or parts stay as they are."""
    if look is PLAIN or look == PLAIN:
        return figure
    if isinstance(figure, StackFigure):
        return _without_parts(figure, look.hidden, t)
    if not isinstance(figure, XYFigure):
        return figure
    shown = _without_hidden(figure, look.hidden, t)
    shown = replace(shown, x=_scaled(shown, "x", look, t), y=_scaled(shown, "y", look, t))
    ends = look.zoom.get(quantity_of(shown, "x")), look.zoom.get(quantity_of(shown, "y"))
    if ends == (None, None):
        return shown
    home = (shown.x.low, shown.x.high), (shown.y.low, shown.y.high)
    return replace(shown, x=_zoomed(shown.x, ends[0]), y=_zoomed(shown.y, ends[1]), home=home)


def all_seen(figures: dict[str, Figure], looks: Looks, t: Text) -> dict[str, Figure]:
    """Return figures by id, each under its own look."""
    return {name: seen(made, looks.get(name, PLAIN), t) for name, made in figures.items()}


def quantity_of(figure: XYFigure, side: Side) -> str:
    """Return what a zoom of this side is kept by: the axis' quantity, else the side."""
    return (figure.x if side == "x" else figure.y).quantity or side


def curves(figure: Figure, t: Text) -> tuple[tuple[str, str], ...]:
    """Return id and name of everything that can be hidden, as a list of names has it."""
    if isinstance(figure, StackFigure):
        return tuple((name, part.name) for name, part in _parts(figure).items())
    if not isinstance(figure, XYFigure):
        return ()
    own = ((series.id, curve_name(series, t)) for series in figure.series)
    return (*own, *((band.id, band.label) for band in figure.bands))


def curve_name(series: Series, t: Text) -> str:
    """Return what a curve is called where it has no label to stand beside."""
    unnamed = t("baseline") if series.role == "ghost" else t("this chip")
    return series.label.split("\n")[0] or unnamed


def why_not_log(figure: Figure, side: Side, t: Text) -> str:
    """Return why a side cannot be logarithmic; empty where it can."""
    if not isinstance(figure, XYFigure):
        return t("This chart has no such axis.")
    values = np.concatenate([np.empty(0), *_extent(figure, side)])
    values = values[np.isfinite(values)]
    if values.size and values.min() > 0:
        return ""
    return t("A logarithm needs values above zero.")


def _without_hidden(figure: XYFigure, hidden: frozenset[str], t: Text) -> XYFigure:
    gone = tuple((name, text) for name, text in curves(figure, t) if name in hidden)
    if not gone:
        return figure
    left = tuple(series for series in figure.series if series.id not in hidden)
    kept = replace(
        with_series(figure, left, t),
        bands=tuple(band for band in figure.bands if band.id not in hidden),
        marks=tuple(mark for mark in figure.marks if _stands(mark, figure, hidden)),
        hidden=gone,
    )
    return replace(kept, x=_refitted(figure, kept, "x"), y=_refitted(figure, kept, "y"))


def _parts(figure: StackFigure) -> dict[str, Segment]:
    """Return one of each part that has a name, by id."""
    found: dict[str, Segment] = {}
    for panel in figure.panels:
        for row in panel.rows:
            for part in row.segments:
                if part.name:
                    found.setdefault(part.id, part)
    return found


def _without_parts(figure: StackFigure, hidden: frozenset[str], t: Text) -> StackFigure:
    gone = tuple(part for name, part in _parts(figure).items() if name in hidden)
    if not gone:
        return figure
    panels = tuple(
        replace(panel, rows=tuple(_without(row, hidden, t) for row in panel.rows))
        for panel in figure.panels
    )
    return replace(figure, panels=panels, hidden=gone)


def _without(row: StackRow, hidden: frozenset[str], t: Text) -> StackRow:
    """Return a bar of the parts that are left, its label saying what share of the whole they are.

    The whole is no longer what the bar's length shows.
    """
    left = tuple(part for part in row.segments if part.id not in hidden)
    whole = sum(part.value for part in row.segments)
    if len(left) == len(row.segments) or whole <= 0:
        return row
    share = percent(sum(part.value for part in left) / whole, 0)
    label = t("{share} of {whole}").format(share=share, whole=row.total_label)
    return replace(row, segments=left, total_label=label)


def _stands(mark: Mark, figure: XYFigure, hidden: frozenset[str]) -> bool:
    """Return whether a mark stays: one whose curves are all hidden goes with them."""
    if mark.role in ("prefill", "decode"):
        return True
    if mark.role == "baseline":
        own = [series for series in figure.series if series.role == "ghost"]
    else:
        own = [s for s in figure.series if s.slot == mark.slot and s.role == "subject"]
    return not own or any(series.id not in hidden for series in own)


def _refitted(figure: XYFigure, kept: XYFigure, side: Side) -> Axis:
    """Return an axis that fits the curves left, the same where those gone did not reach further."""
    axis = _axis(figure, side)
    before, after = _reach(figure, axis, side), _reach(kept, axis, side)
    if after is None or before is None or np.allclose(before, after, rtol=_SAME, atol=0.0):
        return axis
    low, high = _round_range(axis, axis.scale, after)
    return replace(axis, low=low, high=high)


def _scaled(figure: XYFigure, side: Side, look: Look, t: Text) -> Axis:
    """Return an axis in the scale chosen for it, its title saying so."""
    axis, scale = _axis(figure, side), look.scales.get(side)
    if scale is None or scale == axis.scale or (scale == "log" and why_not_log(figure, side, t)):
        return axis
    reach = _reach(figure, axis, side) or (axis.low, axis.high)
    low, high = _round_range(axis, scale, reach)
    if side == "x":
        high = axis.high
    note = t(" (log)")
    title = axis.title.removesuffix(note) + (note if scale == "log" else "")
    return replace(axis, title=title, scale=scale, low=low, high=high)


def _zoomed(axis: Axis, ends: Range | None) -> Axis:
    """Return an axis that shows `ends`, unless its scale cannot."""
    if ends is None or (axis.scale == "log" and ends[0] <= 0):
        return axis
    return replace(axis, low=ends[0], high=ends[1])


def _axis(figure: XYFigure, side: Side) -> Axis:
    return figure.x if side == "x" else figure.y


def _round_range(axis: Axis, scale: Scale, reach: Range) -> Range:
    """Return round ends around `reach` for an axis in `scale`, from zero where it is linear."""
    low, high = reach
    if scale == "log":
        if axis.ticks == "binary":
            return binary_range(low, high)
        return log_range(max(low, high / _DECADES), high)
    return -linear_top(-low) if low < 0 else 0.0, linear_top(high) if high > 0 else 0.0


def _reach(figure: XYFigure, axis: Axis, side: Side) -> Range | None:
    """Return the ends of what is seen within the axis' own range, of everything where nothing is.

    Curves may run far out of a chart whose points would else lie flat; they still may.
    """
    every = np.concatenate([np.empty(0), *_extent(figure, side)])
    every = every[np.isfinite(every)]
    if axis.scale == "log":
        every = finite(every)
    inside = every[(every >= axis.low) & (every <= axis.high)]
    found = inside if inside.size else every
    return (float(found.min()), float(found.max())) if found.size else None


def _extent(figure: XYFigure, side: Side) -> Iterator[Array]:
    """Yield the values along one side of curves where they are drawn, bands, marks and targets."""
    across = side == "x"
    for series in figure.series:
        drawn = np.isfinite(series.x) & np.isfinite(series.y)
        yield (series.x if across else series.y)[drawn]
    for band in figure.bands:
        yield from (band.x,) if across else (band.low, band.high)
    yield np.array([mark.x if across else mark.y for mark in figure.marks])
    targets = (ln for ln in figure.lines if ln.role == "target" and ln.vertical == across)
    yield np.array([line.value for line in targets if math.isfinite(line.value)])
