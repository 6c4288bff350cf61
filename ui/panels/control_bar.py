"""The choices above a view's charts: one picker for each control that the view names."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from explorer.controls import BY_PATH, Control
from explorer.spec.scenario import Scenario
from explorer.text import Text
from explorer.views import View
from ui.theme import LIGHT, Theme
from ui.widgets.picker import Choice, Picker


class ControlBar(QWidget):
    """Pickers in a row; hidden while the view has no controls.

    Signals
    -------
    chosen(str, object, str)
        The field at this path is to take this value; the last is the control's name.
    """

    chosen = Signal(str, object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pickers: dict[str, Picker] = {}
        self._scenario: Scenario | None = None
        self._shown: tuple[str, ...] = ()
        self._theme: Theme = LIGHT
        self._t: Text = str
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(8)
        self._line.addStretch(1)
        self.hide()

    def show_view(self, view: View) -> None:
        """Show the controls of `view`."""
        for path in view.controls:
            if path not in self.pickers:
                self.pickers[path] = self._picker(BY_PATH[path])
        self._shown = view.controls
        for path, picker in self.pickers.items():
            if path not in self._shown:
                picker.hide()
        self._fill_shown()
        self.setVisible(bool(view.controls))

    def show_state(self, scenario: Scenario) -> None:
        """Show what is chosen in `scenario`."""
        self._scenario = scenario
        self._fill_shown()

    def _fill_shown(self) -> None:
        """Show the view's pickers whose choice means something, and what is chosen."""
        for path in self._shown:
            picker, control = self.pickers[path], BY_PATH[path]
            self._fill(picker, control)
            picker.setVisible(self._scenario is None or control.when(self._scenario))

    def set_theme(self, theme: Theme) -> None:
        """Show another theme."""
        self._theme = theme
        for picker in self.pickers.values():
            picker.set_theme(theme)

    def set_text_source(self, t: Text) -> None:
        """Speak another language."""
        self._t = t
        self._fill_shown()

    def _picker(self, control: Control) -> Picker:
        picker = Picker(self)
        picker.set_theme(self._theme)
        picker.set_width_limit(280)
        picker.opening.connect(lambda: self._offer(picker, control))
        picker.picked.connect(lambda key: self._choose(control, key))
        self._line.insertWidget(self._line.count() - 1, picker)
        self._fill(picker, control)
        return picker

    def _fill(self, picker: Picker, control: Control) -> None:
        if self._scenario is not None:
            label = self._t(control.chosen(self._scenario).label)
            picker.set_texts(self._t(control.label), label, self._t("Find"))

    def _offer(self, picker: Picker, control: Control) -> None:
        if self._scenario is None:
            return
        chosen = control.chosen(self._scenario)
        options = control.options(self._scenario)
        picker.set_choices(
            tuple(
                Choice(str(n), self._t(o.label), self._t(o.group), chosen=o == chosen, also=o.label)
                for n, o in enumerate(options)
            )
        )

    def _choose(self, control: Control, key: str) -> None:
        assert self._scenario is not None
        value = control.options(self._scenario)[int(key)].value
        self.chosen.emit(control.path, value, self._t(control.label))
