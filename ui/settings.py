"""What the window remembers between starts: a typed wrapper of QSettings, never model data."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, cast

from PySide6.QtCore import QByteArray, QSettings

RECENT = 10
"""How many files are remembered."""


class Settings:
    """Window and interface settings."""

    def __init__(self) -> None:
        self._store = QSettings()

    def _text(self, key: str, default: str) -> str:
        return str(self._store.value(key, default))

    @property
    def theme(self) -> str:
        """Return "system", "light" or "dark"."""
        value = self._text("theme", "system")
        return value if value in ("system", "light", "dark") else "system"

    @theme.setter
    def theme(self, value: str) -> None:
        self._store.setValue("theme", value)

    @property
    def language(self) -> str:
        """Return a key of `explorer.text.LANGUAGES`, or "" for the system's."""
        return self._text("language", "")

    @language.setter
    def language(self, value: str) -> None:
        self._store.setValue("language", value)

    @property
    def folder(self) -> str:
        """Return the folder last used by a file dialog."""
        return self._text("folder", "")

    @folder.setter
    def folder(self, value: str) -> None:
        self._store.setValue("folder", value)

    @property
    def recent(self) -> list[Path]:
        """Return the files opened or saved last, the latest first."""
        found = self._store.value("recent", [])
        # A list of one comes back as a text from some of Qt's stores.
        texts = [found] if isinstance(found, str) else found if isinstance(found, list) else []
        return [Path(str(text)) for text in texts if text]

    @recent.setter
    def recent(self, paths: list[Path]) -> None:
        self._store.setValue("recent", [str(path) for path in paths[:RECENT]])

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
        self._store.setValue("level", value)

    @property
    def slide_size(self) -> Literal["16:9", "4:3"]:
        """Return the shape of exported slides."""
        return "4:3" if self._text("slide_size", "16:9") == "4:3" else "16:9"

    @slide_size.setter
    def slide_size(self, value: Literal["16:9", "4:3"]) -> None:
        self._store.setValue("slide_size", value)

    @property
    def gallery_at_start(self) -> bool:
        """Return whether a start without a file shows the gallery."""
        return self._text("gallery_at_start", "yes") == "yes"

    @gallery_at_start.setter
    def gallery_at_start(self, value: bool) -> None:
        self._store.setValue("gallery_at_start", "yes" if value else "no")

    @property
    def geometry(self) -> QByteArray:
        """Return place and size of the window as Qt packs them, empty at the first start."""
        return cast("QByteArray", self._store.value("geometry", QByteArray(), QByteArray))

    @geometry.setter
    def geometry(self, value: QByteArray) -> None:
        self._store.setValue("geometry", value)
