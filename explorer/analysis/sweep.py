"""One lever over a range, everything else held: the table behind any curve."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from explorer.evaluate import evaluate
from explorer.levers import BY_PATH
from explorer.outcome import LIMITS, Array, Outcome
from explorer.spec.scenario import Scenario

Spacing = Literal["log", "linear"]

MAX_POINTS = 10_000_000
"""A table beyond this is no table any more."""

NUMBERS = {
    "ttft_ms": "ttft_ms",
    "tpot_ms": "tpot_ms",
    "tok_s_user": "tok_s_user",
    "output_tok_s_chip": "output_tok_s_chip",
    "input_tok_s_chip": "input_tok_s_chip",
    "usd_per_mtok_input": "usd_mtok_input",
    "usd_per_mtok_output": "usd_mtok_output",
    "usd_per_mtok_cached": "usd_mtok_cached",
    "usd_per_mtok_blended": "usd_mtok_blended",
    "usd_per_chip_hour": "usd_per_chip_hour",
    "joule_per_output_token": "joule_per_output_token",
    "power_prefill_w": "power_prefill_w",
    "power_decode_w": "power_decode_w",
    "chips": "chips",
    "batch": "batch",
    "max_batch": "max_batch",
    "need_gb": "need_gb",
    "have_gb": "have_gb",
}
"""Column -> field of the outcome."""


@dataclass(frozen=True, slots=True)
class Sweep:
    """A swept lever and the outcome at each of its values."""

    path: str
    values: Array
    outcome: Outcome

    def columns(self) -> dict[str, Any]:
        """Return the table by column name, each of one length: numbers, then names of limits."""
        return {self.path: self.values} | table(self.outcome)


def table(out: Outcome, places: Any = slice(None)) -> dict[str, Any]:
    """Return the results at `places` of an outcome by column name."""
    names = np.array(LIMITS)
    return {
        **{column: getattr(out, field)[places] for column, field in NUMBERS.items()},
        "fits": out.fits[places],
        "binding_prefill": names[out.prefill.binding[places]],
        "binding_decode": names[out.decode.binding[places]],
        "floor_ttft_ms": out.prefill.floor_ms[places],
        "floor_tpot_ms": out.decode.floor_ms[places],
    }


def spaced(path: str, start: float, stop: float, points: int, spacing: Spacing | None) -> Array:
    """Return the values of a lever from `start` to `stop`, both included.

    Spacing is the lever's own unless given; whole-number levers take whole values. ValueError
    where logarithmic spacing would need a value of 0 or less, or for no or too many points.
    """
    if not 1 <= points <= MAX_POINTS:
        msg = f"points: {points} refused, from 1 to {MAX_POINTS:,}"
        raise ValueError(msg)
    lever = BY_PATH.get(path)
    if spacing is None:
        positive = min(start, stop) > 0
        spacing = lever.scale if lever and positive else "linear"
    if spacing == "log" and min(start, stop) <= 0:
        msg = f"{path}: a logarithmic sweep needs values above 0"
        raise ValueError(msg)
    values = (np.geomspace if spacing == "log" else np.linspace)(start, stop, points)
    return np.rint(values) if lever and lever.integer else np.asarray(values)


def sweep(scenario: Scenario, path: str, values: Array) -> Sweep:
    """Return the outcome of `scenario` with `path` at each of `values`.

    KeyError names a path that does not exist. Values are taken as they are: check the ends first.
    """
    swept = scenario.with_values({path: np.asarray(values, dtype=np.float64)})
    return Sweep(path, values, evaluate(swept, detail=False))
