"""Automatic deployment: only legal layouts, and the same choice as trying them one by one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer import presets
from explorer.analysis.deployments import (
    MAX_CHIPS,
    OBJECTIVES,
    best,
    by_batches,
    candidates,
    layout_text,
)
from explorer.evaluate import evaluate
from explorer.physics.capacity import capacity

PAIRS = (
    ("h100-sxm", "llama-3.1-70b"),
    ("h100-sxm", "deepseek-v3"),
    ("gb200-nvl72", "deepseek-v3"),
    ("b200-sxm", "kimi-k3"),
    ("h100-sxm", "mixtral-8x7b"),
    ("h100-sxm", "qwen2.5-14b"),
    ("groq3-lpu", "llama-3.1-70b"),
    ("rtx-4090", "gpt-oss-120b"),
)
FEW = (("h100-sxm", "llama-3.1-8b"), ("b200-sxm", "gpt-oss-20b"), ("groq3-lpu", "llama-3.1-8b"))


def scenario_of(pair):
    return presets.scenario(chip=pair[0], model=pair[1])


def rows(layouts):
    return zip(layouts.tp, layouts.pp, layouts.ep, layouts.dp, strict=True)


@pytest.mark.parametrize("pair", PAIRS)
def test_candidates_can_be_built(pair):
    s = scenario_of(pair)
    found = list(rows(candidates(s)))
    assert found
    assert len(set(found)) == len(found)
    for tp, pp, ep, dp in found:
        assert s.model.heads % tp == 0
        if s.model.attention == "gqa":
            assert s.model.kv_heads % tp == 0 or tp % s.model.kv_heads == 0
        assert tp * pp * dp <= MAX_CHIPS
        assert tp <= 2 * s.chip.scaleup_domain
        assert pp <= s.model.layers
        assert ep in (1, tp * dp)
        assert ep <= max(s.model.experts, 1)
        # Data-parallel attention without spread experts would compute every token's experts on
        # chips that never receive it.
        assert dp == 1 or (ep == tp * dp and s.model.moe_layers > 0)


@pytest.mark.parametrize("pair", PAIRS)
def test_candidates_hold_the_model_and_no_stage_is_spare(pair):
    s = scenario_of(pair)
    layouts = candidates(s)
    held = capacity(s.with_values({**layouts.values, "workload.batch": layouts.dp}))
    assert (held.need <= held.have).all()
    if s.chip.hbm_gb > 0:
        half = {**layouts.values, "deployment.pp": np.maximum(layouts.pp / 2, 1)}
        fewer = capacity(s.with_values({**half, "workload.batch": layouts.dp}))
        assert (fewer.need > fewer.have)[layouts.pp > 1].all()


def test_three_times_a_power_needs_heads_and_a_domain_for_it():
    s = presets.scenario(chip="gb200-nvl72", model="kimi-k3")
    assert s.model.heads % 6 == 0
    assert 6.0 in candidates(s).tp
    assert 6.0 not in candidates(s.with_values({"chip.scaleup_domain": 8.0})).tp
    assert 6.0 not in candidates(s.with_values({"model.heads": 64.0})).tp


@pytest.mark.parametrize("limit", [1, 2, 8, 24])
def test_fewer_chips_leave_a_part_of_the_layouts(limit):
    s = scenario_of(("b200-sxm", "gpt-oss-120b"))
    everything, some = set(rows(candidates(s))), set(rows(candidates(s, limit)))
    assert some == {row for row in everything if row[0] * row[1] * row[3] <= limit}


@pytest.mark.parametrize("pair", PAIRS)
def test_batches_are_whole_for_each_group_and_fit(pair):
    s = scenario_of(pair)
    points = by_batches(s, candidates(s), 16)
    each = points["workload.batch"] / points["deployment.dp"]
    assert (each == np.round(each)).all()
    assert each.min() == 1
    if s.chip.hbm_gb > 0:
        assert evaluate(s.with_values(points), detail=False).fits.all()


def one_by_one(s, objective, cost, layouts, points):
    """The same search by scalar calls."""
    found = []
    w = s.workload
    for i in range(points["workload.batch"].size):
        here = {path: float(value[i]) for path, value in points.items()}
        out = evaluate(s.with_values(here))
        if not out.fits[0]:
            continue
        price, pace = float(getattr(out, f"usd_mtok_{cost}")[0]), float(out.tpot_ms[0])
        ttft, speed = float(out.ttft_ms[0]), float(out.tok_s_user[0])
        keeps = ttft <= w.ttft_slo_ms and speed >= w.interactivity_target
        miss = max(ttft / w.ttft_slo_ms, w.interactivity_target / speed)
        found.append((price, pace, keeps, miss, here))
    if objective == "fastest":
        return min(found, key=lambda f: (f[1], f[0]))[4], True
    if objective == "slo":
        keeping = [f for f in found if f[2]]
        if not keeping:
            return min(found, key=lambda f: (f[3], f[0]))[4], False
        found = keeping
    return min(found, key=lambda f: (f[0], f[1]))[4], True


@pytest.mark.parametrize("cost", ["output", "blended"])
@pytest.mark.parametrize("objective", OBJECTIVES)
@pytest.mark.parametrize("pair", FEW)
def test_search_equals_trying_everything(pair, objective, cost):
    s = scenario_of(pair)
    for keep in (True, False):
        layouts = candidates(s, 4, s.workload.batch if keep else 1.0)
        if not len(layouts):
            continue
        points = by_batches(s, layouts, 64)
        if keep:
            points = {**layouts.values, "workload.batch": np.full(len(layouts), 32.0)}
        expected, met = one_by_one(s, objective, cost, layouts, points)
        found = best(s, objective, max_chips=4, keep_batch=keep, cost=cost)
        assert {path: found.scenario.value(path) for path in expected} == expected
        assert found.met == met


@settings(max_examples=25, deadline=None)
@given(
    pair=st.sampled_from(PAIRS),
    ttft=st.floats(1, 1e5),
    speed=st.floats(1, 2000),
    tokens=st.sampled_from((128.0, 8192.0, 65536.0)),
)
def test_laws_of_the_choice(pair, ttft, speed, tokens):
    s = scenario_of(pair).with_values(
        {
            "workload.ttft_slo_ms": ttft,
            "workload.interactivity_target": speed,
            "workload.input_tokens": tokens,
        }
    )
    found = {objective: best(s, objective) for objective in OBJECTIVES}
    cheap, fast, slo = (found[objective] for objective in OBJECTIVES)
    assert all(choice.outcome.fits[0] for choice in found.values())
    assert cheap.outcome.usd_mtok_output <= slo.outcome.usd_mtok_output * (1 + 1e-9)
    assert fast.outcome.tpot_ms <= min(cheap.outcome.tpot_ms, slo.outcome.tpot_ms) * (1 + 1e-9)
    kept = slo.outcome.ttft_ms[0] <= ttft * (1 + 1e-9)
    kept &= slo.outcome.tok_s_user[0] >= speed * (1 - 1e-9)
    assert slo.met == kept
    assert (slo.note() == "") == slo.met
    if slo.met and cheap.outcome.ttft_ms <= ttft and cheap.outcome.tok_s_user >= speed:
        assert slo.batch == cheap.batch


def test_an_easier_target_is_never_dearer():
    s = scenario_of(("b200-sxm", "deepseek-v3"))
    costs = []
    for speed in (100.0, 60.0, 30.0, 10.0):
        found = best(s.with_values({"workload.interactivity_target": speed}), "slo")
        costs.append(float(found.outcome.usd_mtok_output[0]))
    assert costs == sorted(costs, reverse=True)
    assert costs[0] > costs[-1]


def test_what_cannot_be_kept_is_said_in_one_line_with_what_comes_nearest():
    s = scenario_of(("h100-sxm", "llama-3.1-70b"))
    found = best(s.with_values({"workload.interactivity_target": 5000.0}), "slo")
    assert not found.met
    assert "\n" not in found.note()
    assert layout_text(found.deployment) in found.note()
    assert "5,000" in found.note().replace("\u202f", ",")


def test_what_nothing_holds_is_refused_in_one_line():
    s = scenario_of(("rtx-4090", "deepseek-v3"))
    with pytest.raises(ValueError, match="no layout of up to 2 ") as caught:
        best(s, "cheapest", max_chips=2)
    assert "\n" not in str(caught.value)
    assert len(candidates(s, 2)) == 0


def test_giants_open_with_a_layout_that_holds_them():
    for chip in ("h100-sxm", "a100-80", "b200-sxm", "groq3-lpu"):
        s = presets.scenario(chip=chip, model="deepseek-v3")
        assert evaluate(s).fits[0], chip
    wafer = presets.scenario(chip="wse-3", model="llama-3.1-70b")
    assert wafer.deployment.tp == 1
