"""A line edit that knows the ground it stands on."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.theme import colour


class GroundedField(QLineEdit):
    """Once its ground is told, nothing below it is painted anew with what it shows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ground = ""

    def set_ground(self, name: str) -> None:
        """Take the colour #RRGGBB for what is seen round its corners."""
        self._ground = name
        self._cover()

    def mark(self, name: str, on: bool) -> None:
        """Look "changed" or in "error" as the style sheet has it, or no more."""
        self.setProperty(name, on)
        self.style().unpolish(self)
        self.style().polish(self)
        self._cover()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Meet another style sheet."""
        super().changeEvent(event)
        self._cover()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the ground, and the field on it."""
        if self._ground:
            painter = QPainter(self)
            painter.fillRect(self.rect(), colour(self._ground))
            painter.end()
        super().paintEvent(event)

    def _cover(self) -> None:
        """Say again that nothing below is seen: a style sheet takes round corners for holes."""
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, bool(self._ground))
