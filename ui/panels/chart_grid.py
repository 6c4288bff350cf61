"""The charts of a view on their grid; any of them may be shown alone, as large as all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from explorer.text import Text
from explorer.views import OVERVIEW, View
from ui.charts.style import SCREEN, Style
from ui.theme import LIGHT, Theme

if TYPE_CHECKING:
    from explorer.figures.figure import Figure
    from ui.charts.chart_card import ChartCard

_GAP = 8


class ChartGrid(QWidget):
    """A card for each chart, made when its figure is first shown and kept.

    The window's frame needs no card, so it is on the screen before the canvas is even imported.

    Signals
    -------
    expand_asked(str)
        The chart of this id is to be shown alone, or with the others again.
    menu_asked(str, QPoint)
        The menu of this chart is asked for at a global point.
    picked(str)
        A part of a chart that stands for this path was clicked.
    made(str, ChartView)
        The view of this chart is new; whoever does what is asked on it may listen.
    """

    expand_asked = Signal(str)
    menu_asked = Signal(str, QPoint)
    picked = Signal(str)
    made = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards: dict[str, ChartCard] = {}
        self.current = OVERVIEW.figures[0]
        self.alone = False
        self._view = OVERVIEW
        self._theme: Theme = LIGHT
        self._style = SCREEN
        self._t: Text = str
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(_GAP)

    @property
    def card(self) -> ChartCard | None:
        """The card in hand; None before the first figures came."""
        return self.cards.get(self.current)

    def show_view(self, view: View) -> None:
        """Lay out the charts of `view`."""
        self._view = view
        if self.current not in view.figures:
            self.current = view.figures[0]
        self._lay_out(alone=False)

    def show_alone(self, name: str | None) -> None:
        """Show one chart of the view alone, or all for None."""
        if name is not None:
            self.current = name
        self._lay_out(alone=name is not None)

    def set_figures(self, figures: dict[str, Figure]) -> None:
        """Fill the cards that can be seen."""
        if not self.cards:
            self._lay_out(alone=False)
        for name, card in self.cards.items():
            if not card.isHidden() and name in figures:
                card.set_figure(figures[name])

    def set_waiting(self, names: frozenset[str]) -> None:
        """Mark the charts that do not show the scenario as it is yet."""
        for name, card in self.cards.items():
            card.set_waiting(name in names)

    def set_style(self, style: Style) -> None:
        """Draw the charts in other sizes."""
        self._style = style
        for card in self.cards.values():
            card.set_style(style)

    def set_theme(self, theme: Theme) -> None:
        """Show another theme."""
        self._theme = theme
        for card in self.cards.values():
            card.set_theme(theme)

    def set_text_source(self, t: Text) -> None:
        """Name the buttons of the cards."""
        self._t = t
        for card in self.cards.values():
            self._name(card)

    def dispose(self) -> None:
        """Make the charts safe to delete; they show nothing afterwards."""
        for card in self.cards.values():
            card.view.dispose()

    def _card(self, name: str) -> ChartCard:
        from ui.charts.chart_card import ChartCard

        card = ChartCard("", self._theme, self)
        card.setMinimumSize(180, 140)
        card.expandRequested.connect(lambda: self.expand_asked.emit(name))
        card.menuRequested.connect(lambda at: self.menu_asked.emit(name, at))
        card.view.picked.connect(self.picked)
        card.view.entered.connect(lambda: self._take_in_hand(name))
        self.made.emit(name, card.view)
        self._name(card)
        card.set_style(self._style)
        return card

    def _take_in_hand(self, name: str) -> None:
        if name in self._view.figures:
            self.current = name

    def _name(self, card: ChartCard) -> None:
        tips = self._t("Show alone or with the others"), self._t("Chart menu")
        card.set_tips(*tips, self._t)

    def _lay_out(self, *, alone: bool) -> None:
        self.alone = alone
        cells = [c for c in self._view.cells if not alone or c.figure == self.current]
        shown = {cell.figure for cell in cells}
        for name in shown - self.cards.keys():
            self.cards[name] = self._card(name)
        for name, card in self.cards.items():
            self._grid.removeWidget(card)
            card.setVisible(name in shown)
        # Rows and columns of another view must not keep their share of the room.
        for at in range(max(self._grid.rowCount(), self._grid.columnCount())):
            self._grid.setRowStretch(at, 0)
            self._grid.setColumnStretch(at, 0)
        for cell in cells:
            row, column = (0, 0) if alone else (cell.row, cell.column)
            rows, columns = (1, 1) if alone else (cell.rows, cell.columns)
            self._grid.addWidget(self.cards[cell.figure], row, column, rows, columns)
            for at in range(row, row + rows):
                self._grid.setRowStretch(at, 1)
            for at in range(column, column + columns):
                self._grid.setColumnStretch(at, 1)
        # An empty row or column would still cost a gap.
        self._grid.setSpacing(_GAP if len(cells) > 1 else 0)
