"""The command palette: every action, lever, parameter and story by its name."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from explorer.analysis.ledger import entries
from explorer.figures.ledger_text import entry_name
from explorer.levers import BY_PATH, LEVERS
from explorer.presets.gallery import gallery
from explorer.spec.scenario import Scenario
from explorer.system_levers import SYSTEM_LEVERS
from explorer.text import Text
from ui.theme import Theme
from ui.widgets.picker import Choice
from ui.widgets.picker_popup import PickerPopup

if TYPE_CHECKING:
    from ui.action_set import ActionSet

_WIDE = 460
_ACTION, _LEVER, _PARAMETER, _STORY = "action:", "lever:", "parameter:", "story:"


def palette_choices(actions: ActionSet, scenario: Scenario, t: Text) -> tuple[Choice, ...]:
    """Return actions by menu, then levers and parameters of `scenario` by group, then stories.

    A replica's own levers come first: a partner's have the same names.
    """
    found = [
        Choice(_ACTION + name, text, menu, keys)
        for menu, rows in actions.listed(t)
        for name, text, keys in rows
    ]
    found += [
        Choice(_LEVER + v.path, t(v.label), t(v.group), v.path, also=v.label)
        for v in (*LEVERS, *SYSTEM_LEVERS)
    ]
    # Parameters of nodes and memories that other chips are made with would drown its own.
    found += [
        Choice(_PARAMETER + entry.path, entry_name(entry, t), t(entry.group), entry.path)
        for entry in entries(scenario, scenario)
        if entry.near and entry.path not in BY_PATH
    ]
    found += [Choice(_STORY + told.id, t(told.title), t("Gallery")) for told in gallery()]
    return tuple(found)


def open_palette(
    choices: tuple[Choice, ...],
    chosen: Callable[[str], object],
    t: Text,
    theme: Theme,
    window: QWidget,
) -> PickerPopup:
    """Open the palette at the top of the window; `chosen` gets "kind:name"."""
    popup = PickerPopup(
        choices, t("Find a command, a lever, an assumption, a story"), theme, window
    )
    popup.picked.connect(chosen)
    popup.open_at(window.mapToGlobal(QPoint((window.width() - _WIDE) // 2, 60)))
    return popup
