"""The list of a picker: grouped, searchable, with what cannot be chosen greyed and explained."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ui.icons import icon
from ui.theme import Theme, Type, colour, font

_KEY = Qt.ItemDataRole.UserRole
_GROUP = Qt.ItemDataRole.UserRole + 1
_TEXT = Qt.ItemDataRole.UserRole + 2
_SEARCH_FROM = 9


class Entry(Protocol):
    """What the list shows of a choice."""

    @property
    def key(self) -> str:
        """What is emitted."""

    @property
    def name(self) -> str:
        """What is read."""

    @property
    def group(self) -> str:
        """The header it stands under."""

    @property
    def detail(self) -> str:
        """Grey text behind the name."""

    @property
    def also(self) -> str:
        """What it is found by too, as its English name."""

    @property
    def missing(self) -> str:
        """Why it cannot be chosen."""

    @property
    def chosen(self) -> bool:
        """Whether it is the choice now."""


class PickerPopup(QFrame):
    """A popup that lives until a choice is made or it loses the pointer's interest.

    Signals
    -------
    picked(str)
        The key of the choice made.
    """

    picked = Signal(str)

    def __init__(
        self, choices: Iterable[Entry], hint: str, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("popup")
        self._theme = theme
        self.search = QLineEdit()
        self.search.setPlaceholderText(hint)
        self.search.setAccessibleName(hint)
        self.list = QListWidget()
        self.list.setAccessibleName(hint)
        self.list.setUniformItemSizes(False)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.setSpacing(6)
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        self._fill(tuple(choices))
        self.search.textChanged.connect(self._filter)
        self.search.installEventFilter(self)
        self.list.installEventFilter(self)
        self.list.itemClicked.connect(self._pick)
        self.list.itemActivated.connect(self._pick)

    def open_above(self, corner: QPoint) -> None:
        """Show the list with its lower left at `corner`, moved to stay on the screen."""
        self.open_at(corner)
        top = max(corner.y() - self.height(), 0)
        self.move(self.x(), top)

    def open_at(self, corner: QPoint) -> None:
        """Show the list with its top left at `corner`, moved to stay on the screen."""
        rows = sum(self.list.sizeHintForRow(row) for row in range(self.list.count()))
        wide = self.list.sizeHintForColumn(0) + 40
        searchable = self.list.count() >= _SEARCH_FROM
        self.search.setVisible(searchable)
        self.resize(min(max(wide, 220), 460), min(rows + (34 if searchable else 0) + 20, 460))
        screen = QGuiApplication.screenAt(corner) or QGuiApplication.primaryScreen()
        room = screen.availableGeometry()
        corner.setX(max(room.left(), min(corner.x(), room.right() - self.width())))
        corner.setY(max(room.top(), min(corner.y(), room.bottom() - self.height())))
        self.move(corner)
        self.show()
        (self.search if searchable else self.list).setFocus()
        if self.list.currentItem() is not None:
            self.list.scrollToItem(self.list.currentItem(), QListWidget.ScrollHint.PositionAtCenter)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Let arrows and Return in the search field act on the list, and letters in it search."""
        if watched is self.list and isinstance(event, QKeyEvent):
            return event.type() == QEvent.Type.KeyPress and self._seek(event.text())
        if watched is self.search and isinstance(event, QKeyEvent):
            if event.type() != QEvent.Type.KeyPress:
                return False
            if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                self._step(1 if event.key() == Qt.Key.Key_Down else -1)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._pick(self.list.currentItem())
                return True
        return super().eventFilter(watched, event)

    def _seek(self, text: str) -> bool:
        """Search for what is typed on the list; False where that is no letter."""
        if not text.strip() or not text.isprintable():
            return False
        self.search.show()
        self.search.setFocus()
        self.search.insert(text)
        return True

    def _fill(self, choices: tuple[Entry, ...]) -> None:
        group = None
        for choice in choices:
            if choice.group != group:
                group = choice.group
                self._header(group)
            self._entry(choice)
        if self.list.currentItem() is None:
            self._step(1)

    def _header(self, name: str) -> None:
        if not name:
            return
        item = QListWidgetItem(name)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setFont(font(Type.small, True))
        item.setForeground(colour(self._theme.text3))
        item.setData(_GROUP, name)
        self.list.addItem(item)

    def _entry(self, choice: Entry) -> None:
        text = f"{choice.name}   {choice.detail}" if choice.detail else choice.name
        item = QListWidgetItem(text)
        item.setFont(font(Type.widget, choice.chosen))
        item.setData(_KEY, choice.key)
        item.setData(_GROUP, choice.group)
        words = (choice.name, choice.group, choice.detail, choice.key, choice.also)
        item.setData(_TEXT, " ".join(words).lower())
        if choice.missing:
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            item.setForeground(colour(self._theme.text3, 0.7))
            item.setToolTip(choice.missing)
        ink = self._theme.accent if choice.chosen else self._theme.surface
        item.setIcon(icon("check", ink, 14))
        self.list.addItem(item)
        if choice.chosen and self.list.currentItem() is None:
            self.list.setCurrentItem(item)

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    def _filter(self, words: str) -> None:
        wanted = words.lower().split()
        alive = set()
        for item in self._items():
            text = item.data(_TEXT)
            if text is not None:
                found = all(word in text for word in wanted)
                item.setHidden(not found)
                if found:
                    alive.add(item.data(_GROUP))
        for item in self._items():
            if item.data(_TEXT) is None:
                item.setHidden(item.data(_GROUP) not in alive)
        self.list.setCurrentRow(-1)
        self._step(1)

    def _step(self, way: int) -> None:
        free = [
            i for i in self._items() if not i.isHidden() and i.flags() & Qt.ItemFlag.ItemIsEnabled
        ]
        if not free:
            return
        current = self.list.currentItem()
        at = free.index(current) + way if current in free else (0 if way > 0 else -1)
        self.list.setCurrentItem(free[max(-1, min(at, len(free) - 1))])

    def _pick(self, item: QListWidgetItem | None) -> None:
        if item is None or item.isHidden() or item.data(_KEY) is None:
            return
        if item.flags() & Qt.ItemFlag.ItemIsEnabled:
            key = str(item.data(_KEY))
            self.close()
            self.picked.emit(key)
