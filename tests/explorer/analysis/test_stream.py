"""Streamed explorations: the same whoever works, in order, and in little memory."""

import tracemalloc
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

import numpy as np
import pytest

from explorer import presets
from explorer.analysis import stream
from explorer.evaluate import evaluate

OPENING = presets.default_scenario()


def points(start, stop):
    at = np.arange(start, stop, dtype=np.float64)
    return {"workload.batch": 1 + at % 512, "chip.hbm_bandwidth_tbs": 1 + (at * 0.37) % 20}


def cheapest(outcome, values):
    place = int(np.argmin(outcome.usd_mtok_output))
    return outcome.usd_mtok_output[place], values["workload.batch"][place], len(outcome)


@pytest.fixture
def small_blocks(monkeypatch):
    monkeypatch.setattr(stream, "POINTS_A_BLOCK", 1000)


@pytest.mark.usefixtures("small_blocks")
@pytest.mark.parametrize("kind", [ThreadPoolExecutor, ProcessPoolExecutor])
def test_any_executor_gives_what_one_core_gives(kind):
    alone = list(stream.streamed(OPENING, points, 5500, cheapest))
    with kind(2) as pool:
        assert list(stream.streamed(OPENING, points, 5500, cheapest, pool)) == alone
    assert [size for *_, size in alone] == [1000] * 5 + [500]
    whole = evaluate(OPENING.with_values(points(0, 5500)), detail=False)
    assert min(alone)[0] == pytest.approx(whole.usd_mtok_output.min(), rel=1e-12)


@pytest.mark.usefixtures("small_blocks")
def test_many_points_start_a_pool_of_processes(monkeypatch):
    alone = list(stream.streamed(OPENING, points, 3000, cheapest))
    monkeypatch.setattr(stream, "MANY", 3000)
    assert list(stream.streamed(OPENING, points, 3000, cheapest)) == alone


@pytest.mark.usefixtures("small_blocks")
def test_memory_does_not_grow_with_the_points():
    def peak(count):
        tracemalloc.start()
        for _ in stream.streamed(OPENING, points, count, cheapest):
            pass
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    peak(2000)
    assert peak(20_000) < 1.2 * peak(2000)
