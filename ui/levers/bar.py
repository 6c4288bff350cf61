"""The head of the lever dock: search, level, reset, what is held, what is studied."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from explorer.results import RESULTS
from explorer.text import Text
from ui.icons import icon
from ui.levers.lock_panel import LockPanel
from ui.theme import Theme, Type, font

_LEVELS = ("basic", "advanced")


class LeverBar(QWidget):
    """What is looked for and which levers are shown.

    Signals
    -------
    filter_changed()
        `words` or `level` are new.
    reset_asked()
        The reset button was pressed.
    fold_asked()
        The dock is to make room.
    result_chosen(str)
        The id of the result whose sensitivity is to be shown.
    """

    filter_changed = Signal()
    reset_asked = Signal()
    fold_asked = Signal()
    result_chosen = Signal(str)

    def __init__(self, level: str, lock: LockPanel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lock = lock
        self.search = QLineEdit()
        self._glass = QAction(self)
        self._level = QComboBox()
        self.reset = QPushButton()
        self.fold = QToolButton()
        self.effect_of = QToolButton()
        self._results = QMenu(self)
        self._count = 0
        self._t: Text = str
        self._level.addItems(["", ""])
        self._level.setCurrentIndex(_LEVELS.index(level))
        self._lay_out()
        self.search.textChanged.connect(self.filter_changed)
        self._level.currentIndexChanged.connect(self.filter_changed)
        self.reset.clicked.connect(self.reset_asked)
        self.fold.clicked.connect(self.fold_asked)

    def _lay_out(self) -> None:
        self.search.setClearButtonEnabled(True)
        self.search.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self.reset.setObjectName("resetAll")
        self.fold.setObjectName("fold")
        self.fold.setFixedSize(20, 24)
        self.effect_of.setObjectName("flat")
        self.effect_of.setFont(font(Type.axis))
        self.effect_of.setFixedHeight(20)
        self.effect_of.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.effect_of.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.effect_of.setIconSize(QSize(12, 12))
        self.effect_of.setMenu(self._results)
        self.effect_of.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 2)
        column.setSpacing(0)
        line = QHBoxLayout()
        line.setContentsMargins(6, 6, 2, 2)
        line.setSpacing(4)
        line.addWidget(self.search, 1)
        line.addWidget(self._level)
        line.addWidget(self.reset)
        line.addWidget(self.fold)
        column.addLayout(line)
        column.addWidget(self._lock)
        foot = QHBoxLayout()
        foot.setContentsMargins(4, 0, 6, 0)
        foot.setSpacing(0)
        foot.addWidget(self._lock.hold)
        foot.addStretch(1)
        foot.addWidget(self.effect_of)
        column.addLayout(foot)
        for widget in (self.search, self._level, self.reset):
            widget.setFixedHeight(24)

    @property
    def words(self) -> tuple[str, ...]:
        """What is looked for, in lower case."""
        return tuple(self.search.text().lower().split())

    @property
    def level(self) -> str:
        """Return "basic" or "advanced"."""
        return _LEVELS[self._level.currentIndex()]

    def set_level(self, level: str) -> None:
        """Show the levers of `level`."""
        self._level.setCurrentIndex(_LEVELS.index(level))

    def set_tight(self, tight: bool) -> None:
        """Show the lock without its word in a small window."""
        style = Qt.ToolButtonStyle
        self._lock.hold.setToolButtonStyle(
            style.ToolButtonIconOnly if tight else style.ToolButtonTextBesideIcon
        )

    def set_changes(self, count: int) -> None:
        """Write the number of changed levers on the reset button."""
        self._count = count
        text = self._t("Reset {count}").format(count=count) if count else self._t("Reset")
        self.reset.setText(text)
        self.reset.setEnabled(count > 0)

    def set_heading(self, text: str) -> None:
        """Say what the figures beside the sliders are."""
        if self.effect_of.text() != text:
            self.effect_of.setText(text)

    def set_text_source(self, t: Text) -> None:
        """Speak another language."""
        self._t = t
        self._results.clear()
        for result in RESULTS:
            action = self._results.addAction(t(result.title))
            action.triggered.connect(lambda _=False, name=result.id: self.result_chosen.emit(name))
        self.effect_of.setToolTip(t("The result whose change is shown beside each lever"))
        self.effect_of.setAccessibleName(t("The result whose change is shown beside each lever"))
        self.search.setPlaceholderText(t("Find a lever"))
        self.search.setAccessibleName(t("Find a lever"))
        self._level.setItemText(0, t("Basic"))
        self._level.setItemText(1, t("All"))
        self._level.setAccessibleName(t("Levers shown"))
        self.reset.setToolTip(t("Bring every changed lever back to the value as shipped"))
        self.fold.setToolTip(t("Fold the levers"))
        self.fold.setAccessibleName(t("Fold the levers"))
        # As wide as it may become: what stands beside it is not laid out anew at every count.
        self.reset.setText(t("Reset {count}").format(count=99))
        self.reset.setFixedWidth(self.reset.sizeHint().width())
        self.set_changes(self._count)

    def set_theme(self, theme: Theme) -> None:
        """Show another theme."""
        self._glass.setIcon(icon("search", theme.text3))
        self.fold.setIcon(icon("chevron-left", theme.text3))
        self.effect_of.setIcon(icon("chevron-down", theme.text3, 12))
