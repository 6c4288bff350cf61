"""A target is met where a curve crosses it, and said to be out of reach where it is not."""

import numpy as np
import pytest

from explorer import presets
from explorer.analysis.goal_seek import goal_seek
from explorer.evaluate import evaluate
from explorer.figures.goal import goal_text
from explorer.results import BY_ID, RESULTS

HBM = "chip.hbm_bandwidth_tbs"


@pytest.fixture(scope="module")
def scenario():
    return presets.default_scenario()


def reached(scenario, result, path, value):
    return float(result.of(evaluate(scenario.with_values({path: value})))[0])


@pytest.mark.parametrize(
    ("name", "path", "factor"),
    [
        ("interactivity", HBM, 1.5), ("tpot", HBM, 0.8), ("ttft", "chip.fp8_tflops", 0.8),
        ("ttft", "workload.input_tokens", 0.5), ("cost_output", "economics.utilisation", 1.2),
        ("cost_output", "chip.price_usd", 0.9),
    ],
)  # fmt: skip
def test_the_value_found_gives_the_target(scenario, name, path, factor):
    result = BY_ID[name]
    target = factor * float(result.of(evaluate(scenario))[0])
    found = goal_seek(scenario, result, target, path)
    assert found.solved
    assert found.low <= found.value <= found.high
    got = reached(scenario, result, path, found.value)
    assert got == pytest.approx(found.reached, rel=1e-9)
    assert (got - target) * result.better >= -1e-9 * target
    # TTFT steps at whole tiles of rows; the others are smooth.
    assert got == pytest.approx(target, rel=1e-2 if path == "workload.input_tokens" else 1e-6)


def test_a_whole_number_lever_gets_a_whole_value_that_still_meets(scenario):
    found = goal_seek(scenario, BY_ID["tpot"], 30.0, "workload.batch")
    assert found.solved
    assert found.value == int(found.value)
    assert reached(scenario, BY_ID["tpot"], "workload.batch", found.value) <= 30.0
    assert reached(scenario, BY_ID["tpot"], "workload.batch", found.value + 1) > 30.0


def test_the_solution_nearest_to_the_present_value_is_taken(scenario):
    """Cost falls with bandwidth and rises again where it costs more than it saves."""
    result = BY_ID["cost_output"]
    x = np.geomspace(0.1, 60, 4000)
    y = result.of(evaluate(scenario.with_values({HBM: x})))
    target = 1.02 * float(y.min())
    meets = x[np.flatnonzero(np.diff((y <= target).astype(int)))]
    nearest = min(meets, key=lambda v: abs(np.log(v / scenario.value(HBM))))
    found = goal_seek(scenario, result, target, HBM)
    assert found.value == pytest.approx(nearest, rel=5e-3)


def test_out_of_reach_names_the_nearest_value(scenario):
    found = goal_seek(scenario, BY_ID["ttft"], 1.0, "chip.fp8_tflops")
    assert not found.solved
    assert found.value == found.high
    text = goal_text(scenario, BY_ID["ttft"], 1.0, "chip.fp8_tflops", found, str)
    assert text.startswith("No solution from 10\u00a0TFLOPS to 40,000\u00a0TFLOPS")


def test_a_model_that_fits_nowhere_is_said_to(scenario):
    small = scenario.with_values({"chip.hbm_gb": 8.0})
    found = goal_seek(small, BY_ID["tpot"], 20.0, HBM)
    assert not found.solved
    assert "does not fit" in goal_text(small, BY_ID["tpot"], 20.0, HBM, found, str)


def test_a_target_met_everywhere_leaves_the_lever(scenario):
    found = goal_seek(scenario, BY_ID["tpot"], 1e6, HBM)
    assert found.solved
    assert found.value == scenario.value(HBM)


@pytest.mark.parametrize("target", [0.0, -1.0, float("nan"), float("inf")])
def test_a_target_that_is_no_positive_number_is_refused(scenario, target):
    with pytest.raises(ValueError, match="above 0"):
        goal_seek(scenario, BY_ID["tpot"], target, HBM)


def test_every_result_can_be_sought(scenario):
    for result in RESULTS:
        now = float(result.of(evaluate(scenario))[0])
        assert goal_seek(scenario, result, now, HBM).solved
