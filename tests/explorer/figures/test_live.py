"""Runs of points are stacked into one evaluation and come back unmixed."""

import pickle
from dataclasses import replace

import numpy as np
import pytest

from explorer import presets
from explorer.evaluate import BLOCK, evaluate
from explorer.live import evaluated, grid, part
from explorer.outcome import Outcome
from explorer.overview import figure, live
from explorer.views import VIEWS

SCENARIO = presets.default_scenario()


def test_each_run_is_what_it_would_be_alone() -> None:
    batches, prompts = np.geomspace(1, 64, 7), np.geomspace(128, 4096, 5)
    live = evaluated(
        SCENARIO,
        {
            "batches": {"workload.batch": batches, "workload.input_tokens": 2048.0},
            "prompts": {"workload.input_tokens": prompts},
        },
    )
    alone = evaluate(
        SCENARIO.with_values({"workload.batch": batches, "workload.input_tokens": 2048.0})
    )
    run = live.outcomes["batches"]
    assert np.allclose(run.tpot_ms, alone.tpot_ms, rtol=1e-12)
    assert np.allclose(run.decode.time_ms, alone.decode.time_ms, rtol=1e-12)
    assert run.money_usd_hour.shape == alone.money_usd_hour.shape
    longest = evaluate(SCENARIO.with_values({"workload.input_tokens": 4096.0}))
    assert live.outcomes["prompts"].ttft_ms[-1] == pytest.approx(longest.ttft_ms[0], rel=1e-12)
    assert live.now.ttft_ms[0] == pytest.approx(evaluate(SCENARIO).ttft_ms[0], rel=1e-12)
    assert np.array_equal(live.x("batches", "workload.batch"), batches)


def test_a_part_is_an_outcome_like_any_other() -> None:
    whole = evaluate(SCENARIO.with_values({"workload.batch": np.geomspace(1, 64, 9)}))
    some = part(whole, slice(2, 6))
    assert isinstance(some, Outcome)
    assert len(some) == 4
    assert np.array_equal(some.tpot_ms, whole.tpot_ms[2:6])
    assert some.tpot_ms is some.tpot_ms
    assert np.array_equal(some.decode.time_ms, whole.decode.time_ms[:, 2:6])
    assert some.decode is some.decode
    assert some.decode.names == whole.decode.names
    assert np.array_equal(part(some, slice(1, 2)).fits, whole.fits[3:4])
    for other in (replace(some, batch=some.batch * 2), pickle.loads(pickle.dumps(some))):
        assert np.array_equal(other.prefill.total_ms, whole.prefill.total_ms[2:6])
    with pytest.raises(AttributeError):
        _ = some.no_such


def test_no_runs_leave_the_operating_point() -> None:
    assert len(evaluated(SCENARIO, {}).now) == 1


def test_a_run_of_unequal_arrays_is_refused_by_name() -> None:
    run = {"workload.batch": np.ones(3), "workload.input_tokens": np.ones(2)}
    with pytest.raises(ValueError, match="odd: arrays differ in length"):
        evaluated(SCENARIO, {"odd": run})


def test_a_path_that_does_not_exist_is_refused() -> None:
    with pytest.raises((KeyError, AttributeError)):
        evaluated(SCENARIO, {"run": {"chip.no_such": np.ones(3)}})


@pytest.mark.parametrize("at", [1.0, 32.0, 0.25, 9999.0])
def test_a_grid_holds_its_operating_point(at: float) -> None:
    x = grid(1.0, 512.0, at, 64)
    assert len(x) == 64
    assert at in x
    assert (np.diff(x) >= 0).all()
    assert x[0] == pytest.approx(min(1.0, at))
    assert x[-1] == pytest.approx(max(512.0, at))


def test_every_view_tells_the_same_limit_and_the_same_parts():
    """What other points a view asks for says nothing about the operating point."""
    scenario = SCENARIO
    alone = evaluate(SCENARIO)
    for view in VIEWS:
        now = live(scenario, view.figures).now
        for phase in ("prefill", "decode"):
            seen, own = getattr(now, phase), getattr(alone, phase)
            assert seen.binding[0] == own.binding[0], (view.id, phase)
            assert seen.by_limit_ms[:, 0] == pytest.approx(own.by_limit_ms[:, 0], rel=1e-12)


def test_blocks_without_an_operator_of_others_give_it_no_time() -> None:
    stages = np.ones(2 * BLOCK + 5)
    stages[[3, -1]] = 2
    for pp in (stages, stages[::-1]):
        whole = evaluate(SCENARIO.with_values({"deployment.pp": pp}))
        hops = whole.decode.names.index("Pipeline hops")
        assert ((whole.decode.time_ms[hops] > 0) == (pp > 1)).all()
        np.testing.assert_allclose(whole.decode.time_ms.sum(axis=0), whole.decode.total_ms)
        alone = evaluate(SCENARIO)
        for name, row in zip(alone.decode.names, alone.decode.time_ms, strict=True):
            assert whole.decode.time_ms[whole.decode.names.index(name), BLOCK] == row[0]


def test_what_binds_each_operator_is_found_where_asked_for_and_the_same_in_any_block() -> None:
    stages = np.ones(BLOCK + 5)
    stages[3] = 2
    swept = SCENARIO.with_values({"deployment.pp": stages})
    assert evaluate(swept).decode.limit.shape == (0, stages.size)
    whole, alone = (evaluate(s, limits=True).decode for s in (swept, SCENARIO))
    assert len({*alone.limit[:, 0]}) > 1
    for name, row in zip(alone.names, alone.limit, strict=True):
        assert {*whole.limit[whole.names.index(name), [0, BLOCK, -1]]} == {row[0]}


def test_a_study_of_many_draws_is_drawn() -> None:
    study = SCENARIO.study.replaced({"samples": 20_000.0})
    band = figure(SCENARIO.replaced({"study": study}), "sweep").bands[0]
    few = figure(SCENARIO, "sweep").bands[0]
    np.testing.assert_allclose(band.high, few.high, rtol=0.1)
