"""Time of the model's parts, by `pytest-benchmark`; figures to compare, no asserts on time.

`make test ARGS="tests/benchmarks --benchmark-only -n 0"` prints them; a run of all tests calls each
once.
"""

from __future__ import annotations

import numpy as np
import pytest

from explorer import presets
from explorer.evaluate import evaluate
from explorer.overview import live, overview


@pytest.fixture(autouse=True)
def one_call_unless_asked(benchmark, request):
    """Keep ordinary runs short: rounds are for runs of benchmarks alone."""
    if not request.config.getoption("benchmark_only"):
        benchmark.disabled = True


@pytest.fixture
def opening():
    return presets.default_scenario()


def test_one_point(benchmark, opening) -> None:
    assert len(benchmark(evaluate, opening)) == 1


@pytest.mark.parametrize("points", [256, 4096, 65536])
def test_points_without_detail(benchmark, opening, points) -> None:
    many = opening.with_values({"chip.hbm_bandwidth_tbs": np.geomspace(1, 10, points)})
    assert len(benchmark(evaluate, many, detail=False)) == points


def test_mixture_of_experts(benchmark) -> None:
    scenario = presets.scenario(chip="b200-sxm", model="deepseek-v3")
    many = scenario.with_values({"workload.batch": np.geomspace(1, 512, 4096)})
    assert len(benchmark(evaluate, many, detail=False)) == 4096


def test_everything_the_window_shows(benchmark, opening) -> None:
    baseline = live(opening)
    moved = opening.with_values({"chip.hbm_bandwidth_tbs": 4.8})
    assert len(benchmark(overview, moved, baseline).figures) == 6
