"""The whole question as one frozen value."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from pydantic import Field, model_validator

from explorer.spec.base import Spec
from explorer.spec.chip import ChipSpec
from explorer.spec.constants import Constants
from explorer.spec.costing import CostingSpec
from explorer.spec.deployment import DeploymentSpec
from explorer.spec.economics import EconomicsSpec
from explorer.spec.engine import EngineSpec
from explorer.spec.fleet import FleetSpec
from explorer.spec.layers import LayersSpec
from explorer.spec.lock import LockSpec
from explorer.spec.model import ModelSpec
from explorer.spec.session import SessionSpec
from explorer.spec.split import SplitSpec
from explorer.spec.study import StudySpec
from explorer.spec.tiers import TiersSpec
from explorer.spec.workload import WorkloadSpec

REPLICA = (
    "chip", "shipped", "model", "workload", "deployment", "engine", "economics", "constants",
    "costing",
)  # fmt: skip
"""The groups that decide the latency and cost of one replica."""

_OWN = {"partner": "chip", "partner_deployment": "deployment", "partner_engine": "engine"}
PARTNER = tuple(_OWN)
"""The groups of the other pool of a split system."""


class Scenario(Spec):
    """Chip, model, workload, deployment, engine, economics, constants, and what is studied.

    The groups between the constants and the study describe what stands around one replica; its own
    latency and cost do not depend on them.
    """

    name: str = "Untitled"
    chip: ChipSpec
    shipped: ChipSpec | None = None
    """The chip as its preset says, None where there is none. A price, rent or TDP that still equals
    its own follows the silicon of `chip`."""
    model: ModelSpec
    workload: WorkloadSpec = WorkloadSpec()
    deployment: DeploymentSpec = DeploymentSpec()
    engine: EngineSpec = EngineSpec()
    economics: EconomicsSpec = EconomicsSpec()
    constants: Constants = Constants()
    costing: CostingSpec = CostingSpec()
    tiers: TiersSpec = TiersSpec()
    session: SessionSpec = SessionSpec()
    layers: LayersSpec = LayersSpec()
    fleet: FleetSpec = FleetSpec()
    split: SplitSpec = SplitSpec()
    # Filled in by `_same_twice`, so none of the three is ever None.
    partner: ChipSpec = Field(default=None)  # type: ignore[assignment]
    """The other pool's chip where `split` has two; the scenario's own chip unless said."""
    partner_deployment: DeploymentSpec = Field(default=None)  # type: ignore[assignment]
    partner_engine: EngineSpec = Field(default=None)  # type: ignore[assignment]
    study: StudySpec = StudySpec()
    lock: LockSpec = LockSpec()
    extras: dict[str, Any] = Field(default_factory=dict)
    """Keys of a scenario file that this version does not know, kept for writing."""

    @model_validator(mode="before")
    @classmethod
    def _same_twice(cls, data: Any) -> Any:
        """Take the scenario's own chip, layout and software for a partner that is not named."""
        if not isinstance(data, dict):
            return data
        own = {"deployment": DeploymentSpec(), "engine": EngineSpec(), **data}
        same = {name: own[group] for name, group in _OWN.items() if group in own}
        return {**same, **{name: value for name, value in data.items() if value is not None}}

    def replaced(self, values: Mapping[str, Any]) -> Self:
        """Return a copy with `values` set as they are.

        The partner of what is not split stays the scenario's own chip, layout and software.
        """
        if values.get("split", self.split).mode != "none":
            return super().replaced(values)
        same = {name: values[group] for name, group in _OWN.items() if group in values}
        return super().replaced({**same, **values})

    def with_values(self, values: Mapping[str, Any]) -> Scenario:
        """Return the scenario with each dotted path set, arrays allowed, nothing validated.

        KeyError names a path that does not exist.
        """
        groups: dict[str, dict[str, Any]] = {}
        costing = self.costing
        for path, value in values.items():
            group, _, name = path.partition(".")
            if group == "costing" and "/" in name:
                costing = costing.edited(name, value)
                groups.setdefault(group, {})["parameters"] = costing.parameters
                continue
            spec = getattr(self, group, None)
            if not isinstance(spec, Spec) or name not in spec.__dict__:
                raise KeyError(path)
            groups.setdefault(group, {})[name] = value
        return self.replaced({g: getattr(self, g).replaced(v) for g, v in groups.items()})

    def asked(self, study: StudySpec) -> Scenario:
        """Return the scenario under another study, itself where that is its own."""
        return self if self.study == study else self.replaced({"study": study})

    def value(self, path: str) -> Any:
        """Return the value at a dotted path such as "chip.sram_mb", or a whole group by name.

        That of a cost parameter is None unless the scenario has its own.
        """
        group, _, name = path.partition(".")
        if group == "costing" and "/" in name:
            return dict(self.costing.parameters).get(name)
        found = getattr(self, group)
        return getattr(found, name) if name else found

    def follows(self, path: str) -> bool:
        """Whether a path is the partner's of a scenario that is not split: it follows its own."""
        return self.split.mode == "none" and path.partition(".")[0] in PARTNER
