"""Why a number is what it is: an explanation beside the window that follows the scenario live."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtWidgets import QDialog, QTextBrowser, QVBoxLayout, QWidget

from explorer.figures.effects import Effect
from explorer.figures.why import Explanation
from explorer.spec.study import ResultId
from explorer.text import Text
from ui.theme import Theme, Type

_SIZE = (640, 620)


class WhyDialog(QDialog):
    """Shows one explanation; inputs are links to their levers.

    Signals
    -------
    lever_asked(str)
        The input at this path was clicked.
    """

    lever_asked = Signal(str)

    def __init__(self, result: ResultId, t: Text, theme: Theme, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.result_id: ResultId = result
        self._t = t
        self._theme = theme
        self.setWindowTitle(t("Why this number"))
        self.page = QTextBrowser()
        self.page.setOpenLinks(False)
        self.page.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.page.anchorClicked.connect(self._follow)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 4, 8)
        column.addWidget(self.page)
        self.resize(*_SIZE)

    def show_explanation(self, found: Explanation) -> None:
        """Show `found`; the place in a long page stays."""
        bar = self.page.verticalScrollBar()
        place = bar.value()
        self.page.setHtml(page(found, self._t, self._theme))
        bar.setValue(place)

    def _follow(self, link: QUrl) -> None:
        self.lever_asked.emit(link.toString())


def page(found: Explanation, t: Text, theme: Theme) -> str:
    """Return an explanation as the rich text that Qt shows."""
    parts = [
        f"<style>{_style(theme)}</style>",
        f"<h2>{escape(found.heading)}</h2><p class='quiet'>{escape(found.about)}</p>",
        f"<p>{escape(found.equation)}</p><p><b>{escape(found.numbers)}</b></p>",
    ]
    if found.terms:
        rows = (
            f"<tr><td>{escape(term.name)}</td><td align='right'>{escape(term.value)}</td>"
            f"<td align='right'>{escape(term.share)}</td>"
            f"<td class='quiet'>{escape(term.note)}{_mark(term.mark)}</td></tr>"
            for term in found.terms
        )
        parts.append(
            f"<h3>{escape(t('Its parts'))}</h3><table cellpadding='3'>{''.join(rows)}</table>"
        )
    if found.inputs:
        rows = (
            f"<tr><td><a href='{escape(given.path)}'>{escape(given.name)}</a></td>"
            f"<td align='right'>{escape(given.value)}</td>"
            f"<td align='right'>{_effect(given.effect)}</td>"
            f"<td class='quiet'>{escape(given.source)}</td></tr>"
            for given in found.inputs
        )
        heads = "".join(
            f"<th align='left'>{escape(head)}</th>"
            for head in (t("Input"), t("Value"), t("+10 % gives"), t("Source"))
        )
        parts.append(f"<h3>{escape(t('What moves it'))}</h3>")
        parts.append(f"<table cellpadding='3'><tr>{heads}</tr>{''.join(rows)}</table>")
    lines = "<br>".join(escape(line) for line in found.trust)
    parts.append(f"<h3>{escape(t('How far to trust it'))}</h3><p>{lines}</p>")
    return "".join(parts)


def _mark(text: str) -> str:
    return f" <span class='binds'>◀ {escape(text)}</span>" if text else ""


def _effect(effect: Effect) -> str:
    kind = {1: "better", -1: "worse"}.get(effect.sense, "quiet")
    at = f"<span class='quiet'>{escape(effect.at)}: </span>" if effect.at else ""
    return f"{at}<span class='{kind}'>{escape(effect.text)}</span>"


def _style(theme: Theme) -> str:
    return (
        f"body, td, th, p {{ color: {theme.text1}; font-size: {Type.widget:.0f}px; }}"
        f"h2 {{ font-size: {Type.flow:.0f}px; margin-bottom: 2px; color: {theme.text1}; }}"
        f"h3 {{ font-size: {Type.title:.0f}px; margin: 12px 0 2px 0; color: {theme.text1}; }}"
        f"th, .quiet {{ color: {theme.text2}; font-weight: normal; }}"
        f".binds {{ color: {theme.accent}; font-weight: bold; }}"
        f".better {{ color: {theme.better}; }} .worse {{ color: {theme.worse}; }}"
        f"a {{ color: {theme.accent}; text-decoration: none; }}"
    )
