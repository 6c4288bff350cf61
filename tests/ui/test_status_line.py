"""The status line: what its words do when they are clicked."""

import pytest
from PySide6.QtCore import QPoint, Qt

from explorer import presets
from explorer.figures.headline import Link
from explorer.overview import overview
from explorer.views import OVERVIEW
from ui.lettering import text_size
from ui.panels.status import StatusLine
from ui.theme import Type


@pytest.fixture
def line(qtbot):
    made = StatusLine()
    qtbot.addWidget(made)
    made.resize(1900, made.height())
    made.show()
    made.set_status(overview(presets.default_scenario(), None, str, OVERVIEW).status)
    made.grab()
    return made


def _middle(line: StatusLine, link: Link) -> QPoint:
    """Return where the middle of a link's words is painted."""
    status = line.status
    before = status.reason.rpartition(link.words)[0]
    finding = text_size(status.finding, Type.widget, True)[0]
    left = 12 + 19 + finding + 5 + text_size(before, Type.widget)[0]
    wide = text_size(link.words, Type.widget)[0]
    return QPoint(round(left + wide / 2), line.height() // 2)


def test_a_lever_named_is_asked_for_by_a_click(qtbot, line):
    assert line.status.links
    for link in line.status.links:
        place = _middle(line, link)
        qtbot.mouseMove(line, place)
        assert line.cursor().shape() == Qt.CursorShape.PointingHandCursor
        with qtbot.waitSignal(line.asked) as told:
            qtbot.mouseClick(line, Qt.MouseButton.LeftButton, pos=place)
        assert told.args == [link.path]


def test_other_words_do_nothing(qtbot, line):
    with qtbot.assertNotEmitted(line.asked):
        qtbot.mouseClick(line, Qt.MouseButton.LeftButton, pos=QPoint(60, line.height() // 2))


def test_words_cut_for_want_of_room_are_still_where_they_are_shown(qtbot, line):
    line.resize(620, line.height())
    line.grab()
    with qtbot.assertNotEmitted(line.asked):
        place = _middle(line, line.status.links[-1])
        qtbot.mouseClick(line, Qt.MouseButton.LeftButton, pos=place)


def test_the_gauge_gives_way_before_the_sentence_is_cut(qtbot, line):
    line.resize(1366, line.height())
    line.grab()
    with qtbot.waitSignal(line.asked) as told:
        place = _middle(line, line.status.links[-1])
        qtbot.mouseClick(line, Qt.MouseButton.LeftButton, pos=place)
    assert told.args == [line.status.links[-1].path]
    box, path = line._links[-1]
    assert path == line.status.links[-1].path
    assert box.width() == text_size(line.status.links[-1].words, Type.widget)[0]


def test_the_lever_named_gets_the_keyboard(qtbot, window):
    window.status.grab()
    link = window.status.status.links[0]
    window.status.asked.emit(link.path)
    qtbot.waitUntil(window.dock.rows[link.path].slider.hasFocus)


def test_an_assumption_named_is_shown_in_its_panel(window):
    window.status.asked.emit("engine.step_host_us")
    dialog = window.assumptions.dialog
    assert dialog.filter.path_at(dialog.tree.currentIndex()) == "engine.step_host_us"
