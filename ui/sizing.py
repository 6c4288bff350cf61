"""How large everything is shown: as chosen, else as large as the system's own font asks."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QApplication

from ui.settings import SIZES, Settings

SMALLEST = QSize(1120, 640)
"""Least size of the window, px at 100 %."""

_FACTOR = "QT_SCALE_FACTOR"
_USUAL_PT = {"win32": 9.0, "darwin": 13.0}
_USUAL_ELSEWHERE_PT = 11.0
"""The system's font as it comes: at this size, and below, everything is shown at 100 %."""


def sized_application(arguments: Sequence[str]) -> QApplication:
    """Return a new application that shows everything in the size chosen, else in the system's.

    Qt asks for the scale once, before there is an application, and knows the system's font only
    with one: where that font is larger than usual, a second application takes the first's place.
    """
    show_in_size(Settings().size)
    app = QApplication(list(arguments))
    if _FACTOR in os.environ or Settings().size:
        return app
    room = QGuiApplication.primaryScreen().availableSize()
    size = system_size(QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).pointSizeF(),
                       room)  # fmt: skip
    if size == SIZES[0]:
        return app
    show_in_size(size)
    app.shutdown()
    return QApplication(list(arguments))


def show_in_size(size: int) -> None:
    """Let the next application show everything at `size` %, unless the environment says how."""
    if size > SIZES[0]:
        os.environ.setdefault(_FACTOR, str(size / 100))


def system_size(points: float, room: QSize) -> int:
    """Return the largest size, %, that a system font of `points` asks for and `room` px hold."""
    asked = 100 * points / _USUAL_PT.get(sys.platform, _USUAL_ELSEWHERE_PT)
    held = 100 * min(room.width() / SMALLEST.width(), room.height() / SMALLEST.height())
    return max((size for size in SIZES if size <= min(asked, held)), default=SIZES[0])
