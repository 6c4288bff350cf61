"""A small chart under the levers: the result in question over the lever in hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from explorer.text import Text
from ui.theme import LIGHT, Theme, Type, font
from ui.widgets.elided_label import ElidedLabel

if TYPE_CHECKING:
    from explorer.figures.figure import Figure
    from ui.charts.chart_view import ChartView

_HEIGHT = 218


class LeverChart(QWidget):
    """Title, a button that asks for more, and the chart; the canvas is made with the first figure.

    Signals
    -------
    more_asked()
        The lever is to be studied at full size.
    """

    more_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("leverChart")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme: Theme = LIGHT
        self.view: ChartView | None = None
        self.title = ElidedLabel()
        self.more = QToolButton()
        self.title.setFont(font(Type.widget, True))
        self.more.setObjectName("flat")
        self.more.clicked.connect(self.more_asked)
        head = QHBoxLayout()
        head.setContentsMargins(10, 0, 4, 0)
        head.addWidget(self.title, 1)
        head.addWidget(self.more)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 2, 0, 2)
        self._column.setSpacing(0)
        self._column.addLayout(head)
        self.setFixedHeight(_HEIGHT)
        self.hide()

    def set_figure(self, figure: Figure) -> None:
        """Show `figure` under its title."""
        if self.view is None:
            from ui.charts.chart_view import ChartView

            self.view = ChartView(self._theme)
            self._column.addWidget(self.view, 1)
        self.title.setText(figure.title)
        self.view.set_figure(figure)

    def set_text_source(self, t: Text) -> None:
        """Name the button in another language."""
        self.more.setText(t("Study"))
        self.more.setToolTip(t("Study this lever on the tab “Analysis”"))

    def set_theme(self, theme: Theme) -> None:
        """Show another theme."""
        self._theme = theme
        if self.view is not None:
            self.view.set_theme(theme)

    def dispose(self) -> None:
        """Make the chart safe to delete."""
        if self.view is not None:
            self.view.dispose()
