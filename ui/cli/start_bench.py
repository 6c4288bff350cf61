"""How long a start takes, in processes of its own: ours, and an empty window of the same parts."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from statistics import median

OURS = """
from ui.app import application, open_window
app = application(["bench"])
window = open_window()

from PySide6.QtCore import QEvent, QObject, QTimer

class FirstPaint(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            # Posted now, it is told when this paint is done and on the screen.
            QTimer.singleShot(0, tell)
        return False

def tell():
    if not all(row.slider.isEnabled() for row in window.dock.rows.values()):
        raise SystemExit("a slider of the first frame is dead")
    print("painted", flush=True)

first = FirstPaint()
window.installEventFilter(first)
while window.presenter.current is None:
    app.sync()
app.sync()
print("charts", flush=True)
"""
"""The first frame has live sliders; the charts follow in the next turn of the event loop."""

EMPTY = """
import pyqtgraph
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication(["bench"])
window = QMainWindow()
window.setCentralWidget(pyqtgraph.GraphicsView())
window.resize(1600, 900)
window.show()
app.sync()
print("painted", flush=True)
"""


def start_times(repeats: int) -> dict[str, float]:
    """Return the medians of seconds to the first painted frame, ours and empty by turns."""
    ours, charts, empty = [], [], []
    for _ in range(repeats):
        first, *rest = seconds_to_lines(OURS)
        ours.append(first)
        charts.extend(rest)
        empty.append(seconds_to_lines(EMPTY)[0])
    return {
        "cold_start_s": median(ours),
        "cold_start_charts_s": median(charts),
        "empty_window_s": median(empty),
    }


def seconds_to_lines(script: str) -> list[float]:
    """Return the seconds from starting a Python process until it wrote each of its lines.

    RuntimeError carries what it said when it fails.
    """
    with tempfile.TemporaryDirectory(prefix="siliconomics-") as folder:
        homes = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR")
        environment = {**os.environ, **dict.fromkeys(homes, folder)}
        # The font cache is the machine's, not part of a first start; it stays where it is.
        environment["XDG_CACHE_HOME"] = os.environ.get("XDG_CACHE_HOME", _own_cache())
        # Programs are installed byte-compiled; the first start here leaves it so.
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        start = time.perf_counter()
        with subprocess.Popen(
            [sys.executable, "-c", script],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=environment,
        ) as child:
            assert child.stdout is not None
            assert child.stderr is not None
            times = [time.perf_counter() - start for _ in child.stdout]
            errors = child.stderr.read()
    if child.returncode or not times:
        msg = f"a start failed: {' '.join(errors.split())[-300:]}"
        raise RuntimeError(msg)
    return times


def _own_cache() -> str:
    return os.path.join(os.path.expanduser("~"), ".cache")  # noqa: PTH111, PTH118
