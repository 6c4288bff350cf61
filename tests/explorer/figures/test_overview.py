"""The overview holds for every chip and model, and says the same number everywhere."""

import re
from dataclasses import fields, is_dataclass

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer import presets
from explorer.confidence import confidence
from explorer.evaluate import evaluate
from explorer.figures.figure import BarFigure, StackFigure, XYFigure
from explorer.figures.readout import value_at
from explorer.live import Live
from explorer.overview import Overview, figure, live, overview
from explorer.references import usual_chips
from explorer.spec.scenario import Scenario
from explorer.text import translator
from explorer.units import number
from explorer.views import OVERVIEW

FIGURES = OVERVIEW.figures
CHIPS = presets.chip_ids()
MODELS = presets.model_ids()
ODD = (
    {"workload.input_tokens": 1.0, "workload.output_tokens": 1.0, "workload.batch": 1.0},
    {"workload.input_tokens": 2048.0, "workload.batch": 1024.0},
    {"workload.input_tokens": 1e6, "workload.cached_fraction": 0.99},
    {"deployment.tp": 1.0, "workload.prefill_batch": 4.0},
    {"workload.batch": 37.5, "deployment.pp": 2.0, "deployment.dp": 2.0, "deployment.ep": 4.0},
)


@pytest.fixture(scope="module")
def default() -> Scenario:
    return presets.default_scenario()


@pytest.fixture(scope="module")
def moved(default: Scenario) -> Scenario:
    return default.with_values({"chip.hbm_bandwidth_tbs": 4.8, "chip.hbm_gb": 141.0})


def check(found: Overview, scenario: Scenario) -> None:
    assert tuple(found.figures) == FIGURES
    for name, one in found.figures.items():
        assert one.id == name
        assert all("nan" not in text and "inf" not in text.split() for text in texts(one))
        if isinstance(one, XYFigure):
            check_curves(one)
        if isinstance(one, StackFigure):
            check_stacks(one)
        if isinstance(one, BarFigure):
            check_bars(one)
    assert all(np.isfinite(found.status.fit_parts))
    check_fit(found, scenario)


def check_curves(one: XYFigure) -> None:
    for axis in (one.x, one.y):
        assert np.isfinite([axis.low, axis.high]).all()
        assert axis.low < axis.high
        assert axis.scale == "linear" or axis.low > 0
        assert ("(log)" in axis.title) == (axis.scale == "log")
    for series in one.series:
        assert series.x.shape == series.y.shape
        known = series.y[~np.isnan(series.y)]
        assert np.isfinite(known).all()
        assert (known > 0).all()
    for mark in one.marks:
        assert np.isfinite([mark.x, mark.y]).all()
    for line in one.lines:
        assert np.isfinite(line.value)
    if one.regions:
        assert all(a.x1 == b.x0 for a, b in zip(one.regions, one.regions[1:], strict=False))
        assert all(region.x0 < region.x1 for region in one.regions)
        assert all(region.label for region in one.regions)


def check_stacks(one: StackFigure) -> None:
    for panel in one.panels:
        for row in panel.rows:
            values = [segment.value for segment in row.segments]
            assert all(value > 0 for value in values)
            if values:
                assert number_in(row.total_label) == pytest.approx(sum(values), rel=6e-3)


def check_bars(one: BarFigure) -> None:
    assert one.total is not None
    assert one.total.value == pytest.approx(sum(bar.value for bar in one.bars), rel=1e-9)


def check_fit(found: Overview, scenario: Scenario) -> None:
    out = evaluate(scenario)
    fits = bool(out.fits[0])
    assert found.status.fits == fits
    assert (sum(found.status.fit_parts) <= 1 + 1e-9) == fits
    tpot = next(tile for tile in found.tiles if tile.id == "tpot")
    assert (tpot.value == "–") == (not fits)
    if not fits:
        assert "too much" in found.status.reason
        assert found.figures["money"].total.value == 0
        assert found.figures["time"].panels[1].rows[0].segments == ()


def number_in(text: str) -> float:
    return float(re.search(r"[\d,.]+", text)[0].replace(",", ""))


def texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple | list):
        return [text for part in value for text in texts(part)]
    if is_dataclass(value):
        return [text for field in fields(value) for text in texts(getattr(value, field.name))]
    return []


def arrays(value: object) -> list[float]:
    if isinstance(value, np.ndarray):
        return value.tolist()
    if isinstance(value, bool | str) or value is None:
        return []
    if isinstance(value, int | float):
        return [float(value)]
    if isinstance(value, dict):
        return [number for part in value.values() for number in arrays(part)]
    if isinstance(value, tuple | list):
        return [number for part in value for number in arrays(part)]
    return [number for f in fields(value) for number in arrays(getattr(value, f.name))]


@pytest.mark.parametrize("chip", CHIPS)
def test_every_chip_draws(chip: str) -> None:
    scenario = presets.scenario(chip)
    check(overview(scenario), scenario)


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("chip", ["h200-sxm", "groq3-lpu"])
def test_every_model_draws(chip: str, model: str) -> None:
    scenario = presets.scenario(chip, model)
    check(overview(scenario, scenario.with_values({"workload.batch": 1.0})), scenario)


@pytest.mark.parametrize("values", ODD)
@pytest.mark.parametrize("model", ["llama-3.1-70b", "deepseek-v3", "gpt-oss-120b"])
@pytest.mark.parametrize("chip", ["h100-sxm", "groq3-lpu", "epyc-9755"])
def test_odd_corners_draw(chip: str, model: str, values: dict[str, float]) -> None:
    base = presets.scenario(chip, model)
    scenario = base.with_values(values)
    check(overview(scenario, base), scenario)
    check(overview(base, scenario), base)


LEVERS = {
    "chip.hbm_bandwidth_tbs": (0.1, 60.0),
    "chip.hbm_gb": (8.0, 2000.0),
    "chip.fp8_tflops": (10.0, 40000.0),
    "chip.sram_mb": (10.0, 1e5),
    "chip.sram_bandwidth_tbs": (1.0, 5e4),
    "chip.scaleup_gbs": (10.0, 1e4),
    "chip.tdp_w": (50.0, 3e4),
    "chip.price_usd": (500.0, 3e6),
    "workload.batch": (1.0, 1024.0),
    "workload.input_tokens": (1.0, 131072.0),
    "workload.output_tokens": (1.0, 32768.0),
}


@settings(max_examples=25)
@given(
    st.fixed_dictionaries({path: st.floats(low, high) for path, (low, high) in LEVERS.items()}),
    st.sampled_from(["llama-3.1-8b", "deepseek-v3"]),
)
def test_the_whole_box_draws(values: dict[str, float], model: str) -> None:
    base = presets.scenario("h100-sxm", model)
    scenario = base.with_values(values)
    check(overview(scenario, base), scenario)


@pytest.mark.parametrize("name", ["prefill", "decode", "cost"])
def test_the_operating_mark_lies_on_its_curve(
    name: str, moved: Scenario, default: Scenario
) -> None:
    one = overview(moved, default).figures[name]
    subject = next(s for s in one.series if s.id == "subject")
    before = next(s for s in one.series if s.id == "baseline")
    pairs = [("operating", subject), ("baseline", before)]
    for role, series in pairs:
        mark = next(m for m in one.marks if m.role == role)
        assert value_at(series, mark.x, one.x.scale, one.y.scale) == pytest.approx(mark.y, rel=1e-6)


def test_tiles_are_the_outcome(moved: Scenario, default: Scenario) -> None:
    out, before = evaluate(moved), evaluate(default)
    fields_of = {
        "ttft": "ttft_ms", "tpot": "tpot_ms", "interactivity": "tok_s_user",
        "throughput": "output_tok_s_chip", "cost_input": "usd_mtok_input",
        "cost_output": "usd_mtok_output", "energy": "joule_per_output_token",
    }  # fmt: skip
    tiles = overview(moved, default).tiles
    assert [tile.id for tile in tiles] == list(fields_of)
    for tile in tiles:
        now = getattr(out, fields_of[tile.id])[0]
        was = getattr(before, fields_of[tile.id])[0]
        assert number_in(tile.value) == pytest.approx(now, rel=5.1e-3)
        assert number_in(tile.delta) == pytest.approx(abs(now / was - 1) * 100, abs=0.051)
        assert tile.delta.startswith("▲" if now > was else "▼")
        lower_is_better = tile.id not in ("interactivity", "throughput")
        assert tile.sense == (1 if (now < was) == lower_is_better else -1)
        assert number_in(tile.absolute) == pytest.approx(abs(now - was), rel=6e-3)


def test_charts_and_tiles_say_the_same(moved: Scenario, default: Scenario) -> None:
    found = overview(moved, default)
    tiles = {tile.id: tile for tile in found.tiles}
    mark = next(m for m in found.figures["prefill"].marks if m.role == "operating")
    assert mark.label == f"{tiles['ttft'].value}\u00a0ms"
    badge = next(m for m in found.figures["decode"].marks if m.role == "operating").badge
    assert badge == tiles["tpot"].delta
    time = found.figures["time"]
    assert [panel.rows[0].total_label for panel in time.panels] == [
        f"{tiles[name].value}\u00a0ms" for name in ("ttft", "tpot")
    ]
    assert found.figures["money"].total.value_label == tiles["cost_output"].value


def test_costs_always_say_which_tokens(default: Scenario) -> None:
    found = overview(default)
    money, cost = found.figures["money"], found.figures["cost"]
    for text in (money.axis_title, money.unit, cost.title, cost.y.title):
        assert "output" in text.lower()
    assert "input" not in f"{money.axis_title} {cost.title} {cost.y.title}".lower()
    titles = {tile.id: tile.title.lower() for tile in found.tiles}
    assert "input" in titles["cost_input"]
    assert "output" in titles["cost_output"]
    assert "output" in titles["throughput"]


@pytest.mark.parametrize("basis", ["market", "cost-plus", "rental"])
def test_every_money_chart_names_its_basis(default: Scenario, basis: str) -> None:
    found = overview(default.with_values({"economics.basis": basis}))
    word = {"market": "market price", "cost-plus": "cost-plus", "rental": "rental"}[basis]
    money, cost = found.figures["money"], found.figures["cost"]
    for text in (money.axis_title, money.subtitle, cost.subtitle, cost.footer, found.status.basis):
        assert word in text


def test_parts_of_the_cost_are_those_of_the_outcome(default: Scenario) -> None:
    total = float(evaluate(default).usd_mtok_output[0])
    money = overview(default).figures["money"]
    assert sum(bar.value for bar in money.bars) == pytest.approx(total, rel=1e-9)
    assert {"Vendor margin", "Logic die", "HBM"} <= {bar.name for bar in money.bars}


def test_a_scenario_against_itself_shows_no_ghost_and_no_change(default: Scenario) -> None:
    found = overview(default)
    assert {tile.delta for tile in found.tiles} == {"no change"}
    for one in found.figures.values():
        if isinstance(one, XYFigure):
            assert [s for s in one.series if s.role == "ghost"] == []
            assert [m for m in one.marks if m.role == "baseline"] == []


@pytest.mark.parametrize(
    ("values", "held"),
    [({"chip.hbm_gb": 30.0}, "weights_gb"), ({"workload.batch": 200.0}, "need_gb")],
)
def test_what_does_not_fit_is_said_and_by_how_much(
    default: Scenario, values: dict[str, float], held: str
) -> None:
    scenario = default.with_values(values)
    found, out = overview(scenario, default), evaluate(scenario)
    over = float(getattr(out, held)[0] - out.have_gb[0])
    said = [
        float(x.replace(",", "")) for x in re.findall(r"([\d,.]+)\u00a0GB", found.status.reason)
    ]
    assert said[-1] == pytest.approx(over, rel=6e-3)
    assert found.status.limit == "capacity"
    limits = {tile.id: tile.limit for tile in found.tiles}
    assert limits["tpot"] == limits["cost_output"] == "capacity"
    assert (limits["ttft"] == "capacity") == (held == "weights_gb")
    assert any(r.hatched for r in found.figures["decode"].regions)


def test_the_sentence_is_a_second_evaluation(default: Scenario) -> None:
    more = evaluate(default.with_values({"chip.hbm_bandwidth_tbs": 3.35 * 1.1}))
    saved = float(evaluate(default).tpot_ms[0] - more.tpot_ms[0])
    reason = overview(default).status.reason
    assert f"+10\u00a0% HBM bandwidth saves {number(saved)}\u00a0ms" in reason


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_languages_agree_on_every_number(moved: Scenario, default: Scenario, language: str) -> None:
    english, other = overview(moved, default), overview(moved, default, translator(language))
    assert np.array_equal(arrays(english.figures), arrays(other.figures), equal_nan=True)
    assert [t.value for t in english.tiles] == [t.value for t in other.tiles]
    assert [t.absolute for t in english.tiles] == [t.absolute for t in other.tiles]


def test_every_sentence_passes_the_translator(moved: Scenario, default: Scenario) -> None:
    found = overview(moved, default, lambda source: f"«{source}»")
    seen = [*found.tiles, found.status, *found.figures.values()]
    words = {text for one in seen for text in texts(one) if re.search(r"[a-z]{4,}", text)}
    own = {"condition", "subject", "baseline", "reference", "operating", "quantity", "binary"}
    own |= {"linear", "ghost", "floor", "target", "capacity", "ridge", "lower", "higher"}
    own |= {"compute", "overhead", "second", "memory", "lower-right", "latency", "link", "peak"}
    own |= {"sram", "best", *FIGURES, *(tile.id for tile in found.tiles), "reference 2"}
    own |= {"reference 3"}
    # Paths lead a click to its lever; nobody reads them.
    own |= {text for text in words if re.fullmatch(r"[a-z]+\.\w+", text)}
    assert {text for text in words - own if "«" not in text} == set()


def test_one_chart_alone_is_the_chart_of_the_overview(moved: Scenario, default: Scenario) -> None:
    found = overview(moved, default)
    for name in FIGURES:
        alone = figure(moved, name, default)
        assert texts(alone) == texts(found.figures[name])
        assert np.allclose(arrays(alone), arrays(found.figures[name]), rtol=1e-12, equal_nan=True)


def test_an_unknown_chart_is_refused_by_name(default: Scenario) -> None:
    with pytest.raises(ValueError, match=r"'pie' is not one of prefill, decode"):
        figure(default, "pie")


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("name", FIGURES)
def test_a_slide_says_what_its_chart_shows(
    name: str, language: str, moved: Scenario, default: Scenario
) -> None:
    one_lever = default.with_values({"chip.hbm_bandwidth_tbs": 4.8})
    t = translator(language)
    made = figure(one_lever, name, default, t, slide=True)
    plain = figure(one_lever, name, default, t)
    assert "4.80\u00a0TB/s" in made.title
    assert np.array_equal(arrays(made), arrays(plain), equal_nan=True)
    assert made.subtitle == plain.subtitle
    if name in ("prefill", "decode", "cost"):
        change = {
            "prefill": "ttft", "decode": "tpot", "cost": "cost_output",
        }[name]  # fmt: skip
        tile = next(x for x in overview(one_lever, default, t).tiles if x.id == change)
        # The tile shows a decimal more: at a half the two may round to either side.
        shown = re.search(r"(\d+)\u00a0%", made.title)
        assert shown
        assert abs(int(shown[1]) - number_in(tile.delta)) <= 0.55
        assert tile.value in made.title
        assert [s.label for s in made.series if s.role == "ghost"] == [t("as shipped")]
    misfit = figure(default.with_values({"chip.hbm_gb": 30.0}), name, default, t, slide=True)
    assert (default.model.name in misfit.title) == (name != "roofline")
    assert made.title != figure(moved, name, default, t, slide=True).title


def test_an_estimated_price_is_tagged(default: Scenario) -> None:
    estimated = presets.scenario("groq3-lpu")
    tags = {tile.id: tile.estimate for tile in overview(estimated).tiles}
    assert tags["cost_output"]
    known = {tile.id: tile for tile in overview(default).tiles}
    assert not known["cost_output"].estimate
    assert known["energy"].estimate
    error = confidence(default, "decode")["median_error"]
    assert number_in(known["tpot"].accuracy) == pytest.approx(error * 100, abs=0.51)
    labels = [s.label for s in overview(default).figures["cost"].series if s.estimate]
    assert any(label.startswith("Groq 3 LPU") and "estimate" in label for label in labels)


def test_references_answer_the_same_question(default: Scenario) -> None:
    b200 = next(s for s in overview(default).figures["cost"].series if s.label.startswith("B200"))
    chip = usual_chips()[0].chip
    for tp in (1.0, 2.0, 4.0):
        same = default.with_values({"deployment.tp": tp}).replaced({"chip": chip})
        out = evaluate(same)
        if not out.fits[0]:
            continue
        faster = b200.x >= out.tok_s_user[0]
        assert b200.y[faster].min() <= out.usd_mtok_output[0] * 1.25


def test_live_holds_every_point_a_chart_asks_for(default: Scenario) -> None:
    found = live(default)
    assert isinstance(found, Live)
    assert found.now.tpot_ms[0] == pytest.approx(evaluate(default).tpot_ms[0], rel=1e-12)
    assert {"now", "prompts", "batches", "widths", "nudges"} <= set(found.outcomes)
