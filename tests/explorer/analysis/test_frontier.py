"""The frontier: nothing tried beats a point on it, and everything else is beaten by one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from explorer import presets
from explorer.analysis.deployments import by_batches, candidates
from explorer.analysis.frontier import frontier, pareto
from explorer.evaluate import evaluate

VALUES = arrays.arrays(np.float64, 12, elements=st.sampled_from((1.0, 2.0, 3.0, 5.0, 8.0)))


@given(speed=VALUES, cost=VALUES, allowed=arrays.arrays(np.bool_, 12))
def test_pareto_by_its_definition(speed, cost, allowed):
    kept = pareto(speed, cost, allowed)
    for i in kept:
        beaten = allowed & (speed >= speed[i]) & (cost <= cost[i])
        beaten &= (speed > speed[i]) | (cost < cost[i])
        assert allowed[i]
        assert not beaten.any()
    for i in np.flatnonzero(allowed):
        assert ((speed[kept] >= speed[i]) & (cost[kept] <= cost[i])).any()
    assert (np.diff(speed[kept]) > 0).all()
    assert (np.diff(cost[kept]) > 0).all()


@pytest.mark.parametrize(
    ("chip", "model"),
    [("h100-sxm", "llama-3.1-70b"), ("b200-sxm", "deepseek-v3"), ("groq3-lpu", "llama-3.1-70b")],
)
def test_frontier_holds_the_best_of_everything_tried(chip, model):
    s = presets.scenario(chip=chip, model=model)
    found = frontier(s, batches=12)
    out = evaluate(s.with_values(by_batches(s, candidates(s), 12)), detail=False)
    assert found.tok_s_user[-1] == out.tok_s_user[out.fits].max()
    assert found.usd_mtok_output[0] == out.usd_mtok_output[out.fits].min()
    # Cost is a chip-hour over the tokens of a chip, so both orders give one frontier.
    assert (np.diff(found.output_tok_s_chip) < 0).all()


def test_every_point_is_the_scalar_call():
    s = presets.scenario(chip="b200-sxm", model="gpt-oss-120b")
    found = frontier(s, batches=6)
    assert len(found) > 5
    for i in range(len(found)):
        layout = {f"deployment.{n}": float(getattr(found, n)[i]) for n in ("tp", "pp", "ep", "dp")}
        out = evaluate(s.with_values({**layout, "workload.batch": float(found.batch[i])}))
        assert out.tok_s_user[0] == pytest.approx(found.tok_s_user[i], rel=1e-12)
        assert out.usd_mtok_output[0] == pytest.approx(found.usd_mtok_output[i], rel=1e-12)
        assert out.chips[0] == found.chips[i]


def test_nothing_to_find_is_an_empty_table():
    found = frontier(presets.scenario(chip="rtx-4090", model="deepseek-v3"), max_chips=2)
    assert len(found) == 0
    assert {len(column) for column in found.columns().values()} == {0}
