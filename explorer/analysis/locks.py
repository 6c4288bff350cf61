"""Hold area, power, cost or price while a lever moves: another lever gives way.

The question of who designs a chip: not what more SRAM does, but what it does in place of cores.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from explorer.change import Change
from explorer.lever import lever_name
from explorer.levers import BY_PATH
from explorer.money.standing import Standing, standing
from explorer.money.tco import chip_hour
from explorer.outcome import Array
from explorer.spec.scenario import Scenario
from explorer.text import Text
from explorer.units import quantity

Hold = Literal["area", "tdp", "cost", "price", "chip-hour"]
"""Die area, TDP, cost of the chip, price of the chip, cost of a chip-hour."""

Lock = Hold | Literal["none"]

VECTOR = "chip.vector_tflops"
MATRIX = (
    "chip.bf16_tflops", "chip.fp8_tflops", "chip.fp4_tflops", "chip.int8_tops", VECTOR,
)  # fmt: skip
"""Rates of one core: where one of them gives way, all do in proportion."""

GIVING = (
    "chip.fp8_tflops", "chip.sram_mb", "chip.hbm_bandwidth_tbs", "chip.hbm_gb", "chip.scaleup_gbs",
)  # fmt: skip
"""Levers that may give way; the first takes all matrix rates along."""

TOLERANCE = 1e-3
"""Share of the held quantity by which it may be off."""

_UNITS: dict[Hold, str] = {
    "area": "mm²", "tdp": "W", "cost": "$", "price": "$", "chip-hour": "$/h",
}  # fmt: skip
_UNMOVED = 1e-9
_GRID = 129
_ROUNDS = 4


@dataclass(frozen=True, slots=True)
class _Giving:
    """The lever that gives way: one path, or all rates of a core in proportion to the first."""

    paths: tuple[str, ...]
    start: float
    low: float
    high: float

    def values(self, scenario: Scenario, at: Any) -> dict[str, Any]:
        """Return the values of all paths where the first has the value `at`."""
        rest = {path: scenario.value(path) * (at / self.start) for path in self.paths[1:]}
        return {self.paths[0]: at, **rest}


def held(scenario: Scenario, hold: Hold) -> Array:
    """Return the quantity `hold` at every point of `scenario`, mm2, W, USD or USD/h."""
    found = standing(scenario)
    value: Any
    if hold == "area":
        value = found.made.area.total
    elif hold == "cost":
        value = found.made.cost.total
    elif hold == "chip-hour":
        value = _chip_hour(found)
    else:
        value = found.scenario.chip.tdp_w if hold == "tdp" else found.scenario.chip.price_usd
    return np.asarray(value, dtype=np.float64)


def _chip_hour(found: Standing) -> Array:
    chip = found.scenario.chip
    economics = found.scenario.economics
    return chip_hour(chip.price_usd, chip.tdp_w, economics, chip.rental_usd_hour).total


def locked(
    scenario: Scenario,
    path: str,
    value: float,
    hold: Hold = "area",
    gives_way: str = "chip.fp8_tflops",
    target: float | None = None,
    t: Text = str,
) -> Change | str:
    """Return the change that moves a lever and keeps a quantity, or one line why there is none.

    Parameters
    ----------
    scenario
        A single point, as it is before the move.
    path, value
        The lever that moves, and where to.
    hold
        The quantity that stays, to `TOLERANCE`.
    gives_way
        The lever that follows, within its own range. One of `MATRIX` takes the others along.
    target
        What the quantity stays at; by default what `scenario` has. Give it over a whole drag, so
        that small errors do not add up.
    t
        Translator of the line.
    """
    goal = float(held(scenario, hold)) if target is None else target
    giving = _giving(scenario, gives_way, path)
    name = lever_name(BY_PATH[gives_way], t)
    if path in giving.paths:
        return t("{lever} cannot give way to itself.").format(lever=name)
    for each in scenario.lock.fixed:
        if each in giving.paths:
            return t("{lever} is locked and cannot give way.").format(
                lever=lever_name(BY_PATH[each], t)
            )
    moved = scenario.with_values({path: value})
    change = Change.of(path, value, lever_name(BY_PATH[path], t) if path in BY_PATH else path)
    if abs(float(held(moved, hold)) / goal - 1) < _UNMOVED:
        return change
    at, off = _search(moved, giving, hold, goal)
    if at is None or abs(off) > TOLERANCE:
        return _reason(moved, giving, hold, goal, at is not None, name, t)
    followed = tuple(giving.values(scenario, at).items())
    return Change((*change.values, *followed), change.label)


def kept(scenario: Scenario, change: Change, t: Text = str) -> Change:
    """Return `change` with what has to give way for the scenario's lock.

    Only a single lever of the chip is followed; a choice of another chip lets go of the lock.
    ValueError says why the quantity cannot be held.
    """
    lock = scenario.lock
    if lock.hold == "none":
        return change
    if any(path == "chip" for path, _ in change.values):
        return Change((*change.values, ("lock.hold", "none")), change.label, change.merge)
    path, value = change.values[0]
    if len(change.values) > 1 or not path.startswith("chip.") or path not in BY_PATH:
        return change
    found = locked(scenario, path, float(value), lock.hold, lock.gives_way, lock.target, t)
    if isinstance(found, str):
        raise ValueError(found)
    return Change(found.values, change.label, change.merge)


def giving_paths(scenario: Scenario) -> tuple[str, ...]:
    """Return the levers that give way under the scenario's lock, none without one."""
    if scenario.lock.hold == "none":
        return ()
    return _giving(scenario, scenario.lock.gives_way).paths


def lock_change(scenario: Scenario, hold: Lock, label: str) -> Change:
    """Return the change that holds a quantity at what it is now, or lets go."""
    target = 0.0 if hold == "none" else float(held(scenario, hold))
    return Change((("lock.hold", hold), ("lock.target", target)), label)


def held_text(hold: Hold, value: float, t: Text) -> str:
    """Return the value of a held quantity with its unit."""
    return quantity(value, _UNITS[hold], t)


def _giving(scenario: Scenario, path: str, moving: str = "") -> _Giving:
    """Return the lever that gives way; a format without a rate of its own gives with the others.

    Where the vector rate is what moves, the matrix rates alone give way to it.
    """
    paths: tuple[str, ...] = (path,)
    if path in MATRIX:
        stays = VECTOR if moving == VECTOR != path else ""
        rates = [name for name in MATRIX if scenario.value(name) > 0 and name != stays]
        first = path if path in rates else rates[0]
        paths = (first, *(name for name in rates if name != first))
    lever, start = BY_PATH[paths[0]], float(scenario.value(paths[0]))
    most = min(
        start * BY_PATH[name].hard_range[1] / max(float(scenario.value(name)), 1e-300)
        for name in paths
    )
    return _Giving(paths, start, min(lever.low, start), min(max(lever.high, start), most))


def _search(
    moved: Scenario, giving: _Giving, hold: Hold, goal: float
) -> tuple[float | None, float]:
    """Return where the quantity meets the goal, and the error left; None where it never crosses.

    Every round evaluates a whole grid and keeps the crossing nearest to the lever's start.
    """
    low, high = giving.low, giving.high
    at: float | None = None
    off = np.inf
    for _ in range(_ROUNDS):
        x = _spaced(low, high)
        error = held(moved.with_values(giving.values(moved, x)), hold) / goal - 1
        error = np.broadcast_to(error, x.shape)
        crossings = np.flatnonzero(np.signbit(error[:-1]) != np.signbit(error[1:]))
        if not crossings.size:
            break
        first = int(crossings[np.argmin(np.abs(x[crossings] - giving.start))])
        best = first + int(abs(error[first + 1]) < abs(error[first]))
        at, off = float(x[best]), float(error[best])
        low, high = float(x[first]), float(x[first + 1])
    return at, off


def _spaced(low: float, high: float) -> Array:
    if low > 0:
        return np.geomspace(low, high, _GRID)
    return np.linspace(low, high, _GRID)


def _reason(
    moved: Scenario, giving: _Giving, hold: Hold, goal: float, jumps: bool, lever: str, t: Text
) -> str:
    """Return why the quantity cannot be held, with the limit."""
    unit = _UNITS[hold]
    said = {"what": held_name(hold, t), "goal": quantity(goal, unit, t), "lever": lever}
    if jumps:
        return t(
            "{what} cannot stay at {goal}: it jumps past it where a memory stack or a die is added."
        ).format(**said)
    ends = np.array([giving.low, giving.high])
    found = held(moved.with_values(giving.values(moved, ends)), hold)
    found = np.broadcast_to(found, ends.shape)
    if abs(found[1] / found[0] - 1) < _UNMOVED:
        return t("{what} does not depend on {lever}.").format(**said)
    best = int(np.argmin(np.abs(found - goal)))
    limit = quantity(float(ends[best]), BY_PATH[giving.paths[0]].unit, t)
    return t("{what} cannot stay at {goal}: with {lever} at {limit} it is {value}.").format(
        **said, limit=limit, value=quantity(float(found[best]), unit, t)
    )


def held_name(hold: Hold, t: Text) -> str:
    """Return the name of a quantity that can be held."""
    return {
        "area": t("Die area"),
        "tdp": t("TDP"),
        "cost": t("Chip cost"),
        "price": t("Chip price"),
        "chip-hour": t("Cost of a chip-hour"),
    }[hold]
