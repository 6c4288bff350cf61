"""The numbers behind a chart as a table: for eyes that cannot use the picture, and for copying."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QLocale,
    QModelIndex,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from explorer.export.table import Cell, Table, table
from explorer.figures.figure import Figure
from explorer.text import Text
from ui.theme import Type, font

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_FIGURES = 6


class NumbersModel(QAbstractTableModel):
    """A table of text and numbers; sorting sees numbers as numbers."""

    def __init__(self) -> None:
        super().__init__()
        self.table = Table((), ())

    def show_table(self, found: Table) -> None:
        """Show another table; one of the same shape keeps selection and order."""
        same = found.heads == self.table.heads and len(found.rows) == len(self.table.rows)
        if not same:
            self.beginResetModel()
        self.table = found
        if not same:
            self.endResetModel()
        elif found.rows:
            last = self.index(len(found.rows) - 1, len(found.heads) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self.table.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self.table.heads)

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a column's head."""
        across = orientation == Qt.Orientation.Horizontal
        if across and role == Qt.ItemDataRole.DisplayRole:
            return self.table.heads[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell: as the reader's locale writes it, or as it is for sorting."""
        cell = self.table.rows[index.row()][index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return shown(cell)
            case Qt.ItemDataRole.EditRole:
                return cell
            case Qt.ItemDataRole.TextAlignmentRole if not isinstance(cell, str):
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None


def shown(cell: Cell) -> str:
    """Return a cell as text; numbers of up to six figures, as the locale writes them."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell
    return QLocale().toString(float(cell), "g", _FIGURES)


class TableTwin(QTableView):
    """Shows a figure's table; a click on a head sorts, copying takes what is selected."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.numbers = NumbersModel()
        self._sorted = QSortFilterProxyModel(self)
        self._sorted.setSourceModel(self.numbers)
        self._sorted.setSortRole(Qt.ItemDataRole.EditRole)
        self.setModel(self._sorted)
        self.setSortingEnabled(True)
        self.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        self.setFont(font(Type.widget))
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setAlternatingRowColors(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(22)

    def show_figure(self, figure: Figure, t: Text) -> None:
        """Show the numbers of `figure`."""
        heads = self.numbers.table.heads
        self.numbers.show_table(table(figure, t))
        self.setAccessibleName(figure.title)
        if self.numbers.table.heads != heads:
            self.resizeColumnsToContents()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Copy what is selected, tab-separated, with the heads when all is selected."""
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.selected_text())
            return
        super().keyPressEvent(event)

    def selected_text(self) -> str:
        """Return the selected cells as rows of tab-separated text in full precision."""
        rows: dict[int, list[str]] = {}
        for index in sorted(self.selectedIndexes(), key=lambda i: (i.row(), i.column())):
            cell = index.data(Qt.ItemDataRole.EditRole)
            text = "" if cell is None else cell if isinstance(cell, str) else repr(cell)
            rows.setdefault(index.row(), []).append(text)
        lines = ["\t".join(row) for row in rows.values()]
        if len(self.selectedIndexes()) == self._sorted.rowCount() * self._sorted.columnCount():
            lines.insert(0, "\t".join(self.numbers.table.heads))
        return "\n".join(lines)
