"""A second window: as live as the first, in its theme and language, gone when it goes."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from explorer.change import Change
from explorer.pins import added
from ui.theme import DARK

HBM = "chip.hbm_bandwidth_tbs"


def opened(window, name="cost"):
    window.grid.current = name
    window.actions_by_id.actions["project_chart"].trigger()
    QApplication.processEvents()
    return window.projectors.windows[-1]


def view(owner, name):
    return owner.grid.cards[name].view


def test_a_chart_in_its_own_window_moves_with_the_levers(window):
    second = opened(window)
    assert second.isWindow()
    assert second.isVisible()
    before = view(second, "cost").figure
    assert before is window.presenter.figures["cost"]
    window.session.apply(Change.of(HBM, 4.8))
    window.presenter.coalescer.flush()
    assert view(second, "cost").figure is window.presenter.figures["cost"]
    assert view(second, "cost").figure is not before
    window.session.pin(added((), window.session.baseline, "first"), "Pin")
    window.presenter.coalescer.flush()
    assert "pin A" in [series.id for series in view(second, "cost").figure.series]


def test_it_stays_live_while_another_tab_is_shown_and_decks_hold_the_tab_alone(window):
    second = opened(window)
    window.tabs.choose("time")
    assert set(window.presenter.current.figures) == {"time"}
    window.session.apply(Change.of(HBM, 4.8))
    window.presenter.coalescer.flush()
    assert view(second, "cost").figure is window.presenter.figures["cost"]
    assert view(second, "cost").figure.marks != ()
    second.close()
    window.presenter.refresh()
    assert set(window.presenter.figures) == {"time"}


def test_it_follows_theme_and_language_and_names_itself(window):
    second = opened(window)
    assert second.windowTitle().startswith("Output cost by interactivity: ")
    window.appearance.toggle_theme()
    window.appearance.show_language("zh_CN")
    window.presenter.coalescer.flush()
    assert view(second, "cost")._item._theme == DARK
    assert view(second, "cost").figure.title == "输出成本与交互速度"
    assert second.windowTitle().startswith("输出成本与交互速度")


def test_what_is_done_in_one_is_seen_in_the_other(window):
    second = opened(window)
    shown = view(second, "cost")
    shown.grab()
    at = shown._item._names["reference 3"][0].center().toPoint()
    QTest.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=at)
    QTest.keyClick(shown, Qt.Key.Key_Plus)
    first = view(window, "cost").figure
    assert "reference 3" not in [series.id for series in first.series]
    assert (first.x.low, first.x.high) == (shown.figure.x.low, shown.figure.x.high)
    assert first.home is not None


def test_a_whole_view_may_be_shown_and_only_once(window):
    window.tabs.choose("analysis")
    window.actions_by_id.actions["project_view"].trigger()
    window.actions_by_id.actions["project_view"].trigger()
    (second,) = window.projectors.windows
    assert set(second.grid.cards) == {"sweep", "assumptions", "map", "levers"}
    window.tabs.choose("overview")
    assert view(second, "map").figure is window.presenter.figures["map"]
    assert second.windowTitle().startswith("Analysis: ")


def test_f11_fills_the_screen_and_esc_gives_it_back(window):
    second = opened(window)
    QTest.keyClick(second, Qt.Key.Key_F11)
    assert second.isFullScreen()
    QTest.keyClick(view(second, "cost"), Qt.Key.Key_Escape)
    assert not second.isFullScreen()


def test_type_grows_with_the_room(window):
    second = opened(window)
    second.resize(1920, 1080)
    QApplication.processEvents()
    large = view(second, "cost")._item.style
    assert large.tick >= 2.5 * view(window, "cost")._item.style.tick
    second.resize(400, 300)
    QApplication.processEvents()
    assert view(second, "cost")._item.style.tick == view(window, "cost")._item.style.tick


def test_it_closes_with_the_main_window(window):
    second = opened(window)
    gone = []
    second.destroyed.connect(lambda: gone.append(True))
    window.close()
    assert not second.isVisible()
    assert window.projectors.windows == []


def hover(shown, x):
    layout = shown._item.layout()
    at = QPoint(round(layout.x.at(x)), round(layout.plot.center().y()))
    QTest.mouseMove(shown.viewport(), at)
    QApplication.processEvents()
    return at


def test_batch_and_interactivity_are_one_crosshair_in_both_windows(window):
    second = opened(window)
    decode, cost = view(window, "decode"), view(window, "cost")
    at = hover(decode, 32.0)
    batch = decode.crosshair
    subject = next(s for s in decode.figure.series if s.id == "subject")
    speed = 1000.0 / float(np.interp(batch, subject.x, subject.y))
    assert cost.crosshair == pytest.approx(speed, rel=0.01)
    assert view(second, "cost").crosshair == cost.crosshair
    assert view(window, "prefill").crosshair is None
    QTest.mouseClick(decode.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert decode.pinned
    assert cost.pinned
    hover(view(window, "prefill"), 1024.0)
    assert cost.crosshair == pytest.approx(speed, rel=0.01)
    window.session.apply(Change.of(HBM, 6.0))
    window.presenter.coalescer.flush()
    assert cost.crosshair > speed * 1.1
    QTest.keyClick(cost, Qt.Key.Key_Escape)
    assert not decode.pinned
    assert view(second, "cost").crosshair is None
