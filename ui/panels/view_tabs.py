"""The view tabs, with the name of the baseline at their right."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QTabBar, QWidget

from explorer.text import Text
from ui.theme import LIGHT, Theme, Type, colour, font, metrics

HEIGHT = 34
_DASH = 22


class ViewTabs(QWidget):
    """One tab per view.

    Signals
    -------
    chosen(str)
        The id of the view to show.
    """

    chosen = Signal(str)

    def __init__(self, ids: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ids = ids
        self.bar = QTabBar()
        self.baseline = BaselineLabel()
        self.bar.setObjectName("views")
        self.bar.setExpanding(False)
        self.bar.setDrawBase(False)
        self.bar.setUsesScrollButtons(True)
        self.bar.setFont(font(Type.widget))
        for _ in ids:
            self.bar.addTab("")
        self.setFixedHeight(HEIGHT)
        line = QHBoxLayout(self)
        line.setContentsMargins(8, 4, 8, 0)
        line.setSpacing(8)
        line.addWidget(self.bar)
        line.addStretch(1)
        line.addWidget(self.baseline)
        self.bar.currentChanged.connect(lambda at: self.chosen.emit(self.ids[at]))

    @property
    def current(self) -> str:
        """The id of the view shown."""
        return self.ids[self.bar.currentIndex()]

    def choose(self, view: str) -> None:
        """Show the view of this id."""
        self.bar.setCurrentIndex(self.ids.index(view))

    def set_theme(self, theme: Theme) -> None:
        """Show another theme."""
        self.baseline.set_theme(theme)

    def set_texts(self, names: dict[str, str], t: Text) -> None:
        """Name the tabs."""
        self.bar.setAccessibleName(t("Views"))
        for at, view in enumerate(self.ids):
            self.bar.setTabText(at, names[view])


class BaselineLabel(QWidget):
    """A dashed stroke and the name of what the dashed curves are."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self._text = ""

    def set_theme(self, theme: Theme) -> None:
        """Show another theme."""
        self._theme = theme
        self.update()

    def set_text(self, text: str) -> None:
        """Name the baseline."""
        self._text = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Ask for stroke and name."""
        return QSize(int(metrics(Type.axis).horizontalAdvance(self._text)) + _DASH + 14, 24)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Ask for the stroke; the name is elided."""
        return QSize(_DASH + 30, 24)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Draw stroke and name."""
        painter = QPainter(self)
        pen = QPen(colour(self._theme.ghost), 1.5, Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([5 / 1.5, 3 / 1.5])
        painter.setPen(pen)
        middle = self.height() // 2
        painter.drawLine(0, middle, _DASH, middle)
        painter.setFont(font(Type.axis))
        painter.setPen(colour(self._theme.text2))
        box = QRectF(_DASH + 6, 0, self.width() - _DASH - 6, self.height())
        elide = metrics(Type.axis).elidedText
        text = elide(self._text, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        painter.end()
