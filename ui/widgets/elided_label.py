"""A label that ends in "…" instead of pushing its neighbours away."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget


class ElidedLabel(QLabel):
    """Plain text in one line; the whole text is the tooltip when it does not fit."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._strong = False
        self.setTextFormat(Qt.TextFormat.PlainText)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Ask for a few letters only."""
        return QSize(24, super().minimumSizeHint().height())

    @property
    def strong(self) -> bool:
        """Whether the text is bold."""
        return self._strong

    def set_strong(self, strong: bool) -> None:
        """Write in bold or not; a style sheet would take a font that is set back."""
        self._strong = strong
        self.update()

    @property
    def shown_text(self) -> str:
        """The text as it fits."""
        return QFontMetrics(self._font()).elidedText(
            self.text(), Qt.TextElideMode.ElideRight, self.contentsRect().width()
        )

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Draw what fits."""
        painter = QPainter(self)
        painter.setFont(self._font())
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.contentsRect(), int(self.alignment()), self.shown_text)
        painter.end()

    def _font(self) -> QFont:
        made = QFont(self.font())
        made.setBold(made.bold() or self._strong)
        return made
