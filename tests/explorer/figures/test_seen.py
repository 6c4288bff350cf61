"""A figure under a look: what is hidden, how axes follow, which scales are possible, what zooms."""

from dataclasses import replace

import numpy as np
import pytest

from explorer import looks, presets
from explorer.catalogue import CHARTS
from explorer.export.table import table
from explorer.figures.figure import Axis, Band, Mark, Series, XYFigure
from explorer.figures.seen import curves, quantity_of, seen, why_not_log
from explorer.files import workspace
from explorer.files.workspace import Workspace
from explorer.looks import PLAIN, Look
from explorer.overview import figure
from explorer.text import translator

X = np.array([1.0, 10.0, 100.0])


def chart(**values):
    made = XYFigure(
        "c", "C", "", Axis("Batch (log)", "", 1, 100, "log"), Axis("TPOT, ms", "ms", 0, 400),
        (
            Series("baseline", "", X, X * 4, "ghost"),
            Series("subject", "this chip", X, X * 0.4),
            Series("reference 2", "H200\nestimate", X, X * 3, "reference", 2),
        ),
        marks=(Mark(10, 40, "", "baseline"), Mark(10, 4, "4 ms")),
        bands=(Band(X, X * 0.3, X * 0.5, "draws"),),
    )  # fmt: skip
    return replace(made, **values)


def under(look, made=None):
    return seen(made or chart(), look, str)


def test_the_default_look_is_the_figure_itself():
    made = chart()
    assert under(PLAIN, made) is made


def test_hidden_curves_go_with_their_marks_and_axes_fit_what_is_left():
    shown = under(Look(frozenset({"baseline", "reference 2"})))
    assert [series.id for series in shown.series] == ["subject"]
    assert [mark.role for mark in shown.marks] == ["operating"]
    assert shown.hidden == (("baseline", "baseline"), ("reference 2", "H200"))
    assert (shown.y.low, shown.y.high) == (0, 50)
    assert (shown.x.low, shown.x.high) == (1, 100)
    assert under(Look(frozenset({"subject", "band"}))).marks == chart().marks[:1]


def test_an_axis_stays_when_what_is_hidden_did_not_reach_furthest():
    shown = under(Look(frozenset({"reference 2", "band"})))
    assert (shown.x, shown.y) == (chart().x, chart().y)
    assert shown.bands == ()


def test_a_curve_that_ran_out_of_the_chart_is_all_seen_when_it_is_alone():
    made = chart(y=Axis("TPOT, ms", "ms", 0, 50))
    assert under(Look(frozenset({"reference 2"})), made).y.high == 50
    alone = replace(made, series=(replace(made.series[0], y=X * 0 + 900.0), *made.series[1:]))
    only = looks.isolated(PLAIN, "baseline", [name for name, _ in curves(alone, str)])
    assert under(only, replace(alone, marks=())).y.high == 1000


def test_scales_change_title_range_and_back():
    log = looks.scaled(PLAIN, "y", "log", "y")
    shown = under(log)
    assert (shown.y.title, shown.y.scale) == ("TPOT, ms (log)", "log")
    assert (shown.y.low, shown.y.high) == (0.2, 500)
    linear = under(looks.scaled(PLAIN, "x", "linear", "x"))
    assert (linear.x.title, linear.x.scale, linear.x.low) == ("Batch", "linear", 0)
    assert linear.x.high == 100
    assert under(looks.scaled(log, "y", "linear", "y")).y == chart().y


def test_a_logarithm_of_nothing_is_refused_with_a_reason():
    made = chart(series=(Series("subject", "a", X, X - 1),))
    assert why_not_log(made, "x", str) == ""
    assert why_not_log(made, "y", str) == "A logarithm needs values above zero."
    assert under(looks.scaled(PLAIN, "y", "log", "y"), made).y == made.y


def test_a_zoom_holds_while_the_axes_move_and_is_kept_for_each_quantity():
    zoom = looks.zoomed(PLAIN, {"x": (2.0, 20.0), "usd": (1.0, 2.0)})
    shown = under(zoom)
    assert (shown.x.low, shown.x.high) == (2, 20)
    assert shown.y == chart().y
    assert shown.home == ((1, 100), (0, 400))
    moved = under(zoom, chart(y=Axis("TPOT, ms", "ms", 0, 900)))
    assert (moved.x.low, moved.y.high) == (2, 900)
    priced = under(zoom, chart(y=Axis("Cost, $", "$", 0, 9, quantity="usd")))
    assert (priced.y.low, priced.y.high) == (1, 2)
    back = looks.unzoomed(zoom, ["x", "usd"])
    assert back == PLAIN


def test_isolating_twice_shows_all_and_toggling_is_its_own_undo():
    every = ["a", "b", "c"]
    alone = looks.isolated(Look(frozenset({"b"})), "b", every)
    assert alone.hidden == {"a", "c"}
    assert looks.isolated(alone, "b", every).hidden == frozenset()
    assert looks.toggled(looks.toggled(PLAIN, "a"), "a") == PLAIN
    assert looks.with_look({"c": alone}, "c", PLAIN) == {}


def test_the_table_follows_what_is_seen():
    heads = table(under(Look(frozenset({"baseline"})))).heads
    assert [head.split(":")[0] for head in heads[1:]] == ["this chip", "H200, estimate"]


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_every_chart_says_log_exactly_where_it_is_and_takes_both_scales(language):
    t = translator(language)
    scenario = presets.default_scenario()
    checked = 0
    for name in CHARTS:
        made = figure(scenario, name, None, t)
        if not isinstance(made, XYFigure):
            continue
        for side in ("x", "y"):
            axis = getattr(made, side)
            assert axis.title.endswith(t(" (log)")) == (axis.scale == "log"), (name, side)
            other = "linear" if axis.scale == "log" else "log"
            if other == "log" and why_not_log(made, side, t):
                continue
            quantity = quantity_of(made, side)
            shown = seen(made, looks.scaled(PLAIN, side, other, quantity), t)
            turned = getattr(shown, side)
            assert turned.scale == other
            assert turned.title.endswith(t(" (log)")) == (other == "log")
            assert turned.low < turned.high
            checked += 1
    assert checked > 15


def test_looks_live_in_the_scenario_file_and_only_there(tmp_path):
    scenario = presets.default_scenario()
    mine = {
        "decode": Look(frozenset({"second"}), {"y": "log"}, {"workload.batch": (4.0, 64.0)}),
        "cost": Look(frozenset({"best"})),
    }
    path = tmp_path / "a.sili"
    workspace.save(Workspace(scenario, (), mine), path)
    found = workspace.load(path)
    assert found == Workspace(scenario, (), mine)
    assert found.scenario.extras == {}


@pytest.mark.parametrize(
    ("charts", "place"),
    [
        ([], "charts"),
        ({"decode": 1}, "charts.decode"),
        ({"decode": {"hidden": "all"}}, "charts.decode.hidden"),
        ({"decode": {"scales": {"z": "log"}}}, "charts.decode.scales"),
        ({"decode": {"zoom": {"x": [2, 1]}}}, "charts.decode.zoom.x"),
        ({"decode": {"zoom": {"x": [True, 2]}}}, "charts.decode.zoom.x"),
    ],
)
def test_a_damaged_look_is_refused_by_place(charts, place):
    scenario = presets.default_scenario().replaced({"extras": {"charts": charts}})
    with pytest.raises(ValueError, match=f"^{place}: "):
        workspace.parted(scenario)
