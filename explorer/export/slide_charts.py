"""Figures as PowerPoint's own charts: curves as XY scatter, bars and stacks as bar charts."""

from __future__ import annotations

from typing import Any

import numpy as np

from explorer.export.curve_labels import Side, label_points, mark_side, said
from explorer.export.ink import Ink, paler
from explorer.export.name_key import key_of_names
from explorer.export.slide_tables import add_table
from explorer.figures.cropped import cropped
from explorer.figures.figure import (
    Array,
    Axis,
    BarFigure,
    Figure,
    Mark,
    Series,
    StackFigure,
    StackPanel,
    TableFigure,
    TornadoFigure,
    XYFigure,
)
from explorer.figures.ranges import log_step

_LABEL, _TICK = 14, 12
_WIDTHS = {"subject": 3.5, "condition": 1.75, "reference": 1.75, "ghost": 2.0, "floor": 1.5}
_DASHES = {"ghost": "dash", "floor": "sysDot"}
_SLOT_DASHES = ("solid", "dash", "sysDot", "dashDot", "lgDash", "sysDash", "solid")


def add_chart(slide: Any, figure: Figure, box: Any, ink: Ink, language: str) -> bool:
    """Add the figure as native charts; False for a kind that PowerPoint does not have."""
    del language
    match figure:
        case XYFigure():
            _curves(slide, figure, box, ink)
        case StackFigure():
            _stacks(slide, figure, box, ink)
        case BarFigure():
            _bars(slide, figure, box, ink)
        case TornadoFigure():
            _tornado(slide, figure, box, ink)
        case TableFigure():
            add_table(slide, figure, box, ink)
        case _:
            return False
    return True


def _frame(slide: Any, kind: Any, data: Any, box: Any) -> Any:
    from pptx.util import Inches

    sides = (Inches(side) for side in box)
    chart = slide.shapes.add_chart(kind, *sides, data).chart
    chart.has_legend = False
    chart.has_title = False
    return chart


def _curves(slide: Any, figure: XYFigure, box: Any, ink: Ink) -> None:
    """Add curves, target lines and points as series of one scatter chart, in reading order."""
    from pptx.chart.data import XyChartData
    from pptx.enum.chart import XL_CHART_TYPE

    figure = cropped(figure)
    data = XyChartData()
    for series in _longest_first(figure):
        _points(data, _first_line(series.label) or series.id, series.x, series.y)
    for band in figure.bands:
        for end, values in (("P10", band.low), ("P90", band.high)):
            _points(data, f"{band.label} {end}", band.x, values)
    for line in figure.lines:
        ends = (figure.y.low, figure.y.high) if line.vertical else (figure.x.low, figure.x.high)
        axis = figure.y if line.vertical else figure.x
        along = np.array([ends[0], _inside(axis), ends[1]])
        fixed = np.full(3, line.value)
        pair = (fixed, along) if line.vertical else (along, fixed)
        _points(data, line.label, *pair)
    for number, mark in enumerate(figure.marks):
        name = mark.label or f"{mark.role} {number + 1}"
        _points(data, name, np.array([mark.x]), np.array([mark.y]))
    box = key_of_names(slide, figure, box, ink)
    chart = _frame(slide, XL_CHART_TYPE.XY_SCATTER_LINES_NO_MARKERS, data, box)
    zoomed = figure.home is not None
    _scatter_axis(chart.category_axis, figure.x, ink, zoomed=zoomed)
    _scatter_axis(chart.value_axis, figure.y, ink, zoomed=zoomed)
    _style_curves(chart, figure, ink)


def _longest_first(figure: XYFigure) -> list[Series]:
    """Return the series as drawn, but the longest in front.

    LibreOffice 7.4 leaves out every series before the longest one.
    """

    def points(series: Series) -> int:
        return int((np.isfinite(series.x) & np.isfinite(series.y)).sum())

    first = max(figure.series, key=points, default=None)
    return [first, *(series for series in figure.series if series is not first)] if first else []


def _inside(axis: Axis, share: float = 0.12) -> float:
    """Return a value a little way into an axis, where the name of a line has room."""
    if axis.scale == "log":
        return float(axis.low * (axis.high / axis.low) ** share)
    return axis.low + share * (axis.high - axis.low)


def _points(data: Any, name: str, x: Array, y: Array) -> None:
    series = data.add_series(name)
    known = np.isfinite(x) & np.isfinite(y)
    for across, up in zip(x[known].tolist(), y[known].tolist(), strict=True):
        series.add_data_point(across, up)


def _first_line(label: str) -> str:
    return label.replace("\n", ", ")


def _style_curves(chart: Any, figure: XYFigure, ink: Ink) -> None:
    drawn = iter(chart.plots[0].series)
    named = label_points(figure)
    for series in _longest_first(figure):
        made = next(drawn)
        _stroke(made, _series_colour(series, ink), _WIDTHS[series.role], _dash(series))
        if series.id in named:
            _label_curve(made, named[series.id], series, ink)
    for band in figure.bands:
        for _ in range(2):
            _stroke(next(drawn), paler(ink.line(band.slot), 0.5), 1.25, "sysDash")
    for line in figure.lines:
        made = next(drawn)
        _stroke(made, ink.text2, 1.25, "dash")
        _label(made, 1, line.label, ink.text2, side="right" if line.vertical else "above")
    for mark in figure.marks:
        _style_mark(next(drawn), mark, mark_side(figure, mark), ink)


def _series_colour(series: Series, ink: Ink) -> str:
    own = {"ghost": ink.ghost, "floor": ink.floor}
    return own.get(series.role, ink.line(series.slot))


def _dash(series: Series) -> str:
    if series.role == "subject" and series.slot > 1:
        return _SLOT_DASHES[min(series.slot, len(_SLOT_DASHES)) - 1]
    return _DASHES.get(series.role, "solid")


def _stroke(series: Any, colour: str, points: float, dash: str) -> None:
    from pptx.dml.color import RGBColor
    from pptx.enum.chart import XL_MARKER_STYLE
    from pptx.util import Pt

    series.smooth = False
    series.marker.style = XL_MARKER_STYLE.NONE
    line = series.format.line
    line.color.rgb = RGBColor.from_string(colour[1:])
    line.width = Pt(points)
    if dash != "solid":
        _child(line._get_or_add_ln(), "a:prstDash", val=dash)


def _label_curve(made: Any, at: int, series: Series, ink: Ink) -> None:
    """Name a curve at one of its points."""
    quiet = series.role in ("ghost", "floor")
    _label(made, at, said(series), ink.text2 if quiet else ink.label(series.slot), bold=not quiet)


def _label(
    made: Any, point: int, text: str, colour: str, *, bold: bool = False, side: Side = "above"
) -> None:
    from pptx.dml.color import RGBColor
    from pptx.enum.chart import XL_LABEL_POSITION
    from pptx.util import Pt

    label = made.points[point].data_label
    frame = label.text_frame
    frame.text = text.replace("\n", ", ")
    label.position = getattr(XL_LABEL_POSITION, side.upper())
    for run in frame.paragraphs[0].runs:
        run.font.size, run.font.bold = Pt(_LABEL), bold
        run.font.color.rgb = RGBColor.from_string(colour[1:])


def _style_mark(made: Any, mark: Mark, side: Side, ink: Ink) -> None:
    from pptx.dml.color import RGBColor
    from pptx.enum.chart import XL_MARKER_STYLE

    made.format.line.fill.background()
    styles = {"best": XL_MARKER_STYLE.DIAMOND}
    made.marker.style = styles.get(mark.role, XL_MARKER_STYLE.CIRCLE)
    made.marker.size = 11 if mark.role in ("operating", "best") else 8
    colour = ink.ghost if mark.role == "baseline" else ink.line(mark.slot)
    fill = made.marker.format.fill
    fill.solid()
    # LibreOffice draws no rim: white inside would be a hole in the curve.
    hollow = mark.role in ("baseline", "prefill", "best")
    fill.fore_color.rgb = RGBColor.from_string((paler(colour) if hollow else colour)[1:])
    made.marker.format.line.color.rgb = RGBColor.from_string(colour[1:])
    text = "  ".join(filter(None, (mark.label, mark.badge)))
    if text:
        _label(made, 0, text, ink.label(mark.slot), bold=True, side=side)


def _scatter_axis(made: Any, axis: Axis, ink: Ink, *, zoomed: bool) -> None:
    _axis(made, axis.title, ink)
    made.maximum_scale = axis.high
    low = axis.low
    if axis.scale == "log" and (zoomed or axis.ticks != "binary"):
        low = log_step(low, up=False) if zoomed else _decade(low)
    made.minimum_scale = low
    if axis.scale == "log":
        _logarithmic(made, 2 if axis.ticks == "binary" else 10)
        if axis.ticks == "binary":
            # Every other power of two; PowerPoint counts in whole powers of the base.
            made.major_unit = 4
    # Without this a log axis would cross at 1, wherever its range begins.
    made.crosses_at = low


def _decade(value: float) -> float:
    """Return the power of ten at or below a value: a log axis ticks from its own end on."""
    return float(10.0 ** np.floor(np.log10(value) + 1e-9))


def _logarithmic(made: Any, base: int) -> None:
    scaling = made._element.find(_name("c:scaling"))
    scaling.insert(0, scaling.makeelement(_name("c:logBase"), {"val": str(base)}))


def _axis(made: Any, title: str, ink: Ink, *, grid: bool = True) -> None:
    from pptx.dml.color import RGBColor
    from pptx.util import Pt

    made.has_title = bool(title)
    if title:
        frame = made.axis_title.text_frame
        frame.text = title
        run = frame.paragraphs[0].runs[0]
        run.font.size, run.font.bold = Pt(_TICK), False
        run.font.color.rgb = RGBColor.from_string(ink.text2[1:])
    made.tick_labels.font.size = Pt(_TICK)
    made.tick_labels.number_format = "#,##0.######;-#,##0.######"
    made.tick_labels.number_format_is_linked = False
    made.tick_labels.font.color.rgb = RGBColor.from_string(ink.text2[1:])
    made.format.line.color.rgb = RGBColor.from_string(ink.axis[1:])
    made.has_major_gridlines = grid
    if grid:
        made.major_gridlines.format.line.color.rgb = RGBColor.from_string(ink.grid[1:])


def _stacks(slide: Any, figure: StackFigure, box: Any, ink: Ink) -> None:
    """Add a stacked bar chart for each panel, under one another; the last carries the legend."""
    left, top, wide, high = box
    each = high / len(figure.panels)
    names: dict[str, int] = {}
    for panel in figure.panels:
        for row in panel.rows:
            names.update({segment.name: segment.slot for segment in row.segments})
    for number, panel in enumerate(figure.panels):
        place = (left, top + number * each, wide, each)
        _stack(slide, panel, names, place, ink, legend=number == len(figure.panels) - 1)


def _stack(
    slide: Any, panel: StackPanel, names: dict[str, int], box: Any, ink: Ink, *, legend: bool
) -> None:
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
    from pptx.util import Pt

    data = CategoryChartData()
    data.categories = [f"{row.label}: {row.total_label}" for row in panel.rows]
    for name in names:
        values = [{s.name: s.value for s in row.segments}.get(name) for row in panel.rows]
        data.add_series(name, values)
    chart = _frame(slide, XL_CHART_TYPE.BAR_STACKED, data, box)
    _category_axis(chart.category_axis, ink)
    _number_axis(chart.value_axis, panel.title, ink)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 45, 100
    for series, slot in zip(plot.series, names.values(), strict=True):
        _fill(series.format.fill, ink.line(slot))
        for place, row in enumerate(panel.rows):
            own = {s.name: s.slot for s in row.segments}.get(series.name.strip(), slot)
            if row.ghost or own != slot:
                colour = ink.line(own)
                _fill(series.points[place].format.fill, paler(colour) if row.ghost else colour)
    if legend and any(names):
        chart.has_legend = True
        chart.legend.position = XL_LEGEND_POSITION.BOTTOM
        chart.legend.include_in_layout = False
        chart.legend.font.size = Pt(_TICK)


def _bars(slide: Any, figure: BarFigure, box: Any, ink: Ink) -> None:
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE

    rows = (*figure.bars, figure.total) if figure.total else figure.bars
    data = CategoryChartData()
    data.categories = [
        "  ".join(filter(None, (bar.name, bar.value_label, bar.change_label))) for bar in rows
    ]
    compared = any(bar.before is not None for bar in rows)
    if compared:
        data.add_series(f"{figure.columns[0]} − {figure.columns[1]}", [bar.before for bar in rows])
    data.add_series(figure.columns[0], [bar.value for bar in rows])
    chart = _frame(slide, XL_CHART_TYPE.BAR_CLUSTERED, data, box)
    _category_axis(chart.category_axis, ink)
    _number_axis(chart.value_axis, figure.axis_title, ink)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 40, 0
    *before, now = plot.series
    for series in before:
        _fill(series.format.fill, paler(ink.ghost, 0.4))
    for place, bar in enumerate(rows):
        _fill(now.points[place].format.fill, ink.line(bar.slot))


def _tornado(slide: Any, figure: TornadoFigure, box: Any, ink: Ink) -> None:
    """Add the ends of every input as bars that stand on the result as it is."""
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION
    from pptx.util import Pt

    data = CategoryChartData()
    data.categories = [f"{bar.name}: {bar.low_label} … {bar.high_label}" for bar in figure.bars]
    data.add_series(figure.low_name, [bar.low for bar in figure.bars])
    data.add_series(figure.high_name, [bar.high for bar in figure.bars])
    chart = _frame(slide, XL_CHART_TYPE.BAR_CLUSTERED, data, box)
    _category_axis(chart.category_axis, ink)
    chart.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    axis = chart.value_axis
    _number_axis(axis, figure.axis.title, ink)
    if figure.axis.scale == "log":
        _logarithmic(axis, 10)
        axis.minimum_scale, axis.maximum_scale = _decade(figure.axis.low), figure.axis.high
    else:
        step = 10.0 ** np.floor(np.log10(figure.axis.high - figure.axis.low))
        axis.minimum_scale = float(np.floor(figure.axis.low / step) * step)
        axis.maximum_scale = float(np.ceil(figure.axis.high / step) * step)
    axis.crosses_at = figure.base
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 45, 100
    low, high = plot.series
    _fill(low.format.fill, paler(ink.line(6), 0.7))
    _fill(high.format.fill, ink.line(1))
    chart.has_legend = True
    chart.legend.position = XL_LEGEND_POSITION.TOP
    chart.legend.include_in_layout = False
    chart.legend.font.size = Pt(_TICK)


def _category_axis(made: Any, ink: Ink) -> None:
    """Style the axis of names; PowerPoint counts from below, readers from above."""
    _axis(made, "", ink, grid=False)
    made.reverse_order = True
    # Every bar keeps its name: LibreOffice would leave every other one out where they are close.
    last = made._element.find(_name("c:noMultiLvlLbl"))
    last.addprevious(last.makeelement(_name("c:tickLblSkip"), {"val": "1"}))


def _number_axis(made: Any, title: str, ink: Ink) -> None:
    """Style the axis of a bar chart's numbers: below, which counted from above is the far end."""
    from pptx.enum.chart import XL_TICK_LABEL_POSITION

    _axis(made, title, ink)
    made.tick_label_position = XL_TICK_LABEL_POSITION.HIGH


def _fill(fill: Any, colour: str) -> None:
    from pptx.dml.color import RGBColor

    fill.solid()
    fill.fore_color.rgb = RGBColor.from_string(colour[1:])


def _name(tag: str) -> str:
    from pptx.oxml.ns import qn

    found: str = qn(tag)
    return found


def _child(parent: Any, tag: str, **attributes: str) -> None:
    """Add one XML element that python-pptx has no word for."""
    parent.append(parent.makeelement(_name(tag), attributes))
