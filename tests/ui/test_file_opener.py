"""A file that the desktop hands to the running program is opened in its window."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFileOpenEvent

from explorer import presets
from explorer.change import Change, apply
from explorer.files import scenario_file
from ui.file_opener import FileOpener
from ui.session import Session
from ui.window import MainWindow


def test_a_file_handed_over_is_opened(qtbot, qapp, tmp_path):
    session = Session(presets.default_scenario())
    window = MainWindow(session)
    session.setParent(window)
    qtbot.addWidget(window)
    path = tmp_path / "given.sili"
    change = Change.of("chip.hbm_bandwidth_tbs", 4.8, "HBM bandwidth")
    scenario_file.save(apply(session.scenario, change), path)
    qapp.installEventFilter(FileOpener(window))
    QCoreApplication.sendEvent(qapp, QFileOpenEvent(str(path)))
    assert session.path == path
    assert session.scenario.value("chip.hbm_bandwidth_tbs") == 4.8
