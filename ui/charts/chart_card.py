"""A chart in its frame: title, expand and menu buttons above, the chart below."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from explorer.figures.figure import Figure
from explorer.text import Text
from ui.charts.canvas import NO_BRUSH, NO_PEN
from ui.charts.chart_view import ChartView
from ui.charts.style import Style
from ui.charts.table_twin import TableTwin
from ui.theme import LIGHT, Theme, Type, colour, font
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.veil import Veil

_HEADER = 30
_INSET = 12
_RADIUS = 4.0


class ChartCard(QFrame):
    """A titled card around one `ChartView`.

    Signals
    -------
    expandRequested()
        The expand button, or a double-click on the header.
    menuRequested(QPoint)
        The menu button or a context click; the position is global.
    """

    expandRequested = Signal()  # noqa: N815
    menuRequested = Signal(QPoint)  # noqa: N815

    def __init__(self, title: str, theme: Theme = LIGHT, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._title = ElidedLabel(title)
        self._title.setFont(font(Type.title, True))
        self._expand = self._button("expand")
        self._menu = self._button("menu")
        self.view = ChartView(theme)
        self.table: TableTwin | None = None
        self.veil: Veil | None = None
        self._figure: Figure | None = None
        self._t: Text = str
        self._expand.clicked.connect(self.expandRequested)
        self._menu.clicked.connect(self._ask_menu)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(
            lambda at: self.menuRequested.emit(self.mapToGlobal(at))
        )
        self._lay_out()
        self.set_theme(theme)

    def _button(self, name: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName(name)
        button.setAutoRaise(True)
        button.setFixedSize(22, 22)
        button.setIconSize(QSize(16, 16))
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        return button

    def _lay_out(self) -> None:
        header = QHBoxLayout()
        header.setContentsMargins(_INSET, 0, 6, 0)
        header.setSpacing(0)
        header.addWidget(self._title, 1)
        header.addWidget(self._expand)
        header.addWidget(self._menu)
        bar = self._bar = QWidget()
        bar.setFixedHeight(_HEADER)
        bar.setLayout(header)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 3)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self.view, 1)
        self._column = column

    @property
    def as_table(self) -> bool:
        """Whether the numbers are shown in place of the chart."""
        return self.table is not None and not self.table.isHidden()

    def show_as_table(self, on: bool) -> None:
        """Show the numbers in place of the chart, or the chart again."""
        if on and self.table is None:
            self.table = TableTwin(self)
            self._column.addWidget(self.table, 1)
        if self.table is not None:
            self.table.setVisible(on)
        self.view.setVisible(not on)
        self._fill_table()

    def _fill_table(self) -> None:
        if self.as_table and self._figure is not None and self.table is not None:
            self.table.show_figure(self._figure, self._t)

    def set_figure(self, figure: Figure | None) -> None:
        """Show `figure` under its own title."""
        if figure is not None and figure.title != self._title.text():
            self.set_title(figure.title)
        self._figure = figure
        self.view.set_figure(figure)
        self._fill_table()

    def set_waiting(self, waiting: bool) -> None:
        """Mark that what is shown is not up to date, or is again."""
        if waiting and self.veil is None:
            self.veil = Veil(self)
        if self.veil is not None:
            self.veil.set_theme(self._theme)
            self.veil.set_word(self._t("follows when the lever rests"))
            self.veil.cover(on=waiting)

    def set_title(self, title: str) -> None:
        """Show another title; the tooltip has it whole where it is cut."""
        self._title.setText(title)
        self._title.setToolTip(title)

    def set_style(self, style: Style) -> None:
        """Draw in other sizes, the title and its buttons' row with them."""
        self._title.setFont(font(Type.title * style.unit, True))
        self._bar.setFixedHeight(round(_HEADER * style.unit))
        self.view.set_style(style)

    def set_tips(self, expand: str, menu: str, t: Text) -> None:
        """Name the two buttons in the reader's language, for tooltips and screen readers.

        `t` names what a table's heads need beyond the figure.
        """
        self._t = t
        self.view.name_tip = t("Click hides it, double-click leaves it alone")
        self.view.grip_tip = t("Drag it along the axis: its lever follows")
        for button, text in ((self._expand, expand), (self._menu, menu)):
            button.setToolTip(text)
            button.setAccessibleName(text)

    def set_theme(self, theme: Theme) -> None:
        """Show another theme."""
        self._theme = theme
        self._title.setStyleSheet(f"color: {theme.text1}")
        self._expand.setIcon(_expand_icon(theme.text2))
        self._menu.setIcon(_menu_icon(theme.text2))
        self.view.set_theme(theme)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Draw surface and border."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour(self._theme.border), 1.0))
        painter.setBrush(colour(self._theme.surface))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, _RADIUS, _RADIUS)
        painter.end()

    def _ask_menu(self) -> None:
        self.menuRequested.emit(self._menu.mapToGlobal(self._menu.rect().bottomLeft()))


def _blank() -> QPixmap:
    pixmap = QPixmap(32, 32)
    pixmap.setDevicePixelRatio(2.0)
    pixmap.fill(Qt.GlobalColor.transparent)
    return pixmap


def _expand_icon(ink: str) -> QIcon:
    pixmap = _blank()
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour(ink), 1.3))
    painter.setBrush(NO_BRUSH)
    for x0, y0, x1, y1 in (
        (9, 7, 13, 3),
        (9.5, 3, 13, 3),
        (13, 3, 13, 6.5),
        (7, 9, 3, 13),
        (3, 9.5, 3, 13),
        (3, 13, 6.5, 13),
    ):
        painter.drawLine(QRectF(x0, y0, 0, 0).topLeft(), QRectF(x1, y1, 0, 0).topLeft())
    painter.end()
    return QIcon(pixmap)


def _menu_icon(ink: str) -> QIcon:
    pixmap = _blank()
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(NO_PEN)
    painter.setBrush(colour(ink))
    for x in (3.5, 8.0, 12.5):
        painter.drawEllipse(QRectF(x - 1.2, 6.8, 2.4, 2.4))
    painter.end()
    return QIcon(pixmap)
