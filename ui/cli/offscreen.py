"""Qt without a display and without the user's settings: what every drawing verb stands on."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtCore import QtMsgType
    from PySide6.QtWidgets import QApplication


@contextmanager
def offscreen(*, keep_platform: bool = False) -> Iterator[QApplication]:
    """Yield the application, drawing into memory; settings are those of a first start.

    `keep_platform` leaves a platform that the environment names as it is. Settings go to a folder
    that is removed again, so nothing of the user's is read or written.
    """
    if not keep_platform or not os.environ.get("QT_QPA_PLATFORM"):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with tempfile.TemporaryDirectory(prefix="siliconomics-") as folder:
        os.environ.setdefault("XDG_RUNTIME_DIR", _private(Path(folder)))
        from PySide6.QtCore import QSettings, qInstallMessageHandler

        from ui.app import application

        format_before = QSettings.defaultFormat()
        QSettings.setDefaultFormat(QSettings.Format.IniFormat)
        for form in (QSettings.Format.NativeFormat, QSettings.Format.IniFormat):
            QSettings.setPath(form, QSettings.Scope.UserScope, folder)
        before = qInstallMessageHandler(_tell)
        try:
            yield application(sys.argv[:1])
        finally:
            qInstallMessageHandler(before)
            QSettings.setDefaultFormat(format_before)


def _tell(kind: QtMsgType, context: object, text: str) -> None:  # noqa: ARG001
    """Pass on what Qt says, except that a window in memory has no frame to hint sizes to."""
    if "propagateSizeHints" not in text:
        print(text, file=sys.stderr)


def _private(folder: Path) -> str:
    """Return a folder that only the user can read, as Qt asks of a runtime folder."""
    place = folder / "runtime"
    place.mkdir(mode=0o700)
    return str(place)
