"""Place values on the screen: one axis as a map between its unit and px, linear or logarithmic."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from explorer.figures.figure import Axis, Scale

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class PixelScale:
    """A map from [low, high] in an axis' unit to [start, end] in px."""

    low: float
    high: float
    scale: Scale
    start: float
    end: float
    _factor: float = field(init=False, repr=False)
    _offset: float = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Work out the line from warped values to px."""
        low, high = warped(self.low, self.scale), warped(self.high, self.scale)
        factor = (self.end - self.start) / (high - low)
        object.__setattr__(self, "_factor", factor)
        object.__setattr__(self, "_offset", self.start - low * factor)

    def place(self, values: Array) -> Array:
        """Return px of an array of values; NaN where a logarithm does not exist."""
        if self.scale == "log":
            values = np.log10(np.where(values > 0, values, np.nan))
        placed = values * self._factor
        placed += self._offset
        return placed

    def at(self, value: float) -> float:
        """Return px of one value; NaN where it has no place."""
        if self.scale == "log":
            if not value > 0:
                return math.nan
            value = math.log10(value)
        return value * self._factor + self._offset

    def value(self, px: float) -> float:
        """Return the value at `px`."""
        return unwarped((px - self._offset) / self._factor, self.scale)


def warped(value: float, scale: Scale) -> float:
    """Return what is linear along the axis: the value, or its decimal logarithm."""
    return math.log10(value) if scale == "log" else value


def unwarped(value: float, scale: Scale) -> float:
    """Undo `warped`; a power beyond what a float holds stays at its edge."""
    return 10.0 ** min(max(value, -300.0), 300.0) if scale == "log" else value


def shown_range(axis: Axis) -> tuple[float, float]:
    """Return the axis' range, replaced by one that can be drawn where it is empty or broken."""
    low, high = axis.low, axis.high
    if not (math.isfinite(low) and math.isfinite(high)):
        low, high = 1.0, 10.0
    if axis.scale == "log":
        high = high if high > 0 else 10.0
        low = low if low > 0 else high / 1000.0
        return (low, high) if high > low * (1 + 1e-6) else (low / 2.0, low * 2.0)
    gap = abs(low) * 1e-6 + 1e-12
    return (
        (low, high)
        if high > low + gap
        else (low - max(abs(low), 1.0) / 2, low + max(abs(low), 1.0) / 2)
    )
