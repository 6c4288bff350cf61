"""The strip of headline numbers above the charts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from explorer.text import Text
from ui.theme import LIGHT, Theme, colour
from ui.widgets.tile import TileView

if TYPE_CHECKING:
    from explorer.figures.headline import Tile

HEIGHT = 82
_TIGHT_TILE = 172


class Headline(QFrame):
    """Tiles side by side, equally wide.

    Signals
    -------
    asked(str)
        Why is the number of this tile what it is?
    """

    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self.tiles: list[TileView] = []
        self._shown: int | None = None
        self.setFixedHeight(HEIGHT)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(1, 1, 1, 1)
        self._line.setSpacing(0)

    def set_theme(self, theme: Theme) -> None:
        """Show another theme."""
        self._theme = theme
        for view in self.tiles:
            view.set_theme(theme)
        self.update()

    def set_tiles(self, tiles: tuple[Tile, ...], t: Text) -> None:
        """Show `tiles`; views are kept and only filled anew."""
        while len(self.tiles) < len(tiles):
            view = TileView()
            view.set_theme(self._theme)
            view.asked.connect(self.asked)
            self.tiles.append(view)
            self._line.addWidget(view, 1)
        if len(tiles) != self._shown:
            self._shown = len(tiles)
            for number, view in enumerate(self.tiles):
                view.setVisible(number < len(tiles))
            self.setVisible(bool(tiles))
            self._fit()
        for number, tile in enumerate(tiles):
            self.tiles[number].set_tile(tile, t, last=number == len(tiles) - 1)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Use the smaller type where tiles are narrow."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Draw the card."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour(self._theme.border), 1.0))
        painter.setBrush(colour(self._theme.surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.end()

    def _fit(self) -> None:
        shown = self.tiles[: self._shown]
        for view in shown:
            view.set_tight(self.width() / len(shown) < _TIGHT_TILE)
