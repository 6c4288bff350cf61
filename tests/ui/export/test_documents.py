"""Decks and workbooks, reopened by libraries of their own: the numbers are the figures'."""

import dataclasses
import io
import math

import numpy as np
import openpyxl
import pytest
from pptx import Presentation
from pptx.util import Inches

from explorer import looks, pins, presets
from explorer.catalogue import CHARTS
from explorer.comparison import compared
from explorer.export.curve_labels import label_points, mark_side
from explorer.export.slides import SIZES
from explorer.figures import wording
from explorer.figures.figure import (
    Axis,
    BarFigure,
    Mark,
    Series,
    StackFigure,
    TableFigure,
    TornadoFigure,
    XYFigure,
)
from explorer.figures.seen import seen
from explorer.looks import PLAIN, Look
from explorer.overview import figure, live, overview
from explorer.text import translator
from ui.export.documents import Subject, document

BASELINE = presets.default_scenario()
MOVED = BASELINE.with_values({"chip.hbm_bandwidth_tbs": 4.8})
NATIVE = (XYFigure, StackFigure, BarFigure, TornadoFigure)


def subject(language="en"):
    t = translator(language)
    shown = overview(MOVED, BASELINE, t)
    return Subject(MOVED, BASELINE, shown, "My scenario", "2026-11-25", language, t)


def slide_of(name, language="en"):
    return figure(MOVED, name, BASELINE, translator(language), slide=True)


def deck(names, language="en", size="16:9", cover=False):
    figures = [slide_of(name, language) for name in names]
    data = document(figures, subject(language), "pptx", size=size, cover=cover)
    return figures, Presentation(io.BytesIO(data))


def charts(slide):
    return [shape.chart for shape in slide.shapes if shape.has_chart]


@pytest.mark.parametrize("name", CHARTS)
def test_every_figure_is_a_slide_with_its_numbers(qapp, name):
    (made,), shown = deck([name])
    (slide,) = shown.slides
    assert slide.shapes.title.text_frame.text == made.title
    words = [s.text_frame.text for s in slide.shapes if s.has_text_frame]
    assert not made.subtitle or made.subtitle in words
    found = charts(slide)
    if isinstance(made, TableFigure):
        (table,) = [shape.table for shape in slide.shapes if shape.has_table]
        held = [[cell.text for cell in row.cells] for row in table.rows]
        assert [row[0] for row in held[1 : 1 + len(made.rows)]] == [
            f"{row.name}  {row.unit}".strip() for row in made.rows
        ]
        return
    if not isinstance(made, NATIVE):
        assert found == []
        assert any(shape.shape_type == 13 for shape in slide.shapes)
        return
    values = [v for chart in found for plot in chart.plots for s in plot.series for v in s.values]
    held = {round(v, 9) for v in values if v is not None}
    for number in numbers(made):
        assert round(number, 9) in held, number
    for mark in made.marks if isinstance(made, XYFigure) else ():
        assert math.isnan(mark.y) or round(mark.y, 9) in held


def numbers(made):
    match made:
        case XYFigure():
            for series in made.series:
                known = np.isfinite(series.x) & np.isfinite(series.y)
                yield from series.y[known].tolist()
        case StackFigure():
            yield from (s.value for p in made.panels for row in p.rows for s in row.segments)
        case BarFigure():
            yield from (bar.value for bar in made.bars)
        case TornadoFigure():
            yield from (end for bar in made.bars for end in (bar.low, bar.high))


def test_log_axes_stay_logarithmic_and_keep_their_range(qapp):
    (made,), shown = deck(["prefill"])
    (chart,) = charts(shown.slides[0])
    assert "scatterChart" in chart._chartSpace.xml
    xml = chart._chartSpace.xml
    assert xml.count("<c:logBase") == 2
    assert chart.category_axis.maximum_scale == made.x.high
    assert chart.category_axis.minimum_scale <= made.x.low
    assert chart.value_axis.maximum_scale == made.y.high
    assert chart.value_axis.axis_title.text_frame.text == made.y.title


def test_notes_hold_what_was_changed_the_assumptions_and_their_sources(qapp):
    _, shown = deck(["decode"])
    notes = shown.slides[0].notes_slide.notes_text_frame.text
    assert "Changed from the baseline:" in notes
    assert "HBM bandwidth: 4.80\u00a0TB/s" in notes
    assert "stas00/ml-engineering accelerator tables" in notes
    assert "TCO on market price" in notes


def test_notes_hold_what_the_scenarios_beside_it_have_otherwise(qapp):
    other = MOVED.with_values({"chip.sram_mb": 500.0, "workload.batch": 8.0})
    hidden = pins.altered(
        pins.added(pins.added((), other, "more SRAM"), MOVED, "x"), 1, hidden=True
    )
    about = dataclasses.replace(subject(), pins=hidden)
    data = document([slide_of("decode")], about, "pptx", size="16:9", cover=False)
    notes = Presentation(io.BytesIO(data)).slides[0].notes_slide.notes_text_frame.text
    own, _, beside = notes.partition("A: more SRAM: ")
    assert "SRAM capacity: 500" not in own
    lines = beside.split("\n")
    assert "2 × H100" in lines[0]
    assert [line.split(":")[0].strip() for line in lines[1:]] == [
        "SRAM capacity", "Batch per replica",
    ]  # fmt: skip
    assert "B: x" not in notes


def test_a_table_stays_above_the_footer_however_long_its_texts_are(qapp):
    long = "a scenario with a name that no column holds in one line"
    every = pins.added(pins.added((), BASELINE, long), MOVED, f"{long} at all")
    live_one = BASELINE.replaced({"chip": presets.chip("groq3-lpu").spec})
    for name in ("differences", "outcomes"):
        made = compared(live_one, live(BASELINE, (name,)), name, every, translator())
        data = document([made], subject(), "pptx", size="4:3", cover=False)
        slide = Presentation(io.BytesIO(data)).slides[0]
        frame = next(s for s in slide.shapes if s.has_table)
        rows = list(frame.table.rows)
        footer = min(s.top for s in slide.shapes if s.has_text_frame and s.text_frame.text
                     and s.top > Inches(6))  # fmt: skip
        assert frame.top + sum(row.height for row in rows) <= footer
        assert rows[0].height >= 2 * min(row.height for row in rows)


def test_the_footer_names_version_scenario_and_date(qapp):
    _, shown = deck(["decode"])
    words = " ".join(s.text_frame.text for s in shown.slides[0].shapes if s.has_text_frame)
    assert "Siliconomics" in words
    assert "My scenario" in words
    assert "2026-11-25" in words


@pytest.mark.parametrize("size", SIZES)
def test_slides_have_the_size_asked_for_and_nothing_stands_outside(qapp, size):
    _, shown = deck(["prefill", "time", "map"], size=size, cover=True)
    wide, high = (Inches(side) for side in SIZES[size])
    assert (shown.slide_width, shown.slide_height) == (wide, high)
    assert len(shown.slides) == 4
    for slide in shown.slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.left + shape.width <= wide
            assert shape.top >= 0
            assert shape.top + shape.height <= high


def test_the_cover_has_every_headline_number(qapp):
    _, shown = deck(["decode"], cover=True)
    words = [s.text_frame.text for s in shown.slides[0].shapes if s.has_text_frame]
    for tile in subject().shown.tiles:
        assert f"{tile.value} {tile.unit}" in words


def test_a_deck_of_two_names_both_with_their_numbers(qapp):
    t = translator()
    other = pins.added((), BASELINE, "as it ships")
    before = live(BASELINE, ("decode",))
    made = compared(MOVED, before, "decode", other, t)
    about = dataclasses.replace(subject(), pins=other)
    data = document([made], about, "pptx", size="16:9", cover=True)
    cover, slide = Presentation(io.BytesIO(data)).slides
    was = wording.number(float(before.now.tpot_ms[0]))
    assert was in slide.shapes.title.text_frame.text
    assert "as it ships" in slide.shapes.title.text_frame.text
    said = cover.shapes.title.text_frame.text
    assert "as it ships" in said
    assert "60\u00a0tok/s/user" in said
    texts = [s.text_frame.text for s in cover.shapes if s.has_text_frame]
    assert any(text.startswith("A: as it ships; B: H100") for text in texts)
    assert f"A  {was}" in [s.text_frame.text for s in cover.shapes if s.has_text_frame]
    assert "A: 2 × H100" in made.subtitle


def test_words_at_a_point_keep_off_the_curve_through_it():
    flat, steep = np.array([1.0, 1.01, 1.02]), np.array([1.0, 4.0, 9.0])
    x = np.array([1.0, 5.0, 10.0])
    for y, side in ((flat, "below"), (steep, "right")):
        axis = Axis("", "", 0.0, 10.0)
        curve = Series("curve", "", x if side == "below" else x / 10 + 4, y)
        at = Mark(float(curve.x[1]), float(y[1]), "here", "operating")
        assert mark_side(XYFigure("f", "", "", axis, axis, (curve,), marks=(at,)), at) == side


def test_a_chinese_deck_is_chinese(qapp):
    (made,), shown = deck(["cost"], language="zh_CN")
    assert shown.slides[0].shapes.title.text_frame.text == made.title
    assert any("\u4e00" <= letter <= "\u9fff" for letter in made.title)
    assert "假设" in shown.slides[0].notes_slide.notes_text_frame.text


def test_an_unknown_size_is_refused(qapp):
    with pytest.raises(ValueError, match="'1:1' is not one of 16:9, 4:3"):
        deck(["decode"], size="1:1")


@pytest.mark.parametrize("name", CHARTS)
def test_a_workbook_holds_every_number_with_its_chart(qapp, name):
    made = slide_of(name)
    data = document([made], subject(), "xlsx", size="16:9", cover=False)
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert len(book.sheetnames) == 3
    sheet = book[book.sheetnames[1]]
    cells = [c for row in sheet.iter_rows(values_only=True) for c in row]
    assert cells[0] == made.title
    held = np.sort([c for c in cells if isinstance(c, int | float)])
    for number in numbers(made):
        # A workbook holds 16 figures.
        near = held[np.clip(np.searchsorted(held, number) - np.array([1, 0]), 0, len(held) - 1)]
        assert np.isclose(near, number, rtol=1e-14).any()
    native = isinstance(made, XYFigure | StackFigure | BarFigure)
    assert len(sheet._charts) == int(native)


def test_a_workbook_lists_assumptions_and_headline_numbers(qapp):
    data = document([slide_of("decode")], subject(), "xlsx", size="16:9", cover=False)
    book = openpyxl.load_workbook(io.BytesIO(data))
    told = {row[1]: row for row in book["Assumptions"].iter_rows(values_only=True)}
    assert told["HBM bandwidth"][2:] == ("4.80\u00a0TB/s", "set by the user", "changed")
    assert told["HBM capacity"][4] in (None, "")
    headline = {row[0]: row for row in book["Headline numbers"].iter_rows(values_only=True)}
    tpot = next(tile for tile in subject().shown.tiles if tile.id == "tpot")
    assert headline["TPOT"][1] == float(tpot.value)


def test_numbers_of_a_workbook_are_whole_and_shown_short_and_a_page_holds_its_width(qapp):
    made = slide_of("decode")
    data = document([made], subject(), "xlsx", size="16:9", cover=False)
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = book.worksheets[1]
    column = next(c for c in range(1, 20) if "TPOT" in str(sheet.cell(5, c).value))
    cells = [sheet.cell(row, column) for row in range(6, 40)]
    assert any(cell.value != round(cell.value, 6) for cell in cells)
    assert {cell.number_format for cell in cells} <= {"0.000", "0.00", "0.0", "#,##0", "General"}
    assert "0.00" in {cell.number_format for cell in cells}
    assert all((s.page_setup.orientation, s.page_setup.fitToHeight) == ("landscape", 0)
               and s.sheet_properties.pageSetUpPr.fitToPage for s in book.worksheets)  # fmt: skip
    assert sheet.freeze_panes == "A6"


def test_nothing_in_a_workbook_is_taken_for_a_formula(qapp):
    made = slide_of("money")
    data = document([made], subject(), "xlsx", size="16:9", cover=False)
    book = openpyxl.load_workbook(io.BytesIO(data))
    kinds = {c.data_type for sheet in book for row in sheet.iter_rows() for c in row}
    assert "f" not in kinds


def test_compared_scenarios_are_named_in_a_row_and_lettered_at_their_curves(qapp):
    pinned = ()
    for chip in ("h100-sxm", "b200-sxm", "groq3-lpu"):
        pinned = pins.added(pinned, presets.scenario(chip=chip, model=MOVED.model.id), f"My {chip}")
    made = compared(MOVED, live(BASELINE, ("cost",)), "cost", pinned, str)
    shown = Presentation(io.BytesIO(document([made], subject(), "pptx", size="16:9", cover=False)))
    (slide,) = shown.slides
    rows = [s.text_frame.text for s in slide.shapes if s.has_text_frame]
    (key,) = [row for row in rows if "My groq3-lpu" in row]
    names = [name.strip() for name in key.split("    ") if name.strip()]
    assert names == [
        "A My h100-sxm", "B My b200-sxm", "C My groq3-lpu",
        "D H100 SXM5 80GB, HBM bandwidth 4.80\u00a0TB/s",
    ]  # fmt: skip
    labels = charts(slide)[0]._chartSpace.xpath(".//c:dLbl//a:t")
    said = {label.text.removeprefix("≈ ") for label in labels}
    assert {"A", "B", "C", "D"} <= said


def test_names_at_curves_that_end_together_stand_apart():
    x = np.geomspace(1, 100, 50)
    curves = tuple(
        Series(name, name, x, x * (1 + 0.01 * number)) for number, name in enumerate(("one", "two"))
    )
    axis = Axis("x", "", 1.0, 100.0, "log")
    found = label_points(XYFigure("f", "f", "", axis, axis, series=curves))
    # Just before its end, where no reader leaves it out.
    assert found["one"] == 48
    assert found["two"] < 45


def test_a_zoomed_chart_is_zoomed_on_the_slide_and_its_curves_end_there(qapp):
    zoom = looks.zoomed(PLAIN, {"interactivity": (30.0, 90.0), "cost_output": (0.3, 3.0)})
    made = seen(slide_of("cost"), zoom, str)
    data = document([made], subject(), "pptx", size="16:9", cover=False)
    (chart,) = charts(Presentation(io.BytesIO(data)).slides[0])
    assert (chart.category_axis.minimum_scale, chart.category_axis.maximum_scale) == (20.0, 90.0)
    assert (chart.value_axis.minimum_scale, chart.value_axis.maximum_scale) == (0.2, 3.0)
    for series in chart.plots[0].series:
        assert all(0.2 <= value <= 3.0 for value in series.values)


@pytest.mark.parametrize("kind", ["pptx", "xlsx"])
@pytest.mark.parametrize("hidden", [("part 3",), tuple(f"part {slot}" for slot in range(1, 8))])
def test_parts_that_are_hidden_are_not_exported(qapp, kind, hidden):
    shown = seen(slide_of("time"), Look(hidden=frozenset(hidden)), str)
    left = {part.name for panel in shown.panels for row in panel.rows for part in row.segments}
    data = document([shown], subject(), kind, size="16:9", cover=False)
    if kind == "pptx":
        (slide,) = Presentation(io.BytesIO(data)).slides
        for chart in charts(slide):
            assert {series.name for series in chart.plots[0].series} == left
    else:
        book = openpyxl.load_workbook(io.BytesIO(data))
        cells = {
            cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row
        }
        assert "collectives" not in cells
        assert left <= cells


@pytest.mark.parametrize(("size", "wide"), [("16:9", 13.3), ("4:3", 10.0)])
@pytest.mark.parametrize("long", [40, 100, 140, 190])
def test_a_title_ends_above_the_subtitle_however_long_it_is(qapp, size, wide, long):
    made = dataclasses.replace(slide_of("decode"), title=("word " * 40)[:long])
    data = document([made], subject(), "pptx", size=size, cover=False)
    title = Presentation(io.BytesIO(data)).slides[0].shapes.title
    points = title.text_frame.paragraphs[0].runs[0].font.size.pt
    # A bold letter is about 0.57 of its size wide, a line 1.2 of it high.
    lines = np.ceil(long * 0.57 * points / 72 / (wide - 1.0))
    assert lines * 1.2 * points / 72 <= 0.82
