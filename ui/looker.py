"""What the hand asks of a chart, made one step of history: curves hidden, zooms, scales."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from explorer import looks
from explorer.change import Change
from explorer.looks import PLAIN, Look, Range, Scale, Side
from explorer.spec.scenario import Scenario
from ui.appearance import Appearance
from ui.presenter import Presenter
from ui.session import Session

if TYPE_CHECKING:
    from collections.abc import Mapping

    from explorer.figures.figure import Figure
    from ui.charts.chart_view import ChartView


class Looker(QObject):
    """Turns what charts report into other looks of the session; knows every chart by its id.

    Signals
    -------
    dragged(str, float), dropped()
        The point where the scenario runs is dragged to this value of this path; it is let go.
    """

    dragged = Signal(str, float)
    dropped = Signal()

    def __init__(
        self,
        session: Session,
        appearance: Appearance,
        presenter: Presenter,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._appearance = appearance
        self._presenter = presenter
        self._before: dict[str, list[tuple[int, Mapping[str, Range]]]] = {}
        session.replaced.connect(self._before.clear)

    def attend(self, figure: str, view: ChartView) -> None:
        """Do what the hand asks for on `view`, which shows the chart `figure`."""
        view.named.connect(lambda curve, twice: self._named(figure, curve, twice=twice))
        view.zoom_asked.connect(lambda asked, gesture: self.zoom(figure, asked, gesture))
        view.reset_asked.connect(lambda: self.reset(figure))
        view.back_asked.connect(lambda: self.back(figure))
        view.dragged.connect(self.dragged)
        view.dropped.connect(self.dropped)

    @property
    def scenario(self) -> Scenario:
        """The scenario that the charts are of."""
        return self._session.scenario

    def look(self, figure: str) -> Look:
        """Return how a chart is seen."""
        return self._session.looks.get(figure, PLAIN)

    def made(self, figure: str) -> Figure | None:
        """Return a chart as its builder made it, None where it is not shown."""
        return self._presenter.made.get(figure)

    def curves(self, figure: str) -> tuple[tuple[str, str], ...]:
        """Return id and name of every curve of a chart."""
        from explorer.figures.seen import curves

        made = self.made(figure)
        return curves(made, self._appearance.t) if made is not None else ()

    def toggle(self, figure: str, curve: str) -> None:
        """Hide a curve, or show it again."""
        t, look = self._appearance.t, self.look(figure)
        verb = t("Show {curve}") if curve in look.hidden else t("Hide {curve}")
        label = verb.format(curve=self._name(figure, curve))
        self._show(figure, looks.toggled(look, curve), label, f"name {figure} {curve}")

    def isolate(self, figure: str, curve: str) -> None:
        """Leave one curve alone, or show all again where it was."""
        self._isolate(figure, curve, self.look(figure))

    def show_all(self, figure: str) -> None:
        """Show every curve."""
        shown = replace(self.look(figure), hidden=frozenset())
        self._show(figure, shown, self._appearance.t("Show all"))

    def scale(self, figure: str, side: Side, scale: Scale) -> None:
        """Give a side another scale."""
        t = self._appearance.t
        label = t("Logarithmic axis") if scale == "log" else t("Linear axis")
        found = looks.scaled(self.look(figure), side, scale, self._quantities(figure)[side])
        self._show(figure, found, label)

    def choose(self, path: str, value: object) -> None:
        """Put something else on an axis: the choice at `path`, as the pickers above charts do."""
        from explorer.controls import BY_PATH

        control = BY_PATH[path]
        values = control.values(self._session.scenario, value)
        self._session.apply(Change(values, self._appearance.t(control.label)), rebase=True)

    def zoom(self, figure: str, asked: Mapping[Side, Range], gesture: int) -> None:
        """Show other ranges; those of one gesture are one step."""
        look, quantities = self.look(figure), self._quantities(figure)
        ranges = {quantities[side]: ends for side, ends in asked.items()}
        before = self._before.setdefault(figure, [])
        if not before or before[-1][0] != gesture:
            before.append((gesture, look.zoom))
        found = looks.zoomed(look, ranges)
        self._show(figure, found, self._appearance.t("Zoom"), f"zoom {figure} {gesture}")

    def can_go_back(self, figure: str) -> bool:
        """Return whether there is a zoom to take back."""
        return bool(self._before.get(figure)) and bool(self.look(figure).zoom)

    def back(self, figure: str) -> None:
        """Take the last zoom back."""
        if self.can_go_back(figure):
            _, zoom = self._before[figure].pop()
            shown = replace(self.look(figure), zoom=zoom)
            self._show(figure, shown, self._appearance.t("Undo the zoom"))

    def reset(self, figure: str) -> None:
        """End every zoom of what stands on the chart's axes now."""
        self._before.pop(figure, None)
        found = looks.unzoomed(self.look(figure), self._quantities(figure).values())
        self._show(figure, found, self._appearance.t("Reset the view"))

    def _named(self, figure: str, curve: str, *, twice: bool) -> None:
        if twice:
            # The first click of the two has been taken as one: what it did is undone.
            self._isolate(figure, curve, looks.toggled(self.look(figure), curve))
        else:
            self.toggle(figure, curve)

    def _isolate(self, figure: str, curve: str, look: Look) -> None:
        t = self._appearance.t
        found = looks.isolated(look, curve, (name for name, _ in self.curves(figure)))
        label = t("Show {curve} alone").format(curve=self._name(figure, curve))
        label = label if found.hidden else t("Show all")
        self._show(figure, found, label, f"name {figure} {curve}")

    def _show(self, figure: str, look: Look, label: str, merge: str = "") -> None:
        self._session.show(figure, look, label, merge)

    def _name(self, figure: str, curve: str) -> str:
        return dict(self.curves(figure)).get(curve, curve)

    def _quantities(self, figure: str) -> dict[Side, str]:
        from explorer.figures.figure import XYFigure
        from explorer.figures.seen import quantity_of

        made = self.made(figure)
        if not isinstance(made, XYFigure):
            return {"x": "x", "y": "y"}
        return {"x": quantity_of(made, "x"), "y": quantity_of(made, "y")}
