"""What a goal seek found, as one sentence."""

from __future__ import annotations

import math

from explorer.analysis.goal_seek import Found
from explorer.figures.wording import NO_BREAK_SPACE, count, lengths, number
from explorer.lever import lever_name
from explorer.levers import BY_PATH
from explorer.results import Result
from explorer.spec.scenario import Scenario
from explorer.text import Text
from explorer.units import quantity


def goal_text(
    scenario: Scenario, result: Result, target: float, path: str, found: Found, t: Text
) -> str:
    """Return the solution with the value as it is now, or why there is none and what is nearest."""
    lever = BY_PATH[path]
    name = lever_name(lever, t)
    goal = f"{number(target)}{NO_BREAK_SPACE}{t(result.unit)}"

    def shown(value: float) -> str:
        return quantity(value, lever.unit, t)

    if math.isnan(found.value):
        return t("No solution: the model does not fit at any {lever} from {low} to {high}.").format(
            lever=name, low=shown(found.low), high=shown(found.high)
        )
    if not found.solved:
        return t(
            "No solution from {low} to {high}: {lever} {value} comes nearest, with {reached}."
        ).format(
            low=shown(found.low), high=shown(found.high), lever=name, value=shown(found.value),
            reached=f"{number(found.reached)}{NO_BREAK_SPACE}{t(result.unit)}",
        )  # fmt: skip
    said = t("{result} {goal} is met at {lever} {value}; it is {now} now.").format(
        result=t(result.title), goal=goal, lever=name, value=shown(found.value),
        now=shown(float(scenario.value(path))),
    )  # fmt: skip
    if path.startswith("workload."):
        return said
    # At another batch or length it is another answer.
    return t("{answer} This holds at batch {batch} and {lengths}.").format(
        answer=said, batch=count(scenario.workload.batch), lengths=lengths(scenario, t)
    )
