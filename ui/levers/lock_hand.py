"""Joins locks to the session: the panel of what is held, the padlocks, and what gives way."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from PySide6.QtCore import QObject

from explorer.analysis.fixed import lock_lever
from explorer.analysis.locks import Lock, giving_paths, lock_change
from explorer.change import Change
from explorer.lever import lever_name
from explorer.levers import BY_PATH
from explorer.text import Text
from ui.levers.lock_panel import LockPanel
from ui.levers.row import LeverRow
from ui.session import Session


class LockHand(QObject):
    """Every wish of the panel is one change; the rows show what a lock does to them."""

    def __init__(
        self, session: Session, panel: LockPanel, rows: Mapping[str, LeverRow], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._panel = panel
        self._rows = rows
        self._t: Text = str
        self.giving: tuple[str, ...] = ()
        """Levers that a lock on a quantity moves."""
        self._locked: tuple[tuple[str, ...], int] = ((), 0)
        """Levers that are shown locked, and of how many."""
        panel.hold_asked.connect(self._hold)
        panel.giving_asked.connect(self._give)

    def set_text_source(self, t: Text) -> None:
        """Speak another language."""
        self._t = t
        self._panel.set_text_source(t)

    def show_state(self) -> None:
        """Show the session's lock."""
        self._panel.show_state(self._session.scenario)
        fixed = self._session.scenario.lock.fixed
        shown = (fixed, len(self._rows))
        if shown != self._locked:
            self._locked = shown
            for path, row in self._rows.items():
                row.set_locked(path in fixed)
        giving = giving_paths(self._session.scenario)
        if giving != self.giving:
            for path in {*self.giving, *giving} & self._rows.keys():
                self._rows[path].set_giving(path in giving)
            self.giving = giving

    def lock_lever(self, path: str, locked: bool) -> None:
        """Keep the lever at `path` as it is, or let it go."""
        verb = self._t("Lock {name}") if locked else self._t("Unlock {name}")
        label = verb.format(name=lever_name(BY_PATH[path], self._t))
        change = lock_lever(self._session.scenario, path, locked, label)
        self._session.apply(change, rebase=True)

    def _hold(self, hold: str) -> None:
        change = lock_change(self._session.scenario, cast("Lock", hold), self._t("Hold"))
        self._session.apply(change, rebase=True)

    def _give(self, path: str) -> None:
        self._session.apply(Change.of("lock.gives_way", path, self._t("Hold")), rebase=True)
