"""The window: it shows the overview, keeps its state, fits its room, obeys the keyboard."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication, QToolButton, QWidget

from explorer.change import Change
from explorer.files import scenario_file, workspace
from explorer.views import BY_ID, OVERVIEW
from ui.theme import DARK, LIGHT
from ui.widgets.picker_popup import PickerPopup

HBM = "chip.hbm_bandwidth_tbs"


def test_it_shows_tiles_six_charts_and_the_status(window):
    assert [view.tile for view in window.headline.tiles] == list(window.presenter.current.tiles)
    for name in OVERVIEW.figures:
        assert window.grid.cards[name].view.figure is window.presenter.current.figures[name]
    assert window.status.status is window.presenter.current.status


def test_a_moved_lever_changes_what_is_shown(window, qtbot):
    before = window.presenter.current
    row = window.dock.rows[HBM]
    qtbot.keyClick(row.slider, Qt.Key.Key_PageUp)
    qtbot.waitUntil(lambda: window.presenter.current is not before)
    after = window.presenter.current
    assert after.tiles != before.tiles
    assert window.grid.cards["decode"].view.figure is after.figures["decode"]
    assert "HBM bandwidth" in window.actions_by_id.actions["undo"].text()
    assert "HBM bandwidth" in window.toolbar.title.accessibleName()


def test_ten_changes_in_one_turn_are_one_evaluation(window, qtbot):
    shown = []
    window.presenter.ready.connect(shown.append)
    for step in range(10):
        window.session.apply(Change.of(HBM, 4.0 + step / 10))
    assert shown == []
    qtbot.waitUntil(lambda: bool(shown))
    assert len(shown) == 1


def test_theme_and_language_switch_live_and_keep_the_state(window, qtbot):
    window.session.apply(Change.of(HBM, 4.8, "HBM bandwidth"))
    window.tabs.choose("decode")
    before = window.session.scenario
    window.appearance.toggle_theme()
    window.appearance.choose_language("zh_CN")
    window.presenter.coalescer.flush()
    assert window.appearance.theme == DARK
    assert window.session.scenario is before
    assert window.session.undo_stack.canUndo()
    assert window.tabs.current == "decode"
    assert QApplication.palette().window().color().name().upper() == DARK.bar
    assert window.toolbar.tools["language"].text() == "中文"
    window.appearance.toggle_theme()
    window.appearance.choose_language("en")
    assert window.appearance.theme == LIGHT
    assert window.tabs.bar.tabText(0) == "Overview"


def test_the_choice_of_theme_and_language_is_kept(window):
    window.appearance.choose_theme("dark")
    window.appearance.choose_language("zh_CN")
    assert (window.settings.theme, window.settings.language) == ("dark", "zh_CN")


def test_the_system_theme_is_followed_live_until_one_is_chosen(window, monkeypatch):
    look = window.appearance
    look.choose_theme("system")
    system = QApplication.styleHints().colorSchemeChanged
    monkeypatch.setattr("ui.appearance.system_theme", lambda: DARK)
    system.emit(Qt.ColorScheme.Dark)
    assert look.theme == DARK
    monkeypatch.setattr("ui.appearance.system_theme", lambda: LIGHT)
    system.emit(Qt.ColorScheme.Light)
    assert look.theme == LIGHT
    look.choose_theme("light")
    monkeypatch.setattr("ui.appearance.system_theme", lambda: DARK)
    system.emit(Qt.ColorScheme.Dark)
    assert look.theme == LIGHT


@pytest.mark.parametrize("view", BY_ID)
def test_each_tab_shows_its_charts_filled(window, view):
    window.tabs.choose(view)
    wanted = set(BY_ID[view].figures)
    shown = {name for name, card in window.grid.cards.items() if card.isVisible()}
    assert shown == wanted
    for name in wanted:
        assert window.grid.cards[name].view.figure is window.presenter.current.figures[name]


@pytest.mark.parametrize("view", BY_ID)
def test_every_chart_has_a_table_of_its_numbers(window, view):
    window.session.apply(Change.of(HBM, 4.8))
    window.tabs.choose(view)
    for name, card in window.grid.cards.items():
        if name in BY_ID[view].figures:
            card.show_as_table(True)
            assert card.table.model().rowCount() > 0, name
            assert card.table.accessibleName() == card.view.figure.title


def test_a_chart_expands_and_comes_back(window):
    card = window.grid.cards["cost"]
    small = card.size()
    card.expandRequested.emit()
    QApplication.processEvents()
    assert window.tabs.current == "cost"
    assert card.width() > 2 * small.width()
    card.expandRequested.emit()
    QApplication.processEvents()
    assert window.tabs.current == "overview"
    assert card.size() == small


def popup():
    found = [w for w in QApplication.topLevelWidgets() if isinstance(w, PickerPopup)]
    return next(w for w in found if w.isVisible())


def test_keyboard_alone_from_chip_to_lever_to_file(window, qtbot, tmp_path, monkeypatch):
    qtbot.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClicks(popup().search, "b200")
    qtbot.keyClick(popup().search, Qt.Key.Key_Return)
    assert window.session.scenario.chip.id.startswith("b200")
    qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window.dock.bar.search.hasFocus()
    qtbot.keyClicks(window.dock.bar.search, "hbm bandwidth")
    row = window.dock.rows[HBM]
    for _ in range(12):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        if row.slider.hasFocus():
            break
    assert row.slider.hasFocus()
    qtbot.keyClick(row.slider, Qt.Key.Key_Right)
    assert window.session.changed_paths == (HBM,)
    target = tmp_path / "a.sili"
    monkeypatch.setattr("ui.documents.QFileDialog.getSaveFileName", lambda *_: (str(target), ""))
    qtbot.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert scenario_file.load(target) == window.session.scenario
    assert not window.session.dirty
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.session.changed_paths == ()


def test_f6_goes_round_the_panes(window, qtbot):
    seen = []
    for _ in range(5):
        window.commands.panes.next()
        seen.append(window.commands.panes.current)
    assert seen == [0, 1, 2, 3, 0]
    window.commands.panes.previous()
    assert window.commands.panes.current == 3


def test_tab_reaches_every_slider_and_field(window, qtbot):
    window.dock.bar.search.setFocus()
    seen = set()
    for _ in range(400):
        focus = QApplication.focusWidget()
        if focus in seen:
            break
        seen.add(focus)
        qtbot.keyClick(focus, Qt.Key.Key_Tab)
    for row in window.dock.rows.values():
        if row.isVisibleTo(window):
            assert row.slider in seen
            assert row.field in seen


def cut(widget):
    """Return the visible widgets below `widget` that have less room than they need."""
    found = []
    for child in widget.findChildren(QWidget):
        inner = any(child.parent().inherits(kind) for kind in ("QGraphicsView", "QLineEdit"))
        if child.isVisible() and not inner:
            least = child.minimumSizeHint()
            if isinstance(child, QToolButton) and not child.text():
                least = child.iconSize()
            if child.width() < least.width() or child.height() < least.height():
                found.append((type(child).__name__, child.objectName(), child.size(), least))
    return found


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("size", [(1366, 768), (1600, 900), (1920, 1080)])
def test_nothing_is_cut(window, size, language):
    window.appearance.show_language(language)
    window.session.apply(Change.of(HBM, 4.8))
    window.resize(*size)
    window.presenter.refresh()
    QApplication.processEvents()
    assert (window.width(), window.height()) == size
    assert cut(window) == []
    frame = QRect(0, 0, *size)
    for name in ("toolbar", "dock", "tabs", "headline", "grid", "status"):
        part = getattr(window, name)
        assert frame.contains(QRect(part.mapTo(window, part.rect().topLeft()), part.size())), name
    for tool in window.toolbar.tools.values():
        assert window.toolbar.rect().contains(tool.geometry())


def test_the_deploy_picker_gives_way_below_1500_and_the_chip_tells_how_many(window, qtbot):
    window.resize(1366, 768)
    assert not window.toolbar.pickers["deploy"].isVisible()
    assert window.toolbar.pickers["workload"].isVisible()
    assert window.toolbar.pickers["chip"].value == "2 × H100 SXM5 80GB"
    window.resize(1600, 900)
    assert window.toolbar.pickers["chip"].value == "H100 SXM5 80GB"
    window.resize(1366, 768)
    window.actions_by_id.run("pick_deploy")
    qtbot.keyClicks(popup().search, "TP8")
    qtbot.keyClick(popup().search, Qt.Key.Key_Return)
    assert window.session.scenario.deployment.tp == 8


@pytest.mark.parametrize(
    ("picker", "key", "path", "value"),
    [
        ("format", "weights:nvfp4", "deployment.weights", "nvfp4"),
        ("format", "weights:int4", "deployment.activations", "bf16"),
        ("format", "kv:bf16", "deployment.kv", "bf16"),
        ("deploy", "tp:4", "deployment.tp", 4),
        ("chip", "b200-sxm", "chip.id", "b200-sxm"),
    ],
)
def test_a_choice_is_one_step_and_a_new_starting_point(window, picker, key, path, value):
    window.toolbar.pickers[picker].picked.emit(key)
    assert window.session.scenario.value(path) == value
    assert window.session.baseline.value(path) == value
    assert window.session.undo_stack.count() == 1


def test_what_a_chip_brings_with_it_is_told_with_undo(window, qtbot):
    before = window.session.scenario
    window.toolbar.pickers["chip"].picked.emit("b200-sxm")
    window.presenter.refresh()
    assert window.notice.isVisible()
    assert "layout 2 chips · TP2 → 1 chip · TP1" in window.notice.text
    assert "baseline H100 SXM5 80GB as shipped → B200 SXM as shipped" in window.notice.text
    qtbot.mouseClick(window.notice.undo, Qt.MouseButton.LeftButton)
    window.presenter.refresh()
    assert window.session.scenario == before
    assert not window.notice.isVisible()


def test_a_layout_that_is_all_that_changes_needs_no_word(window):
    window.toolbar.pickers["deploy"].picked.emit("tp:4")
    window.presenter.refresh()
    assert window.session.scenario.deployment.tp == 4
    assert not window.notice.isVisible()


def test_every_offered_choice_can_be_taken_or_says_why_not(window):
    for name, picker in window.toolbar.pickers.items():
        picker.opening.emit()
        assert any(choice.chosen for choice in picker._choices) or name == "workload"
        for choice in picker._choices[::7]:
            window.notice.hide()
            picker.picked.emit(choice.key)
            refused = window.notice.isVisible() and not window.notice.undo.isVisible()
            assert bool(choice.missing) == refused, choice
    window.presenter.refresh()


def test_an_unreadable_file_is_told_and_leaves_the_state(window, tmp_path):
    before = window.session.scenario
    path = tmp_path / "bad.sili"
    path.write_text("{", encoding="utf-8")
    assert not window.open_file(path)
    assert "bad.sili: damaged" in window.notice.text
    assert window.session.scenario is before


def test_an_opened_file_shows_what_was_changed_in_it(window, tmp_path):
    path = tmp_path / "a.sili"
    window.session.apply(Change.of(HBM, 4.8))
    saved = window.session.scenario
    scenario_file.save(saved, path)
    window.session.undo_stack.undo()
    assert window.open_file(path)
    assert window.session.scenario == saved
    assert window.session.changed_paths == (HBM,)
    assert not window.session.dirty
    assert "a.sili" in window.windowTitle()


def test_a_file_opens_on_the_view_it_was_saved_on(window, tmp_path):
    window.tabs.choose("silicon")
    path = tmp_path / "a.sili"
    workspace.save(window.session.workspace, path)
    assert window.session.undo_stack.count() == 0
    window.tabs.choose("overview")
    assert window.open_file(path)
    assert window.tabs.current == "silicon"
