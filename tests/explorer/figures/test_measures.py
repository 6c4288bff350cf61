"""What is chosen for an axis drives title, axis, readout, marks, table, slide and pins alike."""

import numpy as np
import pytest

from explorer import presets
from explorer.comparison import Comparer, compared
from explorer.evaluate import evaluate
from explorer.export.table import table
from explorer.figures.measures import CHOICES, COST_ACROSS, COST_UP
from explorer.figures.readout import read_at
from explorer.overview import figure, live
from explorer.pins import Pin, place_of
from explorer.references import references, usual_chips
from explorer.text import translator
from explorer.views import OVERVIEW

FIGURE = {"study.prefill_y": "prefill", "study.decode_y": "decode", "study.cost_y": "cost"}
UP = [(path, name) for path in FIGURE for name in CHOICES[path]]


@pytest.fixture(scope="module")
def scenario():
    return presets.default_scenario()


@pytest.fixture(scope="module")
def faster(scenario):
    return scenario.with_values({"chip.hbm_bandwidth_tbs": 6.0})


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize(("path", "name"), UP)
def test_one_choice_speaks_everywhere(faster, scenario, path, name, language):
    t, measure = translator(language), CHOICES[path][name]
    asked = faster.with_values({path: name})
    made = figure(asked, FIGURE[path], scenario, t)
    exact = float(measure.of(evaluate(asked))[0])
    subject = next(s for s in made.series if s.id == "subject")
    point = next(m for m in made.marks if m.role == "operating")
    default = next(iter(CHOICES[path])) == name and path != "study.cost_y"
    assert default or t(measure.name) in made.title
    assert made.y.title.startswith(f"{t(measure.name)}, " if language == "en" else t(measure.name))
    assert (made.y.unit, made.y.quantity) == (t(measure.unit), name)
    assert made.better_text
    assert made.better.startswith({-1: "lower", 1: ("higher", "upper")}[measure.better])
    assert point.y == pytest.approx(exact, rel=1e-9)
    assert made.y.low <= exact <= made.y.high
    assert np.nanmin(np.abs(subject.y / exact - 1)) < 1e-3
    reading = read_at(made, point.x)
    assert reading.unit == t(measure.unit)
    heads = table(made, t).heads
    assert all(t(measure.unit) in h and t(measure.name) in h for h in heads if ": " in h)
    slide = figure(asked, FIGURE[path], scenario, t, slide=True)
    assert (slide.y, slide.marks) == (made.y, made.marks)
    assert default or path == "study.cost_y" or t(measure.within) in slide.title
    assert measure.money == ("$" in made.y.unit)
    if measure.money:
        assert t("Cost").lower() in made.footer.lower() or "TCO" in made.subtitle


@pytest.mark.parametrize("across", COST_ACROSS)
@pytest.mark.parametrize("up", COST_UP)
def test_frontiers_beat_each_other_nowhere(scenario, across, up):
    x, y = COST_ACROSS[across], COST_UP[up]
    for found in references(scenario, usual_chips(), x.aim, y.aim):
        right = x.better * found.frontier.across
        good = y.better * found.frontier.up
        assert (np.diff(right) > 0).all()
        assert (np.diff(good) <= 0).all()
    made = figure(scenario.with_values({"study.cost_x": across, "study.cost_y": up}), "cost")
    side, height = made.better.split("-")[1], made.better.split("-")[0]
    assert (side == "right") == (x.better > 0)
    assert (height == "upper") == (y.better > 0)


def test_all_measures_of_one_point_agree(scenario):
    """Interactivity is 1,000 over TPOT, whichever chart and axis it stands on."""
    made = {
        name: figure(scenario.with_values({"study.decode_y": name}), "decode")
        for name in CHOICES["study.decode_y"]
    }
    curves = {n: next(s for s in f.series if s.id == "subject").y for n, f in made.items()}
    product = curves["interactivity"] * curves["tpot"]
    # Where memory is full a point is laid between two others, straight in each of the two.
    np.testing.assert_allclose(product[np.isfinite(product)], 1000.0, rtol=1e-3)


def test_pins_and_baseline_are_asked_what_the_live_scenario_is_asked(scenario, faster):
    asked = faster.with_values({"study.decode_y": "throughput"})
    other = scenario.with_values({"chip.hbm_bandwidth_tbs": 4.0})
    pins = (Pin("held", scenario, 2, baseline=True), Pin("mid", other, 3))
    shown = Comparer()(asked, scenario, str, OVERVIEW, pins).figures["decode"]
    exact = {
        p.name: evaluate(p.scenario).output_tok_s_chip[0] for p in (*pins, Pin("me", asked, 4))
    }
    marks = {round(mark.y, 6) for mark in shown.marks}
    assert marks == {round(float(value), 6) for value in exact.values()}
    slide = compared(asked, live(scenario, ("decode",)), "decode", pins, str)
    assert {round(mark.y, 6) for mark in slide.marks} == marks


def test_another_study_is_the_same_pin(scenario):
    pins = (Pin("held", scenario, 2),)
    assert place_of(pins, scenario.with_values({"study.cost_y": "energy"})) == 0
    assert place_of(pins, scenario.with_values({"workload.batch": 3.0})) is None
