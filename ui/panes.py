"""F6: the keyboard's way from one pane of the window to the next."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

Target = Callable[[], QWidget]
"""The widget of a pane that takes the keyboard, asked for when it is needed."""


class Panes:
    """Panes in reading order, each with the widget that takes the keyboard."""

    def __init__(self, panes: tuple[tuple[QWidget, Target], ...]) -> None:
        self._panes = panes

    def next(self) -> None:
        """Go one pane on."""
        self._go(1)

    def previous(self) -> None:
        """Go one pane back."""
        self._go(-1)

    @property
    def current(self) -> int:
        """The number of the pane that has the keyboard, -1 for none."""
        focus = QApplication.focusWidget()
        for number, (pane, _) in enumerate(self._panes):
            if focus is not None and (pane is focus or pane.isAncestorOf(focus)):
                return number
        return -1

    def _go(self, way: int) -> None:
        at = self.current
        start = at + way if at >= 0 else (0 if way > 0 else -1)
        _, target = self._panes[start % len(self._panes)]
        target().setFocus(Qt.FocusReason.ShortcutFocusReason)
