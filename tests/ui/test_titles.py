"""Names that have too little room: in two lines, then cut, and whole in the tooltip."""

import pytest

from ui.lettering import text_size
from ui.panels.toolbar import ScenarioTitle
from ui.theme import Type

NAME = "Llama-3.1-70B on two H100"
CHINESE = "双 H100 上的 Llama-3.1-70B 推理服务"


@pytest.fixture
def title(qtbot):
    made = ScenarioTitle()
    qtbot.addWidget(made)
    made.set_title(NAME, dirty=False, hint="")
    return made


def test_a_name_with_room_is_one_line(title):
    title.resize(260, 40)
    assert title.shown() == (Type.name, (NAME,))


@pytest.mark.parametrize("name", [NAME, CHINESE])
def test_a_name_with_less_room_is_whole_in_two_lines(title, name):
    title.set_title(name, dirty=True, hint="Not saved")
    one = text_size(name, Type.widget, True)[0]
    title.resize(round(0.7 * one) + 34, 40)
    px, lines = title.shown()
    assert len(lines) == 2
    assert "".join(lines).replace(" ", "") == name.replace(" ", "")
    assert all(text_size(line, px, True)[0] <= title.width() - 34 for line in lines)


def test_a_longer_name_is_cut_and_whole_in_the_tooltip(title):
    title.set_title(NAME * 3, dirty=False, hint="")
    title.resize(140, 40)
    _, lines = title.shown()
    assert len(lines) == 2
    assert lines[-1].endswith("…")
    assert title.toolTip() == NAME * 3


def test_an_empty_name_is_drawn(title):
    title.set_title("", dirty=True, hint="Not saved")
    title.resize(100, 40)
    assert not title.grab().isNull()


@pytest.mark.parametrize("width", [1366, 1600])
def test_the_opening_name_is_whole_in_the_window(qtbot, window, width):
    window.resize(width, 768)
    title = window.toolbar.title
    qtbot.waitUntil(lambda: " ".join(title.shown()[1]) == title.accessibleName())
