"""The best of a grid: what one whole evaluation finds, whatever the blocks, and its command."""

import csv
import io
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from explorer import presets
from explorer.analysis import stream
from explorer.analysis.grid import Best, Grid, best_of
from explorer.cli.verbs import main
from explorer.evaluate import evaluate
from explorer.results import BY_ID

OPENING = presets.default_scenario()
GRID = Grid(
    (
        ("chip.hbm_bandwidth_tbs", np.geomspace(1, 20, 12)),
        ("workload.batch", np.array([1.0, 8.0, 32.0, 64.0, 4096.0])),
        ("chip.sram_mb", np.geomspace(50, 1000, 9)),
    )
)
COMMAND = (
    "grid", "--lever", "chip.hbm_bandwidth_tbs=1 TB/s..20 TB/s:12",
    "--lever", "workload.batch=1..64:5",
)  # fmt: skip


@pytest.fixture
def small_blocks(monkeypatch):
    monkeypatch.setattr(stream, "POINTS_A_BLOCK", 100)


def test_a_grid_has_every_combination_once():
    values = GRID.block(0, GRID.points)
    assert GRID.points == 12 * 5 * 9
    assert len(set(zip(*(column.tolist() for column in values.values()), strict=True))) == 540


@pytest.mark.usefixtures("small_blocks")
@pytest.mark.parametrize("by", ["cost_output", "interactivity"])
def test_the_best_of_blocks_are_the_best_of_all(by):
    result = BY_ID[by]
    whole = evaluate(OPENING.with_values(GRID.block(0, GRID.points)), detail=False)
    scores = np.sort(-result.better * result.of(whole)[whole.fits])[:30]
    with ThreadPoolExecutor(2) as pool:
        for executor in (None, pool):
            found = best_of(OPENING, GRID, Best(result, 30), executor)
            column = found[result.field.replace("usd_mtok_", "usd_per_mtok_")]
            assert -result.better * column == pytest.approx(scores, rel=1e-12)
            assert found["fits"].all()


@pytest.mark.usefixtures("small_blocks")
def test_limits_leave_only_what_keeps_them():
    found = best_of(OPENING, GRID, Best(BY_ID["cost_output"], 1000, 600.0, 80.0))
    assert len(found["fits"])
    assert (found["ttft_ms"] <= 600).all()
    assert (found["tok_s_user"] >= 80).all()


def test_the_command_writes_its_best_rows_first(capsys):
    assert main([*COMMAND, "--best", "7"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    costs = [float(row["usd_per_mtok_output"]) for row in rows]
    assert len(rows) == 7
    assert costs == sorted(costs)
    assert list(rows[0])[:2] == ["chip.hbm_bandwidth_tbs", "workload.batch"]


@pytest.mark.parametrize(
    ("more", "status", "said"),
    [
        (("--lever", "chip.hbm_bandwidth_tbs=1..2:3"), 1, "given twice"),
        (("--lever", "chip.name=1..2:3"), 1, "not a number"),
        (("--lever", "chip.sram_mb=1..2"), 2, "PATH=A..B:N"),
        (("--lever", "chip.sram_mb=-5..2:3"), 1, "chip.sram_mb"),
        (("--lever", "chip.sram_mb=50..100:9999999", "--lever", "chip.tdp_w=50..99:9999"), 1,
         "at most"),
        (("--slo", "--set", "workload.ttft_slo_ms=0.001"), 1, "none of 60 points fits within"),
        (("--best", "0"), 2, "number of rows"),
    ],
)  # fmt: skip
def test_what_cannot_be_says_why_in_a_line(capsys, more, status, said):
    assert main([*COMMAND, *more]) == status
    err = capsys.readouterr().err
    assert said in err
    assert "Traceback" not in err


def test_whole_numbers_that_meet_are_one_value(capsys):
    assert main(["grid", "--lever", "workload.batch=1..4:100", "--best", "50"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert sorted(float(row["workload.batch"]) for row in rows) == [1, 2, 3, 4]
