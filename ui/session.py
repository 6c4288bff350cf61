"""The one gate through which a scenario changes; undo, redraw and autosave hang on it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from explorer.analysis.fixed import respected
from explorer.analysis.locks import kept
from explorer.analysis.uncertain import exactly
from explorer.change import Change, apply
from explorer.files.workspace import Workspace
from explorer.levers import changed_levers
from explorer.looks import Look, Looks, with_look
from explorer.pins import Pins, baseline_of
from explorer.refusal import told
from explorer.spec.scenario import Scenario
from explorer.text import Text
from explorer.views import OVERVIEW


@dataclass(frozen=True, slots=True)
class State:
    """What undo brings back: the scenario, what it started from, what is pinned, how it looks."""

    scenario: Scenario
    start: Scenario
    pins: Pins = ()
    looks: Looks = field(default_factory=dict)


class Session(QObject):
    """A scenario under change, what it is held against, and its history.

    A what-if leaves the start; a choice of another chip, model or layout is a new starting
    point. The start is the baseline unless a pinned scenario is.

    Signals
    -------
    changed()
        Scenario, baseline or pins are new; read them from the properties.
    looks_changed()
        Charts are to be seen another way, of the same scenario.
    replaced()
        Another scenario was opened; history is gone.
    refused(str)
        A change was not possible; the line says why, the scenario is untouched.
    document_changed()
        The file or whether it is saved has changed.
    """

    changed = Signal()
    looks_changed = Signal()
    replaced = Signal()
    refused = Signal(str)
    document_changed = Signal()

    def __init__(
        self,
        scenario: Scenario,
        start: Scenario | None = None,
        parent: QObject | None = None,
        pins: Pins = (),
        looks: Looks | None = None,
        view: str = "",
    ) -> None:
        super().__init__(parent)
        self.view = view or OVERVIEW.id
        """The view that is shown; a file keeps it, history does not."""
        self._state = State(scenario, start or scenario, pins, looks or {})
        self._path: Path | None = None
        self._changed: tuple[State | None, tuple[str, ...]] = (None, ())
        self.t: Text = str
        """Speaks what a lock refuses."""
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
    def looks(self) -> Looks:
        """How charts are seen, those that are not as they were made."""
        return self._state.looks

    @property
    def workspace(self) -> Workspace:
        """What a file or a shared text holds of all this."""
        view = "" if self.view == OVERVIEW.id else self.view
        return Workspace(self.scenario, self.pins, self.looks, view)

    @property
    def path(self) -> Path | None:
        """The file of the scenario, None before it has one."""
        return self._path

    @property
    def dirty(self) -> bool:
        """Whether something is not in the file that was worth saving: looks alone are not."""
        stack = self.undo_stack
        if stack.isClean():
            return False
        ends = sorted((stack.cleanIndex(), stack.index()))
        steps = (stack.command(number) for number in range(max(ends[0], 0), ends[1]))
        return ends[0] < 0 or any(isinstance(s, _Step) and s.alters for s in steps)

    @property
    def changed_paths(self) -> tuple[str, ...]:
        """Paths of the levers that differ from the start, in table order."""
        if self._changed[0] is not self._state:
            self._changed = self._state, changed_levers(self.scenario, self.start)
        return self._changed[1]

    def apply(self, change: Change, *, rebase: bool = False) -> bool:
        """Make `change` one step of history; False, with `refused`, if it is not valid.

        `rebase` makes the same change to the start: a new starting point, not a what-if.
        """
        try:
            shipped = change
            change = kept(self.scenario, respected(self.scenario, change, self.t), self.t)
            scenario = apply(self.scenario, change)
            # Another starting point is what it is; only the scenario keeps its locked levers.
            start = self.start
            if rebase:
                start = apply(start, kept(self.scenario, shipped, self.t))
        except ValueError as error:
            self.refused.emit(told(error, self.t))
            return False
        after = replace(self._state, scenario=scenario, start=start)
        self.become(after, change.label, change.merge)
        return True

    def become(self, after: State, label: str, merge: str = "") -> None:
        """Make `after` the state, as one step of history if it differs.

        Changes of one gesture, told by their `merge` key, extend its step in place: Qt's own way
        of merging would leave the shell of a command behind for every move of a slider.
        """
        if after == self._state:
            return
        step = self._open_step(merge)
        if step is None:
            self.undo_stack.push(_Step(self, self._state, after, label, merge))
        elif after == step.before:
            # A gesture that ends where it began is no step. Qt takes an obsolete one off without
            # undoing it.
            step.setObsolete(True)
            self.undo_stack.undo()
            self.restore(after)
        else:
            step.extend(after, label)

    def _open_step(self, merge: str) -> _Step | None:
        """Return the last step, if it is of this gesture and nothing was undone or saved since."""
        stack = self.undo_stack
        if not merge or not stack.index() or stack.index() < stack.count() or stack.isClean():
            return None
        last = stack.command(stack.index() - 1)
        return last if isinstance(last, _Step) and last.merge == merge else None

    def pin(self, pins: Pins, label: str) -> None:
        """Make `pins` the scenarios pinned, as one step of history."""
        self.become(replace(self._state, pins=pins), label)

    def show(self, figure: str, look: Look, label: str, merge: str = "") -> None:
        """See a chart another way, as one step of history; see `become`."""
        looks = with_look(self.looks, figure, look)
        self.become(replace(self._state, looks=looks), label, merge)

    def reset(self, paths: tuple[str, ...], label: str) -> bool:
        """Bring the fields at `paths` back to the start in one step, exact again."""
        values = tuple((path, self.start.value(path)) for path in paths)
        return self.apply(Change((*values, *exactly(self.scenario, paths)), label))

    def replace(
        self,
        scenario: Scenario,
        start: Scenario,
        path: Path | None = None,
        pins: Pins = (),
        looks: Looks | None = None,
        view: str = "",
    ) -> None:
        """Start over with another scenario, without history; no view keeps the present one."""
        self._path = path
        self.view = view or self.view
        self.undo_stack.clear()
        self._state = State(scenario, start, pins, looks or {})
        self.changed.emit()
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
        before, self._state = self._state, state
        if state.looks != before.looks:
            self.looks_changed.emit()
        if not same_numbers(state, before):
            self.changed.emit()


def same_numbers(one: State, other: State) -> bool:
    """Return whether two states differ in looks at most."""
    return one.scenario is other.scenario and one.start is other.start and one.pins is other.pins


class _Step(QUndoCommand):
    """From one state to another."""

    def __init__(
        self, session: Session, before: State, after: State, label: str, merge: str
    ) -> None:
        super().__init__(label)
        self._session = session
        self._after = after
        self.before = before
        self.merge = merge
        self.alters = not same_numbers(before, after)

    def extend(self, after: State, label: str) -> None:
        """Lead to `after` instead."""
        self._after = after
        self.alters |= not same_numbers(self.before, after)
        self.setText(label)
        self._session.restore(after)

    def redo(self) -> None:
        self._session.restore(self._after)

    def undo(self) -> None:
        self._session.restore(self.before)
