"""Numbers in words, round axis ends and regions: the small parts all charts are made of."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer import presets
from explorer.figures.ranges import binary_range, linear_top, log_range
from explorer.figures.stretches import same_curve, stretches
from explorer.figures.wording import delta, gigabytes, memory_name, signed
from explorer.naming import short_name
from explorer.references import frontier, references, usual_chips

NB = "\u00a0"


@pytest.mark.parametrize(
    ("value", "before", "better", "relative", "absolute", "sense"),
    [
        (16.6, 23.01, -1, f"▼ 27.9{NB}%", "−6.41", 1),
        (110.0, 100.0, -1, f"▲ 10.0{NB}%", "+10.0", -1),
        (110.0, 100.0, 1, f"▲ 10.0{NB}%", "+10.0", 1),
        (130.0, 10.0, 1, f"▲ 13{NB}×", "+120", 1),
        (10.0, 130.0, -1, f"▼ 13{NB}×", "−120", 1),
        (60.0, 10.0, 1, f"▲ 6.00{NB}×", "+50.0", 1),
        (100.01, 100.0, 1, "no change", "", 0),
        (math.nan, 100.0, 1, "", "", 0),
        (100.0, math.nan, 1, "", "", 0),
    ],
)
def test_changes_read_as_the_house_writes_them(
    value: float, before: float, better: int, relative: str, absolute: str, sense: int
) -> None:
    found = delta(value, before, better, str)
    assert (found.relative, found.absolute, found.sense) == (relative, absolute, sense)


def test_differences_carry_a_true_sign() -> None:
    assert (signed(16.8), signed(-6.41), signed(0.0)) == ("+16.8", "−6.41", "0")


def test_memory_is_named_by_its_kind() -> None:
    names = {chip: memory_name(presets.chip(chip).spec) for chip in ("h100-sxm", "xeon-6980p")}
    assert names == {"h100-sxm": "HBM", "xeon-6980p": "MRDIMM"}
    assert memory_name(presets.chip("rtx-4090").spec).startswith("GDDR6")


@pytest.mark.parametrize(("value", "text"), [(80, "80"), (1536, "1,536"), (7.5, "7.5"), (24, "24")])
def test_memory_sizes_are_short(value: float, text: str) -> None:
    assert gigabytes(value) == f"{text}{NB}GB"


@given(st.lists(st.floats(1e-6, 1e9), min_size=1, max_size=8))
def test_axis_ends_are_round_and_hold_all_values(values: list[float]) -> None:
    low, high = log_range(np.array(values))
    assert low <= min(values) * (1 + 1e-6)
    assert high >= max(values) * (1 - 1e-6)
    assert low < high
    for end in (low, high):
        assert f"{end:e}"[0] in "1245"
    top = linear_top(np.array(values))
    assert max(values) * (1 - 1e-6) <= top <= max(values) * 2.0


def test_axes_without_values_still_have_ends() -> None:
    assert log_range(np.array([math.nan]), default=(1, 10)) == (1, 10)
    assert linear_top(np.array([math.nan])) == 1.0
    assert binary_range(100, 1000) == (64, 1024)


def test_regions_join_and_swallow_slivers() -> None:
    x = np.geomspace(1, 1024, 101)
    codes = np.where(x < 30, 0, 1)
    codes[50] = 2
    kinds = {0: ("hbm", "HBM"), 1: ("compute", "compute"), 2: ("link", "link")}
    found = stretches(x, codes, kinds)
    assert [r.label for r in found] == ["HBM", "compute"]
    assert found[0].x0 == 1
    assert found[-1].x1 == pytest.approx(1024)
    assert found[0].x1 == found[1].x0


def test_a_first_sliver_goes_to_its_right() -> None:
    x = np.geomspace(1, 1024, 101)
    codes = np.where(x < 1.2, 0, 1)
    found = stretches(x, codes, {0: ("hbm", "HBM"), 1: ("compute", "compute")})
    assert [(r.label, r.x0) for r in found] == [("compute", 1.0)]


@given(st.lists(st.integers(0, 3), min_size=2, max_size=60))
def test_regions_cover_without_gap_or_overlap(codes: list[int]) -> None:
    x = np.geomspace(1, 512, len(codes))
    kinds = {0: ("hbm", "a"), 1: ("hbm", "b"), 2: ("link", "c"), 3: ("power", "d")}
    found = stretches(x, np.array(codes), kinds)
    assert found[0].x0 == x[0]
    assert found[-1].x1 == x[-1]
    assert all(a.x1 == b.x0 for a, b in itertools.pairwise(found))
    assert all(a.label != b.label for a, b in itertools.pairwise(found))


def test_curves_are_the_same_only_with_the_same_gaps() -> None:
    a = np.array([1.0, 2.0, math.nan])
    assert same_curve(a, a * (1 + 1e-5))
    assert not same_curve(a, a * 1.01)
    assert not same_curve(a, np.array([1.0, 2.0, 3.0]))
    assert not same_curve(a, a[:2])


def test_a_frontier_is_not_beaten_by_any_of_its_points() -> None:
    scenario = presets.default_scenario()
    for found in references(scenario, usual_chips()):
        assert (np.diff(found.frontier.across) > 0).all()
        assert (np.diff(found.frontier.up) >= 0).all()


def test_the_scenarios_own_chip_is_no_reference() -> None:
    scenario = presets.scenario("b200-sxm")
    assert [r.name for r in references(scenario, usual_chips())] == ["Groq 3 LPU"]


def test_a_chip_lever_does_not_move_the_references() -> None:
    scenario = presets.default_scenario()
    faster = scenario.with_values({"chip.hbm_bandwidth_tbs": 9.0, "workload.batch": 7.0})
    here, there = references(scenario, usual_chips()), references(faster, usual_chips())
    assert all(a.frontier is b.frontier for a, b in zip(here, there, strict=True))
    longer = references(scenario.with_values({"workload.input_tokens": 512.0}), usual_chips())
    assert all(a.frontier is not b.frontier for a, b in zip(here, longer, strict=True))


def test_nothing_fits_nothing_is_drawn() -> None:
    from explorer.evaluate import evaluate

    scenario = presets.default_scenario().with_values({"chip.hbm_gb": 1.0})
    assert not frontier(evaluate(scenario), np.array([2.0])).across.size


def test_brackets_are_left_out_of_names() -> None:
    assert short_name("Groq 3 LPU (LP30, LPX rack)") == "Groq 3 LPU"
