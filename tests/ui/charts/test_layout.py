"""At any size and on any sample, labels stay apart from one another and inside the chart."""

from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage, QPainter

from explorer.figures.figure import Axis, Band, Series, XYFigure
from ui.charts.canvas import Canvas
from ui.charts.placer import Memory, Placer
from ui.charts.polyline import dashes, inside_runs, thinned
from ui.charts.spots import around_point
from ui.charts.style import SCREEN, SLIDE
from ui.charts.xy_layout import lay_out
from ui.charts.xy_live import draw_live
from ui.lettering import text_size
from ui.theme import LIGHT, metrics

SIZES = [(330, 230), (352, 234), (421, 300), (640, 260), (240, 180), (1472, 640)]
NAMES = ["prefill", "decode", "cost", "roofline", "compared", "chinese", "dense"]


def apart(boxes, gap=0.0):
    return all(
        a.right() + gap <= b.left() + 0.01
        or b.right() + gap <= a.left() + 0.01
        or a.bottom() <= b.top() + 0.01
        or b.bottom() <= a.top() + 0.01
        for a, b in combinations(boxes, 2)
    )


def style_of(size):
    return SLIDE if size[0] > 1000 else SCREEN


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("name", NAMES)
def test_tick_labels_stand_apart_and_inside(qapp, samples, name, size):
    rect = QRectF(0, 0, *size)
    layout = lay_out(samples.XY[name](), rect, style_of(size))
    assert layout.plot.width() > 0.4 * rect.width()
    for ticks in (layout.x_ticks, layout.y_ticks):
        assert len(ticks) >= 2
    assert apart([tick.box for tick in layout.x_ticks], gap=4)
    # A line of figures fills its box only in part: what counts is the pitch of the lines.
    pitches = -np.diff([tick.at for tick in layout.y_ticks])
    assert (pitches >= 1.4 * style_of(size).tick).all()
    for tick in (*layout.x_ticks, *layout.y_ticks):
        assert tick.box.left() >= 0
        assert tick.box.right() <= rect.right()
        assert tick.box.bottom() <= rect.bottom()


@given(
    low=st.floats(1e-6, 1e6),
    ratio=st.floats(1.01, 1e9),
    width=st.integers(160, 900),
    height=st.integers(120, 700),
    scale=st.sampled_from(["log", "linear"]),
    kind=st.sampled_from(["quantity", "binary"]),
)
@settings(max_examples=60)
def test_ticks_of_any_axis_stand_apart(qapp, low, ratio, width, height, scale, kind):
    axis = Axis("quantity, unit", "unit", low, low * ratio, scale, kind)
    figure = XYFigure("f", "", "", axis, axis, ())
    rect = QRectF(0, 0, width, height)
    layout = lay_out(figure, rect, SCREEN)
    assert apart([tick.box for tick in layout.x_ticks], gap=4)
    assert all(tick.box.right() <= rect.right() + 0.01 for tick in layout.x_ticks)
    assert all(tick.box.left() >= -0.01 for tick in layout.y_ticks)


class Spy(Canvas):
    """Notes the box of every haloed label it draws."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.labels = []

    def halo_text(self, x, top, text, px, ink, *, bold=False):
        width, _ = text_size(text, px, bold)
        base = top + metrics(px, bold).ascent()
        # From the top of a Chinese glyph to the foot of a g.
        self.labels.append((text, QRectF(x, base - 0.88 * px, width, 1.1 * px)))
        super().halo_text(x, top, text, px, ink, bold=bold)


def drawn(figure, size, style, memory=None):
    image = QImage(*size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    try:
        canvas = Spy(painter, LIGHT, style, raster=True)
        layout = lay_out(figure, QRectF(0, 0, *size), style)
        found = draw_live(canvas, figure, layout, memory)
    finally:
        painter.end()
    return canvas, layout, found


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("name", NAMES)
def test_labels_never_overlap_and_are_never_cut(qapp, samples, name, size):
    canvas, _, _ = drawn(samples.XY[name](), size, style_of(size))
    boxes = [box for _, box in canvas.labels]
    assert boxes
    assert apart(boxes)
    area = QRectF(0, 0, *size)
    assert all(area.contains(box) for box in boxes)


@pytest.mark.parametrize("size", [(352, 234), (421, 300), (1472, 640)], ids=str)
@pytest.mark.parametrize("name", ["prefill", "decode", "cost", "chinese", "compared"])
def test_nothing_goes_unnamed_where_there_is_room(qapp, samples, name, size):
    figure = samples.XY[name]()
    canvas, _, _ = drawn(figure, size, style_of(size))
    shown = {text for text, _ in canvas.labels}
    wanted = {series.label.split("\n")[0] for series in figure.series}
    wanted |= {mark.label for mark in figure.marks} | {line.label for line in figure.lines}
    assert wanted - {""} <= shown


@pytest.mark.parametrize("name", ["prefill", "cost", "compared"])
def test_labels_keep_off_the_curves(qapp, samples, name):
    canvas, _, found = drawn(samples.XY[name](), (421, 300), SCREEN)
    points = found.courses.all_points()
    for text, box in canvas.labels:
        inner = box.adjusted(1, 2, -1, -2)
        within = (
            (points[:, 0] > inner.left())
            & (points[:, 0] < inner.right())
            & (points[:, 1] > inner.top())
            & (points[:, 1] < inner.bottom())
        )
        assert not within.any(), text


def test_charts_of_a_view_look_for_better_places_in_different_frames():
    turns = [Memory().frame % 12 for _ in range(12)]
    assert sorted(turns) == list(range(12))


def test_labels_stay_put_while_a_slider_moves(qapp, samples):
    memory = Memory()
    places = []
    for step in range(6):
        canvas, _, _ = drawn(samples.dense(3, seed=0.3 * step), (421, 300), SCREEN, memory)
        memory.settled = False
        places.append({text: box.topLeft() for text, box in canvas.labels})
    for before, after in pairwise(places):
        for text in before.keys() & after.keys():
            assert (before[text] - after[text]).manhattanLength() < 12


def test_a_label_without_room_is_left_out(qapp):
    placer = Placer(QRectF(0, 0, 100, 20), lambda: np.empty((0, 2)))
    first = placer.place("a", (80, 16), around_point(10, 10, (80, 16), 4))
    assert first is None or QRectF(0, 0, 100, 20).contains(first)
    assert placer.place("b", (120, 16), around_point(50, 10, (120, 16), 4)) is None


@pytest.mark.parametrize("rising", [False, True])
@pytest.mark.parametrize("size", SIZES[:4], ids=str)
def test_the_name_of_a_band_keeps_off_the_curve_in_it(qapp, size, rising):
    x = np.geomspace(1.0, 100.0, 200)
    y = x if rising else 100.0 / x
    figure = XYFigure(
        id="band",
        title="",
        subtitle="",
        x=Axis("x", "", 1.0, 100.0, "log"),
        y=Axis("y", "", 1.0, 500.0, "log"),
        series=(Series("curve", "", x, y),),
        bands=(Band(x, y, 4.0 * y, "80 % of draws"),),
    )
    canvas, _, found = drawn(figure, size, style_of(size))
    ((_, box),) = canvas.labels
    (curve,) = found.courses.points.values()
    crossing = [box.contains(QPointF(*point)) for point in curve.tolist()]
    assert not any(crossing)


def test_an_empty_figure_still_has_axes(qapp):
    axis = Axis("x", "", 1, 10)
    canvas, layout, found = drawn(XYFigure("f", "", "", axis, axis, ()), (300, 200), SCREEN)
    assert layout.x_ticks
    assert found.courses.points == {}
    assert canvas.labels == []


@pytest.mark.parametrize("ends", [(1, 1), (5, 2), (np.nan, 1), (0, 10), (-5, -1)])
@pytest.mark.parametrize("scale", ["linear", "log"])
def test_a_broken_axis_is_drawn_all_the_same(qapp, ends, scale):
    axis = Axis("x", "", *ends, scale)
    _, layout, _ = drawn(XYFigure("f", "", "", axis, axis, ()), (300, 200), SCREEN)
    assert layout.plot.isValid()


def test_cutting_a_line_at_the_plot():
    plot = QRectF(0, 0, 10, 10)
    line = np.array([(-5.0, 5.0), (5.0, 5.0), (5.0, 20.0), (8.0, 20.0), (8.0, 5.0), (9.0, 5.0)])
    runs = inside_runs(line, plot)
    assert [run.tolist() for run in runs] == [
        [[0, 5], [5, 5], [5, 10]],
        [[8, 10], [8, 5], [9, 5]],
    ]


def test_cutting_keeps_gaps_and_drops_what_is_outside():
    plot = QRectF(0, 0, 10, 10)
    gap = np.array([(1.0, 1.0), (2.0, 2.0), (np.nan, np.nan), (3.0, 3.0), (4.0, 4.0)])
    assert [len(run) for run in inside_runs(gap, plot)] == [2, 2]
    assert inside_runs(gap + 50.0, plot) == []
    through = np.array([(-10.0, -10.0), (20.0, 20.0)])
    assert inside_runs(through, plot)[0].tolist() == [[0, 0], [10, 10]]


@given(st.floats(0.5, 60.0), st.floats(0.1, 3.0), st.integers(3, 300))
def test_thinning_moves_no_line_by_a_tenth_of_a_px(amplitude, frequency, count):
    x = np.linspace(0.0, 300.0, count)
    y = amplitude * np.sin(frequency * x / 50.0)
    (line,) = thinned(np.stack((x, y), axis=-1)[None])
    again = np.interp(x, line[:, 0], line[:, 1])
    assert np.abs(again - y).max() < 0.1 * np.hypot(1.0, amplitude * frequency / 50.0)
    assert line[0].tolist() == [x[0], y[0]]
    assert line[-1].tolist() == [x[-1], y[-1]]


def test_dashes_follow_the_curve_at_their_lengths():
    angle = np.linspace(0.0, np.pi, 400)
    run = np.stack((50 * np.cos(angle), 50 * np.sin(angle)), axis=1)
    ends = dashes(run, (2.0, 3.0), 1.5).reshape(-1, 2, 2)
    assert ends[0, 0] == pytest.approx(run[0])
    assert np.hypot(*(ends[:-1, 1] - ends[:-1, 0]).T) == pytest.approx(3.0, abs=0.01)
    assert np.hypot(*(ends[1:, 0] - ends[:-1, 1]).T) == pytest.approx(4.5, abs=0.02)
    assert np.hypot(ends[..., 0], ends[..., 1]) == pytest.approx(50.0, abs=0.01)
    assert len(ends) == np.ceil(50 * np.pi / 7.5)
