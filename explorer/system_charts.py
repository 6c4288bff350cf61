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
    queue,
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
from explorer.figures.takeaway import Finding
from explorer.figures.unfit import unfit
from explorer.live import Live, Wanted
from explorer.spec.scenario import Scenario
from explorer.systems import layers, memory
from explorer.text import Text

Build = Callable[[Live, Live, Text], Figure]
Misfit = Callable[[Live, Text], str]
"""What does not fit, as half a sentence; empty where everything does."""


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


def _checked(wanted: Callable[[Scenario], Wanted], misfit: Misfit) -> Callable[..., Chart]:
    """Return what makes charts that tell their finding only of what fits."""

    def made(build: Build, finding: Finding) -> Chart:
        def said(live: Live, baseline: Live, t: Text) -> str:
            return misfit(live, t) or finding(live, baseline, t)

        return Chart(wanted, build, said)

    return made


_session = _checked(memory.wanted, says.sessions_misfit)
_layers = _checked(layers.wanted, says.layers_misfit)
_split = _checked(_point, split_says.misfit)
_fleet = _checked(_point, says.fleet_misfit)

CHARTS: Mapping[str, Chart] = {
    "memory_map": _session(_fitting(memory_map.build), says.kept),
    "kv_hits": _session(_fitting(kv_hits.build), says.found),
    "kv_cost": _session(_fitting(kv_cost.build), says.cheapest_size),
    "kv_ttft": _session(_fitting(kv_ttft.build), says.later_call),
    "kv_break_even": _session(_fitting(kv_break_even.build), says.break_even),
    "session_time": _session(_fitting(session_time.build), says.session),
    "session_cost": _session(_fitting(session_cost.build), says.session_cost),
    "session_calls": _session(_fitting(session_calls.build), says.later_call),
    "session_cores": _session(_fitting(session_cores.build), says.cores),
    "routing": _layers(routing.build, says.routing),
    "layer_flow": _layers(layer_flow.build, says.composed),
    "layer_answers": _layers(layer_answers.build, says.composed),
    "layer_totals": _layers(layer_totals.build, says.composed),
    "split_flow": _split(split_flow.build, split_says.flow),
    "split_cost": _split(split_ratio.build_cost, split_says.cost),
    "split_output": _split(split_ratio.build_output, split_says.output),
    "split_load": _split(split_load.build, split_says.load),
    "fleet_growth": _fleet(fleet_growth.build, says.growing),
    "load_cost": _fleet(load_cost.build, says.crossing),
    "fleets": _fleet(fleets.build, says.two_fleets),
    "fleet_supply": _fleet(fleet_supply.build, says.supply),
    "queue": Chart(queue.wanted, queue.build, queue.finding),
}

STRIPS: Mapping[str, Callable[[Live, Live, Text], tuple[Tile, ...]]] = {
    "memory": system_tiles.memory_tiles,
    "agents": system_tiles.agent_tiles,
    "split": split_tiles.split_tiles,
    "layers": system_tiles.layer_tiles,
    "fleet": system_tiles.fleet_tiles,
}
