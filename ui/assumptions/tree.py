"""The view of the parameters: dots that reset, figures that set, all by the keyboard too."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from ui.assumptions.cells import LEVELS, Column
from ui.assumptions.model import Index
from ui.theme import LIGHT, Theme, colour

ROW = 24
_WIDTHS = {
    Column.NAME: 236, Column.RESET: 20, Column.VALUE: 82, Column.UNIT: 92, Column.LOW: 62,
    Column.MID: 62, Column.HIGH: 62, Column.EFFECT: 90, Column.CONFIDENCE: 92, Column.DATE: 74,
}  # fmt: skip


class _Cells(QStyledItemDelegate):
    """Rows of one height, and the dot of what is edited."""

    theme: Theme = LIGHT

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        """Ask for the height of a row."""
        return QSize(super().sizeHint(option, index).width(), ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a cell; in the column of dots a dot where there is something to reset."""
        held = index.data(Qt.ItemDataRole.BackgroundRole)
        if held is not None:
            # Under the text, for a sheet's rules for items leave no room for a background of one.
            painter.fillRect(option.rect.adjusted(8, 4, -1, -4), held)
        super().paint(painter, option, index)
        tip = index.data(Qt.ItemDataRole.ToolTipRole)
        if index.column() != Column.RESET or not index.parent().isValid() or not tip:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(self.theme.accent))
        rect = option.rect
        painter.drawEllipse(QPointF(rect.center()) + QPointF(0.5, 0.5), 3.6, 3.6)
        painter.restore()


class LedgerTree(QTreeView):
    """Groups that fold, parameters under them.

    Signals
    -------
    level_asked(QModelIndex)
        The low, middle or high figure at this index is to be the value.
    reset_asked(QModelIndex)
        The parameter of this row is to have its usual value again.
    """

    level_asked = Signal(QModelIndex)
    reset_asked = Signal(QModelIndex)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ledger")
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.SelectedClicked
        )
        self.setIndentation(14)
        self.setMouseTracking(True)
        self._cells = _Cells(self)
        self.setItemDelegate(self._cells)
        head = self.header()
        head.setSectionsMovable(False)
        head.setHighlightSections(False)
        head.setMinimumSectionSize(18)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.clicked.connect(self._click)

    def lay_out(self) -> None:
        """Give columns their widths, groups the whole line, and show what is in them."""
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, width)
        self.header().setStretchLastSection(True)
        self.spread()

    def spread(self) -> None:
        """Let groups run over all columns and be open."""
        model = self.model()
        for row in range(model.rowCount()):
            self.setFirstColumnSpanned(row, QModelIndex(), True)
        self.expandAll()

    def set_theme(self, theme: Theme) -> None:
        """Show another theme."""
        self._cells.theme = theme
        self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Show a hand over what a click acts on."""
        super().mouseMoveEvent(event)
        index = self.indexAt(event.position().toPoint())
        hand = bool(self._acts(index) and index.data(Qt.ItemDataRole.ToolTipRole))
        shape = Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter acts or edits, Delete resets, what is typed edits the value of the row."""
        index, key = self.currentIndex(), event.key()
        # A key that an editor lets through has done its work there.
        typing = self.state() == QAbstractItemView.State.EditingState
        inside = index.isValid() and index.parent().isValid() and not typing
        if inside and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            if self._acts(index):
                self._click(index)
            else:
                self.edit(index.siblingAtColumn(Column.VALUE))
        elif inside and key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.reset_asked.emit(index)
        elif inside and event.text()[:1].isdigit() and index.column() != Column.VALUE:
            self.setCurrentIndex(index.siblingAtColumn(Column.VALUE))
            super().keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    @staticmethod
    def _acts(index: QModelIndex) -> bool:
        inside = index.isValid() and index.parent().isValid()
        return inside and index.column() in (*LEVELS, Column.RESET)

    def _click(self, index: QModelIndex) -> None:
        if self._acts(index):
            kind = self.level_asked if index.column() in LEVELS else self.reset_asked
            kind.emit(index)
