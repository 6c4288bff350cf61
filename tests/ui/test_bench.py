"""The bench measures what it says: moves that paint every chart, points that are evaluated."""

from __future__ import annotations

import gc
import json
import sys
import weakref

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication

from explorer import presets
from explorer.evaluate import point_count
from explorer.views import BY_ID
from ui import bench
from ui.cli import bench_verb, start_bench


@pytest.fixture
def hand(qapp):
    with bench.opened() as window:
        yield bench.Hand(window, bench.LEVER)


def test_a_move_repaints_every_chart_that_is_shown(hand) -> None:
    assert hand.unpainted() == 0
    hand._window.tabs.choose("decode")
    hand.settle()
    assert hand.unpainted() == 0


def test_a_drag_changes_the_value_almost_every_time(hand) -> None:
    values = []
    for _ in range(58):
        hand.move()
        values.append(hand._window.session.scenario.value(bench.LEVER))
    assert np.mean(np.diff(values) != 0) > 0.9


def test_a_drag_is_one_step_of_history(hand) -> None:
    for _ in range(20):
        hand.move()
    assert hand._window.session.undo_stack.count() == 1


def test_a_drag_forgets_the_scenarios_on_its_way(hand) -> None:
    passed = []
    for _ in range(10):
        hand.move()
        passed.append(weakref.ref(hand._window.session.scenario))
    hand.move()
    gc.collect()
    # One before the last may wait for the next evaluation; the way itself is forgotten.
    assert sum(ref() is not None for ref in passed) <= 2


def test_the_check_notices_a_chart_that_was_not_painted(hand) -> None:
    painted = hand.watched()
    QCoreApplication.processEvents()
    assert painted.missing() == 6


def test_swept_points_move_four_levers() -> None:
    many = bench.swept(presets.default_scenario(), 100)
    assert point_count(many) == 100
    assert all(len(np.unique(many.value(path))) == 100 for path in bench.SWEPT)


def test_the_start_of_a_broken_program_is_an_error() -> None:
    with pytest.raises(RuntimeError, match="broken"):
        start_bench.marks([sys.executable, "-c", "raise SystemExit('broken')"])


def test_a_frozen_program_starts_itself_to_be_timed(monkeypatch) -> None:
    monkeypatch.setattr(sys, "executable", "/opt/siliconomics")
    assert start_bench.start_command("empty")[1:3] == ["-m", "ui"]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert start_bench.start_command("empty") == ["/opt/siliconomics", "--first-frame", "empty"]


def test_the_document_has_its_keys(qapp, capsys, monkeypatch) -> None:
    least = bench.Effort(moves=3, drawings=2, stock=1, view_moves=1, points=4096, long_moves=4)
    monkeypatch.setattr(bench, "QUICK", least)
    verb = bench_verb.VERB
    from explorer.cli.verb import run

    assert run((verb,), ("bench", "--quick", "--json"), "siliconomics") == 0
    found = json.loads(capsys.readouterr().out)
    assert set(found["slider_to_paint_ms"]) == {"p50", "p95"}
    assert set(found["views"]) == set(BY_ID)
    for key in (
        "painter_floor_ms", "stock_pyqtgraph_ms", "points_per_s", "cold_start_s", "empty_window_s",
        "cold_start_cpu_s", "empty_window_cpu_s",
    ):  # fmt: skip
        assert found[key] > 0, key
    assert "rss_growth_mb_per_10k_moves" in found
