"""Recent files: the last ten, those that are gone left out, cleared on demand."""

from explorer import presets
from explorer.change import Change
from explorer.files import workspace
from explorer.files.workspace import Workspace
from ui.settings import RECENT, Settings


def files(tmp_path, count):
    scenario = presets.default_scenario()
    paths = [tmp_path / f"{number} & co.sili" for number in range(count)]
    for path in paths:
        workspace.save(Workspace(scenario), path)
    return paths


def entries(window):
    window.recent_menu.aboutToShow.emit()
    return [action for action in window.recent_menu.actions() if not action.isSeparator()]


def test_the_last_ten_are_offered_the_latest_first(window, tmp_path):
    assert [entry.text() for entry in entries(window)] == ["No recent files"]
    paths = files(tmp_path, RECENT + 2)
    for path in (*paths, paths[5]):
        assert window.open_file(path)
    assert len(window.settings.recent) == RECENT
    assert window.settings.recent[0] == paths[5]
    assert entries(window)[0].text() == "&1 5 && co.sili"
    assert window.settings.folder == str(tmp_path)
    assert Settings().recent == window.settings.recent


def test_an_entry_opens_its_file_and_one_that_is_gone_is_dropped(window, tmp_path):
    first, second = files(tmp_path, 2)
    window.open_file(first)
    window.open_file(second)
    entries(window)[1].trigger()
    assert window.session.path == first
    second.unlink()
    assert [entry.toolTip() for entry in entries(window)][:-1] == [str(first)]
    assert window.settings.recent == [first]
    entries(window)[-1].trigger()
    assert window.settings.recent == []


def test_unsaved_work_is_asked_about_and_saving_is_remembered(window, tmp_path, monkeypatch):
    (path,) = files(tmp_path, 1)
    window.open_file(path)
    window.session.apply(Change.of("workload.batch", 7.0))
    with monkeypatch.context() as stay:
        stay.setattr(type(window.commands.documents), "may_discard", lambda _: False)
        entries(window)[0].trigger()
    assert window.session.scenario.workload.batch == 7.0
    target = tmp_path / "saved.sili"
    monkeypatch.setattr("ui.documents.QFileDialog.getSaveFileName", lambda *_: (str(target), ""))
    window.commands.documents.save_as()
    assert window.settings.recent == [target, path]


def test_a_story_is_no_file_of_the_users(window, tmp_path):
    (path,) = files(tmp_path, 1)
    assert window.commands.documents.load(path, own=False)
    assert window.settings.recent == []


def test_the_menu_stands_below_open_in_both_languages(window):
    menu = next(a for a in window.menuBar().actions() if a.text() == "&File").menu()
    places = [action.text() for action in menu.actions()]
    assert places.index("Open &recent") == places.index("&Open…") + 1
    window.appearance.show_language("zh_CN")
    assert window.recent_menu.title() == "最近打开(&R)"
