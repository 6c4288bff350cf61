"""The view tabs, with the choice of the baseline at their right."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QTabBar, QWidget

from explorer.text import Text
from ui.theme import Theme, Type, font
from ui.widgets.picker import Picker

HEIGHT = 34
_WIDEST, _WIDEST_TIGHT = 300, 260


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
        self.baseline = Picker()
        self.bar.setObjectName("views")
        self.bar.setExpanding(False)
        self.bar.setDrawBase(False)
        self.bar.setUsesScrollButtons(True)
        self.bar.setFont(font(Type.widget))
        for _ in ids:
            self.bar.addTab("")
        self.baseline.set_width_limit(_WIDEST)
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

    def set_tight(self, tight: bool) -> None:
        """Leave less room around the words in a small window."""
        self.baseline.set_width_limit(_WIDEST_TIGHT if tight else _WIDEST)
        self.bar.setProperty("tight", tight)
        self.bar.style().unpolish(self.bar)
        self.bar.style().polish(self.bar)

    def set_theme(self, theme: Theme) -> None:
        """Show another theme."""
        self.baseline.set_theme(theme)

    def set_texts(self, names: dict[str, str], t: Text) -> None:
        """Name the tabs."""
        self.bar.setAccessibleName(t("Views"))
        for at, view in enumerate(self.ids):
            self.bar.setTabText(at, names[view])
