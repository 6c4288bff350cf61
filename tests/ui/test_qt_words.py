"""Qt's own buttons speak the window's language."""

from __future__ import annotations

from PySide6.QtWidgets import QDialogButtonBox

from explorer.text import LANGUAGES
from ui.qt_words import QtWords

CANCEL = {"en": "Cancel", "zh_CN": "取消"}


def cancel(qtbot) -> str:
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    return box.button(QDialogButtonBox.StandardButton.Cancel).text().replace("&", "")


def test_qt_speaks_every_language_and_english_again(qtbot):
    words = QtWords()
    for language in [*LANGUAGES, "en"]:
        words.speak(language)
        assert cancel(qtbot) == CANCEL[language]
