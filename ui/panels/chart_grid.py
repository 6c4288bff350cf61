"""The charts: two rows of three on the overview, one at full size on its own tab."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from explorer.figures.figure import Figure, XYFigure
from explorer.text import Text
from ui.charts.chart_card import ChartCard
from ui.theme import LIGHT, Theme

_COLUMNS = 3


class ChartGrid(QWidget):
    """Cards for `ids`; `focus` leaves one of them, as large as all.

    Signals
    -------
    expand_asked(str)
        The chart of this id is to be shown alone.
    menu_asked(str, QPoint)
        The menu of this chart is asked for at a global point.
    """

    expand_asked = Signal(str)
    menu_asked = Signal(str, QPoint)

    def __init__(self, ids: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards = {name: self._card(name) for name in ids}
        self.current = ids[0]
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        for at, card in enumerate(self.cards.values()):
            row, column = divmod(at, _COLUMNS)
            grid.addWidget(card, row, column)

    def _card(self, name: str) -> ChartCard:
        card = ChartCard("", LIGHT)
        card.setMinimumSize(180, 140)
        card.expandRequested.connect(lambda: self.expand_asked.emit(name))
        card.menuRequested.connect(lambda at: self.menu_asked.emit(name, at))
        card.view.crosshairMoved.connect(lambda x: self._link(name, x))
        card.view.crosshairCleared.connect(lambda: self._link(name, None))
        return card

    def focus(self, name: str | None) -> None:
        """Show one chart alone, or all for None."""
        if name is not None:
            self.current = name
        grid = self.layout()
        assert isinstance(grid, QGridLayout)
        for at, (key, card) in enumerate(self.cards.items()):
            card.setVisible(name in (None, key))
            row, column = divmod(at, _COLUMNS)
            # Rows and columns without a visible card must not keep their share of the room.
            grid.setColumnStretch(column, 0)
            grid.setRowStretch(row, 0)
        for at, key in enumerate(self.cards):
            if name in (None, key):
                row, column = divmod(at, _COLUMNS)
                grid.setColumnStretch(column, 1)
                grid.setRowStretch(row, 1)
        gap = 8 if name is None else 0
        grid.setSpacing(gap)

    def set_figures(self, figures: dict[str, Figure]) -> None:
        """Fill the cards that can be seen; the others are filled when they are shown."""
        for name, card in self.cards.items():
            if not card.isHidden():
                card.set_figure(figures.get(name))

    def set_theme(self, theme: Theme) -> None:
        """Show another theme."""
        for card in self.cards.values():
            card.set_theme(theme)

    def set_text_source(self, t: Text) -> None:
        """Name the buttons of the cards."""
        for card in self.cards.values():
            card.set_tips(t("Show alone or with the others"), t("Chart menu"))

    def dispose(self) -> None:
        """Make the charts safe to delete; they show nothing afterwards."""
        for card in self.cards.values():
            card.view.dispose()

    def _link(self, name: str, x: float | None) -> None:
        """Mark the same x in every chart over the same quantity."""
        source = self.cards[name].view.figure
        if not isinstance(source, XYFigure):
            return
        for key, card in self.cards.items():
            twin = card.view.figure
            if key != name and isinstance(twin, XYFigure) and twin.x.title == source.x.title:
                card.view.set_crosshair(x)
