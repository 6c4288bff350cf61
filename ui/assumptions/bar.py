"""What stands above the list: search, which parameters are shown, and the result in question."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QPushButton, QWidget

from explorer.controls import BY_PATH
from explorer.spec.scenario import Scenario
from explorer.text import Text
from ui.assumptions.model import SHOWN, Shown
from ui.theme import Theme
from ui.widgets.picker import Choice, Picker

RESULT = BY_PATH["study.result"]
_HEIGHT = 28


class LedgerBar(QWidget):
    """One line of controls.

    Signals
    -------
    looked_for(str)
        These words are to be found.
    kind_chosen(str)
        Only parameters of this kind are to be shown, one of `SHOWN`.
    result_chosen(str)
        Effects are to be those on the result of this id.
    """

    looked_for = Signal(str)
    kind_chosen = Signal(str)
    result_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scenario: Scenario | None = None
        self._t: Text = str
        self.search = QLineEdit()
        self.kinds: dict[Shown, QPushButton] = {name: QPushButton() for name in SHOWN}
        self.result = Picker()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        self.search.setFixedHeight(_HEIGHT)
        self.search.setMinimumWidth(220)
        self.search.setClearButtonEnabled(True)
        line.addWidget(self.search)
        line.addLayout(self._segments())
        line.addWidget(self.result)
        line.addStretch(1)
        self.search.textChanged.connect(self.looked_for)
        self.result.opening.connect(self._offer)
        self.result.picked.connect(self.result_chosen)

    def _segments(self) -> QHBoxLayout:
        segments = QHBoxLayout()
        segments.setSpacing(0)
        group = QButtonGroup(self)
        for name, button in self.kinds.items():
            button.setObjectName("segment")
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setFixedHeight(_HEIGHT)
            button.clicked.connect(lambda _=False, name=name: self.kind_chosen.emit(name))
            group.addButton(button)
            segments.addWidget(button)
        self.kinds["near"].setChecked(True)
        return segments

    def set_look(self, theme: Theme, t: Text) -> None:
        """Show another theme, speak another language."""
        self._t = t
        self.search.setPlaceholderText(t("Find a parameter or a source"))
        self.search.setAccessibleName(t("Find a parameter or a source"))
        texts: dict[Shown, str] = {
            "near": t("This scenario"), "used": t("Used by the result"),
            "edited": t("Edited"), "all": t("All"),
        }  # fmt: skip
        for name, button in self.kinds.items():
            button.setText(texts[name])
        self.result.set_theme(theme)

    def show_state(self, scenario: Scenario) -> None:
        """Show which result is in question."""
        self._scenario = scenario
        chosen = RESULT.chosen(scenario)
        self.result.set_texts(self._t(RESULT.label), self._t(chosen.label), self._t("Find"))

    def _offer(self) -> None:
        if self._scenario is None:
            return
        now = self._scenario.study.result
        options = RESULT.options(self._scenario)
        self.result.set_choices(
            tuple(
                Choice(str(o.value), self._t(o.label), "", chosen=o.value == now) for o in options
            )
        )
