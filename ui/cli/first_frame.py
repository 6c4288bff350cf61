"""One start up to its first painted frame, in a process of its own that then ends.

`bench` times it from outside, for the window and for an empty one of the same parts. It is entered
before any verb is imported, so that neither start pays for them, and from a frozen program as well.
Each line that is printed carries the processor seconds spent so far.
"""

from __future__ import annotations

import time
from collections.abc import Callable

ENTRY = "--first-frame"


def main(which: str) -> int:
    """Start `window` or `empty`; returns the exit status."""
    _STARTS[which]()
    return 0


def _report(what: str) -> None:
    print(what, time.process_time(), flush=True)


def _window() -> None:
    """Show the window: sliders live in the first frame, charts in the next turn of the loop."""
    from ui.app import application, open_window

    app = application(["bench"])
    window = open_window()

    # Known by now: what watches the paint must not import anything before it.
    from PySide6.QtCore import QEvent, QObject, QTimer

    class FirstPaint(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
            if event.type() == QEvent.Type.Paint:
                watched.removeEventFilter(self)
                # Posted now, it is told when this paint is done and on the screen.
                QTimer.singleShot(0, painted)
            return False

    def painted() -> None:
        if not all(row.slider.isEnabled() for row in window.dock.rows.values()):
            raise SystemExit("a slider of the first frame is dead")
        _report("painted")

    first = FirstPaint()
    window.installEventFilter(first)
    while window.presenter.current is None:
        app.sync()
    app.sync()
    _report("charts")


def _empty() -> None:
    import pyqtgraph
    from PySide6.QtWidgets import QApplication, QMainWindow

    app = QApplication(["bench"])
    window = QMainWindow()
    window.setCentralWidget(pyqtgraph.GraphicsView())
    window.resize(1600, 900)
    window.show()
    app.sync()
    _report("painted")


_STARTS: dict[str, Callable[[], None]] = {"window": _window, "empty": _empty}
