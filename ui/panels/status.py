"""The status line: what binds, why, whether it fits, and on which basis money is counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from ui.icons import icon
from ui.lettering import elided, text_size, write_in
from ui.theme import LIGHT, Theme, Type, colour

if TYPE_CHECKING:
    from explorer.figures.headline import Status

HEIGHT = 28
_PAD = 12
_GAUGE, _LEAST_GAUGE = 92, 36
_ARROW = 18
_LEAST = 24
"""Least room, px, for a part of the sentence."""


class StatusLine(QFrame):
    """Limit square, bold finding, reason; memory gauge and cost basis at the right.

    Signals
    -------
    basis_asked(QPoint)
        The cost basis was clicked; the point is its top left corner on the screen.
    asked(str)
        Words of the sentence that stand for this lever or command were clicked.
    """

    basis_asked = Signal(QPoint)
    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self._status: Status | None = None
        self.setFixedHeight(HEIGHT)
        self._basis = QRectF()
        self._links: list[tuple[QRectF, str]] = []
        self._beside: tuple[object, ...] = ()
        """What stands beside the sentence, and where."""
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    @property
    def status(self) -> Status | None:
        """The status shown."""
        return self._status

    def set_theme(self, theme: Theme) -> None:
        """Show another theme."""
        self._theme = theme
        self.update()

    def set_status(self, status: Status) -> None:
        """Show `status`."""
        if status == self._status:
            return
        self._status = status
        sentence = f"{status.finding} {status.reason}"
        self.setAccessibleName(f"{sentence} {status.fit_label} {status.fit_text}. {status.basis}")
        self.setToolTip(sentence)
        room = self._room(status)
        gauged = status.fits, status.fit_label, status.fit_text, status.fit_parts
        beside = (status.basis, *gauged, room)
        # A lever moves the sentence alone, mostly.
        self.update(0, 0, int(room[0]) if beside == self._beside else self.width(), HEIGHT)
        self._beside = beside

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Ask for the height only; the reason is elided."""
        return QSize(300, HEIGHT)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Show a hand over the cost basis and over levers, where a click does something."""
        place = event.position()
        hand = self._basis.contains(place) or bool(self._lever_at(place))
        shape = Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Ask for another cost basis, or for the lever named where the click was."""
        if self._basis.contains(event.position()):
            self.ask_basis()
        elif path := self._lever_at(event.position()):
            self.asked.emit(path)

    def _lever_at(self, place: QPointF) -> str:
        """Return the path of the lever named at `place`, empty where none is."""
        return next((path for box, path in self._links if box.contains(place)), "")

    def ask_basis(self) -> None:
        """Ask for another cost basis, above where it is named."""
        self.basis_asked.emit(self.mapToGlobal(self._basis.topLeft().toPoint()))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the sentence, and what is beside it where that is asked for."""
        painter = QPainter(self)
        theme = self._theme
        painter.fillRect(self.rect(), colour(theme.bar))
        painter.fillRect(0, 0, self.width(), 1, colour(theme.border))
        if self._status is not None:
            end, gauge, named = self._room(self._status)
            if event.rect().right() >= int(end):
                left = self._paint_basis(painter, self._status)
                self._paint_gauge(painter, self._status, left, gauge, named=named)
            self._paint_sentence(painter, self._status, end)
        painter.end()

    def _room(self, status: Status) -> tuple[float, float, bool]:
        """Return where the sentence has to end, the gauge's width, and whether it is named.

        Without room for what to do, which matters more, there is no gauge and no name of it. What
        does not fit is said in full whatever the room.
        """
        right = self.width() - _PAD - text_size(status.basis, Type.widget)[0] - _ARROW - 24
        spare = right - _PAD - 19 - _sentence_width(status)
        wide = text_size(status.fit_text, Type.widget, not status.fits)[0]
        name = text_size(status.fit_label, Type.widget)[0]
        left, room = right - wide, spare - wide - 20
        gauge = min(_GAUGE, max(_LEAST_GAUGE, room - name - 20))
        named = not status.fits or room >= gauge + name + 20
        if status.fits and room < gauge + 10:
            gauge = 0
        left -= (10 + gauge if gauge else 0) + (10 + name if named else 0)
        return left - 20, gauge, named

    def _paint_basis(self, painter: QPainter, status: Status) -> float:
        right = self.width() - _PAD
        wide = text_size(status.basis, Type.widget)[0] + _ARROW
        arrow = icon("chevron-down", self._theme.text3, 12)
        arrow.paint(painter, round(right - 12), (HEIGHT - 12) // 2, 12, 12)
        self._text(painter, right - wide, wide - _ARROW, status.basis, self._theme.text2)
        edge = right - wide - 12
        self._basis = QRectF(edge, 0, right + _PAD - edge, HEIGHT)
        painter.fillRect(QRectF(edge, 6, 1, HEIGHT - 12), colour(self._theme.border))
        return edge - 12

    def _paint_gauge(
        self, painter: QPainter, status: Status, right: float, gauge: float, *, named: bool
    ) -> None:
        ink = self._theme.text2 if status.fits else self._theme.worse
        wide = text_size(status.fit_text, Type.widget, not status.fits)[0]
        self._text(painter, right - wide, wide, status.fit_text, ink, bold=not status.fits)
        left = right - wide
        if gauge:
            left -= 10 + gauge
            self._paint_bar(painter, status, left, gauge)
        if named:
            name = text_size(status.fit_label, Type.widget)[0]
            self._text(painter, left - 10 - name, name, status.fit_label, ink)

    def _paint_bar(self, painter: QPainter, status: Status, left: float, gauge: float) -> None:
        weights, cache = status.fit_parts
        whole = max(1.0, weights + cache)
        painter.fillRect(QRectF(left, 10, gauge, 9), colour(self._theme.track))
        first = gauge * weights / whole
        painter.fillRect(QRectF(left, 10, first, 9), colour(self._theme.slot(1).line))
        rest = QRectF(left + first, 10, gauge * cache / whole, 9)
        painter.fillRect(rest, colour(self._theme.slot(5).line))
        if whole > 1:
            painter.fillRect(QRectF(left + gauge / whole, 7, 2, 15), colour(self._theme.worse))

    def _paint_sentence(self, painter: QPainter, status: Status, right: float) -> None:
        painter.fillRect(QRectF(_PAD, 10, 9, 9), colour(self._theme.limit(status.limit).fill))
        left = _PAD + 19.0
        finding = elided(status.finding, Type.widget, right - left, True)
        wide = text_size(finding, Type.widget, True)[0]
        self._text(painter, left, wide, finding, self._theme.text1, bold=True)
        left += wide + 5
        self._links = []
        for text, path in _runs(status):
            if text and right - left <= _LEAST:
                return
            shown = elided(text, Type.widget, right - left)
            wide = text_size(shown, Type.widget)[0]
            ink = self._theme.accent if path else self._theme.text2
            self._text(painter, left, wide, shown, ink)
            if path:
                self._links.append((QRectF(left, 0, wide, HEIGHT), path))
            if shown != text:
                return
            left += wide

    def _text(
        self,
        painter: QPainter,
        left: float,
        wide: float,
        text: str,
        ink: str,
        *,
        bold: bool = False,
    ) -> None:
        write_in(painter, QRectF(left, 0, wide + 4, HEIGHT), text, Type.widget, ink, bold=bold)


def _sentence_width(status: Status) -> float:
    """Return what finding and reason take in full, px."""
    finding = text_size(status.finding, Type.widget, True)[0]
    return finding + 5 + sum(text_size(text, Type.widget)[0] for text, _ in _runs(status) if text)


def _runs(status: Status) -> list[tuple[str, str]]:
    """Return the reason in parts, each with the path of the lever that it names or none."""
    rest, runs = status.reason, []
    # From the end: what would help stands last, and what takes the time may use the same words.
    for link in reversed(status.links):
        before, words, after = rest.rpartition(link.words)
        if words:
            runs += [(after, ""), (words, link.path)]
            rest = before
    return [(rest, ""), *reversed(runs)]
