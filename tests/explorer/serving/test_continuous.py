"""Continuous batching in closed form: groups in step, and what they wait for."""

import numpy as np
import pytest

from explorer import presets
from explorer.serving.continuous import steady
from explorer.spec.scenario import Scenario

STEP, PREFILL = 10.0, 50.0


def held_back(steps: float, groups: float, batch: float = 64.0) -> Scenario:
    chip, model = presets.chip("b200-sxm").spec, presets.model("deepseek-v3").spec
    return Scenario(chip=chip, model=model).with_values(
        {
            "workload.batch": batch,
            "engine.group_wait_steps": steps,
            "engine.request_ms": 0.0,
            "deployment.dp": groups,
            "workload.output_tokens": 1000.0,
        }
    )


def waited(scenario: Scenario) -> float:
    """Return what the wait for other groups adds to the time to first token, ms."""
    free = scenario.with_values({"engine.group_wait_steps": 0.0})
    with_wait, without = (steady(s, PREFILL, PREFILL, STEP) for s in (scenario, free))
    assert np.all(with_wait.tpot_ms == without.tpot_ms)
    return float(with_wait.ttft_ms - without.ttft_ms)


def test_one_group_waits_for_nobody():
    assert waited(held_back(20.0, 1.0)) == 0.0


def test_groups_wait_for_as_many_steps_as_the_engine_allows():
    scenario = held_back(5.0, 8.0)
    tpot = float(steady(scenario, PREFILL, PREFILL, STEP).tpot_ms)
    assert waited(scenario) == pytest.approx(5.0 * tpot)


def test_groups_wait_no_longer_than_the_others_take_to_come():
    """By hand: 64 requests of about 10 s, one every 160 ms; 3.5 of them on average."""
    scenario = held_back(1000.0, 8.0)
    free = steady(scenario.with_values({"engine.group_wait_steps": 0.0}), PREFILL, PREFILL, STEP)
    whole = float(free.ttft_ms + 1000 * free.tpot_ms)
    assert waited(scenario) == pytest.approx(3.5 * whole / 64)
