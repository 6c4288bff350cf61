"""How many chips a replica takes: what its layout says, or what its memory asks for."""

from __future__ import annotations

import numpy as np

from explorer.physics.capacity import capacity
from explorer.spec.scenario import Scenario


def chips_used(scenario: Scenario) -> float:
    """Return the chips of one replica: more than its layout says where only SRAM holds a model."""
    deployment = scenario.deployment
    if scenario.chip.hbm_gb > 0:
        return float(deployment.tp * deployment.dp * deployment.pp)
    return float(np.max(capacity(scenario).chips))
