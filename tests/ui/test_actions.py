"""Every action does something, has a menu, and no two share a key."""

from collections import Counter
from pathlib import Path

import pytest
from pptx import Presentation
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from explorer import presets
from explorer.change import Change
from explorer.files import scenario_file
from explorer.pins import SAME_WORKLOAD, SLOTS
from explorer.text import LANGUAGES, translator
from explorer.views import BY_ID as VIEWS
from ui.actions import declare, menu_titles
from ui.guide.tour import Tour
from ui.settings import SIZES, Settings
from ui.theme import LIGHT
from ui.widgets.picker_popup import PickerPopup


def run(window, name):
    window.actions_by_id.refresh()
    action = window.actions_by_id.actions[name]
    assert action.isEnabled()
    action.trigger()
    RUN.add(name)


def change(window):
    window.session.apply(Change.of("chip.hbm_bandwidth_tbs", 4.8, "HBM bandwidth"))


def popups():
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, PickerPopup)]


def dialogs():
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()]


DONE, RUN = set(), set()


def covers(*names):
    """Name the actions of a test; each is one run of it, which must do that action."""
    DONE.update(names)
    return pytest.mark.parametrize("name", names)


@pytest.fixture(autouse=True)
def what_a_test_covers_it_runs(request):
    RUN.clear()
    yield
    call = getattr(request.node, "callspec", None)
    named = {call.params["name"]} if call and "name" in call.params else set()
    assert named <= RUN


@covers("undo", "redo", "reset_all")
def test_history(window, name):
    change(window)
    run(window, "undo")
    assert window.session.changed_paths == ()
    run(window, "redo")
    assert window.session.changed_paths == ("chip.hbm_bandwidth_tbs",)
    run(window, "reset_all")
    assert window.session.changed_paths == ()
    assert window.session.undo_stack.count() == 2
    assert not window.actions_by_id.actions["reset_all"].isEnabled()


@covers("new", "open", "save", "save_as")
def test_files(window, name, tmp_path, monkeypatch):
    path = tmp_path / "a"
    monkeypatch.setattr("ui.documents.QFileDialog.getSaveFileName", lambda *_: (str(path), ""))
    change(window)
    run(window, "save_as" if name == "save_as" else "save")
    written = path.with_suffix(".sili")
    assert scenario_file.load(written) == window.session.scenario
    run(window, "new")
    assert window.session.scenario == presets.default_scenario()
    assert window.session.path is None
    monkeypatch.setattr("ui.documents.QFileDialog.getOpenFileName", lambda *_: (str(written), ""))
    run(window, "open")
    assert window.session.scenario.chip.hbm_bandwidth_tbs == 4.8
    assert window.session.path == written


@covers(*(f"view_{name}" for name in VIEWS))
def test_views(window, name):
    run(window, name)
    assert f"view_{window.tabs.current}" == name
    assert window.actions_by_id.actions[name].isChecked()


@covers("levers", "advanced", "find")
def test_levers(window, name):
    run(window, "levers")
    assert window.dock.folded
    run(window, "find")
    assert not window.dock.folded
    run(window, "advanced")
    assert window.dock.rows["deployment.tp"].isVisibleTo(window)
    run(window, "advanced")
    assert not window.dock.rows["deployment.tp"].isVisibleTo(window)


@covers("play_lever")
def test_play(window, name):
    assert not window.actions_by_id.actions[name].isEnabled()
    window.dock.rows["chip.sram_mb"].moved.emit(200.0)
    run(window, name)
    assert window.dock.hand.player.path == "chip.sram_mb"
    assert window.actions_by_id.actions[name].isChecked()
    run(window, name)
    assert not window.dock.hand.player.path


@covers("next_pane", "previous_pane")
def test_panes(window, name, qtbot):
    with qtbot.waitActive(window):
        window.activateWindow()
    run(window, name)
    assert window.commands.panes.current == (0 if name == "next_pane" else 3)


@covers("theme_system", "theme_light", "theme_dark", "theme_toggle")
def test_themes(window, name):
    run(window, "theme_dark")
    assert window.appearance.theme.dark
    run(window, "theme_toggle")
    assert not window.appearance.theme.dark
    run(window, "theme_light")
    assert window.appearance.choice == "light"
    run(window, "theme_system")
    assert window.appearance.choice == "system"


@covers("size_system", *(f"size_{size}" for size in SIZES))
def test_sizes(window, name):
    run(window, name)
    assert window.actions_by_id.actions[name].isChecked()
    assert window.notice.text == "The size changes with the next start"
    chosen = name.removeprefix("size_")
    assert Settings().size == (0 if chosen == "system" else int(chosen))


@covers("language_en", "language_zh_CN")
def test_languages(window, name):
    run(window, name)
    assert f"language_{window.appearance.language}" == name


@covers("pick_chip", "pick_model", "pick_format", "pick_deploy", "pick_workload")
def test_pickers(window, name):
    run(window, name)
    assert len(popups()) == 1
    assert popups()[0].list.count() > 1
    popups()[0].close()


@covers("rename")
def test_rename(window, name, monkeypatch):
    monkeypatch.setattr("ui.documents.QInputDialog.getText", lambda *_, **__: ("My chip", True))
    run(window, name)
    assert window.session.scenario.name == "My chip"
    assert window.toolbar.title.accessibleName() == "My chip"


@covers("copy_chart")
def test_copy(window, name, monkeypatch):
    run(window, name)
    held = QGuiApplication.clipboard().mimeData()
    figure = window.current_figure()
    assert QImage(held.imageData()).width() >= 1600
    assert figure.title.encode() in held.data("image/svg+xml").data()
    assert "\t" in held.text()
    # The offscreen clipboard outlives Python and would crash on what Python made.
    QGuiApplication.clipboard().clear()


@covers("export_png", "export_svg", "export_pdf", "export_csv", "export_pptx", "export_xlsx")
def test_exports(window, name, tmp_path, monkeypatch):
    kind = name.rpartition("_")[2]
    path = tmp_path / "chart"
    monkeypatch.setattr("ui.exports.QFileDialog.getSaveFileName", lambda *_: (str(path), ""))
    run(window, name)
    data = path.with_suffix(f".{kind}").read_bytes()
    start = {
        "png": b"\x89PNG", "svg": b"<?xml", "pdf": b"%PDF", "pptx": b"PK", "xlsx": b"PK",
    }.get(kind, b"")  # fmt: skip
    assert data.startswith(start)
    assert len(data) > 500


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_picture_has_light_colours_whatever_the_window_has(window, tmp_path, monkeypatch, theme):
    path = tmp_path / "chart.png"
    monkeypatch.setattr("ui.exports.QFileDialog.getSaveFileName", lambda *_: (str(path), ""))
    run(window, f"theme_{theme}")
    run(window, "export_png")
    assert QImage(str(path)).pixelColor(4, 4).name().upper() == LIGHT.surface


@covers("export_report")
def test_report(window, name, tmp_path, monkeypatch):
    path = tmp_path / "report.pdf"
    monkeypatch.setattr("ui.exports.QFileDialog.getSaveFileName", lambda *_: (str(path), ""))
    run(window, name)
    assert path.read_bytes().count(b"/Type /Page\n") == 1


def test_a_file_is_named_by_its_content_in_the_last_folder(window, tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr(
        "ui.exports.QFileDialog.getSaveFileName",
        lambda parent, title, start, kinds: (
            asked.append((title, start)),
            (str(tmp_path / "a.png"), ""),
        )[1],
    )
    window.grid.current = "decode"
    run(window, "export_png")
    run(window, "export_svg")
    assert {title for title, _ in asked} == {"Export “Decode latency by batch”"}
    assert asked[0][1].endswith("h100-sxm_llama-3.1-70b_decode.png")
    assert Path(asked[0][1]).parent.is_dir()
    assert asked[1][1] == str(tmp_path / "h100-sxm_llama-3.1-70b_decode.svg")


@covers("export_deck")
def test_deck(window, name, tmp_path, monkeypatch):
    path = tmp_path / "all.pptx"
    monkeypatch.setattr("ui.exports.QFileDialog.getSaveFileName", lambda *_: (str(path), ""))
    run(window, name)
    assert len(Presentation(path).slides) == 1 + len(window.presenter.current.figures)


def test_a_deck_of_the_comparison_begins_with_the_headline_numbers(window, tmp_path, monkeypatch):
    path = tmp_path / "all.pptx"
    monkeypatch.setattr("ui.exports.QFileDialog.getSaveFileName", lambda *_: (str(path), ""))
    window.tabs.choose("compare")
    run(window, "export_deck")
    cover = Presentation(path).slides[0]
    assert "TTFT" in {s.text_frame.text for s in cover.shapes if s.has_text_frame}


@covers("slide_wide", "slide_narrow")
def test_slide_sizes(window, name):
    run(window, name)
    assert window.settings.slide_size == {"slide_wide": "16:9", "slide_narrow": "4:3"}[name]
    assert window.actions_by_id.actions[name].isChecked()


@covers("expand", "reset_view")
def test_expand(window, name):
    run(window, "expand")
    assert window.tabs.current == "prefill"
    QTest.keyClick(window.grid.cards["prefill"].view, Qt.Key.Key_Plus)
    assert window.grid.cards["prefill"].view.zoomed
    run(window, "reset_view")
    assert not window.grid.cards["prefill"].view.zoomed
    run(window, "expand")
    assert window.tabs.current == "overview"


@covers("project_chart", "project_view")
def test_own_windows(window, name):
    run(window, name)
    (second,) = window.projectors.windows
    wanted = {"prefill"} if name == "project_chart" else set(VIEWS["overview"].figures)
    assert set(second.grid.cards) == wanted
    second.close()
    assert window.projectors.windows == []


@covers("as_table")
def test_table(window, name):
    run(window, name)
    card = window.grid.cards[window.grid.current]
    assert card.table.isVisible()
    assert not card.view.isVisible()
    run(window, name)
    assert card.view.isVisible()


@covers("shortcuts", "about")
def test_help(window, name):
    run(window, name)
    assert len(dialogs()) == 1
    dialogs()[0].close()


@covers("goal_seek")
def test_goal_seek(window, name):
    run(window, name)
    (dialog,) = dialogs()
    assert dialog.answer.text()
    dialog.close()


@covers("pick_basis")
def test_pick_basis(window, name):
    run(window, name)
    popup = QApplication.activePopupWidget()
    popup.picked.emit("rental")
    popup.close()
    assert window.session.scenario.economics.basis == "rental"
    assert window.session.undo_stack.undoText() == "Cost basis"


@covers("assumptions")
def test_assumptions(window, name):
    run(window, name)
    (dialog,) = dialogs()
    assert "economics.pue" in dialog.filter.paths()
    run(window, name)
    assert dialogs() == [dialog]
    dialog.close()


@covers("why")
def test_why(window, name):
    run(window, name)
    (dialog,) = dialogs()
    tile = next(t for t in window.presenter.current.tiles if t.id == "cost_output")
    assert tile.value in dialog.page.toPlainText()
    dialog.close()


@covers("gallery", "glossary")
def test_guide_pages(window, name):
    run(window, name)
    (dialog,) = dialogs()
    dialog.close()


@covers("tour", "palette")
def test_guide_overlays(window, name):
    kind = {"tour": Tour, "palette": PickerPopup}[name]
    run(window, name)
    (shown,) = [w for w in QApplication.allWidgets() if isinstance(w, kind) and w.isVisible()]
    shown.close()


@covers("quit")
def test_quit(window, name, qtbot):
    with qtbot.waitSignal(window.closed):
        run(window, name)


@covers(
    "pin", "compare", "pin_duplicate", "pin_swap", "pin_hold", "pin_rename", "pin_hide",
    "pin_left", "pin_right", "pin_remove", *(f"pin_colour_{slot}" for slot in SLOTS),
)  # fmt: skip
def test_pins(window, name, monkeypatch):
    monkeypatch.setattr("ui.pinboard.QInputDialog.getText", lambda *_, **__: ("Mine", True))
    session = window.session
    run(window, "pin")
    change(window)
    run(window, "pin")
    first, second = session.pins
    if name == "pin":
        assert not window.actions_by_id.actions["pin"].isEnabled()
        return
    run(window, name)
    window.presenter.refresh()
    found = {
        "compare": lambda: window.tabs.current == "compare",
        "pin_duplicate": lambda: session.pins[2].scenario.chip == second.scenario.chip,
        "pin_swap": lambda: session.scenario == second.scenario,
        "pin_hold": lambda: session.baseline == second.scenario,
        "pin_rename": lambda: session.pins[1].name == "Mine",
        "pin_hide": lambda: session.pins[1].hidden,
        "pin_left": lambda: session.pins == (second, first),
        "pin_right": lambda: session.pins == (first, second),
        "pin_remove": lambda: session.pins == (first,),
    }
    if name.startswith("pin_colour"):
        assert session.pins[1].slot == int(name[-1])
        assert len({pin.slot for pin in session.pins}) == 2
    else:
        assert found[name]()
    while session.undo_stack.canUndo():
        session.undo_stack.undo()
    assert session.pins == ()
    assert session.changed_paths == ()


@covers(SAME_WORKLOAD)
def test_all_pins_take_the_workload_of_the_live_scenario(window, name):
    run(window, "pin")
    assert not window.actions_by_id.actions[name].isEnabled()
    window.session.apply(Change.of("workload.output_tokens", 100.0))
    run(window, name)
    kept = (window.session.pins[0].scenario, window.session.start, window.session.scenario)
    assert {each.workload.output_tokens for each in kept} == {100.0}


@covers("pin_chip")
def test_a_chip_is_added_to_compare_in_one_step(window, name, qtbot):
    live = window.session.scenario
    run(window, name)
    (popup,) = popups()
    qtbot.keyClicks(popup.search, "b200")
    qtbot.keyClick(popup.search, Qt.Key.Key_Return)
    (pin,) = window.session.pins
    assert "B200" in pin.name
    assert pin.scenario.chip.id != live.chip.id
    assert pin.scenario.model == live.model
    assert pin.scenario.workload == live.workload
    assert window.session.scenario is live
    window.session.undo_stack.undo()
    assert not window.session.pins


@covers("copy_share", "paste_share")
def test_share(window, name):
    run(window, "pin")
    change(window)
    scenario, pins = window.session.scenario, window.session.pins
    run(window, "copy_share")
    held = QGuiApplication.clipboard().text()
    assert held.startswith("sili2:")
    window.session.undo_stack.setIndex(0)
    window.session.undo_stack.setClean()
    run(window, "paste_share")
    assert (window.session.scenario, window.session.pins) == (scenario, pins)
    QGuiApplication.clipboard().setText(held[:40])
    window.session.undo_stack.setClean()
    run(window, "paste_share")
    assert "damaged" in window.notice.text
    assert window.session.scenario == scenario
    QGuiApplication.clipboard().clear()


def test_every_action_is_tested(window):
    assert set(window.actions_by_id.actions) == DONE


def test_every_action_has_a_menu_and_no_two_share_a_key(window):
    for language in LANGUAGES:
        found = declare(window.commands, translator(language))
        menus = menu_titles(translator(language))
        assert all(each.menu in menus and each.text for each in found)
        keys = Counter(key for each in found for key in each.keys)
        assert [key for key, count in keys.items() if count > 1] == []


@pytest.mark.parametrize(
    ("action", "keys"),
    [
        ("undo", "Ctrl+Z"), ("redo", "Ctrl+Shift+Z"), ("pin", "Ctrl+B"),
        ("pin_duplicate", "Ctrl+D"), ("copy_chart", "Ctrl+Shift+C"), ("next_pane", "F6"),
        ("palette", "Ctrl+Shift+P"), ("shortcuts", "?"),
    ],
)  # fmt: skip
def test_keys_are_those_that_hands_know(window, action, keys):
    assert QKeySequence(keys) in window.actions_by_id.actions[action].shortcuts()
