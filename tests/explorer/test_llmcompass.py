"""LLMCompass' sensitivities: every one in direction, most in size, the others explained."""

import numpy as np
import pytest

from explorer.llmcompass import ours, section, steps
from explorer.resources import resource

STEPS = steps()
OURS = ours(STEPS)
PLACES = range(len(STEPS))
NAMES = [f"{step.change}, {step.phase}" for step in STEPS]


@pytest.mark.parametrize("at", PLACES, ids=NAMES)
def test_a_change_acts_in_their_direction(at):
    assert np.sign(OURS[at] - 1) == np.sign(STEPS[at].theirs - 1)


@pytest.mark.parametrize("at", PLACES, ids=NAMES)
def test_it_acts_about_as_much_or_says_why_not(at):
    """Within three points of a hundredth, or a third of the effect."""
    theirs, own = np.log(STEPS[at].theirs), np.log(OURS[at])
    near = abs(own - theirs) < max(0.03, 0.33 * abs(theirs))
    assert near or STEPS[at].why


def test_the_large_effects_are_large_here_and_the_small_ones_small():
    for step, own in zip(STEPS, OURS, strict=True):
        if abs(np.log(step.theirs)) > np.log(1.25):
            assert abs(np.log(own)) > 0.5 * abs(np.log(step.theirs)), step.change
        if step.theirs < 1.02 and step.phase == "decode" and step.theirs > 1:
            assert own < 1.02, step.change


def test_the_report_on_disk_is_of_this_model():
    """Else `python -m explorer.accuracy` has to write it anew."""
    assert section().count("\n| ") == 1 + len(STEPS)
    report = resource("..") / "docs" / "accuracy.md"
    assert section() in report.read_text(encoding="utf-8")
