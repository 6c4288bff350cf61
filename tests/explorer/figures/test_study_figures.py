"""The charts of an analysis show what evaluating their points gives."""

import numpy as np
import pytest

from explorer import presets
from explorer.evaluate import evaluate
from explorer.export.table import table
from explorer.figures.figure import HeatFigure, TornadoFigure, XYFigure
from explorer.overview import figure, overview
from explorer.results import BY_ID, RESULTS
from explorer.text import translator
from explorer.views import BY_ID as VIEWS

HBM = "chip.hbm_bandwidth_tbs"


@pytest.fixture(scope="module")
def default():
    return presets.default_scenario()


@pytest.fixture(scope="module")
def moved(default):
    return default.with_values({HBM: 4.8})


def made(scenario, name, baseline=None, t=str):
    found = figure(scenario, name, baseline, t)
    assert isinstance(found, XYFigure | HeatFigure | TornadoFigure)
    return found


@pytest.mark.parametrize("result", [result.id for result in RESULTS])
def test_the_sweep_holds_the_result_along_the_lever(default, moved, result):
    scenario = moved.with_values({"study.result": result})
    found = made(scenario, "sweep", default.with_values({"study.result": result}))
    subject = next(s for s in found.series if s.role == "subject")
    for at in (5, 60, -3):
        out = evaluate(scenario.with_values({HBM: float(subject.x[at])}))
        assert subject.y[at] == pytest.approx(BY_ID[result].of(out)[0], rel=1e-9)
    assert scenario.study.x == HBM
    mark = next(m for m in found.marks if m.role == "operating")
    assert mark.x == 4.8
    assert mark.y == pytest.approx(BY_ID[result].of(evaluate(scenario))[0], rel=1e-9)


def test_the_band_holds_four_fifths_of_the_draws(moved):
    few = made(moved.with_values({"study.samples": 400.0}), "sweep").bands[0]
    again = made(moved.with_values({"study.samples": 400.0}), "sweep").bands[0]
    assert np.array_equal(few.low, again.low)
    other = made(moved.with_values({"study.samples": 400.0, "study.seed": 9.0}), "sweep").bands[0]
    assert not np.array_equal(few.low, other.low)
    assert np.all(few.low < few.high)
    assert np.allclose(np.log(few.high / few.low), np.log(other.high / other.low), rtol=0.25)


def test_the_map_holds_the_result_at_every_pair(moved):
    scenario = moved.with_values({"study.result": "tpot", "study.y": "workload.batch"})
    found = made(scenario, "map")
    for row, column in ((0, 0), (5, 20), (18, 31)):
        pair = {HBM: float(found.xs[column]), "workload.batch": float(found.ys[row])}
        out = evaluate(scenario.with_values(pair))
        value = float(out.tpot_ms[0]) if out.fits[0] else np.nan
        assert found.z[row, column] == pytest.approx(value, rel=1e-9, nan_ok=True)
    assert np.isnan(found.z).any()


def test_the_line_of_break_even_has_the_baselines_result(default, moved):
    scenario = moved.with_values({"study.result": "tpot", "study.y": "chip.scaleup_gbs"})
    found = made(scenario, "map", default.with_values({"study.result": "tpot"}))
    line = next(contour for contour in found.contours if contour.strong)
    x, y = (values[np.isfinite(values)] for values in (line.x, line.y))
    before = evaluate(default).tpot_ms[0]
    there = evaluate(scenario.with_values({HBM: x, "chip.scaleup_gbs": y}))
    assert np.allclose(there.tpot_ms, before, rtol=0.03)


def test_the_same_lever_twice_is_refused(default):
    with pytest.raises(ValueError, match="is the lever across already"):
        made(default.with_values({"study.y": HBM}), "map")


def test_an_unknown_lever_is_refused_by_name(default):
    with pytest.raises(ValueError, match=r"'chip\.colour' is no lever"):
        made(default.with_values({"study.x": "chip.colour"}), "sweep")


@pytest.mark.parametrize("name", ["assumptions", "levers"])
def test_tornado_bars_are_sorted_and_end_at_evaluated_results(default, name):
    found = made(default, name)
    widths = [abs(bar.high - bar.low) for bar in found.bars]
    assert widths == sorted(widths, reverse=True)
    assert found.base == pytest.approx(evaluate(default).usd_mtok_output[0], rel=1e-9)
    assert found.axis.low < min(min(b.low, b.high) for b in found.bars)
    assert found.axis.high > max(max(b.low, b.high) for b in found.bars)
    bar = next(bar for bar in found.bars if bar.path == "chip.price_usd")
    ends = {"assumptions": (0.9, 1.1), "levers": (0.9, 1.1)}[name]
    for value, factor in zip((bar.low, bar.high), ends, strict=True):
        price = default.chip.price_usd * factor
        out = evaluate(default.with_values({"chip.price_usd": price}))
        assert value == pytest.approx(out.usd_mtok_output[0], rel=1e-9)


def test_the_models_own_error_is_one_of_the_assumptions(default):
    found = made(default.with_values({"study.result": "tpot"}), "assumptions")
    own = next(bar for bar in found.bars if bar.name == "The model's own error")
    assert own.low < found.base < own.high
    assert own.path == ""


@pytest.mark.parametrize("name", VIEWS["analysis"].figures)
def test_every_number_is_in_the_table(default, name):
    found = made(default, name)
    rows = table(found).rows
    if isinstance(found, HeatFigure):
        shown = np.array([[np.nan if c is None else c for c in row[1:]] for row in rows])
        assert np.array_equal(shown, found.z, equal_nan=True)
    elif isinstance(found, TornadoFigure):
        assert [(row[2], row[4]) for row in rows] == [(b.low, b.high) for b in found.bars]
    else:
        assert len(rows) == max(len(series.x) for series in found.series)


@pytest.mark.parametrize("chip", ["groq3-lpu", "wse-3", "xeon-6980p", "ascend-950pr"])
def test_every_kind_of_chip_can_be_studied(chip):
    scenario = presets.scenario(chip=chip)
    found = overview(scenario, None, translator("zh_CN"), VIEWS["analysis"])
    assert set(found.figures) == set(VIEWS["analysis"].figures)


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_the_effects_beside_the_levers_are_those_of_the_result_in_question(default, language):
    scenario = default.with_values({"study.result": "tpot"})
    found = overview(scenario, None, translator(language)).effects
    assert translator(language)("TPOT") in found.heading
    more = evaluate(default.with_values({HBM: 1.1 * default.value(HBM)}))
    change = float(more.tpot_ms[0] / evaluate(default).tpot_ms[0] - 1)
    effect = found.by_path[HBM]
    assert effect.text == f"−{-change * 100:.1f}\u00a0%"
    assert effect.sense == 1
    assert found.by_path["workload.batch"].sense == -1
    assert found.by_path["chip.price_usd"].text == "0"
    assert "chip.fp4_tflops" not in found.by_path


@pytest.mark.parametrize("name", ["assumptions", "levers"])
def test_what_moves_a_result_that_there_is_not_is_said_to_be_as_if_it_fitted(default, name):
    crowded = default.with_values({"workload.batch": 400.0})
    assert made(crowded, name).title == f"{made(default, name).title}, as if memory held it"
    prompt = {"study.result": "ttft"}
    assert made(crowded.with_values(prompt), name).title.endswith("held it") is False
