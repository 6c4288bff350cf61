"""Which cost parameters the chips of a scenario are made with."""

from __future__ import annotations

from explorer.silicon.choices import margin_class, memory_of, node_of
from explorer.silicon.design import STACK_NODE
from explorer.spec.scenario import Scenario

_KEYED = ("nodes", "memories", "margin")
"""Folders and files of which a chip is made with one entry."""


class Near:
    """Tells of a parameter's id whether the scenario's own chips are made with it at all."""

    def __init__(self, scenario: Scenario) -> None:
        chips = (scenario.chip, scenario.partner)
        self._keys = (
            {f"nodes/{node_of(chip.process).name}" for chip in chips}
            | {f"memories/{memory_of(chip.hbm_kind).name}" for chip in chips}
            | {f"margin/{margin_class(chip.vendor)}" for chip in chips}
        )
        self._stacked = any(chip.stacked_sram_mb > 0 for chip in chips)
        if self._stacked:
            self._keys.add(f"nodes/{STACK_NODE}")

    def __contains__(self, name: str) -> bool:
        folder, key, *_ = name.split("/")
        if folder == "stack":
            return self._stacked
        return folder not in _KEYED or f"{folder}/{key}" in self._keys
