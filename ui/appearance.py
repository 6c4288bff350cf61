"""Theme and language of the window: follows the system live until the user chooses."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication

from explorer.text import LANGUAGES, Text, translator
from ui.qt_words import QtWords
from ui.settings import Settings
from ui.theme import DARK, LIGHT, Theme


class Appearance(QObject):
    """The theme and the words in use.

    Signals
    -------
    theme_changed()
        `theme` is another one.
    language_changed()
        `t` speaks another language.
    """

    theme_changed = Signal()
    language_changed = Signal()

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._choice = settings.theme
        self.language = _known(settings.language)
        self.t: Text = translator(self.language)
        self._qt_words = QtWords(self)
        self._qt_words.speak(self.language)
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._system_changed)
        self.theme = self._wanted()

    @property
    def choice(self) -> str:
        """What the user chose: "system", "light" or "dark"."""
        return self._choice

    def choose_theme(self, choice: str) -> None:
        """Follow the system, or hold to "light" or "dark"; kept for the next start."""
        self._choice = self._settings.theme = choice
        self._system_changed()

    def toggle_theme(self) -> None:
        """Switch between light and dark."""
        self.choose_theme("light" if self.theme.dark else "dark")

    def choose_language(self, language: str) -> None:
        """Speak `language` (a key of LANGUAGES); kept for the next start."""
        if language == self.language:
            return
        self._settings.language = language
        self.show_language(language)

    def show_language(self, language: str) -> None:
        """Speak `language` in this run only."""
        self.language = language
        self.t = translator(language)
        self._qt_words.speak(language)
        self.language_changed.emit()

    def show_theme(self, name: str) -> None:
        """Hold to "light" or "dark" in this run only."""
        self._choice = name
        self._system_changed()

    def _wanted(self) -> Theme:
        if self._choice == "system":
            return system_theme()
        return DARK if self._choice == "dark" else LIGHT

    def _system_changed(self) -> None:
        theme = self._wanted()
        if theme != self.theme:
            self.theme = theme
            self.theme_changed.emit()


def system_theme() -> Theme:
    """Return the theme that the system asks for; light where it asks for none."""
    scheme = QGuiApplication.styleHints().colorScheme()
    return DARK if scheme == Qt.ColorScheme.Dark else LIGHT


def _known(language: str) -> str:
    """Return one of our languages: the one asked for, else the system's, else English."""
    if language in LANGUAGES:
        return language
    system = QLocale.system()
    return "zh_CN" if system.language() == QLocale.Language.Chinese else "en"
