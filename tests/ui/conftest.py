"""What every window test stands on: the application's name, and no window left behind."""

from __future__ import annotations

import gc
import math
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from explorer import presets
from ui import choices
from ui.levers.dock import WIDTH, LeverDock
from ui.session import Session
from ui.theme import LIGHT
from ui.window import MainWindow


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """Name the application as the product does, for settings and window titles."""
    return ["siliconomics"]


@pytest.fixture(scope="session", autouse=True)
def earlier_objects_are_not_searched() -> None:
    """Keep what other tests hold out of the collections below, which then take little time."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def no_window_left_behind(user_folders) -> Iterator[None]:
    """Close what a test left open, so that the next one starts from no window at all."""
    yield
    for widget in QApplication.topLevelWidgets():
        widget.close()
        widget.deleteLater()
    # Deleted here and now: a later test, or the end of Python, would do it in an unlucky order.
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    # Python's half of a dead chart must not outlive Qt's: PySide finds objects by address, and a
    # new one may stand where the old one stood.
    gc.collect()


@pytest.fixture
def window(qtbot) -> MainWindow:
    """Return the window with the opening scenario, light and English, shown and filled."""
    session = Session(presets.default_scenario())
    made = MainWindow(session)
    session.setParent(made)
    # What a test sees must not hang on how busy the machine is.
    made.presenter.pace.budget_ms = math.inf
    made.appearance.show_theme("light")
    made.appearance.show_language("en")
    qtbot.addWidget(made, before_close_func=lambda w: w.session.undo_stack.setClean())
    made.resize(1600, 900)
    with qtbot.waitActive(made):
        made.show()
    qtbot.waitUntil(lambda: made.presenter.current is not None)
    return made


@pytest.fixture
def dock(qtbot) -> LeverDock:
    """Return the lever dock alone, with a session of its own that it follows."""
    session = Session(presets.default_scenario())
    made = LeverDock(session, choices.ticks)
    session.setParent(made)
    session.changed.connect(made.show_state)
    made.session = session
    qtbot.addWidget(made)
    made.set_theme(LIGHT)
    made.set_text_source(str)
    made.resize(WIDTH, 900)
    with qtbot.waitActive(made):
        made.show()
    return made
