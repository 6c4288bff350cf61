"""The silicon view: dies to scale, the ranking of what is next, and the trade at constant area."""

import numpy as np
import pytest

from explorer import presets
from explorer.analysis import trade
from explorer.evaluate import evaluate
from explorer.figures.figure import FloorplanFigure, RankFigure, XYFigure
from explorer.overview import figure, overview
from explorer.text import translator
from explorer.views import BY_ID

CHIPS = ("h100-sxm", "b200-sxm", "mi300x", "ascend-950pr", "groq-v1", "groq3-lpu", "wse-3")


def plan(scenario, baseline=None):
    found = figure(scenario, "floorplan", baseline)
    assert isinstance(found, FloorplanFigure)
    return found


@pytest.mark.parametrize("chip", CHIPS)
def test_the_dies_are_drawn_to_their_area(chip):
    scenario = presets.scenario(chip=chip)
    found = plan(scenario)
    area = float(evaluate(scenario).area_mm2[0])
    drawn = sum(die.width * die.height for die in found.dies)
    assert drawn == pytest.approx(area, rel=1e-6)
    assert sum(use.now for use in found.uses) == pytest.approx(area, rel=1e-6)
    for die in found.dies:
        inside = sum(block.width * block.height for block in die.blocks)
        assert inside == pytest.approx(die.width * die.height, rel=1e-6)


def test_more_sram_grows_its_block_and_leaves_the_baselines_edge():
    opening = presets.default_scenario()
    found = plan(opening.with_values({"chip.sram_mb": 100.0}), opening)
    (sram,) = [b for b in found.dies[0].blocks if b.name == "Cache"]
    (before,) = [b for b in plan(opening).dies[0].blocks if b.name == "Cache"]
    assert sram.width * sram.height > before.width * before.height
    assert sram.change.startswith("▲")
    assert found.dies[0].edges


def test_the_reticle_makes_a_second_die():
    opening = presets.default_scenario()
    assert len(plan(opening).dies) == 1
    assert len(plan(opening.with_values({"chip.sram_mb": 300.0}), opening).dies) == 2


@pytest.mark.parametrize("per", ["mm2", "w", "usd"])
@pytest.mark.parametrize("result", ["ttft", "tpot", "interactivity", "cost_output"])
def test_the_ranking_has_the_best_on_top_and_its_change_is_what_evaluating_gives(per, result):
    scenario = presets.default_scenario().with_values({"study.per": per, "study.result": result})
    found = figure(scenario, "next_step")
    assert isinstance(found, RankFigure)
    better = 1 if result == "interactivity" else -1
    values = [row.value * better for row in found.rows if row.value is not None]
    assert values == sorted(values, reverse=True)
    sram = next(row for row in found.rows if row.path == "chip.sram_mb")
    now = evaluate(scenario)
    then = evaluate(scenario.with_values({"chip.sram_mb": scenario.chip.sram_mb * 1.01}))
    field, budget = {
        "mm2": ("area_mm2", 10.0), "w": ("tdp_w", 10.0), "usd": ("chip_cost_usd", 100.0),
    }[per]  # fmt: skip
    name = {
        "ttft": "ttft_ms", "tpot": "tpot_ms", "interactivity": "tok_s_user",
        "cost_output": "usd_mtok_output",
    }[result]  # fmt: skip
    added = float(getattr(then, field)[0] - getattr(now, field)[0])
    change = float(getattr(then, name)[0] / getattr(now, name)[0] - 1)
    if sram.value is not None:
        times = np.log1p(0.01 * budget / added) / np.log1p(0.01)
        assert sram.value == pytest.approx((1 + change) ** times - 1, rel=1e-6)


@pytest.mark.parametrize("chip", ["h100-sxm", "mi300x", "groq3-lpu"])
def test_the_trade_keeps_the_area_to_a_thousandth_at_every_point_drawn(chip):
    scenario = presets.scenario(chip=chip)
    run = trade.wanted(scenario)[trade.RUN]
    out = evaluate(scenario.with_values(run), detail=False)
    good = trade.kept(scenario, out.area_mm2)
    goal = float(evaluate(scenario).area_mm2[0])
    assert good.mean() > 0.5
    assert np.abs(out.area_mm2[good] / goal - 1).max() < 1e-3
    sram, cores = run[trade.SRAM][good], run["chip.bf16_tflops"][good]
    assert (np.diff(cores)[np.diff(sram) > 0] < 0).all()


def test_the_cheapest_point_of_the_trade_is_marked():
    found = figure(presets.default_scenario(), "trade")
    assert isinstance(found, XYFigure)
    cost = next(s for s in found.series if s.role == "subject")
    best = next(m for m in found.marks if m.role == "best")
    assert best.y == pytest.approx(np.nanmin(cost.y))


@pytest.mark.parametrize("chip", CHIPS)
def test_every_kind_of_chip_has_a_silicon_view_in_both_languages(chip):
    for language in ("en", "zh_CN"):
        found = overview(presets.scenario(chip=chip), None, translator(language), BY_ID["silicon"])
        assert {tile.id for tile in found.tiles} >= {"area", "yield", "good_dies", "chip_cost"}
