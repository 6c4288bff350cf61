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
    heat,
    money,
    prefill,
    roofline,
    sweep,
    takeaway,
    time,
    tornado,
)  # fmt: skip
from explorer.figures.figure import Figure
from explorer.live import Live, Wanted
from explorer.references import references, usual_chips
from explorer.spec.scenario import Scenario
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
}


def chart(figure_id: str) -> Chart:
    """Return a chart by id; ValueError names the ids when it is none of them."""
    if figure_id not in CHARTS:
        msg = f"figure: {figure_id!r} is not one of {', '.join(CHARTS)}"
        raise ValueError(msg)
    return CHARTS[figure_id]
