"""Scenarios chosen from presets: formats the chip has, chips enough to hold the model."""

import numpy as np
import pytest

from explorer import presets
from explorer.evaluate import evaluate
from explorer.physics.capacity import capacity


def test_default_scenario():
    s = presets.default_scenario()
    assert (s.chip.id, s.model.id, s.engine.id) == ("h100-sxm", "llama-3.1-70b", "tuned")
    assert (s.deployment.weights, s.deployment.kv, s.deployment.tp) == ("fp8", "fp8", 2)
    assert (s.workload.input_tokens, s.workload.output_tokens, s.workload.batch) == (8192, 512, 32)


@pytest.mark.parametrize(
    ("chip", "model", "weights", "kv", "tp"),
    [
        ("a100-80", "llama-3.1-8b", "bf16", "bf16", 1),
        ("h100-sxm", "llama-3.1-405b", "fp8", "fp8", 8),
        ("h100-sxm", "gpt-oss-120b", "mxfp4", "fp8", 1),
        ("b200-sxm", "deepseek-v3", "fp8", "fp8", 8),
        ("b200-sxm", "kimi-k2.5", "int4", "fp8", 4),
        ("m1-7c", "llama-3.1-8b", "bf16", "bf16", 1),
    ],
)
def test_formats_and_parallelism(chip, model, weights, kv, tp):
    d = presets.scenario(chip=chip, model=model).deployment
    assert (d.weights, d.kv, d.tp) == (weights, kv, tp)


@pytest.mark.parametrize("chip", presets.chip_ids())
def test_tp_is_a_power_of_two_in_the_domain_and_no_smaller_one_fits(chip):
    s = presets.scenario(chip=chip, model="llama-3.1-70b")
    tp = s.deployment.tp
    assert tp <= max(s.chip.scaleup_domain, 1)
    assert np.log2(tp) == int(np.log2(tp))
    held = capacity(s)
    if tp > 1 and held.chips == tp and held.need <= held.have:
        smaller = capacity(s.with_values({"deployment.tp": tp / 2}))
        assert smaller.need > smaller.have or smaller.chips > tp / 2


@pytest.mark.parametrize("chip", presets.chip_ids())
def test_every_chip_gives_finite_times(chip):
    outcome = evaluate(presets.scenario(chip=chip, model="llama-3.1-8b", workload="chat"))
    assert np.all(np.isfinite(outcome.ttft_ms))
    assert np.all(outcome.ttft_ms > 0)
    assert np.all(np.isfinite(outcome.tpot_ms))


@pytest.mark.parametrize("model", presets.model_ids())
def test_every_model_gives_finite_times(model):
    outcome = evaluate(presets.scenario(chip="b200-sxm", model=model))
    assert np.all(np.isfinite(outcome.ttft_ms))
    assert np.all(np.isfinite(outcome.tpot_ms))


def test_mixed_releases_keep_dense_parts_wider():
    assert presets.scenario(model="gpt-oss-120b").deployment.dense_weights == "bf16"
    assert presets.scenario(model="deepseek-v4-pro", chip="b200-sxm").deployment.dense_weights == (
        "fp8"
    )
    assert presets.scenario().deployment.dense_weights == "same"


def test_static_chips_take_the_compiler_profile():
    assert presets.scenario(chip="groq3-lpu", model="llama-3.1-8b").engine.id == "static"
    assert presets.scenario(chip="groq3-lpu", engine="tuned").engine.id == "tuned"


def test_incomplete_chip_is_refused_in_one_line():
    with pytest.raises(ValueError, match=r"^feynman is incomplete") as caught:
        presets.scenario(chip="feynman")
    assert "\n" not in str(caught.value)
