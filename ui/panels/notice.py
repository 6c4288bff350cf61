"""One line that tells of something done or refused, until it is closed or overtaken."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from ui.theme import Type, font


class Notice(QFrame):
    """A line over the status line; hidden while there is nothing to tell.

    It is overtaken by the next line, or by the first picture of a later state.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self.setFixedHeight(28)
        self._text = QLabel()
        self._text.setFont(font(Type.widget))
        self._close = QToolButton()
        self._close.setObjectName("flat")
        self._close.setText("✕")
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 0, 6, 0)
        line.addWidget(self._text, 1)
        line.addWidget(self._close)
        self._close.clicked.connect(self.hide)
        self._old = False
        self.hide()

    @property
    def text(self) -> str:
        """The line."""
        return self._text.text()

    def tell(self, text: str) -> None:
        """Show `text`."""
        self._text.setText(text)
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

    def set_close_text(self, text: str) -> None:
        """Name the button that closes the line."""
        self._close.setToolTip(text)
        self._close.setAccessibleName(text)
