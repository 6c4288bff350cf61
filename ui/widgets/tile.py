"""One headline number: title and limit, value and unit, change and accuracy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QMoveEvent,
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from explorer.text import Text
from ui.lettering import elided, text_size, write, write_in
from ui.theme import LIGHT, Theme, Type, colour, metrics
from ui.widgets.badge import badge_width, paint_badge
from ui.widgets.kept_picture import KeptPicture

if TYPE_CHECKING:
    from explorer.figures.headline import Tile

_PAD = 12
_ROUND = 3
"""Px along each edge of the card that its round corners take, inside its border."""
_MIDDLE = 65.0
"""Line of the change, px from the top."""
_SIGN = "≈"
"""The sign of an estimate where its word has no room."""


class TileView(QWidget):
    """Draws one tile of its parent, a card; what does not fit goes in the house's order.

    What stays while a lever moves is kept as a picture.

    Signals
    -------
    asked(str)
        The tile of this id was clicked, or chosen by key: why is it what it is?
    """

    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self._t: Text = str
        self._tile: Tile | None = None
        self._tight = False
        self._last = False
        self._mark = ""
        self._still = KeptPicture(self, self._paint_still)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @property
    def tile(self) -> Tile | None:
        """The tile shown."""
        return self._tile

    def set_theme(self, theme: Theme) -> None:
        """Show another theme."""
        self._theme = theme
        self.update()

    def set_tight(self, tight: bool) -> None:
        """Use the smaller headline and leave accuracy and absolute change out if they crowd."""
        if tight != self._tight:
            self._tight = tight
            self.update()

    def set_tile(self, tile: Tile, t: Text, last: bool) -> None:
        """Show `tile`; `last` has no line at its right."""
        if tile == self._tile and last == self._last:
            return
        if self._tile is None or tile.about != self._tile.about:
            self.setToolTip(tile.about)
        self._tile, self._t, self._last = tile, t, last
        self.setAccessibleName(f"{tile.title}: {tile.value} {tile.unit}, {tile.delta}")
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Ask for the house height."""
        return QSize(180, 80)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Ask for the narrowest width that still holds value and unit."""
        return QSize(100, 80)

    def moveEvent(self, event: QMoveEvent) -> None:  # noqa: N802
        """Stand at another place of the card."""
        super().moveEvent(event)
        self._leave_corners()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Stand at another place of the card."""
        super().resizeEvent(event)
        # Where its edges lie between two dots, its ground would cover half of the card's border.
        whole = self.devicePixelRatioF().is_integer()
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, whole)
        self._leave_corners()

    def _leave_corners(self) -> None:
        """Leave the round corners of the card to the card: a tile's ground would cover them."""
        below = self.parentWidget() or self
        card = below.rect().translated(-self.pos()).adjusted(1, 1, -1, -1)
        round_ = QRegion(card) - card.adjusted(1, 1, -1, -1)
        round_ -= card.adjusted(_ROUND, 0, -_ROUND, 0)
        round_ -= card.adjusted(0, _ROUND, 0, -_ROUND)
        self.setMask(QRegion(self.rect()) - round_)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Ask why."""
        if self._tile is not None and self.rect().contains(event.position().toPoint()):
            self.asked.emit(self._tile.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Ask why by Return or Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._tile:
            self.asked.emit(self._tile.id)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Draw three lines."""
        tile, painter = self._tile, QPainter(self)
        if tile is None:
            self._still.draw(painter, self._theme.name)
        else:
            box = self._box
            self._mark = self._mark_of(tile, box)
            named = tile.title, tile.limit, tile.limit_label, tile.estimate, self._mark
            self._still.draw(painter, self._theme.name, self._last, self.hasFocus(), *named)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_value(painter, tile, box)
            self._paint_change(painter, tile, box)
        painter.end()

    @property
    def _box(self) -> QRectF:
        return QRectF(_PAD, 0, self.width() - 2 * _PAD, self.height())

    def _paint_still(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.testAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent):
            painter.fillRect(self.rect(), colour(self._theme.surface))
        if self._tile is None:
            return
        if not self._last:
            painter.fillRect(
                self.width() - 1, 1, 1, self.height() - 2, colour(self._theme.hairline)
            )
        if self.hasFocus():
            focused = self.rect().adjusted(1, 1, -2, -1)
            painter.fillRect(focused, colour(self._theme.accent_fill))
        self._paint_title(painter, self._tile, self._box)
        self._paint_mark(painter, self._tile, self._box)

    def _paint_title(self, painter: QPainter, tile: Tile, box: QRectF) -> None:
        line = QRectF(box.left(), 6, box.width(), 20)
        taken = 0.0
        if tile.limit_label:
            style = self._theme.limit(tile.limit)
            whole = text_size(tile.limit_label, Type.axis)[0] + 14
            # The square alone still tells the limit; a title without its end tells nothing.
            named = text_size(tile.title, Type.widget)[0] + 6 + whole <= line.width()
            taken = whole if named else 8.0
            if named:
                write_in(painter, line, tile.limit_label, Type.axis, style.ink, align=1.0)
            painter.fillRect(QRectF(line.right() - taken, 12, 8, 8), colour(style.fill))
        room = line.width() - taken - 6
        title = elided(tile.title, Type.widget, room)
        write_in(painter, line, title, Type.widget, self._theme.text2)

    def _paint_value(self, painter: QPainter, tile: Tile, box: QRectF) -> None:
        size = Type.headline_tight if self._tight else Type.headline
        left, baseline = box.left(), 47.0
        top = baseline - metrics(size, True).ascent()
        write(painter, left, top, tile.value, size, self._theme.text1, True)
        wide = text_size(tile.value, size, True)[0]
        unit = elided(tile.unit, Type.axis, box.width() - wide - 6)
        top = baseline - metrics(Type.axis).ascent()
        write(painter, left + wide + 6, top, unit, Type.axis, self._theme.text2)

    def _paint_change(self, painter: QPainter, tile: Tile, box: QRectF) -> None:
        used = 0.0
        if tile.delta:
            paint_badge(painter, self._theme, tile.delta, tile.sense, box.left(), _MIDDLE)
            used = badge_width(tile.delta) + 8
        free = box.width() - used
        if self._mark:
            free -= _mark_width(self._mark, tile) + 8
        wide, high = text_size(tile.absolute, Type.axis)
        if tile.absolute and wide <= free:
            left, top = box.left() + used, _MIDDLE - high / 2
            write(painter, left, top, tile.absolute, Type.axis, self._theme.text2)

    def _mark_of(self, tile: Tile, box: QRectF) -> str:
        """Return what stands at the right of the change, as far as there is room.

        Accuracy goes first, then the absolute change; an estimate always stays.
        """
        free = box.width() - badge_width(tile.delta) - 8
        if tile.estimate:
            word = self._t("estimate")
            # The sign alone still says that it is a guess.
            return word if _mark_width(word, tile) <= free else _SIGN
        wanted = text_size(tile.absolute, Type.axis)[0] + _mark_width(tile.accuracy, tile) + 10
        return tile.accuracy if wanted <= free and not self._tight else ""

    def _paint_mark(self, painter: QPainter, tile: Tile, box: QRectF) -> None:
        end = _mark_width(self._mark, tile)
        spot = QRectF(box.right() - end, _MIDDLE - 9, end, 18)
        if not tile.estimate:
            write_in(painter, spot, self._mark, Type.floor, self._theme.text3, align=1.0)
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(self._theme.estimate_fill))
        painter.drawRoundedRect(spot.adjusted(0, 1.5, 0, -1.5), 2, 2)
        write_in(painter, spot, self._mark, Type.small, self._theme.estimate, bold=True, align=0.5)


def _mark_width(mark: str, tile: Tile) -> float:
    if tile.estimate:
        return text_size(mark, Type.small, True)[0] + 10
    return text_size(mark, Type.floor)[0]
