"""Public speeds of one user lie in the model's range, or beyond it by what their source allows."""

import pytest

from explorer import presets
from explorer.evaluate import evaluate
from explorer.truth.speeds import MOST_TOKENS, SPEEDS, span

DRAFTED = "asic-002"
"""The one whose speed no range without speculative decoding holds."""


@pytest.mark.parametrize("one", SPEEDS, ids=lambda one: one.id)
def test_a_public_speed_lies_in_its_range(one):
    x = span(one)
    assert x.floor <= x.fastest <= x.ceiling
    assert x.floor <= one.published
    if one.id == DRAFTED:
        assert one.drafts
        assert 1 < one.published / x.ceiling < MOST_TOKENS
    else:
        assert one.published <= x.ceiling
    assert one.chips is None or x.chips <= one.chips


def test_the_drafted_speed_would_read_its_weights_faster_than_a_rack_can():
    """By hand: 70.6 billion weights of two bytes 457 times a second are 64 TB/s."""
    one = next(each for each in SPEEDS if each.id == DRAFTED)
    chip = presets.chip(one.chip).spec
    assert one.published * 2 * 70.55e9 == pytest.approx(64.5e12, rel=0.01)
    assert one.published * 2 * 70.55e9 > 2 * one.most * chip.hbm_bandwidth_tbs * 1e12


def test_the_way_of_weights_into_the_matrix_unit_is_what_holds_groq_v1_back():
    """By hand: 202 million FP16 weights a layer at 9.2 TB/s take 44 of the 42 µs published."""
    one = next(each for each in SPEEDS if each.id == "asic-017")
    s = presets.scenario(one.chip, one.model).with_values(
        {"deployment.weights": "bf16", "deployment.tp": 1.0, "workload.batch": 1.0}
    )
    seconds = [
        1 / float(evaluate(s.with_values({"chip.fill_tbs": f})).tok_s_user[0])
        for f in (s.chip.fill_tbs, 0.0)
    ]
    layers = 32
    assert 1e6 / one.published / layers == pytest.approx(42, abs=1)
    assert pytest.approx(44e-6, rel=0.01) == 2 * 202.4e6 / 9.2e12
    assert seconds[1] < 1 / one.published < seconds[0]
    assert seconds[0] / layers == pytest.approx(44e-6, rel=0.25)
