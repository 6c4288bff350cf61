"""Every chart by its id: what it needs evaluated, how it is built, what it says on a slide.

A new chart is one module in `explorer.figures` and one row here; a tab that shows it is one row in
`explorer.views`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from explorer.figures import (
    cost,
    decode,
    fleet_growth,
    fleet_supply,
    fleets,
    heat,
    kv_break_even,
    kv_cost,
    kv_hits,
    kv_ttft,
    layer_answers,
    layer_flow,
    layer_totals,
    load_cost,
    memory_map,
    money,
    prefill,
    roofline,
    routing,
    session_calls,
    session_cores,
    session_cost,
    session_time,
    split_flow,
    split_load,
    split_ratio,
    sweep,
    takeaway,
    time,
    tornado,
)
from explorer.figures.figure import Figure
from explorer.live import Live, Wanted
from explorer.references import references, usual_chips
from explorer.spec.scenario import Scenario
from explorer.systems import layers, memory
from explorer.text import Text


@dataclass(frozen=True, slots=True)
class Chart:
    """One kind of chart.

    `wanted` returns the runs of points that it needs of a scenario, `build` makes the figure from
    the scenario evaluated and its baseline. `finding` says in half a sentence, with its number,
    what the chart shows: the title of a slide; without it the slide keeps the chart's title.
    """

    wanted: Callable[[Scenario], Wanted]
    build: Callable[[Live, Live, Text], Figure]
    finding: takeaway.Finding | None = None


def _point(scenario: Scenario) -> Wanted:
    """Return nothing beyond the operating point."""
    del scenario
    return {}


def _cost(live: Live, baseline: Live, t: Text) -> Figure:
    return cost.build(live, baseline, t, references(live.scenario, usual_chips()))


CHARTS: Mapping[str, Chart] = {
    "prefill": Chart(prefill.wanted, prefill.build, takeaway.prefill_finding),
    "decode": Chart(decode.wanted, decode.build, takeaway.decode_finding),
    "cost": Chart(cost.wanted, _cost, takeaway.cost_finding),
    "roofline": Chart(roofline.wanted, roofline.build, takeaway.roofline_finding),
    "time": Chart(time.wanted, time.build, takeaway.time_finding),
    "money": Chart(money.wanted, money.build, takeaway.money_finding),
    "sweep": Chart(sweep.wanted, sweep.build, sweep.finding),
    "map": Chart(heat.wanted, heat.build),
    "assumptions": Chart(tornado.wanted_assumptions, tornado.build_assumptions),
    "levers": Chart(tornado.wanted_levers, tornado.build_levers),
    "memory_map": Chart(memory.wanted, memory_map.build),
    "kv_hits": Chart(memory.wanted, kv_hits.build),
    "kv_cost": Chart(memory.wanted, kv_cost.build),
    "kv_ttft": Chart(memory.wanted, kv_ttft.build),
    "kv_break_even": Chart(memory.wanted, kv_break_even.build),
    "session_time": Chart(memory.wanted, session_time.build),
    "session_cost": Chart(memory.wanted, session_cost.build),
    "session_calls": Chart(memory.wanted, session_calls.build),
    "session_cores": Chart(memory.wanted, session_cores.build),
    "routing": Chart(layers.wanted, routing.build),
    "layer_flow": Chart(layers.wanted, layer_flow.build),
    "layer_answers": Chart(layers.wanted, layer_answers.build),
    "layer_totals": Chart(layers.wanted, layer_totals.build),
    "split_flow": Chart(_point, split_flow.build),
    "split_cost": Chart(_point, split_ratio.build_cost),
    "split_output": Chart(_point, split_ratio.build_output),
    "split_load": Chart(_point, split_load.build),
    "fleet_growth": Chart(_point, fleet_growth.build),
    "load_cost": Chart(_point, load_cost.build),
    "fleets": Chart(_point, fleets.build),
    "fleet_supply": Chart(_point, fleet_supply.build),
}


def chart(figure_id: str) -> Chart:
    """Return a chart by id; ValueError names the ids when it is none of them."""
    if figure_id not in CHARTS:
        msg = f"figure: {figure_id!r} is not one of {', '.join(CHARTS)}"
        raise ValueError(msg)
    return CHARTS[figure_id]
