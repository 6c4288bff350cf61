"""The published figures that the cost model is held against, and the page that lists them.

`python tests/explorer/money/test_economics_checks.py > docs/economics-checks.md` rewrites it.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest

from explorer.cost_parameters import DieRules, Memory, Node, PackageRules, YieldRules
from explorer.money.tco import chip_hour
from explorer.money.token_cost import by_time_share, usd_per_mtok
from explorer.silicon.area import compute_area, link_area, package_area, phy_area, sram_area
from explorer.silicon.package import interposer_cost, packaged_cost
from explorer.silicon.power import Energies, decode_power, prefill_power, rated_power
from explorer.silicon.wafer import dies_per_wafer, good_die_cost
from explorer.silicon.yields import die_yield
from explorer.spec.economics import EconomicsSpec

PAGE = Path(__file__).parents[3] / "docs" / "economics-checks.md"


class Check(NamedTuple):
    case: str
    ours: float
    published: float | None
    allowed: float
    """Largest deviation, fraction, rounding of the stated percentage included."""
    inputs: str
    unit: str = "USD"

    @property
    def deviation(self) -> float:
        return self.ours / self.published - 1


def die_usd(die_mm2, wafer_usd, defect_density, critical):
    good = die_yield(die_mm2, defect_density, critical)
    return good_die_cost(wafer_usd, dies_per_wafer(die_mm2), good)


def bill(die_mm2, dies, gigabytes, usd_gb, stacks, node="N5"):
    n, y, p = Node.load("nodes", node), YieldRules.load("yield"), PackageRules.load("package")
    logic = dies * die_usd(die_mm2, n.wafer_usd, n.defect_density, y.critical_harvested)
    per_mm2 = p.interposer_l if dies > 1 else p.interposer_s
    package = interposer_cost(die_mm2 * dies, stacks, per_mm2, 110, p.interposer_factor)
    return packaged_cost(logic, gigabytes * usd_gb, package, p.assembly_yield, p.test_adder)


def area(
    node, f8, f4, scratchpad, cache, stacks, link, dies, systolic=False, vector=None, sram=None
):
    """Return mm2 with 50 GB/s of scale-out; vector rate and SRAM rate are usual where not given."""
    n, r, m = Node.load("nodes", node), DieRules.load("area"), Memory.load("memories", "hbm3")
    core = n.core_area_systolic if systolic else n.core_area_gpu
    usual = r.vector_usual_systolic if systolic else n.vector_usual_gpu
    disabled = 0 if systolic else r.disabled_share
    cores = (n.logic_factor, core, r.extra_fp4, disabled, vector, r.vector_area, usual)
    return package_area(
        compute_area(f8, f4, *cores),
        sram_area(scratchpad, n.scratchpad_area, sram, r.scratchpad_ports, r.scratchpad_usual)
        + sram_area(cache, n.cache_area),
        phy_area(stacks, m.phy_area * n.phy_factor),
        link_area(link, n.link_area, 0.1, r.network_area),
        dies,
        r.die_fixed_systolic if systolic else r.die_fixed,
        r.die_to_die,
    ).total


def hour(capex, all_in_kw, years, electricity=0.087, hosting=130.0):
    e = EconomicsSpec(
        system_factor=1,
        power_factor=1,
        life_years=years,
        electricity_usd_kwh=electricity,
        hosting_usd_kw_month=hosting,
    )
    return chip_hour(capex, all_in_kw * 1000, e)


def tdp(e8, e_h, e_l, idle, f8, memory, link, sram=0.0, e_s=0.07):
    e = Energies(e8, 2 * e8, e8 / 2, e_h, e_s, e_l, idle)
    return rated_power(
        prefill_power(e, f8, memory, link, sram), decode_power(e, f8, memory, link, sram)
    )


def silicon_checks():
    yield Check(
        "1 H100 die", die_usd(814, 16000, 0.1, 0.3), 300, 0.065, "814 mm2, 16,000 USD wafer"
    )
    h100 = area("N5", 1.979, 0, 0, 60, 6, 0.9, 1, vector=134)
    b200 = area("4NP", 4.5, 9, 0, 126, 8, 1.8, 2, vector=150)
    lpu = area("N16", 0.75, 0, 230, 0, 0, 0.33, 1, True, vector=5.63, sram=80)
    yield Check("2 Area H100", h100, 814, 0.055, "full die: 60 MB L2 and six memory sites", "mm2")
    yield Check("2 Area B200", b200, 1600, 0.025, "126 MB L2, eight stacks", "mm2")
    yield Check(
        "2 Area LPU v1",
        lpu,
        725,
        0.02,
        "ambiguous: uncore and link area at 14 nm are not stated; 40 mm2 and 53 mm2 per TB/s here",
        "mm2",
    )
    yield Check(
        "3 H100 bill", bill(814, 1, 80, 14.4, 6).total, 3320, 0.145, "six sites on the interposer"
    )
    yield Check("4 B200 bill", bill(800, 2, 192, 15, 8).total, 6400, 0.015, "HBM3e at 15 USD/GB")
    yield Check(
        "5 H200 bill",
        bill(814, 1, 141, 14.4, 6).total,
        4525,
        0.115,
        "ambiguous: price per GB not stated; 14.4 as in case 3 (12, today's middle, gives -21 %); "
        "published 4,250-4,800",
    )


def money_checks():
    h200 = hour(31400, 1.37, 4)
    yield Check("6 H200 hour", h200.total, 1.41, 0.035, "31,400 USD, 1.37 kW, 4 years", "USD/h")
    yield Check("6 H200 hour, capital", h200.usd[0], 1.06, 0.025, "the same", "USD/h")
    yield Check(
        "7 GB200 hour", hour(3.5e6 / 72, 1.87, 5).total, 1.86, 0.015, "3.5 M USD rack", "USD/h"
    )
    yield Check(
        "7 VR200 hour", hour(7.8e6 / 72, 3.3, 5).total, 3.61, 0.105, "7.8 M USD rack", "USD/h"
    )
    yield Check("8 WSE-3 hour, 4 years", hour(1e6, 25, 4).total, 41.96, 0.025, "25 kW", "USD/h")
    yield Check("8 WSE-3 hour, 5 years", hour(1e6, 25, 5).total, 41.96, 0.165, "25 kW", "USD/h")
    cost = 226.75 * 8 * 24 * 2.0
    revenue = 342e3 * 0.14 + 266e3 * 0.55 + 168e3 * 2.19
    nodes = "226.75 nodes of 8 at 2 USD/h"
    yield Check("9 DeepSeek day, cost", cost, 87072, 1e-9, nodes, "USD")
    prices = by_time_share(cost / 86400, 1, 0, 0, 608e9 / 86400, 0, 168e9 / 86400)
    yield Check(
        "9 DeepSeek day, revenue", revenue, 562027, 0.0005, "342 G cached, 266 G, 168 G tokens"
    )
    yield Check("9 DeepSeek day, margin", revenue / cost - 1, 5.45, 0.0015, "on cost", "x")
    yield Check("9 DeepSeek blended", prices.blended, 0.112, 0.005, "776 G tokens", "USD/Mtok")
    found = usd_per_mtok(1.41, 1, 739, 1)
    yield Check("10 H200, DeepSeek-R1", found, 0.53, 0.001, "739 tok/s per chip", "USD/Mtok")
    yield from groq_checks()


def groq_checks():
    dies = 576 * die_usd(725, 6000, 0.08, 1.0)
    unclear = "ambiguous: power not stated; 0.4 kW all-in per chip, 2.52 M USD (recalled)"
    yield Check("11 Groq, 576 dies", dies, 81e3, 0.01, "6,000 USD wafer, no harvesting")
    for years, stated, tokens in ((5, 132, 136e3), (4, 148, 152e3)):
        total = hour(2.52e6, 576 * 0.4, years).total
        yield Check(f"11 Groq system hour, {years} years", total, stated, 0.01, unclear, "USD/h")
        needed = total / 0.27 * 1e6 / 3600
        yield Check(
            f"11 Groq tok/s for 0.27 USD/Mtok, {years} years",
            needed,
            tokens,
            0.01,
            unclear,
            "tok/s",
        )


def power_checks():
    idle = "idle not stated: {} W"
    rows = (
        ("A100", 400, 0.025, (0.43, 4.9, 5.5, 80, 0.624, 2.039, 0.6), ""),
        ("H100", 700, 0.025, (0.27, 4.5, 5.5, 90, 1.979, 3.35, 0.9), ""),
        ("H200", 700, 0.025, (0.27, 4.0, 5.5, 90, 1.979, 4.8, 0.9), ""),
        (
            "MI300X",
            750,
            0.025,
            (0.20, 4.5, 5.5, 130, 2.615, 5.3, 0.896),
            "; ambiguous: 0.20 pJ/FLOP, low end of N5",
        ),
        ("B200", 1000, 0.025, (0.16, 4.0, 4.5, 140, 4.5, 8, 1.8), ""),
        ("GB200", 1200, 0.115, (0.16, 4.0, 4.5, 140, 5.0, 8, 1.8), ""),
    )
    for name, published, allowed, inputs, note in rows:
        words = idle.format(inputs[3]) + note
        yield Check(f"12 TDP {name}", tdp(*inputs), published, allowed, words, "W")
    lpu = tdp(0.15, 0, 5.5, 31, 0.75, 0, 0.33, sram=80, e_s=0.10)
    lp30 = tdp(0.10, 0, 5.5, 40, 1.2, 0, 2.5, sram=150)
    yield Check("13 LPU v1 power", lpu, 215, 0.035, "ambiguous: idle not stated; 31 W", "W")
    yield Check(
        "13 LP30 power", lp30, None, 0, "prediction: 0.10 pJ/FLOP, idle 40 W, both assumed", "W"
    )


def demand_checks():
    chips = 63.3e9 / 60 / (776e9 / 86400 / (226.75 * 8))
    yield Check("14 Doubao peak, H800s", chips, None, 0, "press estimate 100,000-300,000", "chips")
    npu = hour(8.2e6 / 384, 559 / 384, 5, electricity=0.056).total
    yield Check(
        "15 CM384 NPU-hour, China",
        npu,
        None,
        0,
        "none published; ambiguous: 0.87 needs hosting at 90 instead of 130 USD/kW-month",
        "USD/h",
    )


@cache
def checks():
    found = (*silicon_checks(), *money_checks(), *power_checks(), *demand_checks())
    return tuple(check._replace(ours=float(check.ours)) for check in found)


def number(value):
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def page():
    lines = [
        "# The cost model against published figures",
        "",
        "Written by `tests/explorer/money/test_economics_checks.py`, which also asserts it.",
        "Cases 1-4, 6-8, 12 and 13 share data with the calibration of the parameters; 5, 14, and",
        "H200 and GB200 in 12 do not. Case 9 is arithmetic. *Ambiguous*: the published figure",
        "does not state all its inputs, so ours are given.",
        "",
        "| case | ours | published | deviation | unit | inputs |",
        "|---|---:|---:|---:|---|---|",
    ]
    for c in checks():
        published = "-" if c.published is None else number(c.published)
        deviation = "-" if c.published is None else f"{round(100 * c.deviation, 1) + 0.0:+.1f} %"
        lines.append(
            f"| {c.case} | {number(c.ours)} | {published} | {deviation} | {c.unit} | {c.inputs} |"
        )
    return "\n".join([*lines, ""])


@pytest.mark.parametrize("check", [c for c in checks() if c.published], ids=lambda c: c.case)
def test_published_figure_is_reproduced_within_its_stated_deviation(check):
    assert abs(check.deviation) <= check.allowed


def test_predictions_without_a_published_figure():
    ours = {c.case: c.ours for c in checks() if c.published is None}
    assert ours["13 LP30 power"] == pytest.approx(354, abs=1)
    assert 100e3 < ours["14 Doubao peak, H800s"] < 300e3
    assert ours["14 Doubao peak, H800s"] == pytest.approx(213e3, rel=0.005)
    assert ours["15 CM384 NPU-hour, China"] == pytest.approx(0.951, abs=0.001)
    china = hour(8.2e6 / 384, 559 / 384, 5, electricity=0.056, hosting=90).total
    assert china == pytest.approx(0.87, abs=0.005)


def test_model_figures_agree_where_the_inputs_are_stated():
    ours = {c.case: c.ours for c in checks()}
    stated = {
        "1 H100 die": 319,
        "2 Area H100": 775,
        "3 H100 bill": 2849,
        "6 H200 hour": 1.445,
        "7 GB200 hour": 1.89,
        "7 VR200 hour": 3.97,
        "8 WSE-3 hour, 4 years": 41.1,
        "8 WSE-3 hour, 5 years": 35.2,
        "12 TDP H100": 694,
        "12 TDP H200": 702,
        "12 TDP B200": 989,
        "12 TDP GB200": 1069,
    }
    for case, value in stated.items():
        assert ours[case] == pytest.approx(value, rel=0.003), case  # three figures stated


def test_slider_sanity():
    """N5, 1 PFLOPS FP8, 2 FP4, 100 MB, 4 stacks of 36 GB HBM3e, 2 TB/s: 470 mm2, 3,062 USD."""

    def built(f8=1.0, f4=2.0, scratchpad=100.0, stacks=4, link=2.0):
        mm2 = area("N5", f8, f4, scratchpad, 0, stacks, link, 1)
        return mm2, bill(mm2, 1, 36 * stacks, 12, stacks).total

    mm2, usd = built()
    assert mm2 == pytest.approx(470, abs=0.5)
    assert usd == pytest.approx(3062, abs=1)
    assert built(scratchpad=200)[1] - usd == pytest.approx(44, abs=1)
    assert built(f8=2)[1] - usd == pytest.approx(306, abs=1)
    assert built(stacks=5)[1] - usd == pytest.approx(660, abs=1)
    assert built(link=3)[1] - usd == pytest.approx(37, abs=1)


def test_yields_of_a_large_die():
    x = 814, 0.1
    assert die_yield(*x, model="Poisson") == pytest.approx(0.44, abs=0.005)
    assert die_yield(*x, model="Murphy") == pytest.approx(0.47, abs=0.005)
    assert die_yield(*x) == pytest.approx(0.49, abs=0.005)
    assert die_yield(*x, 0.3) == pytest.approx(0.79, abs=0.005)
    assert die_yield(665, 0.7, 0.3) == pytest.approx(0.32, abs=0.005)
    assert np.round(dies_per_wafer(814), 1) == 63.5


def test_the_page_says_what_the_model_says():
    assert PAGE.read_text(encoding="utf-8") == page()


if __name__ == "__main__":
    print(page(), end="")
