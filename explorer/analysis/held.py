"""The price, rent and power that hold of a scenario: found once, and moved with the silicon."""

from __future__ import annotations

from typing import Any

from explorer.kept import once
from explorer.money.standing import FOLLOWING, standing
from explorer.spec.scenario import Scenario

held = once()(standing)
"""`standing` of a scenario of one point."""


def with_shipped(scenario: Scenario, run: dict[str, Any]) -> dict[str, Any]:
    """Return a run whose prices and power move with the silicon as the scenario's own do.

    What is as shipped follows the silicon: a value of the chip alone would hold still along a lever
    that changes it, and a tenth more would be a tenth more of what was shipped.
    """
    if scenario.shipped is None:
        return run
    twins = {path.replace("chip.", "shipped."): path for path in run if path in FOLLOWING}
    value = scenario.value
    return run | {twin: run[path] for twin, path in twins.items() if value(path) == value(twin)}
