"""The window's scenario file: dropped on it, and asked about before it is lost."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from explorer.change import Change, apply
from explorer.files import scenario_file


def test_a_dropped_scenario_file_is_opened(window, tmp_path):
    path = tmp_path / "a.sili"
    changed = apply(window.session.scenario, Change.of("chip.hbm_bandwidth_tbs", 4.8))
    scenario_file.save(changed, path)
    for name in ("note.txt", "a.sili"):
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(tmp_path / name))])
        buttons = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
        enter = QDragEnterEvent(QPoint(9, 9), Qt.DropAction.CopyAction, data, *buttons)
        enter.ignore()
        QApplication.sendEvent(window, enter)
        assert enter.isAccepted() is name.endswith(".sili")
        drop = QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, *buttons)
        QApplication.sendEvent(window, drop)
    assert window.session.scenario == changed
    assert window.session.path == path


@pytest.mark.parametrize(
    ("answer", "closes"), [("Save", True), ("Discard", True), ("Cancel", False)]
)
def test_unsaved_work_is_asked_about_before_it_is_lost(
    window, tmp_path, monkeypatch, answer, closes
):
    path = tmp_path / "a.sili"
    scenario_file.save(window.session.scenario, path)
    window.open_file(path)
    window.session.apply(Change.of("chip.hbm_bandwidth_tbs", 4.8))
    changed = window.session.scenario

    def reply(box):
        next(b for b in box.buttons() if b.text() == answer).click()

    monkeypatch.setattr("ui.documents.QMessageBox.exec", reply)
    assert window.close() is closes
    assert (scenario_file.load(path) == changed) is (answer == "Save")
