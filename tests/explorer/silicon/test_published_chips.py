"""Area, cost, power and price that the model gives six chips, beside what is published of them.

`python tests/explorer/silicon/test_published_chips.py > docs/silicon-checks.md` rewrites the page.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from explorer import presets
from explorer.silicon.chip_cost import estimate_price
from explorer.silicon.power import estimate_tdp

PAGE = Path(__file__).parents[3] / "docs" / "silicon-checks.md"

AREA, COST, POWER, PRICE = "area, mm2", "cost, USD", "power, W", "price, USD"


class Row(NamedTuple):
    """One published figure; `allowed` is the largest deviation, None where it is another thing."""

    chip: str
    what: str
    published: float | None
    allowed: float | None
    source: str

    @property
    def ours(self) -> float:
        return model(self.chip)[self.what]

    @property
    def deviation(self) -> float | None:
        return None if self.published is None else self.ours / self.published - 1


BRIDGE = "Silicon Analysts, cost bridge"
SURVEY = "SemiAnalysis market survey, July 2026"
ROWS = (
    Row("h100-sxm", AREA, 814, 0.03, BRIDGE),
    Row("h100-sxm", COST, 3320, 0.18, "Raymond James, by Silicon Analysts"),
    Row("h100-sxm", POWER, 700, 0.02, SURVEY),
    Row("h100-sxm", PRICE, 28000, 0.40, f"{BRIDGE}: 22,000-30,000 over the years"),
    Row("b200-sxm", AREA, 1600, 0.02, "Silicon Analysts, B200 cost breakdown"),
    Row("b200-sxm", COST, 6400, 0.11, "the same: 5,500-7,000, HBM at 15 USD/GB; 13.3 here"),
    Row("b200-sxm", POWER, 1000, 0.03, SURVEY),
    Row("b200-sxm", PRICE, 35000, 0.05, "the same breakdown and Morgan Stanley: 30,000-40,000"),
    Row("mi300x", AREA, 2400, 0.18, "recalled: eight XCDs of 115, four IODs of 370, stacked"),
    Row("mi300x", COST, 5300, 0.22, BRIDGE),
    Row("mi300x", POWER, 750, 0.25, SURVEY),
    Row("mi300x", PRICE, 15000, 0.10, f"{BRIDGE}: 10,000-17,000"),
    Row("ascend-950pr", AREA, None, None, "not published; process not either, SMIC N+3 assumed"),
    Row("ascend-950pr", COST, None, None, "not published; price of HiBL assumed"),
    Row("ascend-950pr", POWER, 600, None, "Atlas 350: a card with a derated chip"),
    Row("ascend-950pr", PRICE, 9790, None, "TechNode Global: a card at 70,000 CNY"),
    Row("groq-v1", AREA, 725, 0.02, "SemiAnalysis; the model was fitted to it"),
    Row("groq-v1", COST, 500, None, "blog estimate of a whole board"),
    Row("groq-v1", POWER, 215, 0.06, "01.me, February 2024; the energies were fitted to it"),
    Row("groq-v1", PRICE, 20000, None, "recalled list price of a card"),
    Row("wse-3", AREA, 46225, 0.28, "vendor; the model lays the same parts on single dies"),
    Row("wse-3", COST, None, None, "not published; package and cooling left out here"),
    Row("wse-3", POWER, 23000, None, "a CS-3 system of one wafer"),
    Row("wse-3", PRICE, 1_000_000, None, "a CS-3 system (SemiAnalysis: 1.0-3 million)"),
)


@cache
def model(name: str) -> dict[str, float]:
    """Return what follows from a preset: area from its resources, the rest on its known area."""
    chip = presets.chip(name).spec
    derived, known = estimate_price(chip.replaced({"die_area_mm2": 0.0})), estimate_price(chip)
    return {
        AREA: float(derived.area_mm2),
        COST: float(known.cost.total),
        POWER: float(estimate_tdp(chip)),
        PRICE: float(known.price_usd),
    }


def page() -> str:
    lines = [
        "# Six chips as the model makes them",
        "",
        "Written by `tests/explorer/silicon/test_published_chips.py`, which also asserts it. The",
        "model sees a preset's specification and nothing else: area from compute, SRAM, memory",
        "and links; cost of that chip on its published area (where none is published, on the",
        "modelled one) at the middle of every cost parameter; power from energies; price with",
        "the gross margin of the vendor's class. *Not like for like*: what is published is a",
        "card, a board or a system, so no deviation is claimed.",
        "",
        "| chip | what | model | published | deviation | source of the published figure |",
        "|---|---|---:|---:|---:|---|",
    ]
    for row in ROWS:
        published = "-" if row.published is None else f"{row.published:,.0f}"
        off = "-" if row.deviation is None else f"{100 * row.deviation:+.0f} %"
        if row.published is not None and row.allowed is None:
            off = "not like for like"
        name = presets.chip(row.chip).spec.name
        cells = (name, row.what, f"{row.ours:,.0f}", published, off, row.source)
        lines.append(f"| {' | '.join(cells)} |")
    lines += [
        "",
        "Where it is off, and why:",
        "",
        "- H100 cost: as case 3 of economics-checks.md, with the five memory sites in use.",
        "- H100 and B200 price: one gross margin, 84 %, stands for all of a vendor's chips and",
        "  years; the breakdown of B200 itself implies 82 %, and its memory costs more than here.",
        "- MI300X area: memory PHYs and links are on N6 as in the chip, its last-level cache is",
        "  counted on the node of the cores.",
        "- MI300X: its compute dies stand on the others, the model lays all side by side; its",
        "  energy per FLOP is below the middle of the node (0.20 instead of 0.27 pJ gives 711 W).",
        "- WSE-3: the model knows no wafer, so it counts uncore and links of single dies and none",
        "  of the spare cores.",
    ]
    return "\n".join([*lines, ""])


@pytest.mark.parametrize("row", [r for r in ROWS if r.allowed], ids=lambda r: f"{r.chip} {r.what}")
def test_a_published_figure_is_met_within_its_stated_deviation(row):
    assert abs(row.deviation) <= row.allowed


def test_the_page_says_what_the_model_says():
    assert PAGE.read_text(encoding="utf-8") == page()


if __name__ == "__main__":
    print(page(), end="")
