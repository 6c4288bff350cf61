"""A number with its unit in one field: three figures at rest, all digits while it is edited."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from explorer.text import Text
from explorer.units import exact, parse, parse_range, split, unit_after
from ui.theme import LIGHT, Theme, Type, colour, font, metrics
from ui.widgets.grounded_field import GroundedField

_PAD = 7


class QuantityField(GroundedField):
    """Enter or leaving commits, Esc takes back, up and down step.

    Signals
    -------
    entered(float)
        A value in the stored unit was typed.
    ranged(float, float)
        Two ends of a range were typed, where the field takes them.
    rejected(str)
        What was typed is no such quantity; the line says why.
    stepped(int)
        Up or down was pressed.
    restored()
        The value is shown as it is, an error line may go.
    """

    entered = Signal(float)
    ranged = Signal(float, float)
    rejected = Signal(str)
    stepped = Signal(int)
    restored = Signal()

    def __init__(self, unit: str, t: Text, zero: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zero = zero
        self._theme: Theme = LIGHT
        self._unit = unit
        self._t = t
        self._value = 0.0
        self._number, self._shown_unit = "0", unit
        self._edited = False
        self.takes_ranges = False
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setFont(font(Type.widget))
        self.textEdited.connect(self._note_edit)
        self.returnPressed.connect(self.commit)

    @property
    def value(self) -> float:
        """The value shown, in the stored unit."""
        return self._value

    @property
    def shown(self) -> str:
        """Number and unit as they are read out, or the word for 0."""
        return self._word or f"{self._number} {self._unit_text}"

    @property
    def _word(self) -> str:
        return self._t(self._zero) if self._zero and not self._value else ""

    def set_theme(self, theme: Theme) -> None:
        """Show another theme."""
        self._theme = theme
        self.update()

    def set_text_source(self, t: Text) -> None:
        """Name the unit in another language."""
        self._t = t
        self.set_value(self._value)

    @property
    def _unit_text(self) -> str:
        return unit_after(self._value, self._shown_unit, self._t)

    def set_unit(self, unit: str) -> None:
        """Take values of another stored unit."""
        self._unit = unit
        self._edited = False

    def set_value(self, value: float) -> None:
        """Show `value` without a signal; what is being typed stays."""
        self._value = value
        if not self._edited:
            self._show(self.hasFocus())

    def commit(self) -> None:
        """Take over what was typed."""
        if not self._edited:
            return
        typed = self.text(), self._unit, self._t, self._shown_unit
        try:
            ends = parse_range(*typed) if self.takes_ranges else None
            value = 0.0 if ends else parse(*typed)
        except ValueError as error:
            self.rejected.emit(str(error))
            return
        self._edited = False
        if ends:
            self.ranged.emit(*ends)
        else:
            self.entered.emit(value)
        self._show(self.hasFocus())

    def typed_so_far(self) -> float | None:
        """Return what stands in the field as a value, None where it is none yet."""
        try:
            return parse(self.text(), self._unit, self._t, self._shown_unit)
        except ValueError:
            return None

    def begin(self, text: str) -> None:
        """Take the keyboard, and `text` as the first of what is typed."""
        self.setFocus()
        self.setText(text)
        self._edited = True

    def refuse(self, *typed: float) -> None:
        """Show again the value or the ends that could not be taken over, for the hand to mend."""
        self.setText(" to ".join(exact(each, self._unit) for each in typed))
        self._edited = True

    def restore(self) -> None:
        """Forget what was typed."""
        self._edited = False
        self._show(self.hasFocus())
        self.restored.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Esc takes back, up and down step."""
        if event.key() == Qt.Key.Key_Escape and self._edited:
            self.restore()
            self.selectAll()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.stepped.emit(1 if event.key() == Qt.Key.Key_Up else -1)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Show all digits, selected."""
        super().focusInEvent(event)
        if not self._edited:
            self._show(editing=True)
            self.selectAll()
            self.restored.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Commit; nonsense is left behind."""
        super().focusOutEvent(event)
        if event.reason() == Qt.FocusReason.PopupFocusReason:
            return
        self.commit()
        if self._edited:
            self._edited = False
        self._show(editing=False)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the unit after the number."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setFont(font(Type.axis))
        painter.setPen(colour(self._theme.text3))
        box = QRectF(self.rect()).adjusted(0, 0, -_PAD, 0)
        painter.drawText(
            box,
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
            self._unit_text,
        )
        painter.end()

    def _note_edit(self) -> None:
        self._edited = True

    def _show(self, editing: bool) -> None:
        word = self._word
        self._number, self._shown_unit = split(self._value, self._unit)
        if word and not editing:
            self._shown_unit = ""
        wide = int(metrics(Type.axis).horizontalAdvance(self._unit_text)) + 5
        if wide != self.textMargins().right():
            self.setTextMargins(0, 0, wide, 0)
        with QSignalBlocker(self):
            self.setText(exact(self._value, self._unit) if editing else word or self._number)
        self.update()
