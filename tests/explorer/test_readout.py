"""The crosshair reads what the chart shows: straight between points on the chart's own scales."""

import math

import numpy as np
import pytest

from explorer.figures.figure import Axis, Region, Series, XYFigure
from explorer.figures.readout import Bound, read_at, value_at

X = np.array([1.0, 10.0, 100.0])


def test_straight_on_logarithmic_scales():
    series = Series("a", "a", X, X**2)
    assert value_at(series, 31.6227766, "log", "log") == pytest.approx(1000.0, rel=1e-6)


def test_straight_on_linear_scales():
    series = Series("a", "a", X, np.array([0.0, 9.0, 99.0]))
    assert value_at(series, 55.0, "linear", "linear") == pytest.approx(54.0)


@pytest.mark.parametrize("x", [0.5, 200.0])
def test_outside_a_curve_there_is_no_value(x):
    assert math.isnan(value_at(Series("a", "a", X, X), x, "log", "log"))


def test_a_gap_is_not_bridged():
    series = Series("a", "a", X, np.array([1.0, np.nan, 3.0]))
    assert math.isnan(value_at(series, 5.0, "linear", "linear"))


def test_reading_names_units_and_marks_estimates():
    figure = XYFigure(
        "f",
        "",
        "",
        Axis("x", "tok/s/user", 1, 100, "log"),
        Axis("y", "$/Mtok", 1, 100, "log"),
        (
            Series("a", "this chip", X, X),
            Series("b", "LPU\nestimate", X, X * 2, estimate=True),
            Series("c", "", X, X * 3, "ghost"),
        ),
    )
    shown = read_at(figure, 10.0)
    assert shown.x == "10\u00a0tok/s/user"
    assert shown.unit == "$/Mtok"
    assert [(r.label, r.text) for r in shown.readings] == [("this chip", "10.0"), ("LPU", "≈ 20.0")]


@pytest.mark.parametrize(
    ("x", "found"),
    [(3.0, Bound("hbm", "HBM: weights", "1 – 52")), (60.0, Bound("hbm", "HBM: KV", "53 – 100"))],
)
def test_reading_says_what_binds_and_from_where_to_where(x, found):
    axis = Axis("Batch", "sequences", 1, 100, "log", "binary")
    regions = Region(1, 52.5, "HBM: weights", "hbm"), Region(52.5, 100, "HBM: KV", "hbm")
    figure = XYFigure("f", "", "", axis, axis, (Series("a", "a", X, X),), regions=regions)
    assert read_at(figure, x).bound == found


def test_a_figure_without_regions_has_nothing_that_binds():
    axis = Axis("Batch", "sequences", 1, 100, "log", "binary")
    assert read_at(XYFigure("f", "", "", axis, axis, ()), 5.0).bound is None
