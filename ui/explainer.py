"""Opens explanations of headline numbers and keeps them up to date while they are open."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from explorer.results import BY_ID
from ui.appearance import Appearance
from ui.presenter import Presenter

if TYPE_CHECKING:
    from explorer.overview import Overview
    from ui.why_dialog import WhyDialog


class Explainer(QObject):
    """One explanation at a time, live."""

    def __init__(
        self,
        presenter: Presenter,
        appearance: Appearance,
        reveal: Callable[[str], object],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._presenter = presenter
        self._appearance = appearance
        self._reveal = reveal
        self._window = window
        self.dialog: WhyDialog | None = None
        presenter.ready.connect(self._refresh)

    def explain(self, name: str) -> None:
        """Explain the result of this id; nothing for a tile that is no result."""
        from ui.why_dialog import WhyDialog

        if name not in BY_ID:
            return
        if self.dialog is not None:
            self.dialog.close()
        result = next(result.id for result in BY_ID.values() if result.id == name)
        look = self._appearance
        self.dialog = WhyDialog(result, look.t, look.theme, self._window)
        self.dialog.lever_asked.connect(self._reveal)
        self.dialog.finished.connect(self._forget)
        if self._presenter.current is not None:
            self._refresh(self._presenter.current)
        self.dialog.show()

    def _refresh(self, found: Overview) -> None:
        if self.dialog is not None:
            from explorer.figures.why import explained

            t = self._appearance.t
            self.dialog.show_explanation(explained(found.live, self.dialog.result_id, t))

    def _forget(self) -> None:
        self.dialog = None
