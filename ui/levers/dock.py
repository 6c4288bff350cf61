"""The lever dock: turns hands on sliders into changes of the session, and shows its state."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QScrollArea, QToolButton, QVBoxLayout, QWidget

from explorer.analysis.uncertain import range_of
from explorer.change import Change
from explorer.levers import BY_PATH, Lever
from explorer.spec.scenario import Scenario
from explorer.text import Text
from explorer.views import OVERVIEW
from ui.icons import icon
from ui.levers.bar import LeverBar
from ui.levers.hand import LeverHand
from ui.levers.lever_chart import LeverChart
from ui.levers.lock_hand import LockHand
from ui.levers.lock_panel import LockPanel
from ui.levers.row import LeverRow
from ui.levers.shelf import Shelf
from ui.session import Session
from ui.theme import Theme
from ui.widgets.ticks import Ticks

if TYPE_CHECKING:
    from explorer.figures.effects import Effects

WIDTH = 304
TIGHT_WIDTH = 276
RAIL = 28

TicksOf = Callable[[Lever], Ticks]
"""Marks and zones of a lever, named in English."""


class LeverDock(QWidget):
    """All levers, by group, with search and reset; folds to a rail."""

    def __init__(
        self,
        session: Session,
        ticks: TicksOf,
        level: str = "basic",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("dock")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self._t: Text = str
        self._tight = False
        self._ticks = ticks
        self._known: tuple[Scenario, dict[str, tuple[float, float] | None]] | None = None
        self._view = OVERVIEW.id
        self.rows: dict[str, LeverRow] = {}
        self.hand = LeverHand(session, self.rows, self)
        self.shelf = Shelf(self._row, self.rows)
        self.lock = LockPanel()
        self.bar = LeverBar(level, self.lock)
        self.rail = QToolButton()
        self.area = QScrollArea()
        self.chart = LeverChart()
        self._charted = False
        self._lay_out()
        self.bar.filter_changed.connect(self._filter)
        self.bar.reset_asked.connect(self.hand.reset_all)
        self.shelf.reset_asked.connect(self.hand.reset_group)
        self.bar.fold_asked.connect(lambda: self.set_folded(True))
        self.bar.result_chosen.connect(self._study)
        self._locks = LockHand(session, self.lock, self.rows, self)
        self.rail.clicked.connect(lambda: self.set_folded(False))
        self._shown: dict[str, tuple[object, object]] = {}
        """What the rows of a group of the scenario show: its values and their defaults."""
        self._shown_changes: tuple[tuple[str, ...], tuple[str, ...]] | None = None
        """Which levers are changed, and which give way."""
        self.set_tight(False)
        self.show_state()
        self._filter()

    def _row(self, lever: Lever) -> LeverRow:
        row = LeverRow(lever, str, self._ticks(lever))
        self.hand.join(row)
        row.lock_asked.connect(lambda shut: self._locks.lock_lever(lever.path, shut))
        return row

    def _lay_out(self) -> None:
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QScrollArea.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(self.shelf)
        self.rail.setObjectName("flat")
        self.rail.setIconSize(QSize(16, 16))
        self.rail.setFixedSize(RAIL - 1, 36)
        self.rail.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 1, 0)
        column.setSpacing(0)
        column.addWidget(self.rail, 0, Qt.AlignmentFlag.AlignTop)
        column.addWidget(self.bar)
        column.addWidget(self.area, 1)
        column.addWidget(self.chart)

    @property
    def folded(self) -> bool:
        """Whether only the rail is shown."""
        return not self.rail.isHidden()

    def set_folded(self, folded: bool) -> None:
        """Make room for the charts, or come back."""
        self.rail.setVisible(folded)
        self.bar.setVisible(not folded)
        self.area.setVisible(not folded)
        self.chart.setVisible(self._charted and not folded)
        self._set_width()

    def show_chart(self, of: str) -> None:
        """Show a chart under the levers, the one at path `of` in sight; "" gives them its room."""
        # Only when it comes: a row must not be scrolled away from under the hand.
        comes, self._charted = bool(of) and not self._charted, bool(of)
        self.chart.setVisible(self._charted and not self.folded)
        if comes and of in self.rows and (layout := self.layout()) is not None:
            layout.activate()
            self.area.ensureWidgetVisible(self.rows[of])

    def set_tight(self, tight: bool) -> None:
        """Take less room in a small window."""
        self._tight = tight
        self.shelf.set_tight(tight)
        self.bar.set_tight(tight)
        self._set_width()

    def show_view(self, view: str) -> None:
        """Show the levers that act on the view of this id."""
        self._view = view
        if self.shelf.need_view(view):
            self._show_anew()
        self._filter()

    def set_theme(self, theme: Theme) -> None:
        """Show another theme."""
        self.bar.set_theme(theme)
        self.lock.set_theme(theme)
        self.chart.set_theme(theme)
        self.rail.setIcon(icon("chevron-right", theme.text2))
        self.shelf.set_theme(theme)

    def set_text_source(self, t: Text) -> None:
        """Speak another language."""
        self._t = t
        self.bar.set_text_source(t)
        self._locks.set_text_source(t)
        self.hand.set_text_source(t)
        self.chart.set_text_source(t)
        self.rail.setToolTip(t("Unfold the levers"))
        self.rail.setAccessibleName(t("Unfold the levers"))
        self.shelf.set_text_source(t)

    def show_state(self) -> None:
        """Show the session's values and what is changed."""
        now, before = self._session.scenario, self._session.start
        for name, rows in self.shelf.by_spec.items():
            spec = getattr(now, name)
            default = spec if now.follows(name) else getattr(before, name)
            shown = self._shown.get(name, (None, None))
            if spec is shown[0] and default is shown[1]:
                continue
            self._shown[name] = spec, default
            for field, row in rows:
                new = getattr(spec, field), getattr(default, field)
                if new != tuple(getattr(each, field, None) for each in shown):
                    row.set_value(*new)
        self._show_known()
        self._locks.show_state()
        changed = self._session.changed_paths
        if (changed, self._locks.giving) != self._shown_changes:
            self._shown_changes = changed, self._locks.giving
            self.bar.set_changes(len(changed))
            for group in self.shelf.groups:
                group.show_changes()
            self._filter()

    def _show_anew(self) -> None:
        """Show everything, on new rows too."""
        self._known = self._shown_changes = None
        self._shown.clear()
        self.show_state()

    def _show_known(self) -> None:
        """Show what all is held against, where that is a pinned scenario, and ranges."""
        now, held = self._session.scenario, self._session.baseline
        between = {path: range_of(now, path) for path, _, _ in now.study.ranges}
        if self._known is not None and self._known[0] is held and self._known[1] == between:
            return
        self._known = held, between
        pinned = held is not self._session.start
        for path, row in self.rows.items():
            row.set_known(held.value(path) if pinned else None, between.get(path))

    def show_effects(self, effects: Effects) -> None:
        """Show what a tenth more of each lever does."""
        self.bar.set_heading(effects.heading)
        for path, row in self.rows.items():
            if (found := effects.by_path.get(path)) is not None:
                row.effect.set_effect(found.text, found.share, found.sense, found.at)
            else:
                row.effect.set_effect("", 0.0, 0)
        for path, said in effects.standing.items():
            if path in self.rows:
                self.rows[path].set_note(said)

    def reveal(self, path: str) -> None:
        """Scroll to a lever and give it the keyboard; nothing for a path that is no lever."""
        if path not in BY_PATH:
            return
        if self.shelf.need(path):
            self._show_anew()
        self.set_folded(False)
        self.bar.search.clear()
        row = self.rows[path]
        if row.lever.level == "advanced":
            self.bar.set_level("advanced")
        for group in self.shelf.groups:
            if row in group.rows:
                group.set_folded(False)
        # The row may just have been shown: its place is known only after the layout.
        for inside in (row.parentWidget(), self.area.widget()):
            if inside is not None and (layout := inside.layout()) is not None:
                layout.activate()
        self.area.ensureWidgetVisible(row)
        row.slider.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _study(self, result: str) -> None:
        label = self._t("Result")
        self._session.apply(Change.of("study.result", result, label), rebase=True)

    def _filter(self) -> None:
        words = self.bar.words
        found = frozenset(path for path in self.rows if not words or self._matches(path, words))
        for group in self.shelf.groups:
            group.set_filter(found if words else None, self.bar.level == "advanced", self._view)
        nothing = self._t("No lever is called “{words}”. Other inputs: the panel “Assumptions”.")
        told = "" if found else nothing.format(words=" ".join(words))
        self.shelf.say_nothing_found(told)

    def _matches(self, path: str, words: tuple[str, ...]) -> bool:
        lever = BY_PATH[path]
        parts = (lever.label, lever.group, lever.about)
        text = " ".join([path, *parts, *map(self._t, parts)]).lower()
        return all(word in text for word in words)

    def _set_width(self) -> None:
        wide = TIGHT_WIDTH if self._tight else WIDTH
        self.setFixedWidth(RAIL if self.folded else wide)
