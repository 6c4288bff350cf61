"""How large everything is shown: what the user chose, else what the system's font asks for.

Qt takes the scale at its start, so each start is a process of its own.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QSize

from ui.sizing import SMALLEST, system_size

ROOM = 3 * SMALLEST
START = """
import sys
from PySide6.QtGui import QFont, QFontDatabase
from ui import sizing
from ui.settings import Settings
from PySide6.QtCore import QCoreApplication
QCoreApplication.setOrganizationName("Siliconomics")
QCoreApplication.setApplicationName("Siliconomics")
points, chosen = int(sys.argv[1]), int(sys.argv[2])
QFontDatabase.systemFont = lambda _: QFont("Sans Serif", points)
sizing.SMALLEST = sizing.SMALLEST / 8
if chosen:
    Settings().size = chosen
from ui.app import application
app = application(["siliconomics"])
print(app.primaryScreen().devicePixelRatio(), app.applicationName())
"""


@pytest.mark.parametrize(
    ("system", "points", "size"),
    [("linux", 9, 100), ("linux", 11, 100), ("linux", 14, 125), ("linux", 16.5, 150),
     ("linux", 40, 200), ("win32", 9, 100), ("win32", 13.5, 150), ("darwin", 13, 100),
     ("linux", -1, 100)],
)  # fmt: skip
def test_a_larger_system_font_asks_for_a_larger_size(monkeypatch, system, points, size):
    monkeypatch.setattr(sys, "platform", system)
    assert system_size(points, ROOM) == size


def test_the_system_asks_for_no_more_than_the_screen_holds():
    assert system_size(40, SMALLEST) == 100
    assert system_size(40, SMALLEST * 1.5) == 150
    assert system_size(40, QSize(ROOM.width(), SMALLEST.height())) == 100


@pytest.mark.parametrize(
    ("points", "chosen", "told", "ratio"),
    [(9, 0, "", "1.0"), (17, 0, "", "1.5"), (17, 100, "", "1.0"), (9, 175, "", "1.75"),
     (17, 0, "1.25", "1.25")],
    ids=["usual", "large font", "chosen usual", "chosen large", "environment"],
)  # fmt: skip
def test_the_application_starts_in_that_size(tmp_path, points, chosen, told, ratio):
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": str(tmp_path)}
    env.pop("QT_SCALE_FACTOR", None)
    if told:
        env["QT_SCALE_FACTOR"] = told
    done = subprocess.run(
        [sys.executable, "-c", START, str(points), str(chosen)],
        env=env, capture_output=True, text=True, timeout=120, check=False,
        cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert done.stdout.split() == [ratio, "Siliconomics"], done.stderr[-2000:]
