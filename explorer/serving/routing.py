"""Which share of each class of request a fast layer should serve, for a cost or a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from explorer.outcome import Array


@dataclass(frozen=True, slots=True)
class Routes:
    """The best routings from the cheapest to the fastest: arrays of shape (steps,) or as said.

    Between two steps one class moves over; every mix of the two is as good as any routing of its
    cost.
    """

    shares: Array
    """(steps, classes): share of each class on the fast layer."""
    cost: Array
    seconds: Array


def frontier(rate: Array, cost: Array, seconds: Array) -> Routes:
    r"""Return the routings that none beats in both cost and mean answer time.

    Cost and time are sums over classes and linear in the shares, so the best routings fill the fast
    layer class by class in the order of time saved per dollar (a fractional knapsack); a class that
    is cheaper and faster there starts there.

    Parameters
    ----------
    rate
        Requests per second by class, shape (classes,).
    cost, seconds
        Of one request by layer and class, shape (2, classes), the fast layer first.
    """
    dearer, saved = cost[0] - cost[1], seconds[1] - seconds[0]
    free = (dearer <= 0) & (saved >= 0) | (dearer < 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        worth = np.where(dearer != 0, saved / dearer, np.inf)
    # A class that is cheaper but slower on the fast layer moves back the dearer its time is.
    movable = np.flatnonzero(np.where(free, saved < 0, saved > 0))
    order = movable[np.argsort(-worth[movable], kind="stable")]
    shares = np.tile(free.astype(np.float64), (len(order) + 1, 1))
    for step, place in enumerate(order, 1):
        shares[step:, place] = 1.0 - shares[step:, place]
    return Routes(shares, *totals(shares, rate, cost, seconds))


def totals(shares: Array, rate: Array, cost: Array, seconds: Array) -> tuple[Array, Array]:
    """Return dollars per second and the mean answer time, s, of routings (…, classes)."""
    split = np.stack([shares, 1 - shares], axis=-2)
    spent = (split * cost * rate).sum(axis=(-2, -1))
    return spent, (split * seconds * rate).sum(axis=(-2, -1)) / rate.sum()


def best_for(routes: Routes, goal_s: float) -> tuple[Array, float, float]:
    """Return shares, cost and time of the cheapest routing whose mean answer takes `goal_s`.

    Where no routing is that quick, the quickest.
    """
    return _between(routes, -routes.seconds, -goal_s, "left")


def best_within(routes: Routes, goal_cost: float) -> tuple[Array, float, float]:
    """Return shares, cost and time of the quickest routing that costs `goal_cost`.

    Where no routing is that cheap, the cheapest.
    """
    return _between(routes, routes.cost, goal_cost, "right")


def _between(
    routes: Routes, rising: Array, goal: float, side: Literal["left", "right"]
) -> tuple[Array, float, float]:
    """Return the mix of two neighbouring routings at which `rising` reaches `goal`.

    Of several that reach it alike, the first or the last: "left" or "right".
    """
    after = int(np.searchsorted(rising, goal, side))
    low, high = max(after - 1, 0), min(after, len(rising) - 1)
    step = rising[high] - rising[low]
    part = min(max((goal - rising[low]) / step, 0.0), 1.0) if step > 0 else float(side == "left")
    shares, cost, seconds = (
        (1 - part) * v[low] + part * v[high] for v in (routes.shares, routes.cost, routes.seconds)
    )
    return shares, float(cost), float(seconds)
