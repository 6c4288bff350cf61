"""Asks the core for the overview of the session and hands it to whoever shows it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from explorer.pins import Pins
from explorer.refusal import told
from explorer.spec.scenario import Scenario
from explorer.text import Text
from explorer.views import DEAR, OVERVIEW, Cell, View
from ui.appearance import Appearance
from ui.coalescer import Coalescer
from ui.pace import Pace
from ui.session import Session

if TYPE_CHECKING:
    from explorer.figures.figure import Figure
    from explorer.overview import Overview

OverviewOf = Callable[[Scenario, Scenario, Text, View, Pins], "Overview"]
"""Scenario, baseline, language, view and pinned scenarios to everything the window shows."""


class Presenter(QObject):
    """One evaluation and one redraw per turn of the event loop, however many events came.

    Dear charts follow a hand while all is evaluated within a frame; else they wait for `settle`,
    or for the hand to rest. `evaluate` is the core's front door, a `Comparer` if none is given.

    Signals
    -------
    ready(Overview)
        What is to be shown now.
    seen(dict)
        The charts that are new, by id, as the reader wants to see them.
    waiting(frozenset)
        The charts that do not show the scenario as it is yet; none when all do again.
    failed(str)
        The core could not evaluate the scenario; the line says why.
    """

    ready = Signal(object)
    seen = Signal(object)
    waiting = Signal(object)
    failed = Signal(str)

    def __init__(
        self,
        session: Session,
        appearance: Appearance,
        evaluate: OverviewOf | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._appearance = appearance
        self._evaluate = evaluate
        self.current: Overview | None = None
        self.figures: dict[str, Figure] = {}
        """What is shown of every chart: with curves hidden, zoomed, scaled."""
        self.made: dict[str, Figure] = {}
        """Every chart evaluated, those on projectors too, as its builder made it."""
        self.view = OVERVIEW
        self._projected: dict[str, tuple[str, ...]] = {}
        self._late: frozenset[str] = frozenset()
        self.coalescer = Coalescer(self)
        self.coalescer.due.connect(self._follow)
        self.pace = Pace(self)
        self.pace.rested.connect(lambda: self.pace.do(self.refresh))
        session.changed.connect(self.coalescer.request)
        session.looks_changed.connect(self._look_again)
        appearance.language_changed.connect(self.coalescer.request)

    def project(self, figures: tuple[str, ...], owner: str) -> None:
        """Evaluate these charts too for `owner`, whatever view is shown, in place of its last."""
        more = set(figures) - set(self._extra)
        self._projected[owner] = figures
        if self.current is None:
            return
        if more - set(self.view.figures):
            self.refresh()
        elif more:
            self.seen.emit({name: self.figures[name] for name in more if name in self.figures})

    @property
    def _extra(self) -> tuple[str, ...]:
        every = (name for figures in self._projected.values() for name in figures)
        return tuple(dict.fromkeys(every))

    @property
    def _asked(self) -> View:
        """The view with what is asked for beside it, under an id of its own where that is more."""
        more = tuple(name for name in self._extra if name not in self.view.figures)
        if not more:
            return self.view
        cells = (*self.view.cells, *map(Cell, more))
        return replace(self.view, id=f"{self.view.id} + {' '.join(more)}", cells=cells)

    def show_view(self, view: View) -> None:
        """Evaluate what another view needs, and show it now."""
        self.view = view
        self.refresh()
        self.pace.forget()

    def settle(self) -> None:
        """Show now what was left behind a move: the hand let go."""
        self.coalescer.flush()
        self.pace.settle()

    def _follow(self) -> None:
        """Show a move, without what is too dear to be shown with every one."""
        late = DEAR.intersection(self._asked.figures)
        if not late or self.pace.follows:
            self.pace.do(self.refresh)
            return
        self._evaluate_and_show(late)
        self.pace.wait()

    def refresh(self) -> None:
        """Evaluate and show everything now."""
        self._evaluate_and_show(frozenset())

    def _evaluate_and_show(self, late: frozenset[str]) -> None:
        session = self._session
        if self._evaluate is None:
            # The core's charts are loaded with the first of them; the frame does without.
            from explorer.comparison import Comparer

            self._evaluate = Comparer()
        try:
            found = self._evaluate(
                session.scenario, session.baseline, self._appearance.t,
                self._asked.without(late), session.pins,
            )  # fmt: skip
        except ValueError as error:
            self.failed.emit(told(error, self._appearance.t))
            return
        behind = {name: made for name, made in self.made.items() if name in late}
        self.made = found.figures | behind
        own = {name: self.made[name] for name in self.view.figures if name in self.made}
        self.current = found if own.keys() == found.figures.keys() else replace(found, figures=own)
        self.ready.emit(self.current)
        self._look_again()
        if late != self._late:
            self._late = late
            self.waiting.emit(late)

    def _look_again(self) -> None:
        """Show the charts evaluated last as they are to be seen now."""
        if self.current is None:
            return
        from explorer.figures.seen import all_seen

        before = self.figures
        self.figures = all_seen(self.made, self._session.looks, self._appearance.t)
        self.seen.emit({n: made for n, made in self.figures.items() if made is not before.get(n)})
