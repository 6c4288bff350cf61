"""Every chart by its id: what it needs evaluated, how it is built, what it says on a slide.

A new chart is one module in `explorer.figures` and one row here; a tab that shows it is one row in
`explorer.views`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache

from explorer.chart import Chart
from explorer.figures import (
    cost,
    decode,
    differences,
    floorplan,
    heat,
    margins,
    measures,
    money,
    next_step,
    outcomes,
    prefill,
    roofline,
    sweep,
    takeaway,
    time,
    tornado,
    trade,
)
from explorer.figures.basis import noted, with_bases, with_basis
from explorer.figures.figure import Figure
from explorer.figures.overlay import Contender
from explorer.figures.takeaway import Rank
from explorer.levers import LEVERS
from explorer.live import Live
from explorer.references import references, usual_chips
from explorer.spec.scenario import Scenario
from explorer.text import Text


def _cost(live: Live, baseline: Live, t: Text) -> Figure:
    across, up = cost.axes(live.scenario)
    others = references(live.scenario, usual_chips(), across.aim, up.aim)
    return cost.build(live, baseline, t, others)


SYSTEM_IDS = (
    "memory_map", "kv_hits", "kv_cost", "kv_ttft", "kv_break_even",
    "session_time", "session_cost", "session_calls", "session_cores",
    "routing", "layer_flow", "layer_answers", "layer_totals",
    "split_flow", "split_cost", "split_output", "split_load",
    "fleet_growth", "load_cost", "fleets", "fleet_supply", "queue",
)  # fmt: skip
"""Charts of whole systems, see `explorer.system_charts`."""


def _system(figure_id: str) -> Chart:
    """Return a chart of a whole system whose modules are imported when it is first used."""

    def known() -> Chart:
        from explorer import system_charts

        return system_charts.CHARTS[figure_id]

    def finding(live: Live, baseline: Live, t: Text) -> str:
        found = known().finding
        assert found is not None
        return found(live, baseline, t)

    return Chart(
        lambda scenario: known().wanted(scenario),
        lambda live, baseline, t: known().build(live, baseline, t),
        finding,
    )


_MONEY = (
    "money", "margins", "outcomes", "kv_cost", "kv_break_even", "session_cost", "routing",
    "layer_flow", "layer_totals", "split_flow", "split_cost", "load_cost", "fleets",
)  # fmt: skip
"""Charts that show money whatever is asked; they name the cost basis. Those that show it when it is
chosen for an axis name it themselves."""

_STUDIES = ("sweep", "map", "assumptions", "levers")
"""Charts of the result in question, which may be a cost."""


def _priced(figure_id: str, kind: Chart) -> Chart:
    """Return a chart that names the cost basis where it shows money."""

    def shows_money(scenario: Scenario) -> bool:
        studied = figure_id in _STUDIES and scenario.study.result.startswith("cost")
        return figure_id in _MONEY or studied

    def build(live: Live, baseline: Live, t: Text) -> Figure:
        made = kind.build(live, baseline, t)
        name = with_basis if shows_money(live.scenario) else noted
        return name(made, live.scenario, t)

    def together(contenders: tuple[Contender, ...], t: Text) -> Figure:
        assert kind.together is not None
        made = kind.together(contenders, t)
        me = next(c for c in contenders if c.slot == 1)
        named = ((c.letter, c.live.scenario) for c in contenders)
        return with_bases(with_basis(made, me.live.scenario, t), named, t)

    both = kind.together and figure_id in (*_MONEY, *_STUDIES)
    return replace(kind, build=build, together=together if both else kind.together)


def _on_axis(up: str, across: str = "") -> Callable[[Scenario], Rank]:
    def rank(scenario: Scenario) -> Rank:
        beside = measures.chosen(scenario, across) if across else None
        return Rank(measures.chosen(scenario, up), beside)

    return rank


_CHARTS: Mapping[str, Chart] = {
    "prefill": Chart(
        prefill.wanted,
        prefill.build,
        takeaway.prefill_finding,
        axes={"y": "study.prefill_y"},
        ranked=_on_axis("study.prefill_y"),
    ),
    "decode": Chart(
        decode.wanted,
        decode.build,
        takeaway.decode_finding,
        axes={"y": "study.decode_y"},
        ranked=_on_axis("study.decode_y"),
    ),
    "cost": Chart(
        cost.wanted,
        _cost,
        takeaway.cost_finding,
        axes={"x": "study.cost_x", "y": "study.cost_y"},
        ranked=_on_axis("study.cost_y", "study.cost_x"),
    ),
    "roofline": Chart(roofline.wanted, roofline.build, takeaway.roofline_finding),
    "time": Chart(
        time.wanted, time.build, takeaway.time_finding, ranked=lambda _: Rank(measures.TPOT)
    ),
    "margins": Chart(margins.wanted, margins.build, margins.finding),
    "money": Chart(
        money.wanted, money.build, takeaway.money_finding, ranked=lambda _: Rank(measures.COST)
    ),
    "sweep": Chart(
        sweep.wanted, sweep.build, sweep.finding, axes={"x": "study.x", "y": "study.result"}
    ),
    "map": Chart(heat.wanted, heat.build, heat.finding),
    "assumptions": Chart(
        tornado.wanted_assumptions, tornado.build_assumptions, tornado.finding_assumptions
    ),
    "differences": Chart(
        differences.wanted,
        differences.build,
        together=differences.together,
        together_title=differences.slide_title,
    ),
    "outcomes": Chart(
        outcomes.wanted,
        outcomes.build,
        together=outcomes.together,
        together_title=outcomes.slide_title,
    ),
    "levers": Chart(tornado.wanted_levers, tornado.build_levers, tornado.finding_levers),
    **{figure_id: _system(figure_id) for figure_id in SYSTEM_IDS},
    "floorplan": Chart(floorplan.wanted, floorplan.build, floorplan.finding),
    "next_step": Chart(next_step.wanted, next_step.build, next_step.finding),
    "trade": Chart(trade.wanted, trade.build, trade.finding),
}

CHARTS = {figure_id: _priced(figure_id, kind) for figure_id, kind in _CHARTS.items()}


OVER = {sweep.over_id(path): path for path in (lever.path for lever in LEVERS)}
"""Charts of the result in question over one lever each, by id: no view has them, see `chart`."""


@cache
def _over(figure_id: str) -> Chart:
    path = OVER[figure_id]
    kind = Chart(
        lambda scenario: sweep.wanted_over(scenario, path),
        lambda live, baseline, t: sweep.build_over(live, baseline, t, path),
    )
    return _priced("sweep", kind)


def chart(figure_id: str) -> Chart:
    """Return a chart by id, of `CHARTS` or `OVER`; ValueError names the ids when it is neither."""
    if figure_id in OVER:
        return _over(figure_id)
    if figure_id not in CHARTS:
        msg = f"figure: {figure_id!r} is not one of {', '.join(CHARTS)}"
        raise ValueError(msg)
    return CHARTS[figure_id]
