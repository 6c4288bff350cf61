"""Measured kernels and steps composed from them (AIConfigurator 0.12), on three chips."""

import numpy as np
import pytest

from explorer import presets
from explorer.evaluate import evaluate
from explorer.physics.collectives import AllReduce
from explorer.spec.constants import Constants
from explorer.spec.deployment import DeploymentSpec
from explorer.spec.scenario import Scenario
from explorer.spec.workload import WorkloadSpec

STEPS = [
    ("h100-sxm", "llama-3.1-8b", 1, 1, 23.51020, 6.59673),
    ("h100-sxm", "llama-3.1-8b", 1, 32, 710.1251, 9.09590),
    ("h100-sxm", "llama-3.1-8b", 4, 8, 71.04260, 2.83441),
    ("b200-sxm", "llama-3.1-70b", 1, 1, 107.21860, 25.29058),
    ("b200-sxm", "llama-3.1-70b", 4, 32, 1031.7966, 9.85579),
    ("b200-sxm", "llama-3.1-70b", 8, 256, 5438.7789, 15.87198),
]
"""chip, model, tp, batch, TTFT and TPOT in ms; BF16, 1,024 tokens in and out."""


@pytest.mark.parametrize(("chip", "model", "tp", "batch", "ttft", "tpot"), STEPS)
def test_steps_of_measured_kernels(chip, model, tp, batch, ttft, tpot):
    out = evaluate(
        Scenario(
            chip=presets.chip(chip).spec,
            model=presets.model(model).spec,
            workload=WorkloadSpec(
                input_tokens=1024, output_tokens=1024, batch=batch, prefill_batch=batch
            ),
            deployment=DeploymentSpec(tp=tp),
            engine=presets.engine("kernels").spec,
        )
    )
    assert out.ttft_ms[0] == pytest.approx(ttft, rel=0.15)
    assert out.tpot_ms[0] == pytest.approx(tpot, rel=0.15)


ALL_REDUCES = [
    ("a100-80", 8.0, 65536, 8.433),
    ("a100-80", 8.0, 67108864, 594.187),
    ("h100-sxm", 8.0, 65536, 6.411),
    ("h100-sxm", 8.0, 16777216, 92.383),
    ("h100-sxm", 8.0, 134217728, 577.395),
    ("b200-sxm", 8.0, 65536, 8.641),
    ("b200-sxm", 8.0, 134217728, 442.350),
    ("rtx-pro-6000", 2.0, 16777216, 474.9),
    ("rtx-pro-6000", 4.0, 16777216, 886.9),
    ("rtx-pro-6000", 8.0, 256, 23.6),
    ("rtx-pro-6000", 8.0, 16777216, 1274.5),
]
"""chip, chips in the group, bytes, microseconds: vLLM's kernels in a graph."""


@pytest.mark.parametrize(("chip", "n", "message", "measured_us"), ALL_REDUCES)
def test_all_reduce_against_measured_kernels(chip, n, message, measured_us):
    latency, transfer = AllReduce.of(presets.chip(chip).spec, Constants(), n).seconds(message)
    launch = presets.engine("kernels").spec.kernel_us
    # Kernel libraries differ by half between chips; the class constants stand in the middle.
    assert 0.5 < (launch + 1e6 * (latency + transfer)) / measured_us < 2.0


def test_all_reduce_grows_with_the_message_and_leaves_the_domain_slower():
    chip, sizes = presets.chip("h100-sxm").spec, np.logspace(3, 9, 30)
    inside, across = (
        latency + transfer
        for latency, transfer in (
            AllReduce.of(chip, Constants(), n).seconds(sizes) for n in (8.0, 16.0)
        )
    )
    assert np.all(np.diff(inside) > 0)
    assert np.all(across > inside)


def test_a_switch_that_sums_halves_what_travels():
    """By hand: 8 chips, message M: 7/4 M through a plain switch, M through one that sums."""
    plain = presets.chip("h100-sxm").spec
    summing = plain.replaced({"scaleup_topology": "reducing-switch"})
    bare = Constants().replaced({"collective_ramp": 0.0, "collective_step_us": 0.0})
    for n, share in ((8.0, 4 / 7), (2.0, 1.0)):
        (latency, transfer), (less, sent) = (
            AllReduce.of(chip, bare, n).seconds(1e6) for chip in (plain, summing)
        )
        assert sent / transfer == pytest.approx(share)
        assert less / latency == pytest.approx(0.5)


def test_cards_below_a_tree_read_one_peer_after_the_other_over_shared_links():
    """By hand: n - 1 reads out and back; each level above two cards adds half to every byte."""
    tree = presets.chip("rtx-pro-6000").spec
    switch = tree.replaced({"scaleup_topology": "switch"})
    bare = Constants().replaced({"collective_ramp": 0.0, "collective_step_us": 0.0})
    for n, longer, more in ((2.0, 1, 1.0), (4.0, 3, 1.5), (8.0, 7, 2.0)):
        (latency, transfer), (short, quick) = (
            AllReduce.of(chip, bare, n).seconds(1e6) for chip in (tree, switch)
        )
        assert latency / short == pytest.approx(longer)
        assert transfer / quick == pytest.approx(more)
