"""Model presets: weights and KV cache recomputed from the dimensions."""

import pytest

from explorer import presets
from explorer.physics.parameters import active_parameters, kv_values_per_token, parameters
from explorer.physics.weights import weight_bytes_per_chip

LOOKED_UP_ONLY = {"gemma-4-e2b": 2.35}
"""Billions of values in per-layer tables that are looked up, never multiplied: not in the spec."""


@pytest.mark.parametrize("model", presets.model_ids())
def test_parameter_totals_agree_with_the_counted_ones(model):
    preset = presets.model(model)
    total = float(parameters(preset.spec).total) / 1e9 + LOOKED_UP_ONLY.get(model, 0)
    assert total == pytest.approx(preset.about["counted_total_b"], rel=0.02)
    active = float(active_parameters(preset.spec)) / 1e9
    assert active == pytest.approx(preset.about["counted_active_b"], rel=0.025)


@pytest.mark.parametrize("model", presets.model_ids())
def test_kv_growth_agrees(model):
    preset = presets.model(model)
    counted = preset.about.get("kv_bytes_per_token_bf16")
    if counted is None:
        assert model.startswith("deepseek-v4")
        counted = preset.spec.layers * 2 * 512 * preset.spec.full_kv_share
    assert 2 * float(kv_values_per_token(preset.spec)) == pytest.approx(counted, rel=1e-3)


@pytest.mark.parametrize("model", presets.model_ids())
def test_one_chip_holds_the_whole_model(model):
    plain = {"deployment.tp": 1, "deployment.weights": "bf16", "deployment.dense_weights": "same"}
    scenario = presets.scenario(model=model).with_values(plain)
    on_chip = float(weight_bytes_per_chip(scenario)) / 2
    assert on_chip == pytest.approx(float(parameters(scenario.model).total), rel=1e-9)


def test_parts_of_deepseek_v3():
    parts = parameters(presets.model("deepseek-v3").spec)
    assert float(parts.routed_experts) == 58 * 256 * 3 * 7168 * 2048
    assert float(parts.router) == 58 * 256 * 7168
    assert float(parts.embedding) == float(parts.head) == 129280 * 7168
    assert float(parts.total) == pytest.approx(671.03e9, rel=1e-4)


def test_tied_embeddings_have_no_head():
    assert float(parameters(presets.model("gemma-7b").spec).head) == 0


def test_published_totals_agree_within_their_rounding():
    far = {}
    for preset in presets.models():
        published = preset.about.get("published_total_b")
        if published and preset.id not in LOOKED_UP_ONLY:
            error = float(parameters(preset.spec).total) / 1e9 / published - 1
            if abs(error) > 0.031:
                far[preset.id] = error
    assert far == {}


def test_approximate_architectures_say_so():
    for model in ("deepseek-v4-pro", "kimi-k3", "qwen3-next-80b-a3b", "nemotron-3-super-120b-a12b"):
        preset = presets.model(model)
        assert preset.estimates
        assert preset.note
    assert not presets.model("llama-3.1-70b").estimates
