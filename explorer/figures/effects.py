"""What a tenth more of each lever does to the result in question, as finished text and a bar."""

from __future__ import annotations

from dataclasses import dataclass

from explorer.analysis.sensitivity import RUN, STEP, Sensitivity, sensitivities, standing_value
from explorer.figures.wording import percent, quantity
from explorer.levers import BY_PATH
from explorer.live import Live
from explorer.results import BY_ID, Result
from explorer.text import Text
from explorer.units import MINUS

FULL = 0.08
"""Relative effect at which the bar is full."""
_A_TENTH = 0.005
"""How far from a tenth a step is still called one: counts of tokens are whole."""
_SAME = 5e-4
"""Relative distance below which two values read alike."""
_FOLLOWING = ("chip.price_usd", "price_usd"), ("chip.tdp_w", "tdp_w")
"""Levers whose value follows the silicon, and the outcome that holds it."""


@dataclass(frozen=True, slots=True)
class Effect:
    """One lever's effect: "−6.3 %", the filled share of its bar, and +1 better, -1 worse, 0.

    `at` is the value that gives it ("4 chips") where that is not a tenth more.
    """

    text: str
    share: float
    sense: int
    at: str = ""


@dataclass(frozen=True, slots=True)
class Effects:
    """The effects by lever path, and the heading that says of what.

    `standing` tells, by path of a lever that follows the silicon, the value that holds; nothing
    where that is the lever's own.
    """

    heading: str
    by_path: dict[str, Effect]
    standing: dict[str, str]


def effects(live: Live, t: Text) -> Effects:
    """Return the effect of every lever that can grow; `live` must hold the run of tenths."""
    result = BY_ID[live.scenario.study.result]
    found = sensitivities(live.scenario, live.values[RUN], live.now, live.outcomes[RUN], (result,))
    heading = t("effect of +{share} on {result}").format(
        share=percent(STEP, 0), result=t(result.title)
    )
    by_path = {each.path: effect_at(each, result, live, t) for each in found}
    return Effects(heading, by_path, _standing(live, t))


def _standing(live: Live, t: Text) -> dict[str, str]:
    """Return what holds of price and power where that is not what their levers say."""
    found = {}
    for path, field in _FOLLOWING:
        holds, own = float(getattr(live.now, field)[0]), float(live.scenario.value(path))
        value = quantity(holds, BY_PATH[path].unit, t)
        moved = abs(holds - own) > _SAME * own
        found[path] = t("{value} with this silicon").format(value=value) if moved else ""
    return found


def effect_at(found: Sensitivity, result: Result, live: Live, t: Text) -> Effect:
    """Return what a lever's step does to a result, and where it leads."""
    change = found.effects[result.id]
    if abs(found.step - STEP) <= _A_TENTH:
        return effect_of(change, result.better)
    value = standing_value(live.scenario, found.path) * (1 + found.step)
    return effect_of(change, result.better, quantity(value, BY_PATH[found.path].unit, t))


def effect_of(change: float, better: int, at: str = "") -> Effect:
    """Return a relative change of a result as text and bar; `better` is +1 where more is."""
    size = abs(change)
    if size < 0.0005:
        return Effect("0", 0.0, 0, at)
    sign, sense = ("+", better) if change > 0 else (MINUS, -better)
    return Effect(f"{sign}{percent(size)}", min(size / FULL, 1.0), sense, at)
