"""The charts and headline strips of whole systems, imported when one of them is first asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from explorer.chart import Chart
from explorer.figures import (
    fleet_growth,
    fleet_supply,
    fleets,
    kv_break_even,
    kv_cost,
    kv_hits,
    kv_ttft,
    layer_answers,
    layer_flow,
    layer_totals,
    load_cost,
    memory_map,
    routing,
    session_calls,
    session_cores,
    session_cost,
    session_time,
    split_flow,
    split_load,
    split_ratio,
    split_tiles,
    system_tiles,
)
from explorer.figures import split_findings as split_says
from explorer.figures import system_findings as says
from explorer.figures.figure import Figure
from explorer.figures.headline import Tile
from explorer.figures.unfit import unfit
from explorer.live import Live, Wanted
from explorer.spec.scenario import Scenario
from explorer.systems import layers, memory
from explorer.text import Text

Build = Callable[[Live, Live, Text], Figure]


def _point(scenario: Scenario) -> Wanted:
    """Return nothing beyond the operating point."""
    del scenario
    return {}


def _fitting(build: Build) -> Build:
    """Return `build` for charts of sessions, which show nothing where no session fits."""

    def checked(live: Live, baseline: Live, t: Text) -> Figure:
        made = build(live, baseline, t)
        return made if memory.memory(live).fits else unfit(made, t)

    return checked


CHARTS: Mapping[str, Chart] = {
    "memory_map": Chart(memory.wanted, _fitting(memory_map.build), says.kept),
    "kv_hits": Chart(memory.wanted, _fitting(kv_hits.build), says.found),
    "kv_cost": Chart(memory.wanted, _fitting(kv_cost.build), says.cheapest_size),
    "kv_ttft": Chart(memory.wanted, _fitting(kv_ttft.build), says.later_call),
    "kv_break_even": Chart(memory.wanted, _fitting(kv_break_even.build), says.break_even),
    "session_time": Chart(memory.wanted, _fitting(session_time.build), says.session),
    "session_cost": Chart(memory.wanted, _fitting(session_cost.build), says.session_cost),
    "session_calls": Chart(memory.wanted, _fitting(session_calls.build), says.later_call),
    "session_cores": Chart(memory.wanted, _fitting(session_cores.build), says.cores),
    "routing": Chart(layers.wanted, routing.build, says.routing),
    "layer_flow": Chart(layers.wanted, layer_flow.build, says.composed),
    "layer_answers": Chart(layers.wanted, layer_answers.build, says.composed),
    "layer_totals": Chart(layers.wanted, layer_totals.build, says.composed),
    "split_flow": Chart(_point, split_flow.build, split_says.flow),
    "split_cost": Chart(_point, split_ratio.build_cost, split_says.cost),
    "split_output": Chart(_point, split_ratio.build_output, split_says.output),
    "split_load": Chart(_point, split_load.build, split_says.load),
    "fleet_growth": Chart(_point, fleet_growth.build, says.growing),
    "load_cost": Chart(_point, load_cost.build, says.crossing),
    "fleets": Chart(_point, fleets.build, says.two_fleets),
    "fleet_supply": Chart(_point, fleet_supply.build, says.supply),
}

STRIPS: Mapping[str, Callable[[Live, Live, Text], tuple[Tile, ...]]] = {
    "memory": system_tiles.memory_tiles,
    "agents": system_tiles.agent_tiles,
    "split": split_tiles.split_tiles,
    "layers": system_tiles.layer_tiles,
    "fleet": system_tiles.fleet_tiles,
}
