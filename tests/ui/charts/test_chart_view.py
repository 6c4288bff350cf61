"""The view: figures in, pictures out, and what the hand does reported as signals."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from explorer import looks
from explorer.figures.seen import curves, quantity_of, seen
from explorer.looks import PLAIN
from ui.charts.chart_card import ChartCard
from ui.charts.chart_view import ChartView
from ui.theme import DARK, LIGHT


@pytest.fixture
def view(qtbot, samples):
    made = ChartView(LIGHT)
    qtbot.addWidget(made)
    made.resize(421, 300)
    made.set_figure(samples.cost())
    made.show()
    return made


class Reader:
    """Does for one view what the window does: it keeps the look and shows the figure under it."""

    def __init__(self, view):
        self.view, self.made, self.look, self.gestures = view, view.figure, PLAIN, []
        view.zoom_asked.connect(self.zoom)
        view.reset_asked.connect(lambda: self.take(looks.unzoomed(self.look, self.look.zoom)))
        view.named.connect(self.name)

    def zoom(self, asked, gesture):
        self.gestures.append(gesture)
        ranges = {quantity_of(self.made, side): ends for side, ends in asked.items()}
        self.take(looks.zoomed(self.look, ranges))

    def name(self, curve, twice):
        look = looks.toggled(self.look, curve)
        every = [name for name, _ in curves(self.made, str)]
        self.take(looks.isolated(look, curve, every) if twice else look)

    def take(self, look):
        self.look = look
        self.show(self.made)

    def show(self, made):
        self.made = made
        self.view.set_figure(seen(made, self.look, str))


@pytest.fixture
def reader(view):
    return Reader(view)


def hover(view, x, y):
    at = QPointF(x, y)
    glob = QPointF(view.viewport().mapToGlobal(at.toPoint()))
    none, free = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    event = QMouseEvent(QEvent.Type.MouseMove, at, glob, none, none, free)
    QApplication.sendEvent(view.viewport(), event)


def shot(widget):
    image = widget.grab().toImage().convertToFormat(widget.grab().toImage().Format.Format_RGB888)
    flat = np.frombuffer(image.constBits(), dtype=np.uint8).copy()
    # Lines are padded to four bytes, and what stands there is anything.
    return flat.reshape(image.height(), image.bytesPerLine())[:, : 3 * image.width()]


def test_a_new_figure_is_a_new_picture(view, samples):
    before = shot(view)
    assert (shot(view) == before).all()
    view.set_figure(samples.decode())
    assert (shot(view) != before).any()


def test_a_theme_changes_the_picture(view):
    before = shot(view)
    view.set_theme(DARK)
    assert shot(view).mean() < before.mean() - 100


def test_the_still_part_is_drawn_once_while_the_subject_moves(view, samples, monkeypatch):
    shot(view)
    drawn = []
    from ui.charts import stillness

    draw = stillness.draw_static
    monkeypatch.setattr(
        stillness, "draw_static", lambda *args: (drawn.append(args), draw(*args))[1]
    )
    figure = view.figure
    for factor in (1.1, 1.2, 1.3):
        subject = replace(figure.series[0], y=figure.series[0].y * factor)
        view.set_figure(replace(figure, series=(subject, *figure.series[1:])))
        shot(view)
    assert drawn == []
    compared = replace(figure.series[0], id="pin", slot=2)
    for factor in (1.1, 1.2):
        subject = replace(figure.series[0], y=figure.series[0].y * factor)
        view.set_figure(replace(figure, series=(subject, *figure.series[1:], compared)))
        shot(view)
    assert len(drawn) == 1, "a scenario compared stands still too"
    drawn.clear()
    ghost = replace(figure.series[3], y=figure.series[3].y * 2)
    view.set_figure(replace(figure, series=(*figure.series[:3], ghost)))
    shot(view)
    assert len(drawn) == 1


def test_the_pointer_moves_the_crosshair_and_a_click_pins_it(view, qtbot):
    middle = QPoint(200, 150)
    before = shot(view)
    with qtbot.waitSignal(view.crosshairMoved) as moved:
        hover(view, 200, 150)
    assert 20 < moved.args[0] < 2000
    assert (shot(view) != before).any()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert view.pinned
    pinned = view.crosshair
    hover(view, 300, 150)
    assert view.crosshair == pinned
    with qtbot.waitSignal(view.crosshairCleared):
        QTest.keyClick(view, Qt.Key.Key_Escape)
    assert view.crosshair is None


def test_keys_move_pin_and_free_the_crosshair(view):
    QTest.keyClick(view, Qt.Key.Key_Right)
    first = view.crosshair
    QTest.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert view.crosshair > first
    for _ in range(200):
        QTest.keyClick(view, Qt.Key.Key_Left)
    assert view.crosshair == pytest.approx(20, rel=1e-6)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert view.pinned
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert view.crosshair is None


def test_linked_crosshairs_make_no_signal(view, qtbot):
    with qtbot.assertNotEmitted(view.crosshairMoved):
        view.set_crosshair(60.0)
    assert view.crosshair == 60.0
    view.set_crosshair(None)
    assert view.crosshair is None


def test_zoom_and_home(view, reader):
    before = shot(view)
    QTest.keyClick(view, Qt.Key.Key_Plus)
    assert view.zoomed
    assert (shot(view) != before).any()
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert not view.zoomed
    assert (shot(view) == before).all()


def test_a_zoom_stays_while_a_slider_moves_whatever_the_axes_would_be(view, reader):
    QTest.keyClick(view, Qt.Key.Key_Plus)
    shown, figure = view.figure, reader.made
    reader.show(replace(figure, y=replace(figure.y, high=figure.y.high * 10)))
    assert view.zoomed
    assert (view.figure.x, view.figure.y) == (shown.x, shown.y)
    assert view.figure.home != shown.home


def seen_on_screen(view):
    """Return what painting has left on the screen; a `shot` would paint all anew."""
    QApplication.processEvents()
    image = view.screen().grabWindow(view.window().winId()).toImage()
    image = image.convertToFormat(image.Format.Format_RGB888)
    flat = np.frombuffer(image.constBits(), dtype=np.uint8).copy()
    return flat.reshape(image.height(), image.bytesPerLine())[:, : 3 * image.width()]


def drag(
    view,
    start,
    end,
    keys=Qt.KeyboardModifier.NoModifier,
    button=Qt.MouseButton.LeftButton,
    *,
    release=True,
):
    """Press, move in steps and let go, as a hand does."""
    port = view.viewport()
    QTest.mousePress(port, button, keys, QPoint(*start))
    for share in (0.1, 0.5, 1.0):
        at = QPointF(*(a + share * (b - a) for a, b in zip(start, end, strict=True)))
        glob = QPointF(port.mapToGlobal(at.toPoint()))
        event = QMouseEvent(QEvent.Type.MouseMove, at, glob, Qt.MouseButton.NoButton, button, keys)
        QApplication.sendEvent(port, event)
    if release:
        QTest.mouseRelease(port, button, keys, QPoint(*end))


def test_a_rectangle_drawn_is_what_is_shown(view, reader):
    layout = view._item.layout()
    drag(view, (120, 90), (300, 200))
    x, y = view.figure.x, view.figure.y
    # The scene rounds to whole px, and a px of a log axis is about 1.5 %.
    assert (x.low, x.high) == pytest.approx((layout.x.value(120), layout.x.value(300)), rel=0.02)
    assert (y.low, y.high) == pytest.approx((layout.y.value(200), layout.y.value(90)), rel=0.03)
    assert len(set(reader.gestures)) == 1
    assert view.crosshair is None


def test_the_rectangle_is_seen_over_the_chart_while_it_is_drawn(view, reader):
    # The first one puts the box away when the ranges change; the second brings it back.
    drag(view, (100, 80), (320, 220))
    before = seen_on_screen(view)
    drag(view, (120, 90), (300, 200), release=False)
    during = seen_on_screen(view)
    other = (before != during).reshape(len(before), -1, 3).any(axis=2)
    assert other[95:195, 125:295].mean() > 0.9
    assert not other[:85].any()
    assert not other[:, :115].any()


def test_a_flat_rectangle_zooms_along_x_alone(view, reader):
    before = view.figure.y
    drag(view, (120, 150), (300, 152))
    assert view.zoomed
    assert view.figure.y == before


def test_shift_and_drag_moves_what_is_shown(view, reader):
    drag(view, (120, 90), (300, 200))
    before = view.figure.x
    drag(view, (200, 150), (260, 150), Qt.KeyboardModifier.ShiftModifier)
    after = view.figure.x
    assert after.low < before.low
    assert after.high / after.low == pytest.approx(before.high / before.low, rel=1e-6)
    assert len(set(reader.gestures)) == 2


def place_of(view, curve):
    shot(view)
    return view._item._names[curve][0].center().toPoint()


def test_a_click_on_a_name_hides_the_curve_and_another_brings_it_back(view, reader):
    names = [series.id for series in view.figure.series]
    subject = next(s for s in view.figure.series if s.role == "reference")
    before = shot(view)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place_of(view, subject.id))
    assert subject.id not in [series.id for series in view.figure.series]
    assert view.figure.hidden == ((subject.id, subject.label.split("\n")[0]),)
    assert not view.pinned
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place_of(view, subject.id))
    assert [series.id for series in view.figure.series] == names
    assert (shot(view) == before).all()


def test_a_double_click_on_a_name_leaves_it_alone_and_again_shows_all(view, reader):
    names = [series.id for series in view.figure.series]
    curve = next(s.id for s in view.figure.series if s.role == "reference")
    for left in ([curve], names):
        place = place_of(view, curve)
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
        QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert [series.id for series in view.figure.series] == left
    assert not view.zoomed


def test_double_click_resets(view, reader):
    QTest.keyClick(view, Qt.Key.Key_Plus)
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(200, 150))
    assert not view.zoomed


def test_a_wheel_zooms_around_the_pointer(view, reader, qtbot):
    at = QPointF(200, 150)
    hover(view, 200, 150)
    under = view.crosshair
    event = QWheelEvent(
        at,
        QPointF(view.viewport().mapToGlobal(at)),
        QPoint(0, 0),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), event)
    assert view.zoomed
    hover(view, 200, 150)
    assert view.crosshair == pytest.approx(under, rel=0.05)


@pytest.mark.parametrize("name", ["time", "money"])
def test_bars_have_no_crosshair(view, samples, name):
    view.set_figure(samples.ALL[name]())
    QTest.keyClick(view, Qt.Key.Key_Right)
    hover(view, 200, 150)
    assert view.crosshair is None
    shot(view)


def test_no_figure_is_an_empty_surface(view):
    view.set_figure(None)
    assert len(np.unique(shot(view)[:, :30])) == 1


def test_screen_readers_are_told(view, samples):
    assert view.accessibleName() == "Output cost by interactivity"
    assert "Interactivity, tok/s/user" in view.accessibleDescription()
    view.set_figure(samples.chinese())
    assert view.accessibleName() == "解码延迟与批大小"


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_a_card_passes_its_wishes_on(qtbot, samples):
    card = ChartCard("Cost", LIGHT)
    qtbot.addWidget(card)
    card.resize(421, 330)
    card.set_figure(samples.cost())
    card.set_tips("Expand", "More", str)
    card.show()
    with qtbot.waitSignal(card.expandRequested):
        QTest.mouseClick(card.findChild(object, "expand"), Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(card.menuRequested):
        QTest.mouseClick(card.findChild(object, "menu"), Qt.MouseButton.LeftButton)
    assert card.view.figure.id == "cost_by_interactivity"
    assert card.view.y() >= 30
    before = shot(card)
    card.set_theme(DARK)
    assert shot(card).mean() < before.mean() - 100


def test_a_card_with_less_room_than_its_title_says_it_in_the_tooltip(qtbot, samples):
    card = ChartCard("")
    qtbot.addWidget(card)
    card.set_figure(samples.cost())
    card.resize(150, 200)
    card.grab()
    assert card._title.shown_text.endswith("…")
    assert card._title.toolTip() == samples.cost().title


def test_hatching_follows_its_region_while_a_lever_moves(view, samples):
    figure = replace(samples.decode(), series=(), marks=(), lines=(), note="")
    (full,) = (region for region in figure.regions if region.hatched)
    for start in (130, 260, 65):
        moved = replace(full, x0=float(start), label="")
        view.set_figure(replace(figure, regions=(moved,)))
        hatched = shot(view)
        view.set_figure(replace(figure, regions=(replace(moved, hatched=False),)))
        changed = np.flatnonzero((hatched != shot(view)).any(axis=0)) // 3
        layout = view._item.layout()
        assert abs(changed.min() - layout.x.at(start)) <= 2
        assert abs(changed.max() - layout.plot.right()) <= 2
