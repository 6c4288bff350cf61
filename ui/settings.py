"""What the window remembers between starts: a typed wrapper of QSettings, never model data."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, cast

from PySide6.QtCore import QByteArray, QSettings, QStandardPaths

RECENT = 10
"""How many files are remembered."""


SIZES = (100, 125, 150, 175, 200)
"""Sizes of text and controls that can be chosen, per cent."""


class _Word:
    """A setting that is any text, empty at first."""

    def __init__(self, key: str) -> None:
        self._key = key

    def __get__(self, settings: Settings, kind: type[Settings]) -> str:
        return str(settings.store.value(self._key, ""))

    def __set__(self, settings: Settings, value: str) -> None:
        settings.store.setValue(self._key, value)


class Settings:
    """Window and interface settings."""

    language = _Word("language")
    """A key of `explorer.text.LANGUAGES`, or "" for the system's."""

    def __init__(self) -> None:
        self.store = QSettings()

    def _text(self, key: str, default: str) -> str:
        return str(self.store.value(key, default))

    @property
    def folder(self) -> str:
        """Return the folder last used by a file dialog, at first the user's documents."""
        place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        usual = place if Path(place).is_dir() else str(Path.home())
        return self._text("folder", usual)

    @folder.setter
    def folder(self, value: str) -> None:
        self.store.setValue("folder", value)

    @property
    def theme(self) -> str:
        """Return "system", "light" or "dark"."""
        value = self._text("theme", "system")
        return value if value in ("system", "light", "dark") else "system"

    @theme.setter
    def theme(self, value: str) -> None:
        self.store.setValue("theme", value)

    @property
    def recent(self) -> list[Path]:
        """Return the files opened or saved last, the latest first."""
        found = self.store.value("recent", [])
        # A list of one comes back as a text from some of Qt's stores.
        texts = [found] if isinstance(found, str) else found if isinstance(found, list) else []
        return [Path(str(text)) for text in texts if text]

    @recent.setter
    def recent(self, paths: list[Path]) -> None:
        self.store.setValue("recent", [str(path) for path in paths[:RECENT]])

    def remember(self, path: Path) -> None:
        """Take note of a file of the user's, and of its folder."""
        path = path.absolute()
        self.folder = str(path.parent)
        self.recent = [path, *(other for other in self.recent if other != path)]

    @property
    def level(self) -> str:
        """Return "basic" or "advanced": which levers are shown."""
        return self._text("level", "basic")

    @level.setter
    def level(self, value: str) -> None:
        self.store.setValue("level", value)

    @property
    def size(self) -> int:
        """Return how large everything is shown, per cent of the usual; 0 is as the system asks."""
        text = self._text("size", "0")
        return int(text) if text in map(str, SIZES) else 0

    @size.setter
    def size(self, value: int) -> None:
        self.store.setValue("size", value)

    @property
    def slide_size(self) -> Literal["16:9", "4:3"]:
        """Return the shape of exported slides."""
        return "4:3" if self._text("slide_size", "16:9") == "4:3" else "16:9"

    @slide_size.setter
    def slide_size(self, value: Literal["16:9", "4:3"]) -> None:
        self.store.setValue("slide_size", value)

    @property
    def gallery_at_start(self) -> bool:
        """Return whether a start without a file shows the gallery."""
        return self._text("gallery_at_start", "yes") == "yes"

    @gallery_at_start.setter
    def gallery_at_start(self, value: bool) -> None:
        self.store.setValue("gallery_at_start", "yes" if value else "no")

    @property
    def geometry(self) -> QByteArray:
        """Return place and size of the window as Qt packs them, empty at the first start."""
        return cast("QByteArray", self.store.value("geometry", QByteArray(), QByteArray))

    @geometry.setter
    def geometry(self, value: QByteArray) -> None:
        self.store.setValue("geometry", value)
