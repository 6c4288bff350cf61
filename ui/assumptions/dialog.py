"""The panel of assumptions beside the window: everything a result rests on, live and editable."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from explorer.analysis.ledger import Entry, Level, effects, entries
from explorer.change import Change
from explorer.figures.ledger_text import EntryText, entry_name, entry_text
from explorer.refusal import told
from explorer.results import BY_ID, Result
from explorer.text import Text
from explorer.units import parse
from ui.assumptions.bar import RESULT, LedgerBar
from ui.assumptions.cells import LEVELS
from ui.assumptions.model import LedgerFilter, LedgerModel, Shown
from ui.assumptions.tree import LedgerTree
from ui.session import Session
from ui.theme import Theme

SIZE = (1120, 470)
_SETTLED_MS = 120
"""How long the scenario must stand still before effects are worked out anew."""


class AssumptionsDialog(QDialog):
    """Searches, filters and edits the parameters; every edit is a step of the session's history.

    Values follow the scenario at once, effects when it stands still; hidden it does nothing.
    """

    def __init__(self, session: Session, t: Text, theme: Theme, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session = session
        self._t = t
        self._entries: dict[str, Entry] = {}
        self._effects: dict[str, float] = {}
        self._rows: dict[str, tuple[object, EntryText]] = {}
        self._filtered: tuple[tuple[str, ...], tuple[str, ...]] = (), ()
        self.bar = LedgerBar()
        self.reset = QPushButton()
        self.levels: dict[Level, QPushButton] = {
            name: QPushButton() for name in ("low", "mid", "high")
        }
        self._set_all = QLabel()
        self.message = QLabel()
        self.message.setObjectName("message")
        self.model = LedgerModel(t, self)
        self.filter = LedgerFilter(self)
        self.filter.setSourceModel(self.model)
        self.tree = LedgerTree()
        self.tree.setModel(self.filter)
        self._settled = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        self._place()
        self._join()
        self.set_look(theme, t)
        self.resize(*SIZE)

    def _place(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._set_all)
        for button in (*self.levels.values(), self.reset):
            button.setFixedHeight(26)
            button.setAutoDefault(False)
        for button in self.levels.values():
            line.addWidget(button)
        line.addWidget(self.message, 1)
        line.addWidget(self.reset)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(8)
        column.addWidget(self.bar)
        column.addWidget(self.tree, 1)
        column.addLayout(line)

    def _join(self) -> None:
        self.bar.looked_for.connect(self.filter.look_for)
        self.bar.looked_for.connect(lambda _: self.tree.spread())
        self.bar.kind_chosen.connect(self.show_only)
        self.bar.result_chosen.connect(self._pick)
        for level, button in self.levels.items():
            button.clicked.connect(lambda _=False, level=level: self._set_shown(level))
        self.reset.clicked.connect(self._reset_all)
        self.model.typed.connect(self._typed)
        self.tree.level_asked.connect(self._set_level)
        self.tree.reset_asked.connect(self._reset_one)
        self._session.changed.connect(self._follow)
        self._settled.timeout.connect(self._weigh)

    def set_look(self, theme: Theme, t: Text) -> None:
        """Show another theme, speak another language."""
        self._t = t
        self.setWindowTitle(t("Assumptions"))
        self.bar.set_look(theme, t)
        self._set_all.setText(t("Set all shown to"))
        words = {"low": t("Low"), "mid": t("Mid"), "high": t("High")}
        for level, button in self.levels.items():
            button.setText(words[level])
        self.reset.setText(t("Reset all edits"))
        self.tree.set_theme(theme)
        self.tree.setAccessibleName(t("Assumptions"))
        self.model.set_look(theme, t)
        self._show()
        self.tree.lay_out()

    def show_only(self, shown: Shown) -> None:
        """Show the parameters of this kind."""
        self.bar.kinds[shown].setChecked(True)
        self.filter.show_only(shown)
        self.tree.spread()

    def reveal(self, path: str) -> None:
        """Go to a parameter, with everything else in view as far as it does not hide it."""
        index = self.filter.mapFromSource(self.model.place_of(path))
        if not index.isValid():
            self.bar.search.clear()
            self.show_only("all")
            index = self.filter.mapFromSource(self.model.place_of(path))
        self.tree.setCurrentIndex(index)
        self.tree.scrollTo(index, LedgerTree.ScrollHint.PositionAtCenter)
        self.tree.setFocus()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Catch up with the scenario."""
        super().showEvent(event)
        self._show()
        self._weigh()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Rest while nobody looks."""
        super().hideEvent(event)
        self._settled.stop()

    def _follow(self) -> None:
        if self.isVisible():
            self._show()
            self._settled.start()

    def _weigh(self) -> None:
        """Work out what each parameter does to the result, and show it."""
        scenario = self._session.scenario
        result = BY_ID[scenario.study.result]
        try:
            self._effects = effects(scenario, tuple(self._entries.values()), result)
        except ValueError as error:
            self._effects = {}
            self.message.setText(told(error, self._t))
        self._show()

    def _show(self) -> None:
        t, session = self._t, self._session
        found = entries(session.scenario, session.start)
        self._entries = {entry.path: entry for entry in found}
        result = BY_ID[session.scenario.study.result]
        rows = tuple(self._row(entry, result) for entry in found)
        heads = (
            t("Parameter"), "", t("Value"), t("Unit"), t("Low"), t("Mid"), t("High"),
            t("+10 % gives"), t("Confidence"), t("Date"), t("Source"),
        )  # fmt: skip
        self.model.set_rows(rows, heads)
        kept = tuple(path for path, entry in self._entries.items() if entry.edited)
        used = tuple(path for path, change in self._effects.items() if change)
        if (kept, used) != self._filtered:
            # Qt looks again at rows that changed, but not at groups that were empty.
            self._filtered = kept, used
            self.filter.invalidate()
            self.tree.spread()
        self.bar.show_state(session.scenario)
        self.reset.setEnabled(bool(kept))

    def _row(self, entry: Entry, result: Result) -> EntryText:
        """Return an entry in words; while a lever is dragged most of them stay as they are."""
        said = entry, self._effects.get(entry.path), result.id, self._t
        kept = self._rows.get(entry.path)
        if kept is None or kept[0] != said:
            kept = said, entry_text(entry, self._effects, result, self._t)
            self._rows[entry.path] = kept
        return kept[1]

    def _pick(self, key: str) -> None:
        change = Change.of(RESULT.path, key, self._t(RESULT.label))
        self._session.apply(change, rebase=True)

    def _entry(self, index: QModelIndex) -> Entry | None:
        return self._entries.get(self.filter.path_at(index))

    def _typed(self, path: str, text: str) -> None:
        entry = self._entries[path]
        try:
            value = parse(text, entry.unit, self._t)
        except ValueError as error:
            self.message.setText(told(error, self._t))
            return
        self._set(entry, value)

    def _set_level(self, index: QModelIndex) -> None:
        entry = self._entry(index)
        value = entry.at(LEVELS[index.column()]) if entry else None
        if entry is not None and value is not None:
            self._set(entry, value)

    def _set(self, entry: Entry, value: float) -> None:
        self.message.clear()
        self._session.apply(Change.of(entry.path, value, entry_name(entry, self._t)))

    def _reset_one(self, index: QModelIndex) -> None:
        entry = self._entry(index)
        if entry is not None and entry.edited:
            self._session.reset((entry.path,), entry_name(entry, self._t))

    def _reset_all(self) -> None:
        paths = tuple(path for path, entry in self._entries.items() if entry.edited)
        self._session.reset(paths, self._t("Reset all edits"))

    def _set_shown(self, level: Level) -> None:
        """Set every parameter in view that has such a figure, in one step."""
        values = tuple(
            (path, value)
            for path in self.filter.paths()
            if (value := self._entries[path].at(level)) is not None
            and value != self._entries[path].value
        )
        if values:
            t = self._t
            texts = {"low": t("All to low"), "mid": t("All to mid"), "high": t("All to high")}
            self._session.apply(Change(values, texts[level]))
