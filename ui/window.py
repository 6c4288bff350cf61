"""The main window: it places the panels and joins their signals, and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QMenu, QVBoxLayout, QWidget

from explorer import presets
from explorer.views import BY_ID, OVERVIEW, VIEWS
from ui import about, choices, dialogs
from ui.action_set import ActionSet
from ui.appearance import Appearance
from ui.assumptions.desk import AssumptionsDesk
from ui.baseline_choice import BaselineChoice
from ui.chart_menu import ChartMenu, ExportMenu
from ui.chip_adder import ChipAdder
from ui.chooser import Chooser
from ui.commands import Commands
from ui.crosshairs import Crosshairs
from ui.documents import Documents
from ui.explainer import Explainer
from ui.exports import Exports
from ui.guide.guide import Guide
from ui.lever_charts import LeverCharts
from ui.levers.dock import LeverDock
from ui.looker import Looker
from ui.naming import scenario_title
from ui.panels.chart_grid import ChartGrid
from ui.panels.control_bar import ControlBar
from ui.panels.headline import Headline
from ui.panels.notice import Notice
from ui.panels.pin_strip import PinStrip
from ui.panels.status import StatusLine
from ui.panels.story_bar import StoryBar
from ui.panels.toolbar import Toolbar
from ui.panels.view_tabs import ViewTabs
from ui.panes import Panes
from ui.pin_desk import PinDesk
from ui.pinboard import Pinboard
from ui.presenter import OverviewOf, Presenter
from ui.projectors import Projectors
from ui.recent import RecentMenu
from ui.recovery import Recovery
from ui.session import Session
from ui.settings import Settings
from ui.sharing import Sharing
from ui.sizing import SMALLEST
from ui.stylesheet import style_application

if TYPE_CHECKING:
    from explorer.figures.figure import Figure
    from explorer.overview import Overview

TIGHT_BELOW = 1500


class MainWindow(QMainWindow):
    """Menu, toolbar, levers, tabs, headline, charts, status.

    `overview` is the core's front door; `presenter.refresh()` brings the window up to date at once
    instead of at the next turn of the event loop.

    Signals
    -------
    closed()
        The window is closed for good.
    """

    closed = Signal()

    def __init__(
        self,
        session: Session,
        overview: OverviewOf | None = None,
        appearance: Appearance | None = None,
        settings: Settings | None = None,
    ) -> None:
        super().__init__()
        self.session = session
        self.recovery: Recovery | None = None
        self.settings = settings or Settings()
        self.appearance = appearance or Appearance(self.settings, self)
        # Before any widget is made: one that meets the sheet later keeps the system's own font.
        style_application(self.appearance.theme)
        self.presenter = Presenter(session, self.appearance, overview, self)
        self.looker = Looker(session, self.appearance, self.presenter, self)
        self.crosshairs = Crosshairs(self)
        self.toolbar = Toolbar()
        self.dock = LeverDock(session, choices.ticks, self.settings.level)
        self.tabs = ViewTabs(tuple(BY_ID))
        self.headline = Headline()
        self.controls = ControlBar()
        self.story = StoryBar()
        self.strip = PinStrip()
        self.grid = ChartGrid()
        self.notice = Notice()
        self.status = StatusLine()
        self.chooser = Chooser(
            session, self.appearance, self.toolbar, self.controls, self.notice, self
        )
        self.pinboard = Pinboard(session, self.appearance, self, self.notice.tell)
        self.assumptions = AssumptionsDesk(session, self.appearance, self.dock.reveal, self)
        self.explainer = Explainer(self.presenter, self.appearance, self.assumptions.reveal, self)
        self.commands = self._commands()
        self.actions_by_id = ActionSet(self.commands, self.appearance.t, self)
        self.chart_menu = ChartMenu(self.looker, self.actions_by_id, self.appearance, self)
        self.projectors = Projectors(
            session, self.appearance, self.presenter, self.looker, self.crosshairs,
            self.actions_by_id.actions, self._show_chart_menu, self,
        )  # fmt: skip
        self.pin_desk = PinDesk(
            self.pinboard, self.commands.chip_adder, BaselineChoice(session, self.appearance),
            self.strip, self.tabs, self.actions_by_id, self.appearance,
        )  # fmt: skip
        self._place()
        self._fill_bars()
        self._join()
        self._colour_parts()
        self._show_language()
        self.tabs.choose(session.view)

    def _commands(self) -> Commands:
        look, keep = self.appearance, self.settings
        documents = Documents(
            self.session, look, keep, self, self.notice.tell, presets.default_scenario
        )
        exports = Exports(self.session, look, keep, self, self.notice.tell, self.current_figure,
            lambda: self.presenter.current)  # fmt: skip
        guide = Guide(
            look, keep, documents, self.dock, self.tabs, self.story, self.assumptions.open,
            lambda: self.actions_by_id,
            {
                "dock": self.dock, "headline": self.headline, "grid": self.grid,
                "tabs": self.tabs, "status": self.status, "toolbar": self.toolbar,
            },
            self,
        )  # fmt: skip
        panes = Panes(
            (
                (self.toolbar, lambda: self.toolbar.pickers["chip"]),
                (self.dock, lambda: self.dock.rail if self.dock.folded else self.dock.bar.search),
                (self.tabs, lambda: self.tabs.bar),
                (self.grid, lambda: self.grid.card.view if self.grid.card else self.grid),
            )
        )
        return Commands(
            self.session, look, keep, documents, exports, self.pinboard,
            ChipAdder(self.session, self.pinboard, look, self, self.notice.tell),
            Sharing(documents, look, self, self.notice.tell),
            self.dock,
            self.toolbar,
            self.tabs,
            self.grid,
            panes,
            self.looker,
            lambda: self.projectors.open_chart(self.grid.current),
            lambda: self.projectors.open_view(self.tabs.current),
            quit=self.close,
            show_shortcuts=self._show_shortcuts,
            guide=guide,
            explain=lambda: self.explainer.explain(self.session.scenario.study.result),
            show_assumptions=self.assumptions.open,
            choose_basis=self.status.ask_basis,
            show_goal_seek=self._show_goal_seek,
            show_about=lambda: about.about_box(look.t, self).open(),
            tell=self.notice.tell,
        )  # fmt: skip

    def _place(self) -> None:
        right = QVBoxLayout()
        right.setContentsMargins(8, 8, 8, 8)
        right.setSpacing(8)
        right.addWidget(self.story)
        right.addWidget(self.strip)
        right.addWidget(self.headline)
        right.addWidget(self.controls)
        right.addWidget(self.grid, 1)
        beside = QVBoxLayout()
        beside.setSpacing(0)
        beside.addWidget(self.tabs)
        beside.addLayout(right, 1)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.dock)
        middle.addLayout(beside, 1)
        content = QWidget()
        content.setObjectName("content")
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.toolbar)
        column.addLayout(middle, 1)
        over = QHBoxLayout(self.status)
        over.setContentsMargins(0, 0, 0, 0)
        over.addWidget(self.notice)
        column.addWidget(self.status)
        content.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setCentralWidget(content)
        content.setFocus()
        self.setMinimumSize(SMALLEST)
        self.resize(1600, 900)

    def _fill_bars(self) -> None:
        found = self.actions_by_id
        found.build_menus(self.menuBar(), self.appearance.t)
        recent = self.commands.documents.open_recent
        self.recent_menu = RecentMenu(self.settings, self.appearance, recent, self)
        found.insert_menu(self.recent_menu, after="open")
        self.menuBar().setMinimumHeight(24)
        self.export_menu = ExportMenu(found, self.current_figure, self)
        self.toolbar.add_action(found.actions["undo"])
        self.toolbar.add_action(found.actions["redo"])
        self.toolbar.add_line()
        self.toolbar.add_action(found.actions["pin"], text=True)
        self.toolbar.add_action(found.actions["compare"], text=True)
        self.toolbar.add_menu("export", self.export_menu)
        self.toolbar.add_line()
        self.language_menu = QMenu(self)
        for code in ("language_en", "language_zh_CN"):
            self.language_menu.addAction(found.actions[code])
        self.toolbar.add_menu("language", self.language_menu, flat=True)
        self.toolbar.add_action(found.actions["theme_toggle"])

    def _join(self) -> None:
        self.session.changed.connect(self.dock.show_state)
        self.dock.hand.settled.connect(self.presenter.settle)
        self.session.changed.connect(self._show_names)
        self.session.looks_changed.connect(self._show_names)
        self.session.document_changed.connect(self._show_names)
        # Actions follow the steps of history, not every move of a gesture, which is one step.
        for step in (
            self.session.undo_stack.indexChanged, self.session.document_changed,
            self.dock.hand.settled, self.dock.hand.touched,
        ):  # fmt: skip
            step.connect(self.actions_by_id.refresh)
        self.session.refused.connect(self.notice.tell)
        self.presenter.ready.connect(self._show)
        self.presenter.seen.connect(self.grid.set_figures)
        self.presenter.seen.connect(self.crosshairs.follow)
        self.presenter.waiting.connect(self.grid.set_waiting)
        self.presenter.failed.connect(self.notice.tell)
        self.session.changed.connect(self.notice.age)
        self.presenter.ready.connect(self.notice.overtake)
        self.appearance.theme_changed.connect(self._show_theme)
        self.appearance.language_changed.connect(self._show_language)
        self.tabs.chosen.connect(self._show_view)
        self.session.replaced.connect(lambda: self.tabs.choose(self.session.view))
        self.grid.expand_asked.connect(self._expand)
        self.grid.menu_asked.connect(self._show_chart_menu)
        self.grid.picked.connect(self.assumptions.reveal)
        self.grid.made.connect(self.looker.attend)
        self.looker.dragged.connect(self.dock.hand.drag)
        self.looker.dropped.connect(self.dock.hand.drop)
        self.grid.made.connect(lambda _, view: self.crosshairs.attend(view))
        self.headline.asked.connect(self.explainer.explain)
        self.lever_charts = LeverCharts(
            self.session, self.presenter, self.dock, self.tabs.choose, self
        )
        self.status.basis_asked.connect(self.chooser.choose_basis)
        found = self.actions_by_id
        self.status.asked.connect(
            lambda path: (found.run if path in found.actions else self.assumptions.reveal)(path)
        )

    def current_figure(self) -> Figure | None:
        """Return the chart that copy and export act on."""
        return self.presenter.figures.get(self.grid.current)

    def _show(self, found: Overview) -> None:
        self.headline.set_tiles(found.tiles, self.appearance.t)
        self.status.set_status(found.status)
        self.dock.show_effects(found.effects)

    def _show_names(self) -> None:
        t, session = self.appearance.t, self.session
        self.chooser.show_state()
        title = scenario_title(session.scenario, session.start, t)
        self.toolbar.title.set_title(title, dirty=session.dirty, hint=t("not saved"))
        self.pin_desk.show_state()
        file = session.path.name if session.path else title
        self.setWindowTitle(f"{file}[*] - Siliconomics")
        if self.isWindowModified() != session.dirty:
            self.setWindowModified(session.dirty)

    def _show_theme(self) -> None:
        style_application(self.appearance.theme)
        self._colour_parts()

    def _colour_parts(self) -> None:
        theme = self.appearance.theme
        for part in (
            self.toolbar, self.dock, self.tabs, self.headline, self.controls, self.strip,
            self.grid, self.status,
        ):  # fmt: skip
            part.set_theme(theme)
        self.actions_by_id.retranslate(self.appearance.t, theme.text2)
        self.pin_desk.show_theme()
        self.toolbar.name_menus(self.appearance)

    def _show_language(self) -> None:
        t = self.session.t = self.appearance.t
        self.actions_by_id.retranslate(t, self.appearance.theme.text2)
        self.dock.set_text_source(t)
        self.tabs.set_texts({view.id: t(view.label) for view in VIEWS}, t)
        self.grid.set_text_source(t)
        self.controls.set_text_source(t)
        self.story.set_text_source(t)
        self.strip.set_text_source(t)
        self.notice.set_texts(t("Close"), t("Undo"))
        self.toolbar.name_menus(self.appearance)
        self._show_names()

    def _show_view(self, view: str) -> None:
        self.session.view = view
        self.grid.show_view(BY_ID[view])
        self.controls.show_view(BY_ID[view])
        self.dock.show_view(view)
        self.presenter.show_view(BY_ID[view])
        self.actions_by_id.refresh()

    def _expand(self, name: str) -> None:
        """Show a chart large: on its own tab if it has one, else over the others of its view."""
        if self.tabs.current == name:
            self.tabs.choose(OVERVIEW.id)
        elif name in BY_ID:
            self.tabs.choose(name)
        else:
            self.grid.show_alone(None if self.grid.alone else name)
            self.presenter.refresh()

    def _show_chart_menu(self, name: str, at: QPoint) -> None:
        self.grid.current = name
        self.chart_menu.popup(name, at)

    def _show_shortcuts(self) -> None:
        t = self.appearance.t
        dialogs.shortcut_sheet(self.actions_by_id.shortcuts(t), t, self).open()

    def _show_goal_seek(self) -> None:
        from ui.goal_dialog import GoalDialog

        GoalDialog(self.session, self.appearance.t, self.appearance.theme, self).show()

    def open_file(self, path: Path) -> bool:
        """Open a scenario file; False, with a line in the window, if it cannot be read."""
        return self.commands.documents.load(path)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Ask for the first charts when the frame is painted: it is seen while they are made."""
        super().paintEvent(event)
        if self.presenter.current is None:
            self.presenter.coalescer.request()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Give way in the house's order when the window is narrow."""
        super().resizeEvent(event)
        tight = self.width() < TIGHT_BELOW
        self.dock.set_tight(tight)
        self.toolbar.set_tight(tight)
        self.tabs.set_tight(tight)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Ask about unsaved work, remember the window."""
        if not self.commands.documents.may_discard():
            event.ignore()
            return
        self.settings.geometry = self.saveGeometry()
        self.settings.level = self.dock.bar.level
        super().closeEvent(event)
        self.projectors.close_all()
        self.grid.dispose()
        self.dock.chart.dispose()
        self.closed.emit()
