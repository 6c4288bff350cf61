"""The one gate through which a scenario changes; undo, redraw and autosave hang on it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from explorer.change import Change, apply
from explorer.pins import Pins, baseline_of
from explorer.spec.scenario import Scenario
from ui.naming import changed_levers

_MERGEABLE = 1


@dataclass(frozen=True, slots=True)
class State:
    """What undo brings back: the scenario, what it started from, and the scenarios pinned."""

    scenario: Scenario
    start: Scenario
    pins: Pins = ()


class Session(QObject):
    """A scenario under change, what it is held against, and its history.

    A what-if leaves the start; a choice of another chip, model or layout is a new starting
    point. The start is the baseline unless a pinned scenario is.

    Signals
    -------
    changed()
        Scenario, baseline or pins are new; read them from the properties.
    replaced()
        Another scenario was opened; history is gone.
    refused(str)
        A change was not possible; the line says why, the scenario is untouched.
    document_changed()
        The file or whether it is saved has changed.
    """

    changed = Signal()
    replaced = Signal()
    refused = Signal(str)
    document_changed = Signal()

    def __init__(
        self,
        scenario: Scenario,
        start: Scenario | None = None,
        parent: QObject | None = None,
        pins: Pins = (),
    ) -> None:
        super().__init__(parent)
        self._state = State(scenario, start or scenario, pins)
        self._path: Path | None = None
        self.undo_stack = QUndoStack(self)
        self.undo_stack.cleanChanged.connect(self.document_changed)

    @property
    def scenario(self) -> Scenario:
        """The scenario as it is now."""
        return self._state.scenario

    @property
    def start(self) -> Scenario:
        """The scenario as shipped, without any what-if; what a reset brings back."""
        return self._state.start

    @property
    def baseline(self) -> Scenario:
        """What the scenario is held against: the pin that is the baseline, else its start."""
        held = baseline_of(self._state.pins)
        return held.scenario if held else self._state.start

    @property
    def pins(self) -> Pins:
        """The scenarios pinned beside this one."""
        return self._state.pins

    @property
    def path(self) -> Path | None:
        """The file of the scenario, None before it has one."""
        return self._path

    @property
    def dirty(self) -> bool:
        """Whether something is not in the file."""
        return not self.undo_stack.isClean()

    @property
    def changed_paths(self) -> tuple[str, ...]:
        """Paths of the levers that differ from the start, in table order."""
        return changed_levers(self.scenario, self.start)

    def apply(self, change: Change, *, rebase: bool = False) -> bool:
        """Make `change` one step of history; False, with `refused`, if it is not valid.

        `rebase` makes the same change to the start: a new starting point, not a what-if.
        """
        try:
            scenario = apply(self.scenario, change)
            start = apply(self.start, change) if rebase else self.start
        except ValueError as error:
            self.refused.emit(str(error))
            return False
        self.become(State(scenario, start, self.pins), change.label, change.merge)
        return True

    def become(self, after: State, label: str, merge: str = "") -> None:
        """Make `after` the state, as one step of history if it differs."""
        if after != self._state:
            self.undo_stack.push(_Step(self, self._state, after, label, merge))

    def pin(self, pins: Pins, label: str) -> None:
        """Make `pins` the scenarios pinned, as one step of history."""
        self.become(replace(self._state, pins=pins), label)

    def reset(self, paths: tuple[str, ...], label: str) -> bool:
        """Bring the fields at `paths` back to the start in one step."""
        values = tuple((path, self.start.value(path)) for path in paths)
        return self.apply(Change(values, label))

    def replace(
        self, scenario: Scenario, start: Scenario, path: Path | None = None, pins: Pins = ()
    ) -> None:
        """Start over with another scenario; history is gone."""
        self._path = path
        self.undo_stack.clear()
        self.restore(State(scenario, start, pins))
        self.document_changed.emit()
        self.replaced.emit()

    def mark_saved(self, path: Path) -> None:
        """Take note that the scenario is in the file at `path` as it is now."""
        self._path = path
        self.undo_stack.setClean()
        self.document_changed.emit()

    def detach(self) -> None:
        """Take note that the scenario is in no file of the user's (a recovered one)."""
        self._path = None
        self.undo_stack.resetClean()
        self.document_changed.emit()

    def restore(self, state: State) -> None:
        """Show `state`; for the steps of history only."""
        self._state = state
        self.changed.emit()


class _Step(QUndoCommand):
    """From one state to another; steps of the same gesture merge."""

    def __init__(
        self, session: Session, before: State, after: State, label: str, merge: str
    ) -> None:
        super().__init__(label)
        self._session = session
        self._before = before
        self._after = after
        self._merge = merge

    def id(self) -> int:
        return _MERGEABLE if self._merge else -1

    def mergeWith(self, other: QUndoCommand) -> bool:  # noqa: N802
        if not isinstance(other, _Step) or other._merge != self._merge:
            return False
        self._after = other._after
        # The wrapper of a merged step outlives it, so it must hold no scenario of its own.
        other._before = other._after = self._before
        self.setText(other.text())
        # A drag that ends where it began is no step.
        self.setObsolete(self._after == self._before)
        return True

    def redo(self) -> None:
        self._session.restore(self._after)

    def undo(self) -> None:
        self._session.restore(self._before)
