"""One line that tells of something done or refused, until it is closed or overtaken."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from ui.theme import Type, font


class Notice(QFrame):
    """A line over the status line; hidden while there is nothing to tell.

    It is overtaken by the next line, or by the first picture of a later state.

    Signals
    -------
    undo_asked()
        What the line tells of shall be undone.
    """

    undo_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self.setFixedHeight(28)
        self._text = QLabel()
        self._text.setFont(font(Type.widget))
        self._close = QToolButton()
        self._close.setObjectName("flat")
        self._close.setText("✕")
        self.undo = QToolButton()
        self.undo.setObjectName("flat")
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 0, 6, 0)
        line.addWidget(self._text, 1)
        line.addWidget(self.undo)
        line.addWidget(self._close)
        self.undo.clicked.connect(self.undo_asked)
        self._close.clicked.connect(self.hide)
        self._old = False
        self.hide()

    @property
    def text(self) -> str:
        """The line."""
        return self._text.text()

    def tell(self, text: str, *, undo: bool = False) -> None:
        """Show `text`, and a button that takes back what it tells of where `undo`."""
        self._text.setText(text)
        self._text.setToolTip(text)
        self.undo.setVisible(undo)
        self._old = False
        self.setAccessibleName(text)
        self.show()

    def age(self) -> None:
        """Take note that the state is another one."""
        self._old = True

    def overtake(self) -> None:
        """Go if the line was of an earlier state."""
        if self._old:
            self.hide()

    def set_texts(self, close: str, undo: str) -> None:
        """Name the buttons that close the line and take back what it tells of."""
        self._close.setToolTip(close)
        self._close.setAccessibleName(close)
        self.undo.setText(undo)
