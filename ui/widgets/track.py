"""Where a value stands on a slider's track, and which value a place on the track means."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

STEPS = 100


@dataclass(frozen=True, slots=True)
class Track:
    """The span of a slider. On a "log" track the middle is the geometric mean.

    One that `doubles` has powers of two alone, a step from one to the next.
    """

    low: float
    high: float
    log: bool
    integer: bool = False
    doubles: bool = False

    def fraction(self, value: float) -> float:
        """Return the place of `value`, 0 at the low end to 1 at the high end."""
        if self.log:
            if value <= 0:
                return 0.0
            place = math.log(value / self.low) / math.log(self.high / self.low)
        else:
            place = (value - self.low) / (self.high - self.low)
        return min(1.0, max(0.0, place))

    def value(self, fraction: float) -> float:
        """Return the value at a place, as round as the place allows."""
        fraction = min(1.0, max(0.0, fraction))
        if self.log:
            raw = self.low * (self.high / self.low) ** fraction
        else:
            raw = self.low + fraction * (self.high - self.low)
        return self.nearest(raw)

    def nearest(self, raw: float) -> float:
        """Return the value of the track that is nearest to `raw`, as round as a hand sets it."""
        return min(self.high, max(self.low, self._rounded(raw)))

    def stepped(self, value: float, steps: int) -> float:
        """Return the value `steps` steps on, at least one whole number on for counts."""
        if self.doubles:
            # A number that was typed between two powers goes to the next one, not over it.
            power = math.log2(value)
            near = math.floor(power + 1e-9) if steps > 0 else math.ceil(power - 1e-9)
            return min(self.high, max(self.low, 2.0 ** (near + steps)))
        moved = self.value(self.fraction(value) + steps / STEPS)
        if self.integer and abs(moved - value) < abs(steps):
            moved = min(self.high, max(self.low, value + steps))
        return moved

    def widened(self, *values: float) -> Track:
        """Return the track with every one of `values` on it; a log track never reaches 0."""
        inside = [v for v in values if v > 0 or not self.log]
        low, high = min([self.low, *inside]), max([self.high, *inside])
        same = (low, high) == (self.low, self.high)
        return self if same else replace(self, low=low, high=high)

    def _rounded(self, raw: float) -> float:
        if self.doubles:
            return 2.0 ** round(math.log2(raw))
        if self.integer:
            return float(round(raw))
        if self.log:
            return float(f"{raw:.3g}")
        grain = 10.0 ** math.floor(math.log10((self.high - self.low) / STEPS) + 1e-9)
        return float(f"{round(raw / grain) * grain:.12g}")
