"""SRAM against cores at constant die area: every split of the same silicon in one run of points."""

from __future__ import annotations

from typing import Any

import numpy as np

from explorer.analysis.locks import MATRIX, TOLERANCE, held
from explorer.outcome import Array
from explorer.spec.scenario import Scenario

RUN = "area trade"
SRAM = "chip.sram_mb"
_POINTS = 65
_LEAST = 0.04
_STEPS, _NEARBY = 2, 0.99
"""Share of the cores that the largest SRAM leaves."""


def wanted(scenario: Scenario) -> dict[str, dict[str, Array]]:
    r"""Return the scenario with more and more SRAM and as many cores as the area then leaves.

    .. math:: s_{n+1} = s_n + \frac{A_0 - A(S, s_n)}{\partial A/\partial s}

    Area is linear in the rate of the cores on a given number of dies, so a step of Newton's from
    anywhere on the same dies ends at the share :math:`s` of the cores that keeps the area
    :math:`A_0`; a second one mends a first that began on fewer. Points that another die makes
    miss it are left out: see `kept`.
    """
    x = _sizes(scenario)
    rates = [path for path in MATRIX if scenario.value(path) > 0]
    goal = float(held(scenario, "area"))
    share = np.full(x.shape, _LEAST)
    for _ in range(_STEPS):
        here, less = (_area(scenario, rates, x, share * part) for part in (1.0, _NEARBY))
        with np.errstate(divide="ignore", invalid="ignore"):
            moved = share + (goal - here) * share * (1 - _NEARBY) / (here - less)
        share = np.where(np.isfinite(moved), np.clip(moved, _LEAST / 2, 4.0), 1.0)
    return {RUN: {SRAM: x, **{path: scenario.value(path) * share for path in rates}}}


def kept(scenario: Scenario, areas: Array) -> Any:
    """Return which points of the run have the area of the scenario, to `TOLERANCE`."""
    return np.abs(areas / float(held(scenario, "area")) - 1) < TOLERANCE


def _sizes(scenario: Scenario) -> Array:
    """Return SRAM sizes from almost none to what almost all cores would make room for, MB."""
    rates = [path for path in MATRIX if scenario.value(path) > 0]
    now = float(scenario.value(SRAM))
    more = np.array([now, 2 * now])
    area = held(scenario.with_values({SRAM: more}), "area")
    per_mb = float(area[1] - area[0]) / now
    cores = float(held(scenario, "area")) - float(
        _area(scenario, rates, np.array([now]), _LEAST)[0]
    )
    top = now + max(cores, 0.0) / per_mb if per_mb > 0 else 2 * now
    even = np.linspace(top / 200, top, _POINTS - 1)
    return np.unique(np.append(even, now))


def _area(scenario: Scenario, rates: list[str], x: Array, share: Any) -> Array:
    values = {path: np.full(x.shape, scenario.value(path)) * share for path in rates}
    return held(scenario.with_values({SRAM: x, **values}), "area")
