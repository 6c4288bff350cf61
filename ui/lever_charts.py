"""While all levers are shown: what the one in hand does to the result in question, below them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from explorer.change import Change
from explorer.levers import LEVERS
from ui.levers.dock import LeverDock
from ui.presenter import Presenter
from ui.session import Session

if TYPE_CHECKING:
    from explorer.figures.figure import Figure

_OWNER = "levers"
_PATHS = frozenset(lever.path for lever in LEVERS)


class LeverCharts(QObject):
    """Keeps the dock's chart on the lever that was moved last; before any was, on the study's.

    `show_view` shows a tab of the window.
    """

    def __init__(
        self,
        session: Session,
        presenter: Presenter,
        dock: LeverDock,
        show_view: Callable[[str], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._presenter = presenter
        self._dock = dock
        self._show_view = show_view
        self.path = ""
        """The lever whose chart is shown, "" for none."""
        dock.bar.filter_changed.connect(self.follow)
        dock.hand.touched.connect(self.follow)
        session.replaced.connect(self.follow)
        dock.chart.more_asked.connect(self._study)
        presenter.seen.connect(self._show)
        self.follow()

    def follow(self) -> None:
        """Show the chart of the lever in hand, or none where only the basic levers are shown."""
        path = ""
        if self._dock.bar.level == "advanced":
            current = self._dock.hand.current
            path = current if current in _PATHS else self.path or self._session.scenario.study.x
        if path == self.path:
            return
        self.path = path
        self._dock.show_chart(path)
        self._presenter.project(self._figures(), _OWNER)

    def _figures(self) -> tuple[str, ...]:
        from explorer.figures.sweep import over_id

        return (over_id(self.path),) if self.path else ()

    def _show(self, figures: dict[str, Figure]) -> None:
        for name in self._figures():
            if name in figures:
                self._dock.chart.set_figure(figures[name])

    def _study(self) -> None:
        """Take the lever to the analyses."""
        session = self._session
        if session.apply(Change.of("study.x", self.path, session.t("Lever across")), rebase=True):
            self._show_view("analysis")
