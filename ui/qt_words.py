"""Qt's own words (OK, Cancel, Copy, the file dialog) in the window's language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QObject, QTranslator

from explorer.text import translator

MISSING = ("&Look in:", "Files of &type:", "Folder")
"""Words of Qt's own file dialog that the catalogues it ships lack."""


class QtWords(QObject):
    """Holds the catalogue that Qt ships for a language and ours for the rest; none for English."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._translators: list[QTranslator] = []

    def speak(self, language: str) -> None:
        """Let Qt speak `language` (a key of LANGUAGES) from now on."""
        for spoken in self._translators:
            QCoreApplication.removeTranslator(spoken)
        self._translators = []
        if language == "en":
            return
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        found = QTranslator(self)
        if found.load(f"qtbase_{language}", folder):
            self._translators.append(found)
        self._translators.append(_Rest(language, self))
        for spoken in self._translators:
            QCoreApplication.installTranslator(spoken)


class _Rest(QTranslator):
    """The product's own words for what is `MISSING`."""

    def __init__(self, language: str, parent: QObject) -> None:
        super().__init__(parent)
        t = translator(language)
        self._words = {word: t(word) for word in MISSING}

    def translate(
        self,
        context: bytes | str,  # noqa: ARG002
        source: bytes | str,
        disambiguation: bytes | str | None = None,  # noqa: ARG002
        n: int = -1,  # noqa: ARG002
    ) -> str | None:
        """Return the word, nothing for any other: Qt then asks the next catalogue."""
        text = source.decode() if isinstance(source, bytes) else source
        return self._words.get(text)

    def isEmpty(self) -> bool:  # noqa: N802
        """Say that there are words."""
        return False
