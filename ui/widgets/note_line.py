"""A quiet line of text on a ground of its own: what it says may change with every move."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.lettering import elided, write_in
from ui.theme import LIGHT, Theme, Type, metrics

_INDENT = 8.0
_BELOW = 3


class NoteLine(QWidget):
    """Always takes the room of one line, so that no text of it lays anything out anew."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self.text = ""
        self.setFixedHeight(math.ceil(metrics(Type.axis).height()) + _BELOW)
        # A ground of its own: the dock below it is not painted anew with every text.
        self.setAutoFillBackground(True)

    def set_theme(self, theme: Theme) -> None:
        """Show another theme."""
        self._theme = theme
        self.update()

    def set_text(self, text: str) -> None:
        """Say `text`, or nothing."""
        if text != self.text:
            self.text = text
            self.setAccessibleName(text)
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Draw what fits."""
        painter = QPainter(self)
        box = QRectF(_INDENT, 0, self.width() - 2 * _INDENT, self.height() - _BELOW)
        shown = elided(self.text, Type.axis, box.width())
        write_in(painter, box, shown, Type.axis, self._theme.text2)
        painter.end()
