"""Dear analyses follow a hand while they are quick enough, else they wait until it lets go."""

import math
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from explorer.catalogue import CHARTS
from explorer.change import Change
from explorer.views import BY_ID, DEAR
from ui.goal_dialog import GoalDialog
from ui.pace import BUDGET_MS, Pace
from ui.theme import LIGHT

HBM = "chip.hbm_bandwidth_tbs"


class Clock:
    """Seconds that pass only when told."""

    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now

    def work(self, ms):
        def take():
            self.now += ms / 1e3

        return take


@pytest.fixture
def analysis(window):
    window.tabs.choose("analysis")
    window.presenter.pace.budget_ms = -1
    return window


def move(window, step):
    slider = window.dock.rows[HBM].slider
    at = slider.place(slider.quantity).toPoint()
    drag_to(slider, at + QPoint(step, 0))
    window.presenter.coalescer.flush()


@pytest.fixture
def hand(qtbot, window):
    """Return what presses the handle, and what lets it go, at the latest when the test ends.

    Qt's test driver remembers a pressed button for every test that follows.
    """
    slider = window.dock.rows[HBM].slider

    def at_handle(do):
        do(slider, Qt.MouseButton.LeftButton, pos=slider.place(slider.quantity).toPoint())

    def release():
        at_handle(qtbot.mouseRelease)

    yield SimpleNamespace(press=lambda: at_handle(qtbot.mousePress), release=release)
    release()


def drag_to(slider, at):
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    place = QPointF(at)
    event = QMouseEvent(QEvent.Type.MouseMove, place, slider.mapToGlobal(place), left, left, none)
    QApplication.sendEvent(slider, event)


def shown(window, name):
    return window.grid.cards[name].view.figure


def veiled(grid):
    return {name for name, card in grid.cards.items() if card.veil and card.veil.isVisible()}


def test_quick_work_follows_and_slow_work_waits_until_it_was_quick_again(qtbot):
    clock = Clock()
    pace = Pace(clock=clock)
    assert pace.follows
    pace.do(clock.work(BUDGET_MS - 0.1))
    assert pace.follows
    pace.do(clock.work(BUDGET_MS + 0.1))
    assert not pace.follows
    pace.wait()
    with qtbot.waitSignal(pace.rested):
        pace.settle()
    assert not pace.waiting
    pace.do(clock.work(1))
    assert pace.follows


def test_other_work_is_tried_again():
    clock = Clock()
    pace = Pace(clock=clock)
    pace.do(clock.work(1000))
    pace.wait()
    pace.forget()
    assert pace.follows
    assert not pace.waiting


def test_a_hand_that_rests_is_enough(qtbot):
    pace = Pace()
    with qtbot.waitSignal(pace.rested):
        pace.wait()
    assert not pace.waiting


def test_every_analysis_of_the_study_may_wait():
    assert set(CHARTS) > DEAR
    assert set(BY_ID["analysis"].figures) <= DEAR
    assert not DEAR.intersection(BY_ID["overview"].figures)


def test_dear_charts_wait_for_the_release_while_the_numbers_follow(hand, analysis):
    before = {name: shown(analysis, name) for name in BY_ID["analysis"].figures}
    tiles = analysis.presenter.current.tiles
    hand.press()
    move(analysis, 20)
    assert all(shown(analysis, name) is made for name, made in before.items())
    assert veiled(analysis.grid) == set(before)
    assert analysis.presenter.current.tiles != tiles
    hand.release()
    assert not any(shown(analysis, name) is made for name, made in before.items())
    assert veiled(analysis.grid) == set()


def test_the_last_move_before_the_release_counts(hand, analysis):
    hand.press()
    slider = analysis.dock.rows[HBM].slider
    at = slider.place(slider.quantity).toPoint() + QPoint(30, 0)
    drag_to(slider, at)
    hand.release()
    assert shown(analysis, "sweep").marks[-1].x == analysis.session.scenario.value(HBM)


def test_they_come_too_when_the_hand_rests_without_letting_go(qtbot, hand, analysis):
    before = shown(analysis, "sweep")
    hand.press()
    move(analysis, 20)
    assert shown(analysis, "sweep") is before
    qtbot.waitUntil(lambda: shown(analysis, "sweep") is not before)
    assert veiled(analysis.grid) == set()


def test_they_follow_the_drag_where_they_are_quick_enough(hand, analysis):
    analysis.presenter.pace.budget_ms = math.inf
    before = shown(analysis, "sweep")
    hand.press()
    move(analysis, 20)
    assert shown(analysis, "sweep") is not before
    assert veiled(analysis.grid) == set()


def test_cheap_charts_never_wait(hand, window):
    window.presenter.pace.budget_ms = -1
    before = shown(window, "decode")
    hand.press()
    move(window, 20)
    assert shown(window, "decode") is not before
    assert veiled(window.grid) == set()


def test_numbers_follow_even_where_the_dear_charts_cannot_be_made(hand, window):
    presenter = window.presenter
    usual = presenter._evaluate

    def refuse(scenario, baseline, t, view, pins):
        if DEAR & set(view.figures):
            raise ValueError("too many samples")
        return usual(scenario, baseline, t, view, pins)

    presenter._evaluate = refuse
    window.tabs.choose("analysis")
    assert window.notice.text == "too many samples"
    presenter.pace.budget_ms = -1
    tiles = presenter.current.tiles
    hand.press()
    move(window, 20)
    assert presenter.current.tiles != tiles
    assert presenter.current.figures == {}


def test_a_dear_chart_in_its_own_window_waits_and_says_so_in_the_readers_language(window):
    window.tabs.choose("analysis")
    window.grid.current = "map"
    window.actions_by_id.actions["project_chart"].trigger()
    window.tabs.choose("overview")
    window.appearance.show_language("zh_CN")
    window.presenter.coalescer.flush()
    window.presenter.pace.budget_ms = -1
    grid = window.projectors.windows[-1].grid
    before = grid.cards["map"].view.figure
    window.session.apply(Change.of(HBM, 4.8))
    window.presenter.coalescer.flush()
    assert grid.cards["map"].view.figure is before
    assert veiled(grid) == {"map"}
    assert grid.cards["map"].veil.word == "停止拖动后更新"
    window.presenter.settle()
    assert grid.cards["map"].view.figure is not before


def test_a_goal_is_sought_when_the_lever_rests_where_the_search_is_slow(qtbot, window):
    dialog = GoalDialog(window.session, window.appearance.t, LIGHT, window)
    dialog.target.entered.emit(1.0)
    dialog.pace.budget_ms = -1
    answer = dialog.answer.text()
    window.session.apply(Change.of("workload.batch", 64.0))
    assert dialog.answer.text() == answer
    assert not dialog.answer.isEnabled()
    assert not dialog.take.isEnabled()
    qtbot.waitUntil(dialog.answer.isEnabled)
    assert dialog.answer.text() != answer
