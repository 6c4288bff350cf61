"""The one gate through which a scenario changes; undo, redraw and autosave hang on it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from explorer.change import Change, apply
from explorer.spec.scenario import Scenario
from ui.naming import changed_levers

_MERGEABLE = 1


@dataclass(frozen=True, slots=True)
class State:
    """What undo brings back: the scenario and the state it is held against."""

    scenario: Scenario
    baseline: Scenario


class Session(QObject):
    """A scenario under change, its baseline and its history.

    A what-if leaves the baseline; a choice of another chip, model or layout is a new starting
    point and moves the baseline along.

    Signals
    -------
    changed()
        Scenario or baseline are new; read them from the properties.
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
        self, scenario: Scenario, baseline: Scenario | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._state = State(scenario, baseline or scenario)
        self._path: Path | None = None
        self.undo_stack = QUndoStack(self)
        self.undo_stack.cleanChanged.connect(self.document_changed)

    @property
    def scenario(self) -> Scenario:
        """The scenario as it is now."""
        return self._state.scenario

    @property
    def baseline(self) -> Scenario:
        """The scenario as shipped, without any what-if."""
        return self._state.baseline

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
        """Paths of the levers that differ from the baseline, in table order."""
        return changed_levers(self.scenario, self.baseline)

    def apply(self, change: Change, *, rebase: bool = False) -> bool:
        """Make `change` one step of history; False, with `refused`, if it is not valid.

        `rebase` makes the same change to the baseline: a new starting point, not a what-if.
        """
        try:
            scenario = apply(self.scenario, change)
            baseline = apply(self.baseline, change) if rebase else self.baseline
        except ValueError as error:
            self.refused.emit(str(error))
            return False
        after = State(scenario, baseline)
        if after != self._state:
            self.undo_stack.push(_Step(self, self._state, after, change.label, change.merge))
        return True

    def reset(self, paths: tuple[str, ...], label: str) -> bool:
        """Bring the fields at `paths` back to the baseline in one step."""
        values = tuple((path, self.baseline.value(path)) for path in paths)
        return self.apply(Change(values, label))

    def replace(self, scenario: Scenario, baseline: Scenario, path: Path | None = None) -> None:
        """Start over with another scenario; history is gone."""
        self._path = path
        self.undo_stack.clear()
        self.restore(State(scenario, baseline))
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
