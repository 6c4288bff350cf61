"""The story that is open: its answer in a sentence, and the levers to try."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from explorer.lever import Lever, lever_name
from explorer.levers import BY_PATH
from explorer.presets.gallery import Story
from explorer.text import Text
from ui.theme import Type, font
from ui.widgets.elided_label import ElidedLabel


class StoryBar(QFrame):
    """Question, answer, correction and a button for each lever; hidden without a story.

    Signals
    -------
    lever_asked(str)
        The lever at this path is to be shown.
    """

    lever_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("storyBar")
        self.story: Story | None = None
        self._t: Text = str
        self._title = ElidedLabel()
        self._text = QLabel()
        self._lead = QLabel()
        self._lead.setObjectName("secondary")
        self._tries = QHBoxLayout()
        self._buttons: list[tuple[QToolButton, Lever]] = []
        self._close = QToolButton()
        self._close.setObjectName("flat")
        self._close.setText("✕")
        self._close.clicked.connect(lambda: self.tell(None))
        self._title.setFont(font(Type.title, True))
        self._text.setFont(font(Type.widget))
        self._text.setWordWrap(True)
        self._tries.setSpacing(6)
        self._head = head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._title, 1)
        head.addWidget(self._lead)
        head.addLayout(self._tries)
        head.addWidget(self._close)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(12, 4, 6, 6)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self._text)
        self.hide()

    def tell(self, story: Story | None) -> None:
        """Show a story, or none."""
        self.story = story
        self._fill()
        self.setVisible(story is not None)

    def set_text_source(self, t: Text) -> None:
        """Speak another language."""
        self._t = t
        self._close.setToolTip(t("Close"))
        self._close.setAccessibleName(t("Close"))
        self._fill()

    def _fill(self) -> None:
        while (item := self._tries.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                # Deleted when the loop comes round: until then it would lie over the new ones.
                widget.hide()
                widget.deleteLater()
        told, t = self.story, self._t
        if told is None:
            self._buttons = []
            return
        self._title.setText(t(told.title))
        self._text.setText(" ".join(t(text) for text in (told.sentence, told.correction) if text))
        self._lead.setText(t("Try:"))
        self._buttons = [(self._button(path), BY_PATH[path]) for path in told.levers]
        for button, _ in self._buttons:
            self._tries.addWidget(button)
        self._name_buttons()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Keep the question whole: the names of the levers give way."""
        super().resizeEvent(event)
        self._name_buttons()

    def _button(self, path: str) -> QToolButton:
        lever = BY_PATH[path]
        button = QToolButton()
        button.setObjectName("framed")
        text = f"{self._t(lever.group)}: {self._t(lever.label)}"
        button.setAccessibleName(text)
        button.setToolTip(text)
        button.setFixedHeight(22)
        button.clicked.connect(lambda: self.lever_asked.emit(path))
        return button

    def _name_buttons(self) -> None:
        """Name each button with the group of its lever where the question leaves room for it."""
        for button, _ in self._buttons:
            button.setText(button.accessibleName().replace("&", "&&"))
        parts = [self._title, self._lead, self._close, *(button for button, _ in self._buttons)]
        gaps = 3 * self._head.spacing() + (len(self._buttons) - 1) * self._tries.spacing()
        need = sum(part.sizeHint().width() for part in parts) + gaps
        margins = self._column.contentsMargins()
        if need > self.width() - margins.left() - margins.right():
            for button, lever in self._buttons:
                button.setText(lever_name(lever, self._t).replace("&", "&&"))
