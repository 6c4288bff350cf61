"""The groups of levers under each other; those of systems are made when a view first needs them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from explorer.levers import ALL_LEVERS, BY_PATH, LEVERS, Lever, groups
from explorer.text import Text
from ui.levers.group import LeverGroup
from ui.levers.row import LeverRow
from ui.theme import Theme


class Shelf(QWidget):
    """Rows by path and their groups, in the order of the table.

    All of a group's levers are made at once, so that a group never grows. `rows` is filled in
    place; `by_spec` holds them with their fields, by the group of the scenario that has the values.

    Signals
    -------
    reset_asked(str)
        The changed levers of the group of this name are to go back.
    """

    reset_asked = Signal(str)

    def __init__(self, make_row: Callable[[Lever], LeverRow], rows: dict[str, LeverRow]) -> None:
        super().__init__()
        self.setObjectName("levers")
        self.rows = rows
        self.by_spec: dict[str, list[tuple[str, LeverRow]]] = {}
        self.groups: tuple[LeverGroup, ...] = ()
        self._make_row = make_row
        self._theme: Theme | None = None
        self._t: Text = str
        self._tight = False
        self._list = QVBoxLayout(self)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(0)
        self.nothing = QLabel()
        self.nothing.setObjectName("secondary")
        self.nothing.setWordWrap(True)
        self.nothing.setMargin(12)
        self.nothing.hide()
        self._list.addWidget(self.nothing)
        self._list.addStretch(1)
        self._add(LEVERS)

    def need_view(self, view: str) -> bool:
        """Make the levers that act on `view`; return whether any were missing."""
        return self._need({lever.group for lever in ALL_LEVERS if view in lever.views})

    def need(self, path: str) -> bool:
        """Make the lever at `path` with its group; return whether it was missing."""
        return self._need({BY_PATH[path].group})

    def _need(self, names: set[str]) -> bool:
        missing = [
            lever for lever in ALL_LEVERS if lever.group in names and lever.path not in self.rows
        ]
        self._add(missing)
        return bool(missing)

    def _add(self, levers: Iterable[Lever]) -> None:
        new = {lever.path: self._make_row(lever) for lever in levers}
        self.rows.update(new)
        for path, row in new.items():
            spec, _, field = path.partition(".")
            self.by_spec.setdefault(spec, []).append((field, row))
        order = groups()
        for name in sorted({row.lever.group for row in new.values()}, key=order.index):
            group = LeverGroup(name, [row for row in new.values() if row.lever.group == name])
            at = sum(order.index(each.name) < order.index(name) for each in self.groups)
            self._list.insertWidget(at, group)
            self.groups = (*self.groups[:at], group, *self.groups[at:])
            group.reset_asked.connect(self.reset_asked)
            group.set_text_source(self._t)
            if self._theme is not None:
                group.set_theme(self._theme)
        for row in new.values():
            row.set_tight(self._tight)

    def say_nothing_found(self, text: str) -> None:
        """Say that no lever is what was looked for; empty where some are."""
        self.nothing.setText(text)
        self.nothing.setVisible(bool(text))

    def set_tight(self, tight: bool) -> None:
        """Take less room in a small window."""
        self._tight = tight
        for row in self.rows.values():
            row.set_tight(tight)

    def set_theme(self, theme: Theme) -> None:
        """Show another theme."""
        self._theme = theme
        for group in self.groups:
            group.set_theme(theme)

    def set_text_source(self, t: Text) -> None:
        """Speak another language."""
        self._t = t
        for group in self.groups:
            group.set_text_source(t)
