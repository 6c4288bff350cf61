"""The panel of assumptions: it shows, finds, filters and edits, and every edit is a step."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QApplication

from explorer import presets
from explorer.analysis.ledger import HEADS, entries
from explorer.change import Change
from explorer.text import translator
from ui.assumptions.cells import Column
from ui.assumptions.dialog import AssumptionsDialog
from ui.guide.palette import palette_choices
from ui.session import Session
from ui.theme import DARK, LIGHT
from ui.window import MainWindow

WAFER = "costing.nodes/N5/wafer_usd"
PUE = "economics.pue"


@pytest.fixture
def session():
    made = Session(presets.default_scenario())
    made.apply(Change.of("economics.basis", "cost-plus"), rebase=True)
    made.undo_stack.clear()
    return made


@pytest.fixture
def dialog(qtbot, session):
    made = AssumptionsDialog(session, translator(), LIGHT, None)
    qtbot.addWidget(made)
    made.show()
    return made


def cell(dialog, path, column=Column.VALUE):
    place = dialog.model.place_of(path).siblingAtColumn(column)
    found = dialog.filter.mapFromSource(place)
    assert found.isValid(), path
    return found


def shown(dialog, path, column=Column.VALUE):
    return cell(dialog, path, column).data()


def click(qtbot, dialog, index):
    dialog.tree.scrollTo(index)
    at = dialog.tree.visualRect(index).center()
    qtbot.mouseClick(dialog.tree.viewport(), Qt.MouseButton.LeftButton, pos=at)


def key(qtbot, dialog, index, code):
    dialog.tree.setCurrentIndex(index)
    qtbot.keyClick(dialog.tree, code)


def test_every_parameter_says_value_range_unit_source_date_and_confidence(dialog, session):
    dialog.show_only("all")
    assert len(dialog.filter.paths()) == len(entries(session.scenario, session.start)) > 280
    groups = [dialog.filter.index(row, 0).data() for row in range(dialog.filter.rowCount())]
    assert groups == list(HEADS)
    row = [shown(dialog, WAFER, column) for column in Column]
    assert row[:7] == ["Wafer price, N5", "", "16,500", "$/wafer", "13,400", "16,500", "19,000"]
    assert row[Column.CONFIDENCE] == "third party"
    assert row[Column.DATE] == "2025"
    assert "DigiTimes" in row[Column.SOURCE]


def test_typing_is_one_step_that_marks_and_can_be_undone(qtbot, dialog, session):
    dialog.tree.setCurrentIndex(cell(dialog, WAFER))
    dialog.tree.edit(cell(dialog, WAFER))
    editor = dialog.tree.findChild(type(dialog.bar.search))
    editor.setText("19k")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: session.undo_stack.count() == 1)
    assert session.undo_stack.undoText() == "Wafer price, N5"
    assert session.scenario.value(WAFER) == 19_000
    assert shown(dialog, WAFER) == "19,000"
    assert cell(dialog, WAFER).data(Qt.ItemDataRole.FontRole).bold()
    assert shown(dialog, WAFER, Column.CONFIDENCE) == "edited"
    session.undo_stack.undo()
    assert session.scenario.value(WAFER) is None
    assert shown(dialog, WAFER) == "16,500"


@pytest.mark.parametrize(("column", "value"), [(Column.LOW, 1.1), (Column.HIGH, 1.6)])
def test_a_click_on_a_figure_sets_it_and_a_click_on_the_dot_resets(
    qtbot, dialog, session, column, value
):
    click(qtbot, dialog, cell(dialog, PUE, column))
    assert session.scenario.economics.pue == value
    assert cell(dialog, PUE, column).data(Qt.ItemDataRole.BackgroundRole) is not None
    click(qtbot, dialog, cell(dialog, PUE, Column.RESET))
    assert session.scenario.economics.pue == 1.25
    assert session.undo_stack.count() == 2


def test_the_keyboard_does_the_same(qtbot, dialog, session):
    key(qtbot, dialog, cell(dialog, PUE, Column.LOW), Qt.Key.Key_Return)
    assert session.scenario.economics.pue == 1.1
    key(qtbot, dialog, cell(dialog, PUE, Column.NAME), Qt.Key.Key_Delete)
    assert session.scenario.economics.pue == 1.25
    key(qtbot, dialog, cell(dialog, PUE, Column.NAME), Qt.Key.Key_Return)
    assert dialog.tree.currentIndex().column() in (Column.NAME, Column.VALUE)
    assert dialog.tree.findChild(type(dialog.bar.search)) is not None


@pytest.mark.parametrize(
    ("text", "said"), [("many", "is not a number"), ("9e9", "it must be from 1340 to 190000")]
)
def test_nonsense_is_refused_in_a_line(dialog, session, text, said):
    told = []
    session.refused.connect(told.append)
    dialog.model.setData(dialog.model.place_of(WAFER), text)
    assert said in dialog.message.text() + " ".join(told)
    assert session.undo_stack.count() == 0


def test_search_and_kinds(dialog, session):
    dialog.bar.search.setText("wafer price n5")
    assert dialog.filter.paths() == (WAFER,)
    dialog.bar.search.setText("trendforce")
    assert WAFER in dialog.filter.paths()
    dialog.bar.search.clear()
    near = dialog.filter.paths()
    assert "costing.nodes/N7/wafer_usd" not in near
    assert WAFER in near
    dialog.show_only("edited")
    assert dialog.filter.paths() == ()
    session.apply(Change.of(PUE, 1.4))
    assert dialog.filter.paths() == (PUE,)


def test_used_by_the_result_is_what_moves_it(dialog, session):
    session.apply(Change.of("study.result", "cost_output"))
    dialog._weigh()
    dialog.show_only("used")
    assert {WAFER, PUE, "constants.memory_efficiency"} <= set(dialog.filter.paths())
    assert shown(dialog, "economics.utilisation", Column.EFFECT) == "−9.1\u00a0%"
    dialog.bar.result_chosen.emit("tpot")
    dialog._weigh()
    assert WAFER not in dialog.filter.paths()
    assert "constants.memory_efficiency" in dialog.filter.paths()


def test_all_in_view_are_set_in_one_step_and_reset_in_one(dialog, session):
    before = session.scenario
    dialog.bar.search.setText("cowos")
    dialog.levels["high"].click()
    assert session.scenario.value("costing.package/interposer_s") == 0.5
    assert session.scenario.value("costing.package/interposer_l") == 0.55
    assert session.undo_stack.undoText() == "All to high"
    dialog.reset.click()
    assert session.scenario == before
    assert session.undo_stack.count() == 2


def test_hidden_it_does_nothing(dialog, session):
    dialog.hide()
    session.apply(Change.of(PUE, 1.4))
    assert shown(dialog, PUE) == "1.25"
    dialog.show()
    assert shown(dialog, PUE) == "1.40"


def test_a_parameter_is_revealed_whatever_hides_it(dialog):
    dialog.bar.search.setText("nothing like it")
    dialog.reveal("costing.nodes/N2/wafer_usd")
    assert dialog.filter.path_at(dialog.tree.currentIndex()) == "costing.nodes/N2/wafer_usd"


def test_it_speaks_chinese_and_turns_dark(dialog):
    dialog.set_look(DARK, translator("zh_CN"))
    assert shown(dialog, WAFER, Column.NAME) == "晶圆价格，N5"
    head = dialog.model.headerData(Column.CONFIDENCE, Qt.Orientation.Horizontal)
    assert head == "可信度"


def test_cells_are_read_out_with_their_heads(dialog):
    role = Qt.ItemDataRole.AccessibleTextRole
    assert cell(dialog, WAFER, Column.NAME).data(role) == "Wafer price, N5: 16,500 $/wafer"
    assert cell(dialog, WAFER, Column.LOW).data(role) == "Low: 13,400"


@pytest.fixture
def window(qtbot):
    session = Session(presets.default_scenario())
    made = MainWindow(session)
    # Unsaved changes would bring up a question that nobody answers.
    qtbot.addWidget(made, before_close_func=lambda _: session.undo_stack.setClean())
    made.resize(1366, 768)
    made.show()
    made.presenter.refresh()
    return made


def test_a_click_on_a_price_opens_the_panel_there(qtbot, window):
    window.tabs.choose("money")
    view = window.grid.cards["margins"].view
    figure = window.presenter.current.figures["margins"]
    names = [row.name for row in figure.rows]
    high = view.viewport().height()
    paths = [view.path_at(QPointF(60, y)) for y in range(high)]
    assert list(dict.fromkeys(filter(None, paths))) == [row.path for row in figure.rows[1:]]
    at = paths.index("costing.api/gpt-5.5/output") + 4
    assert "GPT-5.5" in names
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(60, at))
    dialog = window.assumptions.dialog
    assert dialog.filter.path_at(dialog.tree.currentIndex()) == "costing.api/gpt-5.5/output"
    dialog.model.setData(dialog.model.place_of("costing.api/gpt-5.5/output"), "20")
    window.presenter.refresh()
    row = next(r for r in window.presenter.current.figures["margins"].rows if r.name == "GPT-5.5")
    assert row.cells[2].value == 20
    assert window.session.undo_stack.undoText() == "Output, GPT-5.5"


def test_the_basis_is_chosen_where_it_is_named(qtbot, window):
    line = window.status
    qtbot.waitExposed(window)
    line.grab()
    at = QPoint(line.width() - 60, line.height() // 2)
    with qtbot.waitSignal(line.basis_asked):
        qtbot.mouseClick(line, Qt.MouseButton.LeftButton, pos=at)
    popup = QApplication.activePopupWidget()
    assert popup.list.count() == 4
    popup.picked.emit("cost-plus")
    popup.close()
    window.presenter.refresh()
    assert "cost-plus" in line.status.basis
    assert window.session.undo_stack.undoText() == "Cost basis"


def test_the_palette_finds_parameters(window):
    found = palette_choices(window.actions_by_id, window.session.scenario, translator())
    (choice,) = [each for each in found if each.name == "Wafer price, N5"]
    assert choice.key == f"parameter:{WAFER}"
    window.commands.guide._do(choice.key)
    dialog = window.assumptions.dialog
    assert dialog.filter.path_at(dialog.tree.currentIndex()) == WAFER


def test_the_panel_follows_language_and_theme_of_the_window(window):
    dialog = window.assumptions.open()
    window.appearance.choose_language("zh_CN")
    window.appearance.choose_theme("dark")
    assert dialog.windowTitle() == "假设"
    dialog.close()
    assert window.assumptions.dialog is None
