"""Small widgets by real events: slider, field, picker, dot."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from ui.theme import DARK, LIGHT
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.log_slider import LogSlider
from ui.widgets.picker import Choice, Picker
from ui.widgets.quantity_field import QuantityField
from ui.widgets.ticks import Ticks
from ui.widgets.track import Track

LOG = Track(0.1, 60.0, log=True)


@pytest.fixture
def slider(qtbot):
    made = LogSlider(LOG)
    qtbot.addWidget(made)
    made.resize(240, 24)
    made.set_quantity(3.35)
    made.moved.connect(made.set_quantity)
    made.show()
    return made


def drag(qtbot, slider, to):
    start = slider.place(slider.quantity).toPoint()
    qtbot.mousePress(slider, Qt.MouseButton.LeftButton, pos=start)
    for part in (0.25, 0.5, 0.75, 1.0):
        at = QPoint(round(start.x() + part * (to - start.x())), start.y())
        qtbot.mouseMove(slider, at)
    qtbot.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=QPoint(to, start.y()))


def test_the_middle_of_a_log_track_is_the_geometric_mean():
    assert Track(1, 10_000, log=True).value(0.5) == pytest.approx(100)
    assert Track(1, 10_000, log=True).fraction(100) == pytest.approx(0.5)


@given(st.floats(0.05, 100), st.integers(-20, 20), st.booleans())
def test_steps_stay_on_the_track_and_go_the_right_way(value, steps, integer):
    track = Track(1, 64, log=True, integer=integer)
    start = min(64, max(1, round(value) if integer else value))
    moved = track.stepped(start, steps)
    assert 1 <= moved <= 64
    assert (moved - start) * steps >= 0
    if steps and 1 < moved < 64 and integer:
        assert moved != start
        assert moved == round(moved)


@given(st.integers(1, 64), st.integers(-12, 12), st.floats(0, 1))
def test_a_track_that_doubles_has_powers_of_two_alone(value, steps, place):
    track = Track(1, 64, log=True, integer=True, doubles=True)
    powers = [2.0**n for n in range(7)]
    assert track.value(place) in powers
    moved = track.stepped(value, steps)
    assert moved in (*powers, value)
    between = [p for p in powers if min(value, moved) < p < max(value, moved)]
    assert len(between) == max(0, abs(steps) - 1) or moved in (1, 64)


@given(st.floats(0.1, 60))
def test_place_and_value_are_inverse_to_three_figures(value):
    assert LOG.value(LOG.fraction(value)) == pytest.approx(value, rel=5.1e-3)


def test_a_log_track_shows_zero_at_its_low_end_and_never_widens_to_it():
    assert LOG.fraction(0) == 0
    assert LOG.widened(0.0, 100.0) == Track(0.1, 100.0, log=True)


def test_a_drag_moves_and_settles_once(qtbot, slider):
    moves, ends = [], []
    slider.moved.connect(moves.append)
    slider.settled.connect(lambda: ends.append(1))
    drag(qtbot, slider, 200)
    assert len(moves) > 1
    assert moves == sorted(moves)
    assert slider.quantity > 3.35
    assert ends == [1]


def test_a_press_beside_the_handle_brings_it_there(qtbot, slider):
    qtbot.mouseClick(slider, Qt.MouseButton.LeftButton, pos=QPoint(20, 8))
    assert slider.place(slider.quantity).x() == pytest.approx(20, abs=1.5)


@pytest.mark.parametrize(
    ("key", "steps"),
    [
        (Qt.Key.Key_Right, 1), (Qt.Key.Key_Up, 1), (Qt.Key.Key_Left, -1), (Qt.Key.Key_Down, -1),
        (Qt.Key.Key_PageUp, 10), (Qt.Key.Key_PageDown, -10),
    ],
)  # fmt: skip
def test_keys_move_by_one_step_or_ten(qtbot, slider, key, steps):
    before = LOG.fraction(slider.quantity)
    with qtbot.waitSignal(slider.settled):
        qtbot.keyClick(slider, key)
    assert LOG.fraction(slider.quantity) - before == pytest.approx(steps / 100, abs=2e-3)


def test_home_and_end_go_to_the_ends(qtbot, slider):
    qtbot.keyClick(slider, Qt.Key.Key_End)
    assert slider.quantity == 60
    qtbot.keyClick(slider, Qt.Key.Key_Home)
    assert slider.quantity == 0.1


def wheel(widget):
    at = QPointF(widget.rect().center())
    event = QWheelEvent(
        at, widget.mapToGlobal(at), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(widget, event)
    return event


def test_the_wheel_acts_only_on_a_focused_slider(qtbot, slider):
    slider.clearFocus()
    assert not wheel(slider).isAccepted()
    assert slider.quantity == 3.35
    slider.window().activateWindow()
    slider.setFocus()
    qtbot.waitUntil(slider.hasFocus)
    assert wheel(slider).isAccepted()
    assert slider.quantity > 3.35


def test_the_handle_snaps_to_ticks_and_to_marks(qtbot, slider):
    slider.set_ticks(Ticks(3.35, 1.0, ((8.0, "B200"),)))
    slider.set_quantity(20.0)
    qtbot.mouseClick(
        slider, Qt.MouseButton.LeftButton, pos=slider.place(8.0).toPoint() + QPoint(1, 0)
    )
    assert slider.quantity == 8.0
    for value in (3.35, 1.0):
        at = slider.place(value).toPoint() + QPoint(1, 0)
        qtbot.mouseClick(slider, Qt.MouseButton.LeftButton, pos=at)
        assert slider.quantity == value


def test_screen_readers_find_and_set_a_value(slider):
    interface = QAccessible.queryAccessibleInterface(slider)
    assert interface.role() == QAccessible.Role.Slider
    value = interface.valueInterface()
    assert value.maximumValue() == 10_000
    assert value.currentValue() == round(LOG.fraction(3.35) * 10_000)
    value.setCurrentValue(10_000)
    assert slider.quantity == 60


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_the_span_from_the_default_is_painted_in_the_accent(slider, theme):
    slider.set_theme(theme)
    slider.set_ticks(Ticks(1.0))
    slider.set_quantity(30.0)
    picture = slider.grab().toImage()
    middle = round((slider.place(1.0).x() + slider.place(30.0).x()) / 2)
    assert picture.pixelColor(middle, 8).name().upper() == theme.accent


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_default_and_baseline_are_ticks_of_two_kinds(slider, theme):
    slider.set_theme(theme)
    slider.set_quantity(30.0)
    slider.set_ticks(Ticks(1.0, 8.0))
    picture = slider.grab().toImage()

    def at(value, y):
        return picture.pixelColor(round(slider.place(value).x()), y).name().upper()

    assert [at(1.0, y) for y in (4, 8, 12)] == [theme.text1] * 3
    assert [at(8.0, y) for y in (3, 12)] == [theme.ghost] * 2
    assert at(8.0, 8) == theme.accent


def test_a_zone_is_a_line_under_its_stretch_with_its_name(slider):
    slider.set_theme(LIGHT)
    plain = slider.grab().toImage()
    slider.set_ticks(Ticks(zones=((4.8, 8.6, "HBM3e"),)))
    picture = slider.grab().toImage()
    left, right = (round(slider.place(value).x()) for value in (4.8, 8.6))
    line = [picture.pixelColor(x, 12).name().upper() for x in range(left + 1, right - 1)]
    assert set(line) == {LIGHT.axis}
    assert picture.pixelColor(left - 3, 12) == plain.pixelColor(left - 3, 12)
    name = picture.copy(left, 14, right - left, 9)
    assert name != plain.copy(left, 14, right - left, 9)


@pytest.fixture
def field(qtbot):
    made = QuantityField("TB/s", str)
    qtbot.addWidget(made)
    made.set_value(4.8123)
    made.entered.connect(made.set_value)
    with qtbot.waitActive(made):
        made.show()
    made.clearFocus()
    return made


def test_a_field_rests_at_three_figures_and_edits_all_digits(qtbot, field):
    assert field.text() == "4.81"
    field.window().activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    assert field.text() == "4.8123"
    field.clearFocus()
    assert field.text() == "4.81"
    assert field.value == 4.8123


def test_a_field_names_one_of_a_kind_in_the_singular(field):
    field.set_unit("stages")
    field.set_value(1.0)
    one = field.shown
    field.set_value(2.0)
    assert (one, field.shown) == ("1 stage", "2 stages")


def test_enter_commits_what_was_typed(qtbot, field):
    field.selectAll()
    qtbot.keyClicks(field, "3350 GB/s")
    with qtbot.waitSignal(field.entered) as entered:
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert entered.args == [3.35]


def test_nonsense_is_told_and_esc_takes_it_back(qtbot, field):
    field.selectAll()
    qtbot.keyClicks(field, "fast")
    with qtbot.waitSignal(field.rejected) as told, qtbot.assertNotEmitted(field.entered):
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert "fast" in told.args[0]
    assert field.text() == "fast"
    with qtbot.waitSignal(field.restored):
        qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() in ("4.81", "4.8123")
    assert field.value == 4.8123


def test_up_and_down_ask_for_steps(qtbot, field):
    with qtbot.waitSignal(field.stepped) as up:
        qtbot.keyClick(field, Qt.Key.Key_Up)
    with qtbot.waitSignal(field.stepped) as down:
        qtbot.keyClick(field, Qt.Key.Key_Down)
    assert (up.args, down.args) == ([1], [-1])


CHOICES = (
    Choice("a100", "A100", "NVIDIA"),
    Choice("h100", "H100", "NVIDIA", chosen=True),
    Choice("feynman", "Feynman", "NVIDIA", "incomplete", "no value for sram_mb"),
    Choice("950pr", "Ascend 950PR", "Huawei"),
    *(Choice(f"x{n}", f"Filler {n}", "Other") for n in range(8)),
)


@pytest.fixture
def picker(qtbot):
    made = Picker()
    qtbot.addWidget(made)
    made.set_texts("Chip", "H100", "Find a chip")
    made.set_choices(CHOICES)
    made.show()
    return made


def shown(popup):
    items = [popup.list.item(row) for row in range(popup.list.count())]
    return [item.text() for item in items if not item.isHidden()]


def test_typing_finds_and_return_picks(qtbot, picker):
    popup = picker.open()
    qtbot.keyClicks(popup.search, "950")
    assert shown(popup) == ["Huawei", "Ascend 950PR"]
    with qtbot.waitSignal(picker.picked) as picked:
        qtbot.keyClick(popup.search, Qt.Key.Key_Return)
    assert picked.args == ["950pr"]


def test_arrows_skip_headers_and_what_cannot_be_chosen(qtbot, picker):
    popup = picker.open()
    assert popup.list.currentItem().text() == "H100"
    qtbot.keyClick(popup.search, Qt.Key.Key_Down)
    assert popup.list.currentItem().text() == "Ascend 950PR"
    popup.close()


def test_an_incomplete_choice_says_what_is_missing_and_cannot_be_picked(qtbot, picker):
    popup = picker.open()
    row = next(i for i in range(popup.list.count()) if "Feynman" in popup.list.item(i).text())
    item = popup.list.item(row)
    assert item.toolTip() == "no value for sram_mb"
    with qtbot.assertNotEmitted(picker.picked):
        popup.list.itemClicked.emit(item)
    popup.close()


def test_a_label_ends_in_dots_instead_of_pushing(qtbot):
    outer = QWidget()
    qtbot.addWidget(outer)
    label = ElidedLabel("Matrix rate, FP8 dense", outer)
    label.resize(60, 20)
    assert label.shown_text.endswith("…")
    assert math.isclose(label.minimumSizeHint().width(), 24)
