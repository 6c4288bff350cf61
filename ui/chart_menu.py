"""The menu of one chart: its curves, its axes, its view, and what becomes of it outside."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from explorer.looks import Scale, Side
from ui.action_set import ActionSet
from ui.appearance import Appearance
from ui.looker import Looker

if TYPE_CHECKING:
    from explorer.figures.figure import Figure

OUTSIDE = (
    "copy_chart", "export_png", "export_svg", "export_pdf", "export_pptx", "export_xlsx",
    "export_csv", "as_table", "export_deck", "export_report", "slide_wide", "slide_narrow",
)  # fmt: skip


class ExportMenu(QMenu):
    """What becomes of the chart in hand, which its first line names: many may be on the screen."""

    def __init__(
        self, actions: ActionSet, current: Callable[[], Figure | None], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._current = current
        self.chart = self.addAction("")
        self.chart.setEnabled(False)
        self.addSeparator()
        for name in OUTSIDE:
            self.addAction(actions.actions[name])
        self.aboutToShow.connect(self._name)

    def _name(self) -> None:
        figure = self._current()
        self.chart.setVisible(figure is not None)
        if figure is not None:
            self.chart.setText(figure.title.replace("&", "&&"))


class ChartMenu(QObject):
    """Builds the menu of a chart when it is asked for, as the chart then stands."""

    def __init__(
        self, looker: Looker, actions: ActionSet, appearance: Appearance, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._looker = looker
        self._actions = actions
        self._appearance = appearance
        self._parent = parent

    def popup(self, figure: str, at: QPoint) -> None:
        """Show the menu of a chart at a global point."""
        menu = self.menu(figure)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def menu(self, figure: str) -> QMenu:
        """Return the menu of a chart as it stands now."""
        from explorer.figures.figure import XYFigure

        menu = QMenu(self._parent)
        if self._looker.curves(figure):
            self._curves(menu, figure)
        if isinstance(self._looker.made(figure), XYFigure):
            self._axis(menu, figure, "x")
            self._axis(menu, figure, "y")
            self._view(menu, figure)
        menu.addAction(self._actions.actions["project_chart"])
        menu.addSeparator()
        for name in OUTSIDE:
            menu.addAction(self._actions.actions[name])
        return menu

    def _curves(self, menu: QMenu, figure: str) -> None:
        from explorer.figures.figure import StackFigure

        t, looker = self._appearance.t, self._looker
        curves, hidden = looker.curves(figure), looker.look(figure).hidden
        bars = isinstance(looker.made(figure), StackFigure)
        shown = menu.addMenu(t("Parts") if bars else t("Curves"))
        alone = menu.addMenu(t("Show alone"))
        shown.setObjectName("curves")
        alone.setObjectName("alone")
        shown.setEnabled(len(curves) > 1)
        alone.setEnabled(len(curves) > 1)
        for curve, name in curves:
            action = _entry(shown, name, partial(looker.toggle, figure, curve))
            _check(action, curve not in hidden)
            _entry(alone, name, partial(looker.isolate, figure, curve))
        shown.addSeparator()
        every = _entry(shown, t("Show all"), partial(looker.show_all, figure))
        every.setEnabled(bool(hidden))

    def _axis(self, menu: QMenu, figure: str, side: Side) -> None:
        from explorer.figures.figure import XYFigure
        from explorer.figures.seen import seen, why_not_log

        t, looker = self._appearance.t, self._looker
        made = looker.made(figure)
        assert isinstance(made, XYFigure)
        shown = seen(made, looker.look(figure), t)
        assert isinstance(shown, XYFigure)
        axis = menu.addMenu(t("Horizontal axis") if side == "x" else t("Vertical axis"))
        axis.setObjectName(f"axis {side}")
        axis.setToolTipsVisible(True)
        self._quantities(axis, figure, side)
        group = QActionGroup(axis)
        now = (shown.x if side == "x" else shown.y).scale
        names: dict[Scale, str] = {"linear": t("Linear"), "log": t("Logarithmic")}
        for scale, text in names.items():
            action = _entry(axis, text, partial(looker.scale, figure, side, scale))
            _check(action, scale == now)
            group.addAction(action)
            if scale == "log" and (reason := why_not_log(made, side, t)):
                action.setEnabled(False)
                action.setToolTip(reason)
                action.setText(t("{name}: {finding}").format(name=text, finding=reason))

    def _quantities(self, menu: QMenu, figure: str, side: Side) -> None:
        """Offer what else may stand on a side, where the chart has a choice."""
        from explorer.catalogue import chart
        from explorer.controls import BY_PATH

        path, scenario = chart(figure).axes.get(side), self._looker.scenario
        if path is None:
            return
        t, control, group = self._appearance.t, BY_PATH[path], QActionGroup(menu)
        now = control.chosen(scenario)
        for option in control.options(scenario):
            name = option.label if option.proper else t(option.label)
            run = partial(self._looker.choose, path, option.value)
            action = _entry(menu, name, run)
            _check(action, option == now)
            group.addAction(action)
        menu.addSeparator()

    def _view(self, menu: QMenu, figure: str) -> None:
        t, looker = self._appearance.t, self._looker
        back = _entry(menu, t("Undo the zoom"), partial(looker.back, figure))
        back.setEnabled(looker.can_go_back(figure))
        back.setObjectName("zoom_back")
        menu.addAction(self._actions.actions["reset_view"])


def _entry(menu: QMenu, text: str, run: Callable[[], object]) -> QAction:
    """Add an entry; a chip's name may hold an ampersand, which Qt takes for a key."""
    action = menu.addAction(text.replace("&", "&&"))
    action.triggered.connect(lambda _=False: run())
    return action


def _check(action: QAction, on: bool) -> None:
    action.setCheckable(True)
    action.setChecked(on)
