"""Adds the live scenario on another chip to those that are compared."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from explorer.change import apply
from explorer.naming import short_name
from explorer.refusal import told
from ui import choices
from ui.appearance import Appearance
from ui.pinboard import Pinboard
from ui.session import Session
from ui.widgets.picker_popup import PickerPopup


class ChipAdder:
    """Offers chips, and pins the same model and workload on the one chosen."""

    def __init__(
        self,
        session: Session,
        board: Pinboard,
        appearance: Appearance,
        window: QWidget,
        tell: Callable[[str], object],
    ) -> None:
        self._session = session
        self._board = board
        self._appearance = appearance
        self._window = window
        self._tell = tell

    def offer(self, corner: QPoint) -> PickerPopup:
        """Offer the chips in a list with its top left at `corner`."""
        t, theme = self._appearance.t, self._appearance.theme
        offered = choices.choices("chip", self._session.scenario, t)
        popup = PickerPopup(offered, t("Find a chip"), theme, self._window)
        popup.picked.connect(self.add)
        popup.open_at(corner)
        return popup

    def add(self, chip: str) -> None:
        """Pin the live scenario on another chip, laid out as that holds it, or say why not."""
        t, scenario = self._appearance.t, self._session.scenario
        try:
            made = apply(scenario, choices.change_of("chip", chip, scenario, t))
        except ValueError as error:
            self._tell(told(error, t))
        else:
            self._board.add(made, short_name(made.chip.name), t("Add"))
