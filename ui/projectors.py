"""The second windows of a main window: all follow its session, and go when it goes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QAction

from explorer.views import BY_ID, Cell, View
from ui.appearance import Appearance
from ui.crosshairs import Crosshairs
from ui.looker import Looker
from ui.naming import scenario_title
from ui.presenter import Presenter
from ui.projector import Projector
from ui.session import Session

if TYPE_CHECKING:
    from explorer.figures.figure import Figure
    from ui.charts.chart_view import ChartView


class Projectors(QObject):
    """Opens projectors and keeps them as they should be: figures, words, theme, crosshair.

    `ask_menu` shows the menu of a chart at a global point.
    """

    def __init__(
        self,
        session: Session,
        appearance: Appearance,
        presenter: Presenter,
        looker: Looker,
        crosshairs: Crosshairs,
        actions: dict[str, QAction],
        ask_menu: Callable[[str, QPoint], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._appearance = appearance
        self._presenter = presenter
        self._looker = looker
        self._crosshairs = crosshairs
        self._actions = actions
        self._ask_menu = ask_menu
        self.windows: list[Projector] = []
        presenter.seen.connect(self._show)
        presenter.waiting.connect(self._mark_waiting)
        session.document_changed.connect(self._name)
        appearance.theme_changed.connect(self._colour)
        appearance.language_changed.connect(self._speak)

    def open_chart(self, figure: str) -> Projector:
        """Show one chart in a window of its own."""
        return self._open(View(f"{figure} alone", "", (Cell(figure),)))

    def open_view(self, view: str) -> Projector:
        """Show the charts of a tab in a window of their own."""
        return self._open(BY_ID[view])

    def close_all(self) -> None:
        """Close every window, as the main one goes."""
        for window in tuple(self.windows):
            window.close()

    def _open(self, view: View) -> Projector:
        """Return the window of a view: the one that there is already, or a new one."""
        for window in self.windows:
            if window.view == view:
                window.raise_()
                window.activateWindow()
                return window
        window = Projector(view, self._actions)
        window.gone.connect(lambda: self._forget(window))
        window.grid.made.connect(self._attend)
        window.grid.menu_asked.connect(self._ask_menu)
        window.grid.set_theme(self._appearance.theme)
        window.grid.set_text_source(self._appearance.t)
        window.show_view()
        self.windows.append(window)
        self._project()
        self._name()
        window.show()
        return window

    def _attend(self, figure: str, view: ChartView) -> None:
        self._looker.attend(figure, view)
        self._crosshairs.attend(view)

    def _project(self) -> None:
        """Have everything evaluated that is on a projector, and no more."""
        every = (figure for window in self.windows for figure in window.view.figures)
        self._presenter.project(tuple(dict.fromkeys(every)), "projectors")

    def _show(self, figures: dict[str, Figure]) -> None:
        for window in self.windows:
            window.grid.set_figures(figures)
        self._name()

    def _mark_waiting(self, names: frozenset[str]) -> None:
        for window in self.windows:
            window.grid.set_waiting(names)

    def _name(self) -> None:
        if not self.windows:
            return
        t, session = self._appearance.t, self._session
        scenario = scenario_title(session.scenario, session.start, t)
        for window in self.windows:
            made = self._presenter.figures.get(window.view.figures[0])
            chart = made.title if made is not None else ""
            window.setWindowTitle(
                t("{name}: {finding}").format(
                    name=t(window.view.label) if window.view.label else chart, finding=scenario
                )
            )

    def _colour(self) -> None:
        for window in self.windows:
            window.grid.set_theme(self._appearance.theme)

    def _speak(self) -> None:
        for window in self.windows:
            window.grid.set_text_source(self._appearance.t)
        self._name()

    def _forget(self, window: Projector) -> None:
        self.windows.remove(window)
        for card in window.grid.cards.values():
            self._crosshairs.leave(card.view)
        self._project()
