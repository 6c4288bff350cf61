"""Qt's own buttons speak the window's language."""

from __future__ import annotations

import re

from PySide6.QtWidgets import QDialogButtonBox, QFileDialog, QLabel

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


def test_the_file_dialog_has_no_english_left(qtbot):
    words = QtWords()
    words.speak("zh_CN")
    dialog = QFileDialog()
    qtbot.addWidget(dialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    shown = [label.text() for label in dialog.findChildren(QLabel) if label.text()]
    assert shown
    assert not [text for text in shown if re.search(r"[A-Za-z]{3}", text)]
    words.speak("en")
