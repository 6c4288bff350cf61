"""A scenario's own cost parameters: checked, in force everywhere, and no edit when usual."""

from __future__ import annotations

import numpy as np
import pytest

from explorer import presets
from explorer.analysis.uncertain import uncertain
from explorer.change import Change, apply
from explorer.cost_parameters import everything, hard_range, published
from explorer.evaluate import evaluate
from explorer.export.assumptions import assumptions
from explorer.files import scenario_file, share
from explorer.files.workspace import Workspace
from explorer.overview import figure
from explorer.silicon.made import made

WAFER = "costing.nodes/N5/wafer_usd"


@pytest.fixture(scope="module")
def base():
    start = presets.default_scenario()
    return apply(start, Change.of("economics.basis", "cost-plus"))


def cost(scenario):
    return float(evaluate(scenario, detail=False).chip_cost_usd[0])


def test_every_published_value_lies_in_its_hard_range():
    assert len(everything()) > 150
    for name, parameter in everything().items():
        if published(name) is None:
            continue
        low, high = hard_range(name)
        assert low <= parameter.at("low") <= parameter.at() <= parameter.at("high") <= high, name


def test_an_edit_moves_what_rests_on_it(base):
    dearer = apply(base, Change.of(WAFER, 33_000.0))
    before, after = (evaluate(s, detail=False) for s in (base, dearer))
    dies = before.chip_cost_parts_usd[0, 0]
    assert after.chip_cost_parts_usd[0, 0] == pytest.approx(2 * dies, rel=1e-12)
    assert after.usd_mtok_output[0] > before.usd_mtok_output[0]
    assert after.tpot_ms[0] == before.tpot_ms[0]


def test_a_market_price_does_not_ask_what_the_wafer_costs(base):
    market = apply(base, Change.of("economics.basis", "market"))
    dearer = apply(market, Change.of(WAFER, 33_000.0))
    before, after = (evaluate(s, detail=False) for s in (market, dearer))
    assert after.usd_mtok_output[0] == before.usd_mtok_output[0]
    assert after.money_usd_hour.sum() == pytest.approx(before.money_usd_hour.sum(), rel=1e-12)


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        ("costing.nodes/N1/wafer_usd", 1.0, "'nodes/N1/wafer_usd' is not a cost parameter"),
        ("costing.energy/idle_H100", 1.0, "is not a cost parameter"),
        (WAFER, 1e9, "costing.nodes/N5/wafer_usd: 1e+09 refused, it must be from 1340 to 190000"),
        (WAFER, -1.0, "refused, it must be from"),
        ("costing.parameters", {"margin/leader": "high"}, "expected a number"),
    ],
)
def test_what_is_no_parameter_or_out_of_range_is_refused_in_a_line(base, path, value, said):
    with pytest.raises(ValueError, match="costing") as error:
        apply(base, Change.of(path, value))
    assert said in str(error.value)
    assert "\n" not in str(error.value)


def test_the_published_value_is_no_edit(base):
    there = apply(base, Change.of(WAFER, 20_000.0))
    assert there.value(WAFER) == 20_000.0
    assert apply(there, Change.of(WAFER, 16_500.0)) == base
    assert apply(there, Change.of(WAFER, None)) == base


def test_files_and_shared_text_carry_edits_and_nothing_else(base):
    edited = apply(base, Change.of(WAFER, 20_000.0))
    document = scenario_file.document(edited)
    assert document["costing"] == {"parameters": {"nodes/N5/wafer_usd": 20_000.0}}
    assert "costing" not in scenario_file.document(base)
    assert scenario_file.of_document(document) == edited
    text = share.packed(Workspace(edited))
    assert share.unpacked(text).scenario == edited
    assert scenario_file.as_shipped(edited).costing == base.costing
    dearer = apply(base, Change.of("economics.pue", 1.6))
    assert scenario_file.as_shipped(dearer).economics == base.economics


@pytest.mark.parametrize("content", [{"parameters": {"nodes/../x": 1}}, {"parameters": [1]}])
def test_a_file_with_a_fault_is_refused_in_a_line(base, content):
    document = {**scenario_file.document(base), "costing": content}
    with pytest.raises(ValueError, match="costing") as error:
        scenario_file.of_document(document)
    assert "\n" not in str(error.value)


def test_every_parameter_may_be_swept_and_a_point_of_a_sweep_is_the_point_alone(base):
    moved = apply(base, Change.of("chip.sram_mb", 120.0))
    names = [name for name in everything() if not name.startswith("api/")]
    run = {}
    for place, name in enumerate(names):
        run[f"costing.{name}"] = np.full(len(names), everything()[name].at())
        run[f"costing.{name}"][place] = hard_range(name)[0] or everything()[name].at() * 1.1
    together = evaluate(moved.with_values(run), detail=False)
    for place in range(0, len(names), 7):
        alone = evaluate(
            moved.with_values({path: float(v[place]) for path, v in run.items()}), detail=False
        )
        for field in ("usd_mtok_output", "chip_cost_usd", "area_mm2", "joule_per_output_token"):
            value = getattr(together, field)[place]
            assert value == pytest.approx(getattr(alone, field)[0], rel=1e-12), (
                names[place],
                field,
            )


def test_choices_of_yield_harvesting_and_one_off_cost(base):
    def good(**values):
        paths = {f"costing.{name}": value for name, value in values.items()}
        s = base.with_values(paths)
        return float(made(s.chip, s.shipped, s.costing).good_share)

    usual = good()
    assert good(yield_model="Poisson") < good(yield_model="Murphy") < usual
    assert good(harvesting="off") < good(harvesting="on") == usual
    spread = base.with_values({"costing.nre_usd": 1e9, "costing.volume": 1e6})
    assert cost(spread) == pytest.approx(cost(base) + 1000, rel=1e-12)


def test_the_purchase_price_holds_whatever_the_silicon(base):
    grown = {"chip.sram_mb": base.chip.sram_mb * 3}
    price = {
        basis: float(
            evaluate(base.with_values({"economics.basis": basis, **grown}), detail=False).price_usd[
                0
            ]
        )
        for basis in ("market", "purchase", "cost-plus")
    }
    assert price["purchase"] == base.chip.price_usd < price["market"]


def test_notes_of_an_export_list_rates_edits_and_choices(base):
    values = ((WAFER, 20_000.0), ("costing.yield_model", "Murphy"), ("economics.pue", 1.1))
    edited = apply(base, Change(values, "edit"))
    rows = {row.name: row for row in assumptions(edited, base, str)}
    assert rows["Wafer price, N5"].value == "20,000\u00a0$/wafer"
    assert rows["Yield model"].value == "Murphy"
    assert rows["Power usage effectiveness"].changed
    assert not rows["Interest"].changed
    assert rows["Interest"].source == "calibrated"
    plain = {row.name for row in assumptions(base, base, str)}
    assert "Interest" in plain
    assert not {"Wafer price, N5", "Yield model"} & plain


def test_silicon_is_uncertain_where_the_price_follows_from_it(base):
    market = apply(base, Change.of("economics.basis", "market"))
    paths = {each.path for each in uncertain(base)} - {each.path for each in uncertain(market)}
    assert {WAFER, "costing.margin/leader", "costing.memories/hbm3/price"} <= paths
    assert "costing.nodes/N7/wafer_usd" not in paths
    known = apply(base, Change.of(WAFER, 20_000.0))
    assert WAFER not in {each.path for each in uncertain(known)}
    shown = figure(base.with_values({"study.result": "cost_output"}), "assumptions")
    bar = next(bar for bar in shown.bars if bar.path == "costing.margin/leader")
    price = [cost_at_margin(base, share) for share in (0.73, 0.88)]
    assert [bar.low, bar.high] == pytest.approx(price, rel=1e-12)


def cost_at_margin(scenario, share):
    edited = apply(scenario, Change.of("costing.margin/leader", share))
    return float(evaluate(edited, detail=False).usd_mtok_output[0])


def test_scenarios_that_differ_in_a_parameter_say_so(base):
    values = ((WAFER, 20_000.0), ("economics.pue", 1.1), ("costing.yield_model", "Murphy"))
    edited = apply(base, Change(values, "edit"))
    found = figure(edited, "differences", base)
    rows = {row.name: [cell.text for cell in row.cells] for row in found.rows}
    assert rows["Wafer price, N5"] == ["16,500", "20,000"]
    assert rows["Power usage effectiveness"] == ["1.25", "1.10"]
    assert rows["Yield model"] == ["negative binomial", "Murphy"]
    assert "no lever" not in found.subtitle
