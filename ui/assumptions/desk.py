"""Opens the panel of assumptions, once, and keeps its look that of the window."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QWidget

from explorer.levers import BY_PATH
from ui.appearance import Appearance
from ui.session import Session

if TYPE_CHECKING:
    from ui.assumptions.dialog import AssumptionsDialog

_MARGIN = 12


class AssumptionsDesk(QObject):
    """One panel at a time; it is made when it is first asked for."""

    def __init__(
        self,
        session: Session,
        appearance: Appearance,
        reveal: Callable[[str], object],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._session = session
        self._appearance = appearance
        self._reveal = reveal
        self._window = window
        self.dialog: AssumptionsDialog | None = None
        appearance.theme_changed.connect(self._dress)
        appearance.language_changed.connect(self._dress)

    def reveal(self, path: str) -> None:
        """Go to what a part of a chart stands for: a lever, else a parameter of the panel."""
        if path in BY_PATH:
            self._reveal(path)
        else:
            self.open(path)

    def open(self, path: str = "") -> AssumptionsDialog:
        """Show the panel, at the parameter of `path` if one is named."""
        from ui.assumptions.dialog import AssumptionsDialog

        if self.dialog is None:
            look = self._appearance
            self.dialog = AssumptionsDialog(self._session, look.t, look.theme, self._window)
            self.dialog.finished.connect(self._forget)
            self._put(self.dialog)
        self.dialog.show()
        self.dialog.raise_()
        self.dialog.activateWindow()
        if path:
            self.dialog.reveal(path)
        return self.dialog

    def _put(self, dialog: AssumptionsDialog) -> None:
        """Lay the panel over the lower part of the window: headline and first charts stay seen."""
        window = self._window
        wide = min(dialog.width(), window.width() - 2 * _MARGIN)
        dialog.resize(wide, min(dialog.height(), window.height() // 2 + 40))
        corner = QPoint(
            window.width() - wide - _MARGIN, window.height() - dialog.height() - 4 * _MARGIN
        )
        dialog.move(window.mapToGlobal(corner))

    def _dress(self) -> None:
        if self.dialog is not None:
            self.dialog.set_look(self._appearance.theme, self._appearance.t)

    def _forget(self) -> None:
        self.dialog = None
