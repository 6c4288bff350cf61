"""The glossary: every term with its meaning, searched as it is typed."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QTextBrowser, QVBoxLayout, QWidget

from explorer.glossary import glossary
from explorer.text import Text
from ui.theme import Theme, Type

_SIZE = (560, 560)


class GlossaryDialog(QDialog):
    """A search field over the terms that hold what is typed."""

    def __init__(self, t: Text, theme: Theme, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(t("Glossary"))
        self._theme = theme
        self._terms = tuple((t(term), t(meaning)) for term, meaning in glossary())
        self.search = QLineEdit()
        self.search.setPlaceholderText(t("Find a term"))
        self.search.setAccessibleName(t("Find a term"))
        self.search.setFixedHeight(26)
        self.page = QTextBrowser()
        self.page.setFrameShape(QTextBrowser.Shape.NoFrame)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 8, 12)
        column.addWidget(self.search)
        column.addWidget(self.page)
        self.search.textChanged.connect(self._show)
        self.resize(*_SIZE)
        self._show("")

    def _show(self, words: str) -> None:
        wanted = words.lower().split()
        found = [
            (term, meaning)
            for term, meaning in self._terms
            if all(word in f"{term} {meaning}".lower() for word in wanted)
        ]
        style = (
            f"p {{ color: {self._theme.text1}; font-size: {Type.widget:.0f}px; margin: 6px 0; }}"
        )
        lines = (f"<p><b>{escape(term)}</b><br>{escape(meaning)}</p>" for term, meaning in found)
        self.page.setHtml(f"<style>{style}</style>{''.join(lines)}")
