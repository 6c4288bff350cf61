"""A slider over a log or linear track: what mouse, wheel, keys and screen readers do on it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from ui.widgets.slider_face import INSET, POSITIONS, RADIUS, SliderFace
from ui.widgets.track import Track

_SNAP = 2.5
_KEY_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Down: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: 1,
    Qt.Key.Key_PageDown: -10,
    Qt.Key.Key_PageUp: 10,
}


class LogSlider(SliderFace):
    """Drag, arrows (one step), PageUp and PageDown (ten), Home and End; wheel only when focused.

    Signals
    -------
    moved(float)
        The hand moved the handle; the widget waits for `set_quantity` to show it.
    settled()
        The gesture is over.
    reset_asked()
        The handle was clicked twice.
    typed(str)
        A digit was typed, which begins a value.
    """

    moved = Signal(float)
    settled = Signal()
    reset_asked = Signal()
    typed = Signal(str)

    def __init__(self, track: Track, parent: QWidget | None = None) -> None:
        super().__init__(track, parent)
        self.valueChanged.connect(self._set_from_outside)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Take the handle, or bring it to the place pressed."""
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        self._held = True
        if (event.position() - self.place(self._quantity)).manhattanLength() > RADIUS + 2:
            self._move_to(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Follow the hand."""
        if self._held:
            self._move_to(event.position().x())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """End the drag."""
        if self._held and event.button() == Qt.MouseButton.LeftButton:
            self._held = False
            self.settled.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Ask for the value as shipped; the clicks before it moved nothing on the handle itself."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.reset_asked.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Move by steps if focused; else the dock scrolls."""
        steps = round(event.angleDelta().y() / 120)
        if not self.hasFocus() or not steps:
            event.ignore()
            return
        self._emit(self._track.stepped(self._quantity, steps))
        self.settled.emit()
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Move by steps or to an end; keys held down are one gesture."""
        key = Qt.Key(event.key())
        if key in _KEY_STEPS:
            self._emit(self._track.stepped(self._quantity, _KEY_STEPS[key]))
        elif key == Qt.Key.Key_Home:
            self._emit(self._track.low)
        elif key == Qt.Key.Key_End:
            self._emit(self._track.high)
        elif event.text().isdigit():
            self.typed.emit(event.text())
        else:
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """End the gesture of a key."""
        moves = Qt.Key(event.key()) in (*_KEY_STEPS, Qt.Key.Key_Home, Qt.Key.Key_End)
        if moves and not event.isAutoRepeat():
            self.settled.emit()

    def _move_to(self, x: float) -> None:
        for value in self._ticks.values:
            inside = self._track.low <= value <= self._track.high
            if inside and abs(self.place(value).x() - x) <= _SNAP:
                self._emit(value)
                return
        room = max(1, self.width() - 2 * INSET)
        self._emit(self._track.value((x - INSET) / room))

    def _emit(self, value: float) -> None:
        if value != self._quantity:
            self.moved.emit(value)

    def _set_from_outside(self, position: int) -> None:
        """Follow a screen reader that set the position; our own moves block the signal."""
        self._emit(self._track.value(position / POSITIONS))
        self.settled.emit()
