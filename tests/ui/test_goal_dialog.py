"""Goal seek in the window: the answer follows each choice, and taking it over is one step."""

import math

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from explorer import presets
from explorer.change import Change
from explorer.text import translator
from ui.goal_dialog import GoalDialog
from ui.session import Session
from ui.theme import LIGHT

HBM = "chip.hbm_bandwidth_tbs"


@pytest.fixture
def session():
    return Session(presets.default_scenario())


@pytest.fixture
def dialog(qtbot, session):
    made = GoalDialog(session, translator(), LIGHT, None)
    qtbot.addWidget(made)
    made.pace.budget_ms = math.inf
    return made


def test_it_starts_with_the_result_as_it_is(dialog):
    assert dialog.found.solved
    assert not dialog.take.isEnabled()


def test_a_target_is_solved_and_taken_over_in_one_step(dialog, session):
    dialog.result_picker.picked.emit("interactivity")
    dialog.lever_picker.picked.emit(HBM)
    dialog.target.entered.emit(60.0)
    assert "60.0\u00a0tok/s/user is met at HBM bandwidth" in dialog.answer.text()
    assert "batch 32 and 8,192 tokens in, 512 out" in dialog.answer.text()
    dialog.take.click()
    assert session.scenario.value(HBM) == dialog.found.value
    assert session.undo_stack.count() == 1
    assert session.undo_stack.undoText() == "Goal seek"
    assert not dialog.take.isEnabled()
    session.undo_stack.undo()
    assert session.scenario == presets.default_scenario()


def test_the_answer_follows_what_is_typed_before_it_is_entered(dialog):
    dialog.result_picker.picked.emit("interactivity")
    dialog.lever_picker.picked.emit(HBM)
    dialog.target.begin("")
    for typed, said in (("5", "5.00"), ("50", "50.0"), ("50x", "50.0"), ("60", "60.0")):
        dialog.target.setText(typed)
        dialog.target.textEdited.emit(typed)
        assert f"{said}\u00a0tok/s/user" in dialog.answer.text()
        assert dialog.target.text() == typed
    dialog.take.click()
    assert dialog.target.text() != ""


def test_no_solution_is_said_and_cannot_be_taken(dialog):
    dialog.result_picker.picked.emit("ttft")
    dialog.lever_picker.picked.emit("chip.fp8_tflops")
    dialog.target.entered.emit(1.0)
    assert dialog.answer.text().startswith("No solution from")
    assert not dialog.take.isEnabled()


def test_it_answers_anew_when_the_scenario_moves(dialog, session):
    dialog.result_picker.picked.emit("tpot")
    dialog.lever_picker.picked.emit(HBM)
    dialog.target.entered.emit(20.0)
    before = dialog.found.value
    session.apply(Change.of("workload.batch", 16.0))
    assert dialog.found.value < before


@pytest.mark.parametrize("target", [0.0, -3.0])
def test_an_impossible_target_is_one_line(dialog, target):
    dialog.target.entered.emit(target)
    assert "above 0" in dialog.answer.text()
    assert not dialog.take.isEnabled()


def test_return_in_the_field_asks_and_takes_nothing_over(qtbot, dialog, session):
    dialog.result_picker.picked.emit("tpot")
    with qtbot.waitActive(dialog):
        dialog.show()
    dialog.target.setFocus()
    dialog.target.selectAll()
    qtbot.keyClicks(dialog.target, "20")
    qtbot.keyClick(dialog.target, Qt.Key.Key_Return)
    assert "20.0\u00a0ms" in dialog.answer.text()
    assert dialog.isVisible()
    assert session.undo_stack.count() == 0


def test_a_result_is_found_by_its_english_name_too(qtbot, session):
    chinese = GoalDialog(session, translator("zh_CN"), LIGHT, None)
    qtbot.addWidget(chinese)
    chinese.show()
    chinese.result_picker.open()
    popup = QApplication.activePopupWidget()
    assert not popup.search.isVisible()
    QTest.keyClicks(popup.list, "t")
    QTest.keyClicks(popup.search, "pot")
    QTest.keyClick(popup.search, Qt.Key.Key_Return)
    assert chinese._result.id == "tpot"
