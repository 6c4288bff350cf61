"""Every chart by its id: what it needs evaluated, how it is built, what it says on a slide.

A new chart is one module in `explorer.figures` and one row here; a tab that shows it is one row in
`explorer.views`.
"""

from __future__ import annotations

from collections.abc import Mapping

from explorer.chart import Chart
from explorer.figures import (
    cost,
    decode,
    differences,
    floorplan,
    heat,
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
from explorer.figures.figure import Figure
from explorer.live import Live
from explorer.references import references, usual_chips
from explorer.text import Text


def _cost(live: Live, baseline: Live, t: Text) -> Figure:
    return cost.build(live, baseline, t, references(live.scenario, usual_chips()))


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


CHARTS: Mapping[str, Chart] = {
    "prefill": Chart(prefill.wanted, prefill.build, takeaway.prefill_finding),
    "decode": Chart(decode.wanted, decode.build, takeaway.decode_finding),
    "cost": Chart(cost.wanted, _cost, takeaway.cost_finding),
    "roofline": Chart(roofline.wanted, roofline.build, takeaway.roofline_finding),
    "time": Chart(time.wanted, time.build, takeaway.time_finding),
    "money": Chart(money.wanted, money.build, takeaway.money_finding),
    "sweep": Chart(sweep.wanted, sweep.build, sweep.finding),
    "map": Chart(heat.wanted, heat.build, heat.finding),
    "assumptions": Chart(
        tornado.wanted_assumptions, tornado.build_assumptions, tornado.finding_assumptions
    ),
    "differences": Chart(differences.wanted, differences.build, together=differences.together),
    "outcomes": Chart(outcomes.wanted, outcomes.build, together=outcomes.together),
    "levers": Chart(tornado.wanted_levers, tornado.build_levers, tornado.finding_levers),
    **{figure_id: _system(figure_id) for figure_id in SYSTEM_IDS},
    "floorplan": Chart(floorplan.wanted, floorplan.build, floorplan.finding),
    "next_step": Chart(next_step.wanted, next_step.build, next_step.finding),
    "trade": Chart(trade.wanted, trade.build, trade.finding),
}


def chart(figure_id: str) -> Chart:
    """Return a chart by id; ValueError names the ids when it is none of them."""
    if figure_id not in CHARTS:
        msg = f"figure: {figure_id!r} is not one of {', '.join(CHARTS)}"
        raise ValueError(msg)
    return CHARTS[figure_id]
