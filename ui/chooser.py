"""Joins what can be chosen, toolbar pickers and a view's controls, to the session."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from explorer.change import Change
from explorer.controls import BY_PATH
from explorer.refusal import told
from ui import choices
from ui.appearance import Appearance
from ui.panels.control_bar import ControlBar
from ui.panels.toolbar import Toolbar
from ui.session import Session


class Chooser(QObject):
    """Offers choices when a picker opens and makes each choice one change."""

    def __init__(
        self,
        session: Session,
        appearance: Appearance,
        toolbar: Toolbar,
        controls: ControlBar,
        tell: Callable[[str], object],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._appearance = appearance
        self._toolbar = toolbar
        self._controls = controls
        self._tell = tell
        controls.chosen.connect(self._choose)
        for name, picker in toolbar.pickers.items():
            picker.opening.connect(lambda name=name: self._offer(name))
            picker.picked.connect(lambda key, name=name: self._take(name, key))

    def show_state(self) -> None:
        """Write on every picker what is chosen."""
        scenario = self._session.scenario
        self._controls.show_state(scenario)
        for name, texts in choices.button_texts(scenario, self._appearance.t).items():
            self._toolbar.pickers[name].set_texts(*texts)

    def _offer(self, name: str) -> None:
        found = choices.choices(name, self._session.scenario, self._appearance.t)
        self._toolbar.pickers[name].set_choices(found)

    def _take(self, name: str, key: str) -> None:
        try:
            change = choices.change_of(name, key, self._session.scenario, self._appearance.t)
        except ValueError as error:
            self._tell(told(error, self._appearance.t))
            return
        self._session.apply(change, rebase=True)

    def _choose(self, path: str, value: object, label: str) -> None:
        control = BY_PATH[path]
        change = Change(control.values(self._session.scenario, value), label)
        self._session.apply(change, rebase=not control.what_if)
