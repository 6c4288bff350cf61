"""The views of the window as data: which charts stand where, and the headline above them.

A view is evaluated only while it is shown. A new tab is one row of `VIEWS`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Cell:
    """A chart by its id in the catalogue and the grid cells it covers."""

    figure: str
    row: int = 0
    column: int = 0
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class View:
    """A tab: its charts, the id of its headline strip, and the paths of the choices above them.

    See `explorer.overview.HEADLINES` and `explorer.controls`. `verdict` is what the status line
    says of several scenarios, see `explorer.comparison.VERDICTS`; empty keeps the bottleneck.
    `says` are the charts whose findings the status line tells in place of the bottleneck.
    """

    id: str
    label: str
    cells: tuple[Cell, ...]
    headline: str = "usual"
    controls: tuple[str, ...] = ()
    verdict: str = ""
    says: tuple[str, ...] = ()

    @property
    def figures(self) -> tuple[str, ...]:
        """Ids of the charts, in reading order."""
        return tuple(cell.figure for cell in self.cells)

    def without(self, figures: frozenset[str]) -> View:
        """Return the view with some of its charts left out, under an id of its own if any are."""
        left = tuple(cell for cell in self.cells if cell.figure not in figures)
        if len(left) == len(self.cells):
            return self
        says = tuple(name for name in self.says if name not in figures)
        return replace(self, id=f"{self.id} while moving", cells=left, says=says)


def _alone(figure: str, label: str) -> View:
    return View(figure, label, (Cell(figure),))


OVERVIEW = View(
    "overview",
    "Overview",
    (
        Cell("prefill", 0, 0), Cell("decode", 0, 1), Cell("cost", 0, 2),
        Cell("roofline", 1, 0), Cell("time", 1, 1), Cell("money", 1, 2),
    ),
)  # fmt: skip

VIEWS: tuple[View, ...] = (
    OVERVIEW,
    View(
        "prefill",
        "Prefill",
        (Cell("prefill", 0, 0), Cell("queue", 0, 1)),
        controls=("study.prefill_y", "chip.scaleup_topology"),
    ),
    View(
        "decode",
        "Decode",
        (Cell("decode"),),
        controls=("study.decode_y", "chip.scaleup_topology"),
    ),
    View(
        "cost",
        "Cost",
        (Cell("cost"),),
        controls=("study.cost_x", "study.cost_y", "economics.basis", "economics"),
    ),
    _alone("roofline", "Roofline"),
    _alone("time", "Time"),
    View(
        "money",
        "Money",
        (Cell("money", 0, 0, 1, 2), Cell("margins", 0, 2, 1, 3)),
        controls=("economics.basis", "economics"),
    ),
    View(
        "analysis",
        "Analysis",
        (Cell("sweep", 0, 0), Cell("assumptions", 0, 1), Cell("map", 1, 0), Cell("levers", 1, 1)),
        controls=("study.result", "study.x", "study.y"),
        says=("assumptions", "levers"),
    ),
    View(
        "silicon",
        "Silicon",
        (Cell("floorplan", 0, 0, 2, 3), Cell("next_step", 0, 3, 1, 2), Cell("trade", 1, 3, 1, 2)),
        headline="silicon",
        controls=(
            "study.per",
            "study.result",
            "chip.process",
            "chip.hbm_kind",
            "costing.yield_model",
            "costing.harvesting",
        ),
        says=("next_step", "trade"),
    ),
    View(
        "memory",
        "KV tiers",
        (
            Cell("memory_map", 0, 0),
            Cell("kv_hits", 0, 1),
            Cell("kv_cost", 0, 2),
            Cell("kv_ttft", 1, 0),
            Cell("kv_break_even", 1, 1, 1, 2),
        ),
        headline="memory",
        controls=("session", "tiers"),
        says=("kv_hits", "kv_cost", "kv_break_even"),
    ),
    View(
        "agents",
        "Agents",
        (
            Cell("session_time", 0, 0),
            Cell("session_calls", 0, 1),
            Cell("session_cost", 1, 0),
            Cell("session_cores", 1, 1),
        ),
        headline="agents",
        controls=("session", "tiers"),
        says=("session_time", "session_cost", "session_cores"),
    ),
    View(
        "split",
        "Split",
        (
            Cell("split_flow", 0, 0, 1, 3),
            Cell("split_cost", 1, 0),
            Cell("split_output", 1, 1),
            Cell("split_load", 1, 2),
        ),
        headline="split",
        controls=(
            "split.mode",
            "partner",
            "partner_deployment.weights",
            "split.share",
            "split.overlap",
            "split.micro_batches",
            "split.merge",
        ),
        says=("split_cost", "split_output", "split_load"),
    ),
    View(
        "layers",
        "Layers",
        (
            Cell("layer_flow", 0, 0, 1, 2),
            Cell("layer_answers", 0, 2, 2, 1),
            Cell("routing", 1, 0),
            Cell("layer_totals", 1, 1),
        ),
        headline="layers",
        controls=("layers.fast_chip", "tiers", "fleet"),
        says=("layer_totals", "routing"),
    ),
    View(
        "fleet",
        "Fleet",
        (
            Cell("fleet_growth", 0, 0),
            Cell("fleets", 0, 1),
            Cell("load_cost", 1, 0),
            Cell("fleet_supply", 1, 1),
        ),
        headline="fleet",
        controls=("fleet", "fleet.other_chip"),
        says=("fleet_growth", "fleets", "load_cost"),
    ),
    View(
        "compare",
        "Compare",
        (
            Cell("cost", 0, 0, 1, 2),
            Cell("decode", 0, 2, 1, 2),
            Cell("prefill", 0, 4, 1, 2),
            Cell("differences", 1, 0, 1, 3),
            Cell("outcomes", 1, 3, 1, 3),
        ),
        headline="none",
        verdict="cheapest",
    ),
)

DEAR = frozenset({"sweep", "map", "assumptions", "levers", "trade"})
"""Charts of many points, as samples or grids, that may wait while a lever moves."""

BY_ID = {view.id: view for view in VIEWS}
