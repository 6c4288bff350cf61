"""What else moves along a chart's own curve: the same points, by another quantity."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Track:
    """Values of `quantity` at each `x` of the scenario's own curve, NaN where there are none.

    Batch and interactivity are one choice seen from two sides, so a crosshair at one marks the
    other in a chart that has it on its axis.
    """

    quantity: str
    x: NDArray[np.float64]
    values: NDArray[np.float64]
