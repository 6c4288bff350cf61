"""The lock on top of the levers: what is held, at which value, and what gives way."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QMenu, QToolButton, QWidget

from explorer.analysis.locks import GIVING, Hold, held_name, held_text
from explorer.lever import lever_name
from explorer.levers import BY_PATH
from explorer.spec.scenario import Scenario
from explorer.text import Text
from ui.icons import icon
from ui.theme import LIGHT, Theme, Type, font

_HOLDS: tuple[Hold, ...] = ("area", "tdp", "cost", "price", "chip-hour")


class LockPanel(QWidget):
    """An accent panel, there while something is held.

    `hold` is the button that offers what can be held; it stands elsewhere, and only while nothing
    is.

    Signals
    -------
    hold_asked(str)
        This quantity is to be held; "none" lets go.
    giving_asked(str)
        The lever at this path is to give way.
    """

    hold_asked = Signal(str)
    giving_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._t: Text = str
        self._theme: Theme = LIGHT
        self._scenario: Scenario | None = None
        self.hold = QToolButton()
        self.panel = QFrame()
        self.name, self.value = QLabel(), QLabel()
        self.giving = QToolButton()
        self.release = QToolButton()
        self._gives = QLabel()
        self._holds, self._levers = QMenu(self), QMenu(self)
        self._lay_out()
        self.release.clicked.connect(lambda: self.hold_asked.emit("none"))

    def _lay_out(self) -> None:
        for button, menu in ((self.hold, self._holds), (self.giving, self._levers)):
            button.setMenu(menu)
            button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.hold.setObjectName("flat")
        self.hold.setFont(font(Type.axis))
        self.hold.setFixedHeight(20)
        self.hold.setIconSize(QSize(12, 12))
        self.giving.setObjectName("framed")
        self.giving.setFixedHeight(22)
        self.release.setObjectName("flat")
        self.release.setText("✕")
        self.panel.setObjectName("lock")
        for label in (self.name, self.value):
            label.setFont(font(Type.widget, True))
        grid = QGridLayout(self.panel)
        grid.setContentsMargins(10, 4, 2, 6)
        grid.setVerticalSpacing(2)
        grid.addWidget(self.name, 0, 0)
        grid.addWidget(self.value, 0, 1)
        grid.addWidget(self.release, 0, 2)
        grid.addWidget(self._gives, 1, 0)
        grid.addWidget(self.giving, 1, 1, 1, 2)
        grid.setColumnStretch(0, 1)
        line = QHBoxLayout(self)
        line.setContentsMargins(6, 2, 6, 2)
        line.addWidget(self.panel)
        self.hide()

    def show_state(self, scenario: Scenario) -> None:
        """Show the lock of `scenario`."""
        if self._scenario is not None and self._scenario.lock == scenario.lock:
            self._scenario = scenario
            return
        self._scenario = scenario
        self._fill()

    def set_theme(self, theme: Theme) -> None:
        """Show another theme."""
        self._theme = theme
        self.hold.setIcon(icon("lock", theme.text3, 12))

    def set_text_source(self, t: Text) -> None:
        """Speak another language."""
        self._t = t
        self.hold.setText(t("Hold…"))
        self.hold.setToolTip(t("Hold a quantity while a lever moves; another lever gives way"))
        self.hold.setAccessibleName(self.hold.toolTip())
        self._gives.setText(t("gives way"))
        self.release.setToolTip(t("Let go"))
        self.release.setAccessibleName(t("Let go"))
        self._holds.clear()
        for hold in _HOLDS:
            action = self._holds.addAction(held_name(hold, t))
            action.triggered.connect(lambda _=False, hold=hold: self.hold_asked.emit(hold))
        self._levers.clear()
        for path in GIVING:
            action = self._levers.addAction(lever_name(BY_PATH[path], t))
            action.triggered.connect(lambda _=False, path=path: self.giving_asked.emit(path))
        self._fill()

    def _fill(self) -> None:
        lock = self._scenario.lock if self._scenario is not None else None
        locked = lock is not None and lock.hold != "none"
        self.hold.setVisible(not locked)
        self.setVisible(locked)
        if lock is None or lock.hold == "none":
            return
        t = self._t
        self.name.setText(t("Hold {what}").format(what=held_name(lock.hold, t)))
        self.value.setText(held_text(lock.hold, lock.target, t))
        self.giving.setText(lever_name(BY_PATH[lock.gives_way], t))
        self.panel.setAccessibleName(f"{self.name.text()} {self.value.text()}")
