"""What a slider looks like: track, accent span from the default, named marks, zones, handle."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractSlider, QWidget

from ui.theme import LIGHT, Theme, Type, colour, font, metrics
from ui.widgets.kept_picture import KeptPicture
from ui.widgets.ticks import Ticks
from ui.widgets.track import Track

INSET = 8
RADIUS = 5.5
POSITIONS = 10_000
_TRACK_Y = 8.0


class SliderFace(QAbstractSlider):
    """A value on a log or linear track, drawn; the hand on it is `LogSlider`'s.

    It is an abstract slider of Qt's, so that screen readers find a value to read and set.
    """

    def __init__(self, track: Track, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self._track = track
        self._quantity = track.low
        self._ticks = Ticks()
        self._held = False
        self.setRange(0, POSITIONS)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        # A ground of its own: nothing below is painted anew while the handle moves.
        self.setAutoFillBackground(True)
        self._still = KeptPicture(self, self._paint_still)

    @property
    def quantity(self) -> float:
        """The value shown."""
        return self._quantity

    @property
    def track(self) -> Track:
        """The span of the track."""
        return self._track

    @property
    def ticks(self) -> Ticks:
        """What stands on the track beside the handle."""
        return self._ticks

    def set_theme(self, theme: Theme) -> None:
        """Show another theme."""
        self._theme = theme
        self.update()

    def set_track(self, track: Track) -> None:
        """Show another span."""
        if track != self._track:
            self._track = track
            self.set_quantity(self._quantity)

    def set_quantity(self, value: float) -> None:
        """Show `value` without a signal."""
        self._quantity = value
        blocked = self.blockSignals(True)
        self.setValue(round(self._track.fraction(value) * POSITIONS))
        self.blockSignals(blocked)
        self.update()

    def set_ticks(self, ticks: Ticks) -> None:
        """Show other values to compare with."""
        if ticks != self._ticks:
            self._ticks = ticks
            self.update()

    def place(self, value: float) -> QPointF:
        """Return where `value` stands, in this widget's pixels."""
        return QPointF(INSET + self._track.fraction(value) * (self.width() - 2 * INSET), _TRACK_Y)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Ask for a track and one line of marks."""
        return QSize(160, 24)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Ask for the least that can be dragged."""
        return QSize(60, 22)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Show the focus ring."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Hide the focus ring."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Draw track, span, ticks, marks and handle."""
        painter = QPainter(self)
        self._still.draw(painter, self._theme.name, self._track, self._ticks, *self._left_ticks)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        self._paint_span(painter)
        self._paint_handle(painter)
        painter.end()

    @property
    def _left_ticks(self) -> tuple[float | None, float | None]:
        """Default and baseline, None where the handle stands on it."""
        ends = self._ticks.default, self._ticks.baseline
        default, baseline = (None if end == self._quantity else end for end in ends)
        return default, baseline

    def _paint_still(self, painter: QPainter) -> None:
        """Draw what does not move with the handle."""
        painter.fillRect(self.rect(), colour(self._theme.bar))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_track(painter)
        self._paint_marks(painter)

    def _paint_track(self, painter: QPainter) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(self._theme.track))
        whole = QRectF(INSET - 2, _TRACK_Y - 2, self.width() - 2 * INSET + 4, 4)
        painter.drawRoundedRect(whole, 2, 2)
        if self._ticks.between is not None:
            left, right = (self.place(end).x() for end in self._ticks.between)
            painter.setBrush(colour(self._theme.accent, 0.3))
            painter.drawRoundedRect(QRectF(left, _TRACK_Y - 5, right - left, 10), 2, 2)
        default, baseline = self._left_ticks
        if default is not None:
            _paint_tick(painter, self.place(default).x(), self._theme.text1, -5, 10)
        if baseline is not None:
            # Broken, as the baseline's curves are.
            for top in (-7, 2):
                _paint_tick(painter, self.place(baseline).x(), self._theme.ghost, top, 5)

    def _paint_span(self, painter: QPainter) -> None:
        """Draw the way from the default to the handle, as thick as the track, below its tick."""
        default, _ = self._left_ticks
        if default is None:
            return
        start, end = sorted((self.place(default).x(), self.place(self._quantity).x()))
        painter.setBrush(colour(self._theme.accent))
        painter.drawRect(QRectF(start, _TRACK_Y - 2, end - start, 4))
        _paint_tick(painter, self.place(default).x(), self._theme.text1, -2, 4)

    def _paint_marks(self, painter: QPainter) -> None:
        """Draw marks and zones, and the names of those that have room, from the left."""
        painter.setFont(font(Type.floor))
        taken = -1e9
        points = ((value, value, name) for value, name in self._ticks.marks)
        for low, high, name in sorted((*points, *self._ticks.zones)):
            left, right = self.place(low).x(), self.place(high).x()
            if low < high:
                bar = QRectF(left, _TRACK_Y + 3, max(right - left, 2.0), 2)
                painter.fillRect(bar, colour(self._theme.axis))
            else:
                painter.setPen(QPen(colour(self._theme.axis), 1))
                painter.drawLine(QPointF(left, _TRACK_Y + 3), QPointF(left, _TRACK_Y + 5))
            wide = metrics(Type.floor).horizontalAdvance(name) + 1
            start = min(max((left + right - wide) / 2, 2.0), self.width() - wide - 2)
            if start < taken + 3:
                continue
            taken = start + wide
            painter.setPen(colour(self._theme.text2))
            painter.drawText(QPointF(start, _TRACK_Y + 13.0), name)

    def _paint_handle(self, painter: QPainter) -> None:
        centre = self.place(self._quantity)
        if self.hasFocus():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour(self._theme.accent, 0.3))
            painter.drawEllipse(centre, RADIUS + 3, RADIUS + 3)
        hot = self._held or (self.underMouse() and self.isEnabled())
        painter.setPen(
            QPen(colour(self._theme.accent if self.isEnabled() else self._theme.axis), 2)
        )
        painter.setBrush(colour(self._theme.accent_fill if hot else self._theme.field))
        painter.drawEllipse(centre, RADIUS, RADIUS)


def _paint_tick(painter: QPainter, x: float, ink: str, top: float, high: float) -> None:
    painter.setBrush(colour(ink))
    painter.drawRect(QRectF(round(x) - 1, _TRACK_Y + top, 2, high))
