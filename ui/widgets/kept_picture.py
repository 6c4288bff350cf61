"""What of a widget stays while a lever moves, drawn once and copied from then on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QWidget


class KeptPicture:
    """A picture as large as its widget, drawn anew whenever its key, size or screen is another.

    `paint` draws it and has to cover all of the widget.
    """

    def __init__(self, widget: QWidget, paint: Callable[[QPainter], None]) -> None:
        self._widget = widget
        self._paint = paint
        self._key: tuple[object, ...] = ()
        self._picture = QPixmap()

    def draw(self, painter: QPainter, *key: object) -> None:
        """Draw the picture; `key` is all that it shows."""
        ratio = self._widget.devicePixelRatioF()
        if not ratio.is_integer():
            # The widget's corner may lie between two dots there: a picture would be blurred.
            self._paint(painter)
            return
        key = (ratio, self._widget.size(), *key)
        if key != self._key:
            self._key = key
            self._picture = QPixmap(self._widget.size() * ratio)
            self._picture.setDevicePixelRatio(ratio)
            within = QPainter(self._picture)
            self._paint(within)
            within.end()
        painter.drawPixmap(0, 0, self._picture)
