"""Joins the cards of pinned scenarios and the choice of the baseline to the commands on them."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu

from explorer.pins import SLOTS
from ui.action_set import ActionSet
from ui.appearance import Appearance
from ui.baseline_choice import BaselineChoice
from ui.chip_adder import ChipAdder
from ui.icons import icon
from ui.panels.pin_strip import PinStrip
from ui.panels.view_tabs import ViewTabs
from ui.pinboard import Pinboard

_MENU = (
    "pin_swap", "pin_hold", "", "pin_duplicate", "pin_rename", "pin_hide", "",
    "pin_left", "pin_right", "", *(f"pin_colour_{slot}" for slot in SLOTS), "", "pin_remove",
)  # fmt: skip


class PinDesk(QObject):
    """Shows the session's pins and makes each gesture on a card a command."""

    def __init__(
        self,
        board: Pinboard,
        adder: ChipAdder,
        baseline: BaselineChoice,
        strip: PinStrip,
        tabs: ViewTabs,
        actions: ActionSet,
        appearance: Appearance,
    ) -> None:
        super().__init__(strip)
        self._board = board
        self._baseline = baseline
        self._strip = strip
        self._tabs = tabs
        self._actions = actions
        self._appearance = appearance
        self.menu = QMenu(strip)
        for name in _MENU:
            if name:
                self.menu.addAction(actions.actions[name])
            else:
                self.menu.addSeparator()
        strip.pin_asked.connect(board.pin)
        strip.chip_asked.connect(adder.offer)
        strip.chosen.connect(board.choose)
        strip.eye_clicked.connect(lambda at: self._on(at, "pin_hide"))
        strip.removed.connect(lambda at: self._on(at, "pin_remove"))
        strip.moved.connect(board.move_to)
        strip.menu_asked.connect(self._open)
        tabs.baseline.opening.connect(lambda: tabs.baseline.set_choices(baseline.choices()))
        tabs.baseline.picked.connect(baseline.take)
        tabs.chosen.connect(lambda _: self.show_state())

    def show_state(self) -> None:
        """Show what is pinned; the strip comes with the first pin, or where scenarios compare.

        A baseline that is pinned out of sight needs none: the choice of the baseline names it.
        """
        t = self._appearance.t
        wanted = self._board.shows or self._tabs.current == "compare"
        if wanted:
            board = self._board
            self._strip.show_cards(board.cards(), may_pin=board.can_pin(), may_add=board.can_add())
        self._strip.setVisible(wanted)
        self._tabs.baseline.set_texts(t("Baseline"), self._baseline.name(), t("Find"))

    def show_theme(self) -> None:
        """Draw the colours that a pin may have in the theme shown."""
        for slot in SLOTS:
            ink = self._appearance.theme.slot(slot).line
            self._actions.actions[f"pin_colour_{slot}"].setIcon(icon("swatch", ink))

    def _on(self, at: int, action: str) -> None:
        self._board.choose(at)
        self._actions.run(action)

    def _open(self, at: int, where: QPoint) -> None:
        self._board.choose(at)
        self._actions.refresh()
        self.menu.popup(where)
