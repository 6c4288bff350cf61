"""What a lever is: one number of the scenario that may be dragged."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from annotated_types import Ge, Gt, Le

from explorer.spec.scenario import Scenario
from explorer.text import Text

Level = Literal["basic", "advanced"]


@dataclass(frozen=True, slots=True)
class Zone:
    """A named stretch of a track: the ids of the presets with the least value and the most."""

    name: str
    low: str
    high: str


@dataclass(frozen=True, slots=True)
class Lever:
    """One lever. `moves` names the outcomes that it should move and `direction` how (+1 up).

    `unit` is the unit of the stored number, `scale` how the track is divided, `low` and `high` the
    soft range (typing may widen it up to the hard range). `marks` are ids of presets whose values
    stand as named ticks under the track, `zones` what stands there from one value to another.
    """

    path: str
    label: str
    group: str
    unit: str
    scale: Literal["log", "linear"]
    low: float
    high: float
    moves: tuple[str, ...]
    direction: int
    about: str
    level: Level = "basic"
    marks: tuple[str, ...] = ()
    zones: tuple[Zone, ...] = ()
    integer: bool = False
    doubles: bool = False
    """Whether the track has powers of two alone: ranks that share a layer. Others may be typed."""

    views: tuple[str, ...] = ()
    """The views that it acts on, all of them where empty."""

    idle: tuple[str, ...] = ()
    """The views on which nothing would move."""

    zero: str = ""
    """What 0 stands for, where it is no number: "balanced"."""

    def acts_on(self, view: str) -> bool:
        """Whether moving it moves something on a view."""
        return view not in self.idle and (not self.views or view in self.views)

    @property
    def may_be_uncertain(self) -> bool:
        """Whether it may be known by a range only: it acts on a replica, and is no layout."""
        group = self.path.partition(".")[0]
        return group in ("chip", "economics", "workload") and not self.views

    @property
    def hard_range(self) -> tuple[float, float]:
        """The range that the specification accepts, from the field's own bounds."""
        return hard_range(self.path)

    @property
    def low_is_open(self) -> bool:
        """Whether the lower bound itself is refused (value must be above it)."""
        return any(isinstance(bound, Gt) for bound in _bounds(self.path))


def lever_name(lever: Lever, t: Text) -> str:
    """Return a lever's name as it stands away from its group: "SRAM capacity"."""
    label = t(lever.label)
    whole = lever.group != "SRAM" or "stacked" in lever.path
    return label if whole else f"{lever.group} {label.lower()}"


@cache
def hard_range(path: str) -> tuple[float, float]:
    """Return the range that the specification accepts for the number at a path."""
    low, high = 0.0, float("inf")
    for bound in _bounds(path):
        if isinstance(bound, Ge):
            low = float(bound.ge)  # type: ignore[arg-type]
        elif isinstance(bound, Gt):
            low = float(bound.gt)  # type: ignore[arg-type]
        elif isinstance(bound, Le):
            high = float(bound.le)  # type: ignore[arg-type]
    return low, high


def _bounds(path: str) -> list[object]:
    group, _, name = path.partition(".")
    spec = Scenario.model_fields[group].annotation
    return list(spec.model_fields[name].metadata)  # type: ignore[union-attr]
