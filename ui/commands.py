"""What the actions of the window act on, in one frozen bundle."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPoint

from explorer.views import OVERVIEW
from ui.appearance import Appearance
from ui.chip_adder import ChipAdder
from ui.documents import Documents
from ui.exports import Exports
from ui.guide.guide import Guide
from ui.levers.dock import LeverDock
from ui.looker import Looker
from ui.panels.chart_grid import ChartGrid
from ui.panels.toolbar import Toolbar
from ui.panels.view_tabs import ViewTabs
from ui.panes import Panes
from ui.pinboard import Pinboard
from ui.session import Session
from ui.settings import Settings
from ui.sharing import Sharing


@dataclass(frozen=True, slots=True)
class Commands:
    """The parts of a window that commands reach, and the commands that are only a few calls."""

    session: Session
    appearance: Appearance
    settings: Settings
    documents: Documents
    exports: Exports
    pinboard: Pinboard
    chip_adder: ChipAdder
    sharing: Sharing
    dock: LeverDock
    toolbar: Toolbar
    tabs: ViewTabs
    grid: ChartGrid
    panes: Panes
    looker: Looker
    open_chart: Callable[[], object]
    open_view: Callable[[], object]
    quit: Callable[[], object]
    show_shortcuts: Callable[[], object]
    guide: Guide
    explain: Callable[[], object]
    show_assumptions: Callable[[], object]
    choose_basis: Callable[[], object]
    show_goal_seek: Callable[[], object]
    show_about: Callable[[], object]
    tell: Callable[[str], object]

    def find_lever(self) -> None:
        """Give the keyboard to the search field of the levers."""
        self.dock.set_folded(False)
        self.dock.bar.search.setFocus()
        self.dock.bar.search.selectAll()

    def toggle_dock(self) -> None:
        """Fold or unfold the levers."""
        self.dock.set_folded(not self.dock.folded)

    def toggle_level(self) -> None:
        """Show basic levers only, or all."""
        self.dock.bar.set_level("basic" if self.dock.bar.level == "advanced" else "advanced")

    def toggle_expand(self) -> None:
        """Show the current chart alone, or all of them."""
        self.grid.expand_asked.emit(self.grid.current)

    def toggle_compare(self) -> None:
        """Show the scenarios side by side, or the overview again."""
        self.tabs.choose(OVERVIEW.id if self.tabs.current == "compare" else "compare")

    def offer_chips(self) -> None:
        """Offer chips to compare the scenario on, below the toolbar."""
        self.chip_adder.offer(self.toolbar.mapToGlobal(QPoint(0, self.toolbar.height())))

    def pick(self, name: str) -> None:
        """Open a picker, below the toolbar while its button is hidden."""
        picker = self.toolbar.pickers[name]
        picker.open(None if picker.isVisible() else self.toolbar)

    def show_size(self, size: int) -> None:
        """Show everything larger or smaller, 0 as the system asks, from the next start on."""
        self.settings.size = size
        self.tell(self.appearance.t("The size changes with the next start"))

    def shows_size(self, size: int) -> bool:
        """Whether this size is chosen."""
        return self.settings.size == size

    def use_slides(self, size: Literal["16:9", "4:3"]) -> None:
        """Export slides of this shape from now on."""
        self.settings.slide_size = size

    def uses_slides(self, size: str) -> bool:
        """Whether slides have this shape."""
        return self.settings.slide_size == size

    def toggle_table(self) -> None:
        """Show the current chart's numbers in its place, or the chart again."""
        card = self.grid.card
        if card is not None:
            card.show_as_table(not card.as_table)

    def reset_view(self) -> None:
        """Show the current chart's own ranges again."""
        self.looker.reset(self.grid.current)
