"""Where the next square millimetres, watts or dollars are spent best: a ranking of levers."""

from __future__ import annotations

from explorer.analysis import marginal
from explorer.analysis.marginal import Marginal, Per
from explorer.figures.figure import Limit
from explorer.figures.origin import sources
from explorer.figures.silicon_figure import RankFigure, RankRow
from explorer.figures.wording import basis, described, memory_name, percent
from explorer.lever import lever_name
from explorer.levers import BY_PATH
from explorer.live import Live
from explorer.results import BY_ID
from explorer.silicon.design import design_of
from explorer.spec.scenario import Scenario
from explorer.text import Text

BUDGETS: dict[Per, float] = {"mm2": 10.0, "w": 10.0, "usd": 100.0}
_LIMITS: dict[str, Limit] = {
    "chip.bf16_tflops": "compute", "chip.vector_tflops": "compute", "chip.sram_mb": "sram",
    "chip.sram_bandwidth_tbs": "sram", "chip.stacked_sram_mb": "sram",
    "chip.hbm_bandwidth_tbs": "hbm", "chip.hbm_gb": "hbm",
    "chip.scaleup_gbs": "link", "chip.scaleup_latency_us": "link", "chip.scaleout_gbs": "link",
    "chip.tdp_w": "power",
}  # fmt: skip
_SAME = 5e-5


def wanted(scenario: Scenario) -> dict[str, dict[str, object]]:
    """Return the scenario with each specification a step better."""
    return {name: dict(run) for name, run in marginal.wanted(scenario).items()}


def build(live: Live, baseline: Live, t: Text) -> RankFigure:
    """Return what the budget of the study does to its result, by where it is spent."""
    del baseline
    scenario, study = live.scenario, live.scenario.study
    result = BY_ID[study.result]
    found = _ranked(live)
    rows = tuple(_row(one, live, t) for one in found)
    less, more = (t("◂ lower"), t("higher ▸"))
    if result.unit == "$/Mtok":
        less, more = (t("◂ cheaper"), t("dearer ▸"))
    return RankFigure(
        "next_step",
        t("Next {budget}: effect on {result}").format(
            budget=budget_text(scenario, t), result=t(result.title)
        ),
        described(scenario, float(live.now.chips[0]), t, basis(scenario, t)),
        t("Specification"),
        (less, more),
        "%",
        rows,
        _lines(found, live, t),
        sources(scenario, t, money=True),
    )


def finding(live: Live, baseline: Live, t: Text) -> str:
    """Return where the budget is spent best."""
    del baseline
    study = live.scenario.study
    best = _ranked(live)[0]
    effect = best.effect(study.result, study.per, BUDGETS[study.per])
    if effect is None:
        return t("Nothing to spend on")
    return t("{what} is worth most: {change} for {budget}").format(
        what=_name(best, live.scenario, t),
        change=_signed(effect),
        budget=budget_text(live.scenario, t),
    )


def budget_text(scenario: Scenario, t: Text) -> str:
    """Return the budget of the study in words: "10 mm²"."""
    return {"mm2": t("10 mm²"), "w": t("10 W"), "usd": t("$100 of chip cost")}[scenario.study.per]


def _ranked(live: Live) -> tuple[Marginal, ...]:
    study = live.scenario.study
    found = marginal.marginals(live.scenario, live.outcomes[marginal.RUN])
    return marginal.ranked(found, study.result, study.per, BUDGETS[study.per])


def _name(one: Marginal, scenario: Scenario, t: Text) -> str:
    if len(one.paths) > 1 and one.paths[0] == "chip.hbm_bandwidth_tbs":
        return t("{memory}: one more stack").format(memory=memory_name(scenario.chip))
    if one.label == marginal.STACKED:
        return t("One more SRAM die")
    if len(one.paths) > 1:
        return t("Matrix rate, all formats")
    return lever_name(BY_PATH[one.paths[0]], t)


def _row(one: Marginal, live: Live, t: Text) -> RankRow:
    study = live.scenario.study
    budget = BUDGETS[study.per]
    change = one.effect(study.result, study.per, budget)
    path = one.paths[0]
    limit = _LIMITS.get(path, "compute")
    if change is None:
        free = {"mm2": t("takes no area"), "w": t("takes no power"), "usd": t("costs nothing")}
        return RankRow(_name(one, live.scenario, t), None, free[study.per], limit, 0, path)
    sense = 0 if abs(change) < _SAME else BY_ID[study.result].better * (1 if change > 0 else -1)
    label = _signed(change)
    if one.spent(study.per, budget):
        doubled = one.room * one.step > 0.999
        words = t("{change}, doubled") if doubled else t("{change}, all there is")
        label = words.format(change=label)
    return RankRow(_name(one, live.scenario, t), change, label, limit, sense, path)


def _signed(change: float) -> str:
    if abs(change) < _SAME * 10:
        return percent(0.0, 1)
    text = percent(change, 1)
    return f"+{text}" if change > 0 else text


def _lines(found: tuple[Marginal, ...], live: Live, t: Text) -> tuple[str, ...]:
    """Return how far the ranking reaches: small steps, and memory that comes in whole stacks."""
    lines = [t("From a step of 1 % of each, in proportion: good for small steps.")]
    stack = next((one for one in found if len(one.paths) > 1 and "hbm" in one.paths[0]), None)
    if stack is not None:
        s = live.scenario
        unit = design_of(s.chip, costing=s.costing).memory.unit_gb
        study = live.scenario.study
        whole = t("A whole stack is {size} more, takes {area} and ${cost}: {change}.")
        lines.append(
            whole.format(
                size=f"{unit:g} GB",
                area=f"{stack.area_mm2:.1f} mm²",
                cost=f"{stack.cost_usd:,.0f}",
                change=_signed(stack.effects[study.result]),
            )
        )
    return tuple(lines)
