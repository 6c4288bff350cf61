"""What a lever says of itself, its menu, and how it is played: hover, help key, menu, Esc."""

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from explorer.analysis.locks import lock_change
from explorer.change import Change
from explorer.figures.lever_text import lever_lines
from ui.levers.player import SECONDS

HBM = "chip.hbm_bandwidth_tbs"


HELP = (
    "HBM bandwidth: 3.35\u00a0TB/s",
    "Rate of the memory beside the chip; decode streams weights over it.",
    "Slider 0.100\u00a0TB/s to 60\u00a0TB/s; "
    "a number may be typed from 0\u00a0TB/s to 10,000\u00a0TB/s.",
    "Chips of today with HBM3e: 4.80\u00a0TB/s to 8.60\u00a0TB/s.",
    "Chips of today with HBM4: 22\u00a0TB/s to 23.3\u00a0TB/s.",
    "Preset: 3.35\u00a0TB/s; stas00/ml-engineering accelerator tables, 2026-08-22, data sheet.",
    "Not known exactly? Type a range such as “80 to 120”: analyses draw from it.",
)


def test_a_lever_explains_itself_on_hover_and_on_f1(qtbot, dock):
    row = dock.rows[HBM]
    assert lever_lines(dock.session.scenario, HBM, str) == HELP
    shown = []
    row.help_asked.connect(shown.append)
    at = QPoint(30, 10)
    QApplication.sendEvent(row.name, QHelpEvent(QEvent.Type.ToolTip, at, row.mapToGlobal(at)))
    assert len(shown) == 1
    assert HELP[-1] in QToolTip.text()
    for widget in (row.slider, row.field):
        widget.setFocus()
        qtbot.keyClick(widget, Qt.Key.Key_F1)
    assert len(shown) == 3


def entries(menu):
    return {action.text(): action for action in menu.actions() if action.text()}


def test_the_menu_of_a_lever_resets_locks_and_plays(qtbot, dock):
    dock.session.apply(Change.of(HBM, 4.8))
    dock.session.apply(Change.of("chip.sram_mb", 200.0))
    found = entries(dock.hand.menu(HBM))
    assert list(found) == [
        "Reset", "Reset Memory", "Reset all levers", "Lock HBM bandwidth", "Play over its range",
        "What is this lever?",
    ]  # fmt: skip
    found["Reset"].trigger()
    assert dock.session.changed_paths == ("chip.sram_mb",)
    found["Lock HBM bandwidth"].trigger()
    locked = entries(dock.hand.menu(HBM))
    assert not locked["Reset"].isEnabled()
    assert not locked["Play over its range"].isEnabled()
    locked["Reset all levers"].trigger()
    assert dock.session.changed_paths == ()
    locked["Unlock HBM bandwidth"].trigger()
    assert not dock.rows[HBM].lock.isChecked()


def test_an_ampersand_in_a_menu_is_no_key(dock):
    assert "Reset Power && price" in entries(dock.hand.menu("chip.tdp_w"))


def test_a_lever_played_runs_over_its_range_and_leaves_no_trace(dock):
    row, player = dock.rows[HBM], dock.hand.player
    seen = []
    player.moved.connect(lambda _, value: seen.append(value))
    dock.hand.play(HBM)
    for _ in range(200):
        player.advance(SECONDS / 50)
    assert max(seen) == row.slider.track.high
    assert min(seen) == row.slider.track.low
    assert seen[-1] == dock.session.scenario.chip.hbm_bandwidth_tbs == 3.35
    assert dock.session.undo_stack.count() == 0
    assert not player.path


def test_escape_stops_a_lever_where_it_is_as_one_step(qtbot, dock):
    dock.hand.play(HBM)
    for _ in range(5):
        dock.hand.player.advance(SECONDS / 50)
    reached = dock.session.scenario.chip.hbm_bandwidth_tbs
    assert reached > 3.35
    qtbot.keyClick(dock.rows[HBM].slider, Qt.Key.Key_Escape)
    dock.hand.player.advance(1.0)
    assert dock.session.scenario.chip.hbm_bandwidth_tbs == reached
    assert dock.session.undo_stack.count() == 1


def test_a_played_lever_turns_where_a_lock_ends_its_way(dock):
    area = lock_change(dock.session.scenario, "area", "Hold")
    dock.session.apply(area, rebase=True)
    dock.hand.play("chip.sram_mb")
    for _ in range(200):
        dock.hand.player.advance(SECONDS / 50)
    assert not dock.hand.player.path
    assert dock.session.scenario.chip.sram_mb == 87
