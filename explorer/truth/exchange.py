"""Published times of experts' dispatch and combine, and what they take beyond their bytes.

All are of DeepSeek-V3's shape: 128 tokens a rank, hidden 7168, 8 experts a token, 8-bit dispatch
and BF16 combine. `remote` is the share of copies that cross the fabric, `rate_gbs` the rate at
which they do: the usable share of a scale-up link, or the best that the source reports of a NIC.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from explorer.resources import resource

_DISPATCHED = 128 * 8 * 7168.0
"""Bytes of a rank's copies on their way out; twice that on their way back."""


@dataclass(frozen=True, slots=True)
class Published:
    """One published point; `dispatch_us` and `combine_us` less their bytes are `beyond_us`."""

    system: str
    ep: float
    dispatch_us: float
    combine_us: float
    beyond_us: tuple[float, float]
    source: str


def published() -> tuple[Published, ...]:
    """Return the points of resources/measured/exchange.csv, systems together."""
    with resource("measured", "exchange.csv").open(encoding="utf-8", newline="") as file:
        return tuple(_point(row) for row in csv.DictReader(file))


def _point(row: dict[str, str]) -> Published:
    out, back = float(row["dispatch_us"]), float(row["combine_us"])
    sent = _DISPATCHED * float(row["remote"]) / (float(row["rate_gbs"]) * 1e3)
    beyond = (out - sent, back - 2 * sent)
    source = f"{row['source']}, {row['date']}"
    return Published(row["system"], float(row["ep"]), out, back, beyond, source)


def derived() -> tuple[float, float]:
    r"""Return what the points say of t_s and τ in :math:`t_s + \tau \ln n`, µs.

    τ is the median slope over systems, dispatch and combine apart; t_s the median over systems of
    what is left.
    """
    systems = [list(points) for _, points in groupby(published(), lambda one: one.system)]
    slopes = [
        np.polyfit(np.log([one.ep for one in points]), [one.beyond_us[i] for one in points], 1)[0]
        for points in systems
        if len(points) > 1
        for i in (0, 1)
    ]
    wait = float(np.median(slopes))
    left = [
        np.mean([np.mean(one.beyond_us) - wait * np.log(one.ep) for one in points])
        for points in systems
    ]
    return float(np.median(left)), wait
