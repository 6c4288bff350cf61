"""One chart on the screen: a figure, and what pointer and keys do on it.

It knows neither session nor panels.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from explorer.figures.figure import RankFigure, TableFigure, TornadoFigure
from ui.charts.figure_view import FigureView
from ui.charts.grip import Grip, grip_at
from ui.charts.rank_painter import row_at
from ui.charts.style import SCREEN, Style
from ui.charts.table_painter import table_row_at
from ui.charts.tornado_painter import bar_at
from ui.theme import LIGHT, Theme

_CLICK = 4.0
_KEY_STEP = 0.01


class ChartView(FigureView):
    """A figure with zoom, pan, names that hide their curves, and a crosshair that reads them.

    The wheel and a rectangle drawn zoom, Shift and drag or the middle button move, Backspace
    takes the last zoom back, double-click or Home all of them. A click on a curve's name hides or
    shows it, a double-click leaves it alone. The pointer or the arrow keys move the crosshair,
    click or Return pins it, Esc frees it. The point where the scenario runs can be dragged along an
    axis that is a lever.

    Signals
    -------
    crosshairMoved(float)
        The crosshair stands at this x, in the unit of the x axis; other charts may follow.
    crosshairCleared()
        It is gone.
    picked(str)
        The part of the chart that stands for this path was clicked.
    named(str, bool)
        The name of this curve was clicked, or double-clicked.
    dragged(str, float), dropped()
        The point where the scenario runs is dragged to this value of this path; it is let go.
    pinned_at(float or None)
        The crosshair is pinned at this x, or free again.
    reset_asked(), back_asked()
        All zooms are to end, or the last one.
    entered()
        It has the keyboard now.
    """

    crosshairMoved = Signal(float)  # noqa: N815
    crosshairCleared = Signal()  # noqa: N815
    picked = Signal(str)
    named = Signal(str, bool)
    dragged = Signal(str, float)
    dropped = Signal()
    pinned_at = Signal(object)
    reset_asked = Signal()
    back_asked = Signal()
    entered = Signal()

    def __init__(
        self, theme: Theme = LIGHT, style: Style = SCREEN, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, style, parent)
        self._pressed: QPointF | None = None
        self._name = ""
        self._grip: Grip | None = None
        self.name_tip = ""
        """What a click on a name does, in the reader's language."""
        self.grip_tip = ""
        """What a drag of the operating point does, likewise."""

    @property
    def crosshair(self) -> float | None:
        """The crosshair's x in the unit of the x axis, None where there is none."""
        return self._item.crosshair

    @property
    def pinned(self) -> bool:
        """Whether the crosshair stays where it is."""
        return self._item.pinned

    def hold(self, x: float | None) -> None:
        """Pin the crosshair at `x` without a signal, as a linked chart does; None frees it."""
        self._item.pinned, self._item.crosshair = x is not None, x
        self._item.update()

    def _pin(self, *, on: bool) -> None:
        """Pin or free the crosshair and say so."""
        if on != self._item.pinned:
            self._item.pinned = on
            self._item.update()
            self.pinned_at.emit(self._item.crosshair if on else None)

    def set_crosshair(self, x: float | None) -> None:
        """Place the crosshair at `x` without a signal, as a linked chart does; None removes it."""
        if self._item.pinned or x == self._item.crosshair:
            return
        self._item.crosshair = x
        self._item.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Move the point in hand or the crosshair, unless that is pinned or another drag is on."""
        if self._grip is not None:
            if self._pressed is None or not self._is_click(event.position()):
                self._pressed = None
                if not self._item.pinned:
                    self._clear()
                self.dragged.emit(self._grip.path, self._grip.value(event.position()))
            return
        super().mouseMoveEvent(event)
        if not event.buttons():
            self._show_what(event.position())
            self._point_at(event.position())

    def _show_what(self, position: QPointF) -> None:
        """Say by pointer and tip what a press at `position` would do."""
        shape, tip = Qt.CursorShape.ArrowCursor, ""
        if self._item.name_at(position):
            shape, tip = Qt.CursorShape.PointingHandCursor, self.name_tip
        elif self.path_at(position):
            shape = Qt.CursorShape.PointingHandCursor
        elif grip_at(self._item, position) is not None:
            shape, tip = Qt.CursorShape.SizeHorCursor, self.grip_tip
        self.setCursor(shape)
        self.setToolTip(tip)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Take hold of the operating point, or remember where a click or a drag starts."""
        if event.button() == Qt.MouseButton.LeftButton and not event.modifiers():
            self._grip = grip_at(self._item, event.position())
        if self._grip is None:
            super().mousePressEvent(event)
        event.accept()
        self._pressed = event.position()
        self.gesture += 1

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Let the point go, or pin or free the crosshair if it was a click."""
        held, self._grip = self._grip, None
        if held is None:
            super().mouseReleaseEvent(event)
        event.accept()
        clicked = self._is_click(event.position())
        self._pressed = None
        if held is not None and not clicked:
            self.dropped.emit()
        if clicked and event.button() == Qt.MouseButton.LeftButton:
            self._name = self._item.name_at(event.position())
            if self._name:
                self.named.emit(self._name, False)
                return
            if path := self.path_at(event.position()):
                self.picked.emit(path)
            self._pin(on=not self._item.pinned and self._item.crosshair is not None)
            self._point_at(event.position())

    def _is_click(self, position: QPointF) -> bool:
        """Return whether the button came down near `position` and was not moved from there."""
        start = self._pressed
        return start is not None and (position - start).manhattanLength() < _CLICK

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Leave the curve alone whose name it was, else reset the view."""
        super().mouseDoubleClickEvent(event)
        event.accept()
        self._pressed = None
        # The first click may have moved the name away from under the pointer.
        if self._name:
            self.named.emit(self._name, True)
            return
        self._pin(on=False)
        self.reset_asked.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Say so: what a command does to the chart in hand, it does to this one now."""
        super().focusInEvent(event)
        self.entered.emit()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        """Take a crosshair away that is not pinned."""
        super().leaveEvent(event)
        self.gesture += 1
        if not self._item.pinned:
            self._clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Move, pin or free the crosshair; zoom by plus and minus, back by Backspace and Home."""
        key = Qt.Key(event.key())
        big = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._step((1 if key == Qt.Key.Key_Right else -1) * (10 if big else 1))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.crosshair is not None:
            self._pin(on=not self._item.pinned)
        elif key == Qt.Key.Key_Escape and self.crosshair is not None:
            self._pin(on=False)
            self._clear()
        elif key == Qt.Key.Key_Home:
            self.reset_asked.emit()
        elif key == Qt.Key.Key_Backspace:
            self.back_asked.emit()
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus) and self._axes:
            factor = 1.25 if key == Qt.Key.Key_Minus else 0.8
            self._fit_box()
            self._box.scaleBy((factor, factor))
            self._zoom()
        else:
            event.ignore()

    def path_at(self, position: QPointF) -> str:
        """Return the path that the part of the chart at `position` stands for, empty if none."""
        if isinstance(self.figure, TornadoFigure):
            return bar_at(self.figure, self._item.rect, self._item.style, position)
        if isinstance(self.figure, RankFigure):
            return row_at(self.figure, self._item.rect, self._item.style, position)
        if isinstance(self.figure, TableFigure):
            return table_row_at(self.figure, self._item.rect, self._item.style, position)
        return ""

    def _point_at(self, position: QPointF) -> None:
        layout = self._item.layout()
        if layout is None or self._item.pinned:
            return
        if not layout.plot.contains(position):
            self._clear()
            return
        self._move_to(layout.x.value(position.x()))

    def _step(self, steps: int) -> None:
        layout = self._item.layout()
        if layout is None:
            return
        plot = layout.plot
        at = layout.x.at(self.crosshair) if self.crosshair is not None else plot.center().x()
        at += steps * _KEY_STEP * plot.width()
        self._move_to(layout.x.value(min(max(at, plot.left()), plot.right())))

    def _move_to(self, x: float) -> None:
        self._item.crosshair = x
        self._item.update()
        self.crosshairMoved.emit(x)

    def _clear(self) -> None:
        if self._item.crosshair is not None:
            self._item.crosshair = None
            self._item.update()
            self.crosshairCleared.emit()
