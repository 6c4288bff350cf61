"""One lever: lock, name, field, reset dot, slider, and a line for what was refused."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QWidget

from explorer.levers import Lever
from explorer.text import Text
from explorer.units import quantity
from ui.levers.check import refusal
from ui.theme import LIGHT, Theme, Type, font
from ui.widgets.asking import Asking
from ui.widgets.effect_bar import EffectBar
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.lock_mark import LockMark
from ui.widgets.log_slider import LogSlider
from ui.widgets.note_line import NoteLine
from ui.widgets.quantity_field import QuantityField
from ui.widgets.reset_dot import ResetDot
from ui.widgets.ticks import Ticks
from ui.widgets.track import Track

HEIGHT = 46
TIGHT_HEIGHT = 44
_FIELD_WIDTH = 98
_TIGHT_FIELD_WIDTH = 91


class LeverRow(Asking):
    """Value in, signals out. `ticks` are the lever's marks and zones, named in English.

    Signals
    -------
    moved(float)
        The slider or a step moved; part of a gesture.
    settled()
        The gesture is over.
    entered(float)
        A valid value was typed.
    ranged(float, float)
        The valid ends of a range were typed.
    reset_asked()
        The dot was clicked, or the slider twice.
    lock_asked(bool)
        The lever is to stay as it is, or is let go.
    """

    moved = Signal(float)
    settled = Signal()
    entered = Signal(float)
    ranged = Signal(float, float)
    reset_asked = Signal()
    lock_asked = Signal(bool)

    def __init__(self, lever: Lever, t: Text, ticks: Ticks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lever = lever
        self._t = t
        self._theme: Theme = LIGHT
        self._soft = Track(
            lever.low, lever.high, lever.scale == "log", lever.integer, lever.doubles
        )
        self._default: float | None = None
        self._named = ticks
        self.lock = LockMark()
        self.name = ElidedLabel()
        self.field = QuantityField(lever.unit, t, lever.zero)
        self.dot = ResetDot()
        self.slider = LogSlider(self._soft)
        self.effect = EffectBar()
        self.message = QLabel()
        self.between: QLabel | None = None
        """Says what the value is only known to lie in, where it is."""
        self.note: NoteLine | None = None
        """Says what holds where that is not the lever's own value."""
        self._lay_out()
        self._connect()
        self.set_text_source(t)

    def _lay_out(self) -> None:
        self.message.setObjectName("message")
        self.message.setWordWrap(True)
        self.message.setFont(font(Type.axis))
        self.message.hide()
        self.name.setFont(font(Type.widget))
        self.name.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        grid = self._grid = QGridLayout(self)
        grid.setContentsMargins(4, 0, 4, 0)
        grid.setHorizontalSpacing(2)
        grid.setVerticalSpacing(0)
        self.message.setContentsMargins(8, 0, 8, 3)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(2)
        head.addWidget(self.lock)
        head.addWidget(self.name, 1)
        grid.addLayout(head, 0, 0)
        grid.addWidget(self.field, 0, 1)
        grid.addWidget(self.dot, 0, 2)
        track = QHBoxLayout()
        track.setContentsMargins(0, 0, 0, 0)
        track.setSpacing(2)
        track.addWidget(self.slider, 1)
        track.addWidget(self.effect)
        grid.addLayout(track, 1, 0, 1, 3)
        grid.addWidget(self.message, 2, 0, 1, 3)
        grid.setColumnStretch(0, 1)
        self.set_tight(False)

    def _connect(self) -> None:
        self.slider.moved.connect(self._move)
        self.slider.settled.connect(self.settled)
        self.slider.typed.connect(self.field.begin)
        self.field.takes_ranges = self.lever.may_be_uncertain
        self.field.entered.connect(lambda value: self._enter(value))
        self.field.ranged.connect(self._enter)
        self.field.rejected.connect(self.show_message)
        self.field.restored.connect(self.clear_message)
        self.field.stepped.connect(self._step)
        self.dot.clicked.connect(self.reset_asked)
        self.slider.reset_asked.connect(self.reset_asked)
        self.lock.clicked.connect(self.lock_asked)

    @property
    def changed(self) -> bool:
        """Whether the value differs from the default."""
        return self._default is not None and self.field.value != self._default

    def set_tight(self, tight: bool) -> None:
        """Take a little less height in a small window."""
        self.field.setFixedSize(_TIGHT_FIELD_WIDTH if tight else _FIELD_WIDTH, 21 if tight else 22)
        self.slider.setFixedHeight((TIGHT_HEIGHT if tight else HEIGHT) - self.field.height())

    def set_value(self, value: float, default: float) -> None:
        """Show `value`, and `default` as the tick and the mark of a change."""
        shown = (self.slider.quantity, self.field.value, self._default)
        if shown == (value, value, default):
            return
        if default != self._default:
            self._default = default
            self.slider.set_track(self._soft.widened(default))
            self.slider.set_ticks(replace(self.slider.ticks, default=default))
        self.slider.set_track(self.slider.track.widened(value))
        self.slider.set_quantity(value)
        self.field.set_value(value)
        self._mark_changed()
        self.slider.setAccessibleDescription(self.field.shown)

    def set_locked(self, locked: bool) -> None:
        """Show whether the lever stays as it is; it cannot be moved meanwhile."""
        self.lock.setChecked(locked)
        self.slider.setEnabled(not locked)
        self.field.setReadOnly(locked)

    def set_giving(self, giving: bool) -> None:
        """Show whether a lock on a quantity moves this lever."""
        self.lock.set_giving(giving)
        self._name_lock()

    def set_known(self, baseline: float | None, between: tuple[float, float] | None) -> None:
        """Show what else is known of the lever, None where it is nothing of its own.

        `baseline` is its value in the scenario that all is held against, `between` are the ends
        of what it lies in.
        """
        self.slider.set_ticks(replace(self.slider.ticks, baseline=baseline, between=between))
        if between is not None and self.between is None:
            self.between = _small(self._grid, 3)
        self._name_ticks()

    def set_note(self, text: str) -> None:
        """Say what holds in place of the lever's own value, or nothing."""
        if self.note is None:
            self.note = NoteLine()
            self.note.set_theme(self._theme)
            self._grid.addWidget(self.note, 4, 0, 1, 3)
        self.note.set_text(text)

    def _name_ticks(self) -> None:
        t, soft, named = self._t, self._soft, self._named
        marks = tuple((v, t(name)) for v, name in named.marks if soft.low <= v <= soft.high)
        zones = tuple((low, high, t(name)) for low, high, name in named.zones)
        ticks = replace(self.slider.ticks, marks=marks, zones=zones)
        self.slider.set_ticks(ticks)
        if self.between is not None:
            low, high = (quantity(end, self.lever.unit, t) for end in ticks.between or (0, 0))
            self.between.setText(t("between {low} and {high}").format(low=low, high=high))
            self.between.setVisible(ticks.between is not None)

    def set_text_source(self, t: Text) -> None:
        """Speak another language."""
        self._t = t
        label = t(self.lever.label)
        self.name.setText(label)
        self.field.set_text_source(t)
        self.field.setAccessibleName(label)
        self.slider.setAccessibleName(label)
        self.slider.setAccessibleDescription(self.field.shown)
        self._name_lock()
        self._name_ticks()
        self.dot.setAccessibleName(t("Reset {name}").format(name=label))
        self.dot.setToolTip(t("Reset to the value as shipped"))
        self.clear_message()

    def set_theme(self, theme: Theme) -> None:
        """Show another theme."""
        self._theme = theme
        for widget in (self.lock, self.field, self.slider, self.dot, self.effect, self.note):
            if widget is not None:
                widget.set_theme(theme)
        self.field.set_ground(theme.bar)

    def show_message(self, text: str) -> None:
        """Say under the slider why something was refused; the field keeps what was typed."""
        self.message.setText(text)
        self.message.show()
        self.field.mark("error", True)

    def clear_message(self) -> None:
        """Take the line away."""
        if not self.message.isHidden():
            self.message.hide()
            self.field.mark("error", False)

    def _name_lock(self) -> None:
        t, name = self._t, self._t("Lock {name}").format(name=self._t(self.lever.label))
        giving = t("gives way") if self.lock.giving else ""
        self.lock.setAccessibleName(t(", ").join(filter(None, (name, giving))))
        self.lock.setToolTip(giving or t("Keep this lever as it is, whatever else is chosen"))

    def _move(self, value: float) -> None:
        self.clear_message()
        self.moved.emit(value)

    def _step(self, steps: int) -> None:
        self._move(self.slider.track.stepped(self.field.value, steps))
        self.settled.emit()

    def _enter(self, *typed: float) -> None:
        """Take over a value, or the two ends of a range."""
        whys = (refusal(self.lever, value, self._t) for value in typed)
        why = next(filter(None, whys), "")
        if why:
            sentence = self._t("{name}: {finding}")
            self.show_message(sentence.format(name=self._t(self.lever.label), finding=why))
            if self.field.hasFocus():
                with QSignalBlocker(self.field):
                    self.field.refuse(*typed)
            return
        self.clear_message()
        if len(typed) == 2:
            self.ranged.emit(*typed)
        else:
            self.entered.emit(*typed)

    def _mark_changed(self) -> None:
        if self.field.property("changed") == self.changed:
            return
        self.name.set_strong(self.changed)
        self.dot.set_changed(self.changed)
        self.field.mark("changed", self.changed)


def _small(grid: QGridLayout, row: int) -> QLabel:
    """Return a new quiet line of the grid, under the slider."""
    label = QLabel()
    label.setObjectName("secondary")
    label.setFont(font(Type.axis))
    label.setContentsMargins(8, 0, 8, 3)
    grid.addWidget(label, row, 0, 1, 3)
    return label
