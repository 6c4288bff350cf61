"""The strip of scenario cards above the charts."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from explorer.text import Text
from ui.icons import icon
from ui.theme import LIGHT, Theme
from ui.widgets.pin_card import HEIGHT, CardText, PinCard


class PinStrip(QWidget):
    """Cards side by side, and buttons that pin the scenario as it is or on another chip.

    Signals
    -------
    pin_asked()
        The scenario as it is shall be pinned.
    chip_asked(QPoint)
        It shall be pinned on another chip, to be chosen at this global position.
    chosen(int)
        The card at this place is the one that the menu acts on.
    eye_clicked(int)
        Hide or show the pin at this place.
    menu_asked(int, QPoint)
        The menu of the pin at this place is wanted, at a global position.
    moved(int, int)
        The pin at the first place is to go to the second.
    removed(int)
        The pin at this place is to go.
    """

    pin_asked = Signal()
    chip_asked = Signal(QPoint)
    chosen = Signal(int)
    eye_clicked = Signal(int)
    menu_asked = Signal(int, QPoint)
    moved = Signal(int, int)
    removed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards: list[PinCard] = []
        self._theme: Theme = LIGHT
        self._t: Text = str
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(8)
        self.add, self.chip = QPushButton(), QPushButton()
        self.add.clicked.connect(self.pin_asked)
        self.chip.clicked.connect(
            lambda: self.chip_asked.emit(self.chip.mapToGlobal(self.chip.rect().bottomLeft()))
        )
        column = QVBoxLayout()
        column.setSpacing(2)
        for button in (self.add, self.chip):
            button.setFixedHeight((HEIGHT - 2) // 2)
            column.addWidget(button)
        self._line.addLayout(column)
        self.setFixedHeight(HEIGHT)
        self.hide()

    def show_cards(self, texts: tuple[CardText, ...], *, may_pin: bool, may_add: bool) -> None:
        """Show these scenarios; cards are kept and only filled anew."""
        while len(self.cards) < len(texts):
            self._more()
        for number, card in enumerate(self.cards):
            card.setVisible(number < len(texts))
            if number < len(texts) and card.text != texts[number]:
                card.show_text(texts[number], self._t)
        self.add.setEnabled(may_pin)
        self.chip.setEnabled(may_add)

    def set_theme(self, theme: Theme) -> None:
        """Show another theme."""
        self._theme = theme
        self.add.setIcon(icon("pin", theme.text2))
        self.chip.setIcon(icon("plus", theme.text2))
        for card in self.cards:
            card.set_theme(theme)

    def set_text_source(self, t: Text) -> None:
        """Speak another language."""
        self._t = t
        self.add.setText(t("Pin current"))
        self.chip.setText(t("Add a chip…"))
        self.chip.setToolTip(t("The same model and workload on another chip"))
        for card in self.cards:
            card.show_text(card.text, t)

    def _more(self) -> None:
        card, at = PinCard(self), len(self.cards)
        card.set_theme(self._theme)
        card.chosen.connect(lambda: self.chosen.emit(at))
        card.eye_clicked.connect(lambda: self.eye_clicked.emit(at))
        card.menu_asked.connect(lambda where: self.menu_asked.emit(at, where))
        card.moved.connect(lambda way: self.moved.emit(at, at + way))
        card.removed.connect(lambda: self.removed.emit(at))
        card.dropped.connect(lambda x: self.moved.emit(at, self._place(x)))
        self.cards.append(card)
        self._line.insertWidget(at, card, 1)

    def _place(self, x: int) -> int:
        """Return the place of the card whose middle is nearest to `x`."""
        shown = [card for card in self.cards if card.isVisible()]
        return min(range(len(shown)), key=lambda at: abs(shown[at].geometry().center().x() - x))
