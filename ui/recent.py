"""The files opened and saved last, as a menu; those that are gone are not offered."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QMenu, QWidget

from ui.appearance import Appearance
from ui.settings import Settings


class RecentMenu(QMenu):
    """Fills itself when it is shown; `open_file` opens a path if nothing is lost by it."""

    def __init__(
        self,
        settings: Settings,
        appearance: Appearance,
        open_file: Callable[[Path], object],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._appearance = appearance
        self._open_file = open_file
        self.aboutToShow.connect(self.fill)
        appearance.language_changed.connect(self._name)
        self._name()

    def fill(self) -> None:
        """Offer every file that is still there, the last one first."""
        self.clear()
        t = self._appearance.t
        found = [path for path in self._settings.recent if path.is_file()]
        self._settings.recent = found
        for number, path in enumerate(found, 1):
            # The first nine have a key; an ampersand of the name itself is no key.
            name = path.name.replace("&", "&&")
            action = self.addAction(f"&{number} {name}" if number < 10 else name)
            action.setToolTip(str(path))
            action.triggered.connect(partial(self._take, path))
        if not found:
            self.addAction(t("No recent files")).setEnabled(False)
            return
        self.addSeparator()
        self.addAction(t("Clear the list")).triggered.connect(self._forget)

    def _take(self, path: Path, _checked: bool = False) -> None:
        self._open_file(path)

    def _forget(self) -> None:
        self._settings.recent = []

    def _name(self) -> None:
        self.setTitle(self._appearance.t("Open &recent"))
        self.setToolTipsVisible(True)
