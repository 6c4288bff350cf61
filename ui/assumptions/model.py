"""The parameters as a tree of Qt's: groups, and under each its parameters as rows of cells."""

from __future__ import annotations

from typing import Any, Literal

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor

from explorer.figures.ledger_text import EntryText
from explorer.text import Text
from ui.assumptions import cells
from ui.assumptions.cells import Cells, Column
from ui.theme import LIGHT, Theme, Type, font

Index = QModelIndex | QPersistentModelIndex
Shown = Literal["near", "used", "edited", "all"]
SHOWN: tuple[Shown, ...] = ("near", "used", "edited", "all")
"""Those the scenario's chips are made with, those that move the result, those edited, all."""

_NO_PARENT = QModelIndex()
_GROUP = 0
"""Internal id of a group; that of a parameter is its group's row and one."""
_TEXT = Qt.ItemDataRole.DisplayRole


class LedgerModel(QAbstractItemModel):
    """Finished rows by group.

    Signals
    -------
    typed(str, str)
        A text was typed as the value of the parameter at this path.
    """

    typed = Signal(str, str)

    def __init__(self, t: Text, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cells = Cells(LIGHT, t)
        self._heads: tuple[str, ...] = ()
        self._groups: list[tuple[str, list[EntryText]]] = []

    def set_rows(self, rows: tuple[EntryText, ...], heads: tuple[str, ...]) -> None:
        """Show `rows` under the heads of the columns; the same parameters keep their places."""
        groups: dict[str, list[EntryText]] = {}
        for row in rows:
            groups.setdefault(row.group, []).append(row)
        found = list(groups.items())
        if self._places(found) != self._places(self._groups) or heads != self._heads:
            self.beginResetModel()
            self._groups, self._heads = found, heads
            self.endResetModel()
            return
        before, self._groups = self._groups, found
        for number, (_, entries) in enumerate(found):
            for place, entry in enumerate(entries):
                if entry != before[number][1][place]:
                    self._tell(number, place)

    def set_look(self, theme: Theme, t: Text) -> None:
        """Show another theme, speak another language."""
        self.beginResetModel()
        self._cells = Cells(theme, t)
        self.endResetModel()

    def entry(self, index: Index) -> EntryText | None:
        """Return the parameter of a row, None for that of a group."""
        if not index.isValid() or index.internalId() == _GROUP:
            return None
        return self._groups[index.internalId() - 1][1][index.row()]

    def place_of(self, path: str) -> QModelIndex:
        """Return the value of the parameter at a path, an invalid index where there is none."""
        for number, (_, entries) in enumerate(self._groups):
            for place, entry in enumerate(entries):
                if entry.path == path:
                    return self.createIndex(place, Column.VALUE, number + 1)
        return QModelIndex()

    @staticmethod
    def _places(groups: list[tuple[str, list[EntryText]]]) -> list[tuple[str, str]]:
        return [(group, entry.path) for group, entries in groups for entry in entries]

    def _tell(self, group: int, place: int) -> None:
        first = self.createIndex(place, 0, group + 1)
        self.dataChanged.emit(first, self.createIndex(place, len(Column) - 1, group + 1))

    def index(self, row: int, column: int, parent: Index = _NO_PARENT) -> QModelIndex:
        """Return the place of a group or, under one, of a parameter's cell."""
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else _GROUP)

    def parent(self, index: Index = _NO_PARENT) -> QModelIndex:  # type: ignore[override]
        """Return the group of a parameter."""
        if not index.isValid() or index.internalId() == _GROUP:
            return QModelIndex()
        return self.createIndex(index.internalId() - 1, 0, _GROUP)

    def rowCount(self, parent: Index = _NO_PARENT) -> int:  # noqa: N802
        """Return the number of groups, or of a group's parameters."""
        if not parent.isValid():
            return len(self._groups)
        if parent.internalId() != _GROUP or parent.column() > 0:
            return 0
        return len(self._groups[parent.row()][1])

    def columnCount(self, parent: Index = _NO_PARENT) -> int:  # noqa: N802, ARG002
        """Return the number of columns."""
        return len(Column)

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = _TEXT
    ) -> Any:
        """Return the head of a column."""
        if orientation != Qt.Orientation.Horizontal or section >= len(self._heads):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return cells.side(section)
        return self._heads[section] if role == _TEXT else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let values be edited and everything else be read."""
        found = super().flags(index)
        edits = self.entry(index) is not None and index.column() == Column.VALUE
        return found | Qt.ItemFlag.ItemIsEditable if edits else found

    def data(self, index: Index, role: int = _TEXT) -> Any:
        """Return what a cell says and how it looks."""
        entry, column = self.entry(index), index.column()
        if entry is None:
            return self._group_data(index, role)
        if role in (_TEXT, Qt.ItemDataRole.EditRole):
            return cells.text(entry, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._cells.spoken(entry, column, self._heads[column])
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._cells.tip(entry, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return cells.side(column)
        if role == Qt.ItemDataRole.FontRole and column in (Column.NAME, Column.VALUE):
            return font(Type.widget, entry.edited)
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._cells.ink(entry, column)
        if role == Qt.ItemDataRole.BackgroundRole and cells.holds(entry, column):
            return QColor(self._cells.theme.accent_fill)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: N802
        """Hand on what was typed; the session decides."""
        entry = self.entry(index)
        if entry is None or role != Qt.ItemDataRole.EditRole:
            return False
        self.typed.emit(entry.path, str(value))
        return True

    def _group_data(self, index: Index, role: int) -> Any:
        if not index.isValid():
            return None
        if role in (_TEXT, Qt.ItemDataRole.AccessibleTextRole) and index.column() == 0:
            return self._groups[index.row()][0]
        if role == Qt.ItemDataRole.FontRole:
            return font(Type.widget, True)
        return None


class LedgerFilter(QSortFilterProxyModel):
    """Shows the parameters that were asked for, and the groups that have any."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wanted = ""
        self._shown: Shown = "near"
        self.setRecursiveFilteringEnabled(True)

    @property
    def shown(self) -> Shown:
        """Which parameters are shown."""
        return self._shown

    def look_for(self, wanted: str) -> None:
        """Show only what has these words."""
        self._wanted = wanted
        self.invalidate()

    def show_only(self, shown: Shown) -> None:
        """Show the parameters of this kind."""
        self._shown = shown
        self.invalidate()

    def path_at(self, index: Index) -> str:
        """Return the path of the parameter of a row, empty for a group."""
        model = self.sourceModel()
        assert isinstance(model, LedgerModel)
        entry = model.entry(self.mapToSource(index))
        return entry.path if entry else ""

    def paths(self) -> tuple[str, ...]:
        """Return the paths of the parameters shown, from top to bottom."""
        heads = [self.index(row, 0) for row in range(self.rowCount())]
        cells = (self.index(row, 0, head) for head in heads for row in range(self.rowCount(head)))
        return tuple(map(self.path_at, cells))

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:  # noqa: N802
        """Return whether a row is shown for itself."""
        model = self.sourceModel()
        assert isinstance(model, LedgerModel)
        entry = model.entry(model.index(source_row, 0, source_parent))
        if entry is None:
            return False
        kinds = {
            "near": entry.near,
            "used": entry.effect is not None and entry.effect.sense != 0,
            "edited": entry.edited,
            "all": True,
        }
        return kinds[self._shown] and entry.matches(self._wanted)
