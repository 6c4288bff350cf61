"""The tour: a few tips, each beside what it speaks of; it can be skipped and taken again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from explorer.text import Text
from ui.theme import Theme, Type, font

_WIDE = 330
_GAP = 10


@dataclass(frozen=True, slots=True)
class Tip:
    """What is said, beside which part of the window; an English source text."""

    part: str
    text: str


TIPS: tuple[Tip, ...] = (
    Tip("dock", "Drag a lever: every number and curve follows while your hand is on it. Type a "
                "value with any unit, such as 4.8T or 4800 GB/s."),
    Tip("headline", "Square and name tell what limits each number. Click a number to see its "
                    "equation with the values put in."),
    Tip("grid", "The dashed curve is the chip as shipped. Point at a chart to read all curves, "
                "click to keep the crosshair, scroll to zoom."),
    Tip("tabs", "Each tab asks another question: where the time and the money go, what matters "
                "most, what silicon costs."),
    Tip("status", "In one sentence: what limits decode, and what would change it."),
    Tip("toolbar", "Choose chip, model, formats and workload here; every chart exports to a "
                   "slide with its sources."),
)  # fmt: skip


class Tour(QFrame):
    """A bubble over the window that walks through the tips.

    Signals
    -------
    ended()
        The last tip was read or the tour skipped.
    """

    ended = Signal()

    def __init__(
        self, parts: Mapping[str, QWidget], t: Text, theme: Theme, window: QWidget
    ) -> None:
        super().__init__(window)
        self.setObjectName("tour")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._parts = parts
        self._t = t
        self.at = 0
        self.text = QLabel()
        self._count = QLabel()
        self.skip = QPushButton(t("Skip"))
        self.next = QPushButton()
        self.setStyleSheet(
            f"#tour {{ background: {theme.surface}; border: 2px solid {theme.accent};"
            f" border-radius: 4px; }} #tour QLabel {{ color: {theme.text1}; }}"
        )
        self._lay_out()
        self.skip.clicked.connect(self._end)
        self.next.clicked.connect(self._step)
        self._show()

    def _lay_out(self) -> None:
        self.text.setWordWrap(True)
        self.text.setFont(font(Type.title))
        self._count.setFont(font(Type.axis))
        buttons = QHBoxLayout()
        buttons.addWidget(self._count)
        buttons.addStretch(1)
        for button in (self.skip, self.next):
            button.setFixedHeight(26)
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 12)
        column.setSpacing(12)
        column.addWidget(self.text)
        column.addLayout(buttons)
        self.setFixedWidth(_WIDE)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Esc skips."""
        if event.key() == Qt.Key.Key_Escape:
            self._end()
        else:
            super().keyPressEvent(event)

    def _show(self) -> None:
        t, tip = self._t, TIPS[self.at]
        self.text.setText(t(tip.text))
        self.setAccessibleName(t(tip.text))
        self._count.setText(t("{number} of {count}").format(number=self.at + 1, count=len(TIPS)))
        self.next.setText(t("Done") if self.at == len(TIPS) - 1 else t("Next"))
        self.adjustSize()
        self.setFixedHeight(self.heightForWidth(_WIDE))
        self.move(self._place(self._parts[tip.part]))
        self.show()
        self.raise_()
        self.next.setFocus()

    def _place(self, part: QWidget) -> QPoint:
        """Return a corner beside the part, or over it where there is no room beside it."""
        window = self.parentWidget()
        assert window is not None
        room = window.rect().adjusted(_GAP, _GAP, -_GAP, -_GAP)
        box = QRect(part.mapTo(window, QPoint(0, 0)), part.size())
        middle = box.center().y() - self.height() // 2
        spots = (
            QPoint(box.right() + _GAP, middle),
            QPoint(box.left() + _GAP, box.bottom() + _GAP),
            QPoint(box.left() + _GAP, box.top() - self.height() - _GAP),
        )
        for spot in spots:
            if room.contains(QRect(spot, self.size())):
                return spot
        return box.center() - self.rect().center()

    def _step(self) -> None:
        if self.at == len(TIPS) - 1:
            self._end()
            return
        self.at += 1
        self._show()

    def _end(self) -> None:
        self.hide()
        self.ended.emit()
        self.deleteLater()
