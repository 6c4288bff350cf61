"""Leave one chip or one model out, to see whether constants fitted to the others still hold."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from explorer import presets
from explorer.calibrate import errors, fitted
from explorer.outcome import Array
from explorer.predict import plan
from explorer.spec.constants import Constants
from explorer.truth.cases import Case
from explorer.validate import group_of

FREE: dict[str, tuple[float, float]] = {
    "constants.gemm_efficiency": (0.5, 0.99),
    "constants.fp8_efficiency": (0.4, 1.0),
    "constants.fp4_efficiency": (0.2, 1.0),
    "constants.drain_flops": (20.0, 600.0),
    "constants.attention_efficiency": (0.3, 0.9),
    "constants.memory_efficiency": (0.6, 0.98),
    "constants.link_efficiency": (0.4, 0.95),
    "constants.collective_step_us": (0.2, 10.0),
    "constants.dequantise_flops": (1.0, 60.0),
    "engine.kernel_us": (1.0, 8.0),
}
"""Constants that kernels alone decide, with the range searched. Those of routed experts
(`grouped_drain`, `expert_imbalance`) rest on served Mixtral and on DeepSeek's balanced runs too."""

EVERY = 3
"""Each third row serves: a third of the time, the same answer. Rows come in pairs of prefill and
decode, so an even step would see one of them only."""

HOLDOUT_TEXT = (
    f"{len(FREE)} constants are fitted again to every third row of the other chips (or models) and"
    " judged on the one left out, against the same fit to all rows. A ratio near one says that the"
    " constants belong to physics and not to a chip."
)


@dataclass(frozen=True, slots=True)
class HeldOut:
    """Median errors of one group: fitted with all rows, and without its own."""

    value: str
    rows: int
    fitted: float
    held_out: float


def holdout(cases: list[Case], group: str) -> list[HeldOut]:
    """Return the errors of each value of `group` ("chip" or "model") with and without its rows."""
    made = plan(cases[::EVERY], presets)
    if made.scenario is None:
        return []
    kept = [made.cases[i] for i in made.places]
    measured = np.array([case.number("value") or 1.0 for case in kept])
    own = np.array([group_of(case, group) for case in kept])
    start = {name: _now(name) for name in FREE}
    whole = fitted(made, measured, start, FREE, np.ones(len(kept), dtype=bool))
    with_all = _error(errors(made, measured, list(whole), np.log(list(whole.values()))))
    out = []
    for value in np.unique(own).tolist():
        rows = own == value
        without = fitted(made, measured, start, FREE, ~rows)
        apart = _error(errors(made, measured, list(without), np.log(list(without.values()))))
        medians = (float(np.median(e[rows])) for e in (with_all, apart))
        out.append(HeldOut(value, int(rows.sum()), *medians))
    return out


def _now(path: str) -> float:
    group, _, name = path.partition(".")
    if group == "constants":
        return float(getattr(Constants(), name))
    return float(getattr(presets.engine("kernels").spec, name))


def _error(logarithms: Array) -> Array:
    return np.asarray(np.abs(np.exp(logarithms) - 1.0))
