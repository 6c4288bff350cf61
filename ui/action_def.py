"""What an action of the window is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ActionDef:
    """One action. A `menu` id is a path such as "view/theme"; `line` draws a rule above it.

    `label` is asked for the text each time the window changes, `enabled` and `checked` likewise.
    """

    id: str
    menu: str
    text: str
    handler: Callable[[], object]
    keys: tuple[str, ...] = ()
    icon: str = ""
    line: bool = False
    enabled: Callable[[], bool] | None = None
    checked: Callable[[], bool] | None = None
    label: Callable[[], str] | None = None
