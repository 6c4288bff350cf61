"""A button that shows one choice and opens a searchable list of the others."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from ui.icons import icon
from ui.theme import LIGHT, Theme, Type, colour, font, metrics
from ui.widgets.picker_popup import PickerPopup

_PAD = 10
_GAP = 7
_ARROW = 16


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry. `missing` says why it cannot be chosen, empty if it can; `chosen` marks it.

    `also` is what it is found by beside what is shown, as its English name.
    """

    key: str
    name: str
    group: str
    detail: str = ""
    missing: str = ""
    chosen: bool = False
    also: str = ""


class Picker(QAbstractButton):
    """Title in grey, choice in ink, arrow.

    Signals
    -------
    opening()
        The list is about to open; the owner may set new choices.
    picked(str)
        The key of the choice made.
    """

    opening = Signal()
    picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self._title = ""
        self._value = ""
        self._hint = ""
        self._choices: tuple[Choice, ...] = ()
        self._limit = 200
        self.setFixedHeight(28)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.clicked.connect(self.open)

    @property
    def value(self) -> str:
        """The choice as it is written on the button."""
        return self._value

    def set_theme(self, theme: Theme) -> None:
        """Show another theme."""
        self._theme = theme
        self.update()

    def set_texts(self, title: str, value: str, hint: str) -> None:
        """Write on the button; `hint` stands in the search field."""
        if (title, value, hint) == (self._title, self._value, self._hint):
            return
        self._title, self._value, self._hint = title, value, hint
        self.setAccessibleName(f"{title}: {value}")
        self.setToolTip("" if self._fits() else value)
        self.updateGeometry()
        self.update()

    def set_choices(self, choices: tuple[Choice, ...]) -> None:
        """Fill the list."""
        self._choices = choices

    def set_width_limit(self, width: int) -> None:
        """Elide the choice beyond this width."""
        self._limit = width
        self.updateGeometry()

    def open(self, at: QWidget | None = None) -> PickerPopup:
        """Open the list below the button, or below `at` while the button is hidden."""
        self.opening.emit()
        popup = PickerPopup(self._choices, self._hint, self._theme, self.window())
        popup.picked.connect(self.picked)
        anchor = at if isinstance(at, QWidget) else self
        popup.open_at(anchor.mapToGlobal(QPoint(0, anchor.height() + 2)))
        return popup

    def sizeHint(self) -> QSize:  # noqa: N802
        """Ask for title, choice and arrow, up to the limit."""
        return QSize(min(self._limit, self._natural()), 28)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Ask for the title and a few letters."""
        return QSize(min(self.sizeHint().width(), 90), 28)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Draw the button."""
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        hot = self.underMouse() or self.isDown()
        painter.setPen(colour(theme.accent if self.hasFocus() else theme.border))
        painter.setBrush(colour(theme.accent_fill if hot else theme.button))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        painter.setFont(font(Type.widget))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        title = metrics(Type.widget).horizontalAdvance(self._title)
        painter.setPen(colour(theme.text2))
        painter.drawText(QRectF(_PAD, 0, title + 2, self.height()), flags, self._title)
        left = _PAD + title + _GAP
        room = self.width() - left - _PAD - _ARROW
        shown = metrics(Type.widget).elidedText(self._value, Qt.TextElideMode.ElideRight, room)
        painter.setPen(colour(theme.text1))
        painter.drawText(QRectF(left, 0, room + 2, self.height()), flags, shown)
        arrow = icon("chevron-down", theme.text3, 14)
        arrow.paint(painter, self.width() - _PAD - 12, (self.height() - 14) // 2, 14, 14)
        painter.end()

    def _natural(self) -> int:
        wide = metrics(Type.widget).horizontalAdvance
        return int(_PAD * 2 + wide(self._title) + _GAP + wide(self._value) + _ARROW + 6)

    def _fits(self) -> bool:
        return self._natural() <= self._limit
