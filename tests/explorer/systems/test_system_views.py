"""Views of whole systems: figures hold together, and every lever moves each view that it names."""

from __future__ import annotations

from dataclasses import is_dataclass
from typing import Any

import numpy as np
import pytest

from explorer import presets, system_charts, views
from explorer.catalogue import SYSTEM_IDS
from explorer.change import Change, apply
from explorer.cli.around import around
from explorer.evaluate import evaluate
from explorer.figures.figure import BarFigure, StackFigure, XYFigure
from explorer.lever import Lever
from explorer.levers import LEVERS
from explorer.overview import figure, overview
from explorer.spec.scenario import Scenario
from explorer.system_levers import SYSTEM_LEVERS
from explorer.text import translator

VIEWS = ("memory", "agents", "layers", "fleet")
CASES = [
    ("h100-sxm", "llama-3.1-70b"), ("groq3-lpu", "gpt-oss-120b"), ("xeon-6980p", "llama-3.1-8b"),
    ("rubin-vr200", "deepseek-v3"), ("b200-sxm", "llama-3.1-405b"),
]  # fmt: skip
WAITING = {"session.gap_median_s": 600.0, "session.gap_p99_ratio": 500.0}
"""Waits long enough for every memory to matter."""


def opening(**values: Any) -> Scenario:
    base = presets.scenario("rubin-vr200", "deepseek-v3")
    return apply(base, Change(tuple({**WAITING, **values}.items()), "set"))


def track(lever: Lever, points: int) -> np.ndarray:
    even = np.geomspace if lever.scale == "log" else np.linspace
    values = even(max(lever.low, 1e-9) if lever.scale == "log" else lever.low, lever.high, points)
    return np.unique(np.rint(values)) if lever.integer else values


def reached(found: Any, path: str) -> float:
    for name in path.split("."):
        if isinstance(found, list):
            found = next(entry for entry in found if entry["name"] == name)
        else:
            found = found[name]
    return float(found)


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize(("chip", "model"), CASES)
def test_a_view_of_systems_is_drawable(chip: str, model: str, view: str) -> None:
    s = presets.scenario(chip, model)
    shown = overview(s, apply(s, Change.of("workload.batch", 7)), str, views.BY_ID[view])
    assert len(shown.tiles) == 7
    for drawn in shown.figures.values():
        assert drawn.title
        assert drawn.subtitle
        if isinstance(drawn, XYFigure):
            assert np.isfinite([drawn.x.low, drawn.x.high, drawn.y.low, drawn.y.high]).all()
            assert drawn.x.low < drawn.x.high
            assert drawn.y.low < drawn.y.high
            assert all(len(line.x) == len(line.y) for line in drawn.series)
        elif isinstance(drawn, StackFigure):
            values = [p.value for panel in drawn.panels for r in panel.rows for p in r.segments]
            assert np.isfinite(values).all()
        elif isinstance(drawn, BarFigure):
            assert np.isfinite([bar.value for bar in drawn.bars]).all()


def test_the_places_of_the_memory_map_are_full() -> None:
    drawn = overview(opening(), None, str, views.BY_ID["memory"]).figures["memory_map"]
    for row in drawn.panels[0].rows:
        assert sum(part.value for part in row.segments) == pytest.approx(100.0)


def same(a: Any, b: Any) -> bool:
    if is_dataclass(a) and not isinstance(a, type):
        return type(a) is type(b) and all(same(getattr(a, n), getattr(b, n)) for n in a.__slots__)
    if isinstance(a, np.ndarray):
        return np.array_equal(a, b, equal_nan=True)
    if isinstance(a, tuple):
        return len(a) == len(b) and all(map(same, a, b))
    return bool(a == b)


@pytest.mark.parametrize(
    ("lever", "view"),
    [(lever, view) for lever in SYSTEM_LEVERS for view in lever.views],
    ids=lambda found: getattr(found, "path", found),
)
def test_a_lever_moves_each_view_that_it_names(lever: Lever, view: str) -> None:
    ends = track(lever, 2)
    shown = [
        overview(opening(**{lever.path: float(end)}), None, str, views.BY_ID[view])
        for end in (ends[0], ends[-1])
    ]
    tiles = same(shown[0].tiles, shown[1].tiles)
    figures = all(same(shown[0].figures[name], shown[1].figures[name]) for name in shown[0].figures)
    assert not (tiles and figures)


@pytest.mark.parametrize(
    ("lever", "view"),
    [(lever, view) for lever in LEVERS for view in lever.idle],
    ids=lambda found: getattr(found, "path", found),
)
def test_a_lever_is_kept_from_views_where_nothing_would_move(lever: Lever, view: str) -> None:
    assert not lever.acts_on(view)
    assert lever.acts_on("overview")
    ends = track(lever, 2)
    shown = [
        overview(opening(**{lever.path: float(end)}), None, str, views.BY_ID[view])
        for end in (ends[0], ends[-1])
    ]
    assert [tile.value for tile in shown[0].tiles] == [tile.value for tile in shown[1].tiles]


@pytest.mark.parametrize("lever", SYSTEM_LEVERS, ids=lambda lever: lever.path)
def test_a_lever_moves_what_it_says_the_way_it_says(lever: Lever) -> None:
    found = [around(opening(**{lever.path: float(v)})) for v in track(lever, 7)]
    for name in lever.moves:
        values = np.array([reached(answer, name) for answer in found])
        steps = np.diff(values) * lever.direction
        assert (steps >= -1e-9 * np.abs(values[:-1])).all(), name
        assert (steps > 0).any(), name


@pytest.mark.parametrize("lever", SYSTEM_LEVERS, ids=lambda lever: lever.path)
def test_a_lever_of_systems_leaves_a_replica_as_it_is(lever: Lever) -> None:
    one, two = (evaluate(opening(**{lever.path: float(v)})) for v in track(lever, 2)[[0, -1]])
    for name in ("ttft_ms", "tpot_ms", "usd_mtok_blended"):
        assert getattr(one, name) == getattr(two, name)


@pytest.mark.parametrize("lever", SYSTEM_LEVERS, ids=lambda lever: lever.path)
def test_a_soft_range_lies_in_the_hard_one(lever: Lever) -> None:
    low, high = lever.hard_range
    assert low <= lever.low < lever.high <= high
    assert lever.views
    assert set(lever.views) <= set(views.BY_ID)


def test_every_chart_of_a_system_is_in_the_catalogue() -> None:
    assert set(SYSTEM_IDS) == set(system_charts.CHARTS)
    assert set(system_charts.STRIPS) <= {view.headline for view in views.VIEWS}


@pytest.mark.parametrize("figure_id", SYSTEM_IDS)
@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_a_slide_says_what_its_chart_shows_with_a_number(figure_id: str, language: str) -> None:
    made = figure(opening(), figure_id, None, translator(language), slide=True)
    said = made.title.partition(": ")[2] or made.title.partition("：")[2]
    assert any(letter.isdigit() for letter in said)
    assert "{" not in made.title


@pytest.mark.parametrize("lever", [lever for lever in SYSTEM_LEVERS if lever.marks])
def test_marks_name_presets_that_stand_on_the_track(lever: Lever) -> None:
    name = lever.path.partition(".")[2]
    for mark in lever.marks:
        assert lever.low <= getattr(presets.fleet(mark).spec, name) <= lever.high


@pytest.mark.parametrize("view", ["memory", "agents"])
def test_sessions_that_do_not_fit_show_no_number(view: str) -> None:
    s = apply(presets.scenario("h100-sxm", "llama-3.1-405b"), Change.of("deployment.tp", 1))
    shown = overview(s, None, str, views.BY_ID[view])
    assert all(tile.value == "–" for tile in shown.tiles)
    assert {tile.limit_label for tile in shown.tiles} == {"does not fit"}
    for drawn in shown.figures.values():
        if isinstance(drawn, XYFigure):
            assert drawn.series == ()
            assert drawn.regions[0].hatched
        elif isinstance(drawn, StackFigure):
            assert all(row.segments == () for panel in drawn.panels for row in panel.rows)
        elif isinstance(drawn, BarFigure):
            assert drawn.bars == ()
    assert around(s)["memory"]["fits"] is False
