"""A second window for a projector: one chart or a whole view, as live as the first."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from explorer.views import View
from ui.charts.style import SCREEN
from ui.panels.chart_grid import ChartGrid

_DESIGNED = (520.0, 360.0)
"""The room in px that a chart on the main window has, for which its type is sized."""

_STEP = 0.25
_LARGEST = 3.0
_OFFERED = ("undo", "redo", "copy_chart", "theme_toggle")


class Projector(QWidget):
    """Charts in a window of their own; F11 fills the screen, Esc gives it back.

    Its type grows with the room that a chart has, so that the last row can read it.

    Signals
    -------
    gone()
        The window was closed.
    """

    gone = Signal()

    def __init__(self, view: View, actions: dict[str, QAction]) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("content")
        # A plain widget takes its ground from the style sheet only when told so.
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.view = view
        self.grid = ChartGrid()
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(self.grid)
        for name in _OFFERED:
            self.addAction(actions[name])
        self.resize(1280, 720)

    def show_view(self) -> None:
        """Lay out the charts, once whoever does what is asked on them listens."""
        self.grid.show_view(self.view)
        self._fit_type()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Fill the screen by F11, leave it by F11 or Esc."""
        if event.key() == Qt.Key.Key_F11:
            self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)
        elif event.key() == Qt.Key.Key_Escape and self.isFullScreen():
            self.showNormal()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Size the type for the room there is."""
        super().resizeEvent(event)
        self._fit_type()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Let go of the charts safely."""
        super().closeEvent(event)
        self.gone.emit()
        self.grid.dispose()

    def _fit_type(self) -> None:
        columns = max(cell.column + cell.columns for cell in self.view.cells)
        rows = max(cell.row + cell.rows for cell in self.view.cells)
        room = (self.width() / columns / _DESIGNED[0], self.height() / rows / _DESIGNED[1])
        factor = min(max(1.0, min(room)), _LARGEST)
        self.grid.set_style(SCREEN.scaled(round(factor / _STEP) * _STEP))
