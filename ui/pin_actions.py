"""The actions on pinned scenarios, declared like all others."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from explorer.pins import SAME_WORKLOAD, SLOTS
from explorer.text import Text
from ui.action_def import ActionDef
from ui.commands import Commands
from ui.levelling import can_level, level


def pin_actions(c: Commands, t: Text) -> Iterator[ActionDef]:
    """Yield the actions in menu order."""
    board = c.pinboard
    yield ActionDef(
        "pin", "scenario", t("Pin"), board.pin, ("Ctrl+B",), "pin", line=True,
        enabled=board.can_pin,
    )  # fmt: skip
    yield ActionDef(
        "pin_chip", "scenario", t("Add a chip to compare…"), c.offer_chips, icon="plus",
        enabled=board.can_add,
    )  # fmt: skip
    yield ActionDef(
        "compare", "scenario", t("Compare"), c.toggle_compare, ("Ctrl+Shift+B",), "compare",
        checked=lambda: c.tabs.current == "compare",
    )  # fmt: skip
    yield ActionDef(
        SAME_WORKLOAD, "scenario", t("The same workload for all"),
        lambda: level(c.session, t("The same workload for all")),
        enabled=lambda: can_level(c.session),
    )  # fmt: skip
    yield ActionDef(
        "pin_duplicate", "scenario", t("Duplicate"), board.duplicate, ("Ctrl+D",), "copy"
    )
    yield from _on_current(c, t)
    for slot, name in zip(SLOTS, _colours(t), strict=True):
        yield ActionDef(
            f"pin_colour_{slot}", "scenario/pinned", name, partial(board.recolour, slot),
            line=slot == SLOTS[0], enabled=lambda: board.current is not None,
            checked=partial(_has, c, slot),
        )  # fmt: skip
    yield ActionDef(
        "pin_remove", "scenario/pinned", t("Remove"), board.remove, line=True,
        enabled=lambda: board.current is not None,
    )  # fmt: skip


def _on_current(c: Commands, t: Text) -> Iterator[ActionDef]:
    board, menu = c.pinboard, "scenario/pinned"
    rows = (
        ("pin_swap", t("Make current"), board.swap_in, "Ctrl+Shift+M"),
        ("pin_hold", t("Make baseline"), board.hold, "Ctrl+Shift+H"),
        ("pin_rename", t("Rename…"), board.rename, "Shift+F2"),
        ("pin_hide", t("Hide"), board.hide, "Ctrl+H"),
        ("pin_left", t("Move left"), partial(board.move, -1), ""),
        ("pin_right", t("Move right"), partial(board.move, 1), ""),
    )
    checked = {
        "pin_hold": lambda: board.current is not None and board.current.baseline,
        "pin_hide": lambda: board.current is not None and board.current.hidden,
    }
    for name, text, handler, keys in rows:
        yield ActionDef(
            name, menu, text, handler, (keys,) if keys else (),
            enabled=lambda: board.current is not None, checked=checked.get(name),
        )  # fmt: skip


def _colours(t: Text) -> tuple[str, ...]:
    return t("Orange"), t("Green"), t("Amber"), t("Purple"), t("Sky")


def _has(c: Commands, slot: int) -> bool:
    pin = c.pinboard.current
    return pin is not None and pin.slot == slot
