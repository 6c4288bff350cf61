"""A process killed in the middle of work leaves its state, pins too, and the next one offers it."""

import os
import signal
import subprocess
import sys

import pytest

from explorer.change import Change
from explorer.files import workspace
from ui.app import application, greet, open_window
from ui.recovery import Recovery, data_folder

WORK = """
from ui.app import application, open_window
from explorer.change import Change
app = application(["siliconomics"])
window = open_window()
window.pinboard.pin()
window.session.apply(Change.of("chip.hbm_bandwidth_tbs", 4.8, "HBM bandwidth"))
window.recovery._timer.timeout.connect(lambda: print("written", flush=True))
print(window.recovery._timer.interval(), flush=True)
app.exec()
"""


def killed():
    """Work in a process of its own, and kill it once its autosave has come round."""
    with subprocess.Popen(
        [sys.executable, "-c", WORK], stdout=subprocess.PIPE, text=True, env=dict(os.environ)
    ) as child:
        assert int(child.stdout.readline()) <= 1000
        assert child.stdout.readline() == "written\n"
        child.send_signal(signal.SIGKILL)
    assert child.returncode == -signal.SIGKILL


@pytest.mark.parametrize("answer", ["Restore", "Discard"])
def test_after_a_kill_the_state_is_offered(qtbot, monkeypatch, answer):
    application(["siliconomics"])
    killed()
    window = open_window()
    qtbot.addWidget(window, before_close_func=lambda w: w.session.undo_stack.setClean())
    window.appearance.show_language("en")
    assert window.recovery.pending
    monkeypatch.setattr(
        "PySide6.QtWidgets.QMessageBox.exec",
        lambda box: next(b for b in box.buttons() if b.text() == answer).click(),
    )
    shown = []
    monkeypatch.setattr(window.commands.guide, "show_gallery", lambda: shown.append("gallery"))
    greet(window, stories=True)
    restored = window.session.scenario.chip.hbm_bandwidth_tbs == 4.8
    assert restored is (answer == "Restore")
    # Whoever has work back wants to go on with it.
    assert shown == ([] if restored else ["gallery"])
    assert len(window.session.pins) == int(restored)
    if restored:
        assert window.session.dirty
        assert window.session.path is None
        assert workspace.load(data_folder() / "recovery.sili").pins == window.session.pins
    else:
        assert not window.recovery.path.exists()


def test_the_users_own_file_is_left_as_it_was_saved(qtbot, window, tmp_path):
    mine, kept = tmp_path / "mine.sili", tmp_path / "kept"
    kept.mkdir()
    workspace.save(window.session.workspace, mine)
    window.open_file(mine)
    saved = mine.read_bytes()
    recovery = Recovery(window.session, kept, window)
    window.session.apply(Change.of("chip.hbm_bandwidth_tbs", 4.8))
    recovery.write()
    assert workspace.load(recovery.path).scenario.chip.hbm_bandwidth_tbs == 4.8
    assert mine.read_bytes() == saved
    window.commands.documents.save()
    recovery.write()
    assert not recovery.path.exists()
    assert mine.read_bytes() != saved
