"""Joins what can be chosen, toolbar pickers and a view's controls, to the session."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint

from explorer.change import Change
from explorer.controls import BY_PATH
from explorer.refusal import told
from ui import choices
from ui.also_changed import also_changed
from ui.appearance import Appearance
from ui.panels.control_bar import ControlBar
from ui.panels.notice import Notice
from ui.panels.toolbar import Toolbar
from ui.session import Session
from ui.widgets.picker import Choice
from ui.widgets.picker_popup import PickerPopup


class Chooser(QObject):
    """Offers choices when a picker opens and makes each choice one change."""

    def __init__(
        self,
        session: Session,
        appearance: Appearance,
        toolbar: Toolbar,
        controls: ControlBar,
        notice: Notice,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._appearance = appearance
        self._toolbar = toolbar
        self._controls = controls
        self._notice = notice
        self._named: dict[str, tuple[str, str, str]] = {}
        notice.undo_asked.connect(session.undo_stack.undo)
        controls.chosen.connect(self._choose)
        toolbar.deploy_shown.connect(self.show_state)
        for name, picker in toolbar.pickers.items():
            picker.opening.connect(lambda name=name: self._offer(name))
            picker.picked.connect(lambda key, name=name: self._take(name, key))

    def show_state(self) -> None:
        """Write on every picker what is chosen."""
        scenario = self._session.scenario
        self._controls.show_state(scenario)
        counted = self._toolbar.pickers["deploy"].isHidden()
        named = choices.button_texts(scenario, self._appearance.t, counted=counted)
        if named is self._named:
            return
        self._named = named
        for name, texts in named.items():
            self._toolbar.pickers[name].set_texts(*texts)

    def choose_basis(self, corner: QPoint) -> PickerPopup:
        """Offer the ways in which the price of a chip is set, in a list that ends at `corner`."""
        control, t = BY_PATH["economics.basis"], self._appearance.t
        options = control.options(self._session.scenario)
        chosen = control.chosen(self._session.scenario)
        popup = PickerPopup(
            tuple(Choice(str(o.value), t(o.label), "", chosen=o == chosen) for o in options),
            t("Find"),
            self._appearance.theme,
            self._toolbar.window(),
        )
        popup.picked.connect(lambda key: self._choose(control.path, key, t(control.label)))
        popup.open_above(corner)
        return popup

    def _offer(self, name: str) -> None:
        found = choices.choices(name, self._session.scenario, self._appearance.t)
        self._toolbar.pickers[name].set_choices(found)

    def _take(self, name: str, key: str) -> None:
        """Make a choice, and say what came with it."""
        before, t = self._session.scenario, self._appearance.t
        try:
            change = choices.change_of(name, key, before, t)
        except ValueError as error:
            self._notice.tell(told(error, t))
            return
        if self._session.apply(change, rebase=True) and (
            more := also_changed(name, before, self._session.scenario, t)
        ):
            self._notice.tell(more, undo=True)

    def _choose(self, path: str, value: object, label: str) -> None:
        control = BY_PATH[path]
        change = Change(control.values(self._session.scenario, value), label)
        self._session.apply(change, rebase=not control.what_if)
