"""What stands on a slider's track beside the handle."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ticks:
    """Values to compare with, in the unit of the slider.

    `default` is the value as shipped and `baseline` that of the scenario held against, None where
    it is the same. `marks` are named values, `zones` named stretches from a value to another, and
    `between` are the ends of what the value is only known to lie in.
    """

    default: float | None = None
    baseline: float | None = None
    marks: tuple[tuple[float, str], ...] = ()
    zones: tuple[tuple[float, float, str], ...] = ()
    between: tuple[float, float] | None = None

    @property
    def values(self) -> tuple[float, ...]:
        """The single values that a handle snaps to."""
        found = (self.default, self.baseline, *(value for value, _ in self.marks))
        return tuple(value for value in found if value is not None)
