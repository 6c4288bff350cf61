"""A group of levers under a header that folds."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from explorer.text import Text
from ui.icons import icon
from ui.levers.row import LeverRow
from ui.theme import Theme, Type, font

HEADER = 24


class LeverGroup(QWidget):
    """Header with name and number of changes, and the rows below.

    Signals
    -------
    reset_asked(str)
        The changed levers of this group are to go back; its name.
    """

    reset_asked = Signal(str)

    def __init__(self, name: str, rows: Iterable[LeverRow], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("leverGroup")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.name = name
        self.rows = tuple(rows)
        self._t: Text = str
        self.header = QToolButton()
        self.changes = QToolButton()
        self._told: tuple[int, Text] = (0, str)
        self._folded = False
        self._ink = "#000000"
        self._arrow = ("", "")
        self._found: frozenset[str] | None = None
        self._advanced = False
        self._view = ""
        self._lay_out()
        self.changes.clicked.connect(lambda: self.reset_asked.emit(self.name))
        self.header.clicked.connect(lambda: self.set_folded(not self._folded))

    def _lay_out(self) -> None:
        self.header.setObjectName("groupHeader")
        self.header.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.header.setIconSize(QSize(14, 14))
        self.header.setFont(font(Type.widget, True))
        self.changes.setObjectName("flat")
        self.changes.hide()
        self.changes.setFont(font(Type.axis))
        line = QHBoxLayout()
        line.setContentsMargins(4, 0, 4, 0)
        line.addWidget(self.header)
        line.addStretch(1)
        line.addWidget(self.changes)
        top = QWidget()
        top.setFixedHeight(HEADER)
        top.setLayout(line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 4)
        column.setSpacing(0)
        column.addWidget(top)
        for row in self.rows:
            column.addWidget(row)

    @property
    def folded(self) -> bool:
        """Whether only the header is shown."""
        return self._folded

    def set_folded(self, folded: bool) -> None:
        """Show the header only, or everything."""
        self._folded = folded
        self._refresh()

    def set_filter(self, found: frozenset[str] | None, advanced: bool, view: str) -> None:
        """Show the rows whose path was found (None: no search), or those of level and view."""
        self._view = view
        self._found = found
        self._advanced = advanced
        self._refresh()

    def set_theme(self, theme: Theme) -> None:
        """Show another theme."""
        self._ink = theme.text2
        for row in self.rows:
            row.set_theme(theme)
        self._refresh()

    def set_text_source(self, t: Text) -> None:
        """Speak another language."""
        self._t = t
        self.header.setText(t(self.name).replace("&", "&&"))
        for row in self.rows:
            row.set_text_source(t)
        self.show_changes()

    def show_changes(self) -> None:
        """Count the changed levers in the header."""
        count = sum(row.changed for row in self.rows)
        if (count, self._t) == self._told:
            return
        self._told = (count, self._t)
        self.changes.setVisible(count > 0)
        self.changes.setText(self._t("{count} changed").format(count=count))
        self.changes.setToolTip(self._t("Reset {name}").format(name=self._t(self.name)))
        self.changes.setAccessibleName(f"{self.changes.text()}. {self.changes.toolTip()}")

    def _wanted(self, row: LeverRow) -> bool:
        if self._found is not None:
            return row.lever.path in self._found
        return self._offered(row) and not self._folded

    def _offered(self, row: LeverRow) -> bool:
        """Whether a row is one of the level and acts on the view, or is changed or gives way.

        A changed lever is never hidden: the reader would look for it in vain. One that gives way
        is there before it changes, or it would come while a hand drags another below.
        """
        acts = row.lever.acts_on(self._view)
        return (
            row.changed
            or row.lock.giving
            or (acts and (self._advanced or row.lever.level == "basic"))
        )

    def _refresh(self) -> None:
        for row in self.rows:
            row.setVisible(self._wanted(row))
        open_ = self._found is not None or not self._folded
        arrow = ("chevron-down" if open_ else "chevron-right", self._ink)
        if arrow != self._arrow:
            # Qt lays a button out anew at every icon, the same one too.
            self._arrow = arrow
            self.header.setIcon(icon(*arrow, 14))
        some = self._found is None or any(row.lever.path in self._found for row in self.rows)
        offered = any(map(self._offered, self.rows))
        self.setVisible(some and (offered or self._found is not None))
