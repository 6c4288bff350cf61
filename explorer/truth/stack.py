"""Many scenarios as one: every field that differs becomes an array over the scenarios."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from explorer.spec.base import Spec
from explorer.spec.scenario import REPLICA, Scenario


def stack(scenarios: Sequence[Scenario]) -> Scenario:
    """Return one scenario whose points are `scenarios`, in order.

    Only what a replica's own latency and cost depend on is looked at. Fields in which all agree
    stay scalar, the others become 1-D arrays of numbers or of names.
    ValueError when there are none.
    """
    if not scenarios:
        msg = "no scenarios to stack"
        raise ValueError(msg)
    groups: dict[str, Any] = {}
    for group in REPLICA:
        values = [getattr(scenario, group) for scenario in scenarios]
        if isinstance(values[0], Spec):
            groups[group] = _stacked(values)
    return scenarios[0].replaced(groups)


def _stacked(specs: list[Any]) -> Any:
    if all(spec is specs[0] for spec in specs):
        return specs[0]
    columns: dict[str, Any] = {}
    for name in type(specs[0]).model_fields:
        values = [getattr(spec, name) for spec in specs]
        if any(value != values[0] for value in values):
            text = isinstance(values[0], str)
            columns[name] = np.array(values, dtype=str if text else np.float64)
    return specs[0].replaced(columns)
