"""Qt's own words (OK, Cancel, Copy, the file dialog) in the window's language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QObject, QTranslator


class QtWords(QObject):
    """Holds the catalogue that Qt ships for a language; English needs none."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._translator: QTranslator | None = None

    def speak(self, language: str) -> None:
        """Let Qt speak `language` (a key of LANGUAGES) from now on."""
        if self._translator is not None:
            QCoreApplication.removeTranslator(self._translator)
            self._translator = None
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        found = QTranslator(self)
        if language != "en" and found.load(f"qtbase_{language}", folder):
            QCoreApplication.installTranslator(found)
            self._translator = found
