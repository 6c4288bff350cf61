"""Several scenarios: what is laid over a chart, what the tables say, and that nothing is redone."""

import numpy as np
import pytest

from explorer import comparison, presets
from explorer.change import Change, apply
from explorer.comparison import Comparer, compared
from explorer.evaluate import evaluate
from explorer.export.table import delimited, table
from explorer.figures.figure import StackFigure, TableFigure, XYFigure
from explorer.figures.seen import seen
from explorer.figures.wording import number as written
from explorer.looks import Look
from explorer.overview import live
from explorer.pins import SLOTS, added, altered, held, moved, recoloured
from explorer.text import translator
from explorer.views import BY_ID

BASE = presets.default_scenario()
FAST = apply(BASE, Change.of("chip.hbm_bandwidth_tbs", 4.8))
OTHER = apply(BASE, Change.of("chip", presets.chip("b200-sxm").spec))
PINS = held(added(added((), BASE, "as it ships"), OTHER, "B200"), 0)


def shown(view, scenario=FAST, pins=PINS):
    return Comparer()(scenario, BASE, translator(), BY_ID[view], pins)


def test_each_pin_is_its_own_curve_drawn_where_it_is_drawn_alone():
    figure = shown("decode").figures["decode"]
    curves = {s.label: s for s in figure.series}
    assert set(curves) == {"A", "B", "C"}
    assert [curves[letter].role for letter in "ABC"] == ["ghost", "subject", "subject"]
    alone = shown("decode", OTHER, ()).figures["decode"]
    same = next(s for s in alone.series if s.role == "subject")
    np.testing.assert_array_equal(curves["B"].y, same.y)
    assert figure.y.scale == "log"
    finite = np.concatenate([s.y[np.isfinite(s.y)] for s in figure.series])
    assert figure.y.low <= finite.min()
    assert figure.y.high >= finite.max()


def test_coinciding_curves_share_one_label():
    twin = added(PINS, FAST.replaced({"name": "twin"}), "twin")
    figure = shown("decode", pins=twin).figures["decode"]
    assert sorted(s.label for s in figure.series) == ["A", "B", "C, D"]


def test_a_pin_that_is_live_or_hidden_is_not_drawn_twice_or_at_all():
    live_pin = shown("decode", OTHER).figures["decode"]
    assert sorted(s.label for s in live_pin.series) == ["A", "B"]
    hidden = shown("decode", pins=altered(PINS, 1, hidden=True)).figures["decode"]
    assert sorted(s.label for s in hidden.series) == ["A", "C"]


def test_stacks_and_bars_get_a_row_for_each_scenario():
    for view in ("time", "money"):
        figure = shown(view).figures[view]
        assert isinstance(figure, StackFigure)
        for panel in figure.panels:
            assert [row.label for row in panel.rows] == ["A", "B", "C"]


@pytest.mark.parametrize("view", BY_ID)
def test_every_view_can_be_compared(view):
    found = shown(view)
    for figure in found.figures.values():
        assert table(figure).rows
        if isinstance(figure, XYFigure):
            assert figure.x.low < figure.x.high
            assert figure.y.low < figure.y.high


def test_the_tables_hold_what_differs_and_their_changes():
    found = shown("compare")
    inputs, outcomes = found.figures["differences"], found.figures["outcomes"]
    assert isinstance(inputs, TableFigure)
    assert [c.letter for c in inputs.columns] == ["A", "B", "C"]
    hbm = next(row for row in inputs.rows if row.name == "HBM bandwidth")
    assert [cell.value for cell in hbm.cells] == [3.35, 8.0, 4.8]
    assert hbm.cells[2].change == "▲ 43\u00a0%"
    tpot = outcomes.rows[1]
    values = [cell.value for cell in tpot.cells]
    assert values == [live(s).now.tpot_ms[0] for s in (BASE, OTHER, FAST)]
    assert [cell.sense for cell in tpot.cells] == [0, 1, 1]
    assert "3.35" in delimited(inputs)
    assert len(table(outcomes).heads) == 2 + 2 * 3


def test_the_verdict_names_the_cheapest_with_its_price():
    status = shown("compare").status
    assert status.finding.startswith("B is the cheapest way to 60")
    assert " of C" in status.reason


def test_the_verdict_names_no_winner_where_costs_are_the_same():
    twin = added((), BASE.replaced({"name": "twin"}), "twin")
    status = shown("compare", BASE, twin).status
    assert status.finding == "A, B reach 60\u00a0tok/s/user at the same cost:"
    assert "against" not in status.reason


def test_the_same_scenario_alone_has_nothing_that_differs():
    inputs = shown("compare", BASE, ()).figures["differences"]
    assert inputs.rows == ()
    assert "Ctrl+B" in inputs.empty


def test_pins_are_evaluated_once_while_the_live_one_moves(monkeypatch):
    calls = []

    def counted(scenario, figures):
        calls.append(scenario)
        return live(scenario, figures)

    monkeypatch.setattr(comparison, "live", counted)
    compare = Comparer()
    t = translator()
    for step in range(5):
        moved_on = apply(BASE, Change.of("chip.hbm_bandwidth_tbs", 4.0 + step))
        compare(moved_on, BASE, t, BY_ID["overview"], PINS)
    assert len(calls) == 2


def test_a_slide_names_every_scenario_in_full():
    figure = compared(FAST, live(BASE, ("decode",)), "decode", PINS, translator())
    assert {s.label for s in figure.series} >= {"A as it ships", "B B200"}


def test_a_footer_names_no_estimate_that_is_not_shown():
    alone = shown("cost", pins=()).figures["cost"]
    assert "Groq" in alone.footer
    assert "Groq" not in shown("cost").figures["cost"].footer
    estimated = next(s for s in alone.series if s.estimate and s.role == "reference")
    hidden = seen(alone, Look(hidden=frozenset({estimated.id})), translator())
    assert hidden.footer == alone.footer.removesuffix(
        f" Price or power estimated: {estimated.label.split(chr(10))[0]}."
    )


@pytest.mark.parametrize(
    ("chart_id", "measure"),
    [("prefill", "ttft_ms"), ("decode", "tpot_ms"), ("cost", "usd_mtok_output")],
)
def test_the_title_of_a_slide_of_three_tells_whose_is_best(chart_id, measure):
    figure = compared(FAST, live(BASE, (chart_id,)), chart_id, PINS, translator())
    named = {pin.name: pin.scenario for pin in PINS} | {"HBM bandwidth": FAST}
    values = {name: float(getattr(evaluate(each), measure)[0]) for name, each in named.items()}
    best, *rest = sorted(values, key=lambda name: values[name])
    assert best in figure.title.split(" has the lowest ")[0]
    for value in (values[best], values[rest[0]], values[rest[-1]]):
        assert written(value) in figure.title


@pytest.mark.parametrize(
    ("chart_id", "measure", "better"),
    [("prefill", "ttft_ms", "lower"), ("decode", "tpot_ms", "lower"), ("time", "tpot_ms", "lower"),
     ("cost", "usd_mtok_output", "lower")],
)  # fmt: skip
def test_the_title_of_a_slide_of_two_tells_whose_is_better_and_by_how_much(
    chart_id, measure, better
):
    title = compared(FAST, live(BASE, (chart_id,)), chart_id, PINS[1:], translator()).title
    values = {
        name: float(getattr(evaluate(each), measure)[0])
        for name, each in (("B200", OTHER), ("H100 SXM5 80GB, HBM bandwidth 4.80\u00a0TB/s", FAST))
    }
    best, worst = sorted(values, key=lambda name: values[name])
    assert title.startswith(f"{best} has the {better} ")
    assert f" of {worst}" in title
    assert title.index(written(values[best])) < title.index(written(values[worst]))
    saved = f"{1 - values[best] / values[worst]:.0%}".rstrip("%")
    assert f"▼ {saved}\u00a0%" in title


def test_the_cost_of_two_stands_beside_the_speed_that_it_buys():
    title = compared(FAST, live(BASE, ("cost",)), "cost", PINS[1:], translator()).title
    for each in (FAST, OTHER):
        assert f"at {written(float(evaluate(each).tok_s_user[0]))}\u00a0tok/s/user" in title


def test_one_of_two_that_does_not_fit_is_said_and_nothing_is_ranked():
    crowded = apply(FAST, Change.of("workload.batch", 400.0))
    title = compared(crowded, live(BASE, ("decode",)), "decode", PINS[1:], translator()).title
    assert "does not fit" in title
    assert "lower" not in title


def test_the_tables_of_a_slide_say_what_they_show():
    t, charts = translator(), ("outcomes", "differences")
    led, inputs = (compared(FAST, live(BASE, charts), each, PINS, t) for each in charts)
    rows = [[cell.value for cell in row.cells] for row in led.rows[:7]]
    more = {2, 3}
    best = [max(r) if at in more else min(r) for at, r in enumerate(rows)]
    wins = [sum(r[n] == b and r.count(b) == 1 for r, b in zip(rows, best, strict=True))
            for n in range(3)]  # fmt: skip
    assert led.title.startswith(f"{led.columns[wins.index(max(wins))].name} leads in {max(wins)} ")
    assert inputs.title.startswith(f"{len(inputs.rows)} inputs differ between as it ships, B200")


def test_the_grey_curve_of_a_slide_bears_the_name_of_the_pin_that_is_the_baseline():
    hidden = altered(PINS[:1], 0, hidden=True)
    made = compared(FAST, live(BASE, ("decode",)), "decode", hidden, translator())
    assert [s.label for s in made.series if s.role == "ghost"] == ["as it ships"]


def test_a_slide_of_several_shows_nothing_beside_them():
    made = compared(FAST, live(BASE, ("decode",)), "decode", PINS[1:], translator())
    assert {s.label[0] for s in made.series if s.label} == {"A", "B"}
    assert all(s.role != "ghost" for s in made.series)
    assert all(m.role != "baseline" and not m.badge for m in made.marks)


def test_a_chart_that_holds_one_scenario_speaks_of_that_alone():
    made = compared(FAST, live(BASE, ("floorplan",)), "floorplan", PINS, translator())
    assert not any(pin.name in made.title + made.subtitle for pin in PINS)
    assert made.title.startswith("H100 SXM5 80GB, HBM bandwidth")


def test_the_title_of_a_slide_of_three_names_them_where_nothing_ranks_them():
    title = compared(FAST, live(BASE, ("roofline",)), "roofline", PINS, translator()).title
    assert all(pin.name in title for pin in PINS)


def test_pins_are_values():
    assert [p.name for p in moved(PINS, 0, 1)] == ["B200", "as it ships"]
    swapped = recoloured(PINS, 0, PINS[1].slot)
    assert {p.slot for p in swapped} == {p.slot for p in PINS}
    full = ()
    for number in range(len(SLOTS)):
        full = added(full, BASE, str(number))
    assert {p.slot for p in full} == set(SLOTS)
    with pytest.raises(ValueError, match="the most"):
        added(full, BASE, "one too many")


def test_scenarios_of_other_lengths_are_not_passed_off_as_alike():
    alike, long = shown("compare"), apply(FAST, Change.of("workload.input_tokens", 32768.0))
    other = shown("compare", long)
    assert alike.figures["outcomes"].subtitle == "batch 32, 8,192 tokens in, 512 out"
    assert "C: batch 32, 32,768 tokens in, 512 out" in other.figures["outcomes"].subtitle
    assert "prompts or outputs differ" not in alike.status.reason
    assert "prompts or outputs differ" in other.status.reason
