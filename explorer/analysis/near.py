"""Which cost parameters the chips of a scenario are made with."""

from __future__ import annotations

from dataclasses import dataclass

from explorer.silicon.choices import io_node_of, kind_beside, margin_class, memory_of, node_of
from explorer.silicon.design import STACK_NODE
from explorer.spec.scenario import Scenario

_KEYED = ("nodes", "memories", "margin")
"""Folders and files of which a chip is made with one entry."""


@dataclass(frozen=True, slots=True)
class Near:
    """Tells of a parameter's id whether the scenario's own chips are made with it at all."""

    keys: frozenset[str]
    stacked: bool
    """Whether SRAM is stacked on a die."""

    @classmethod
    def of(cls, scenario: Scenario) -> Near:
        """Return what the chips of `scenario` are made with."""
        chips = (scenario.chip, scenario.partner)
        stacked = any(chip.stacked_sram_mb > 0 for chip in chips)
        kinds = (kind_beside(chip.hbm_kind, chip.hbm_gb) for chip in chips)
        keys = (
            {f"nodes/{node_of(chip.process).name}" for chip in chips}
            | {f"nodes/{io_node_of(chip.process).name}" for chip in chips}
            | {f"memories/{memory_of(kind).name}" for kind in kinds}
            | {f"margin/{margin_class(chip.vendor)}" for chip in chips}
            | ({f"nodes/{STACK_NODE}"} if stacked else set())
        )
        return cls(frozenset(keys), stacked)

    def __contains__(self, name: str) -> bool:
        folder, key, *_ = name.split("/")
        if folder == "stack":
            return self.stacked
        return folder not in _KEYED or f"{folder}/{key}" in self.keys
