"""Every lever is alive: over its soft range it moves what it says, the way it says."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pytest

from explorer import presets
from explorer.change import Change, apply
from explorer.evaluate import evaluate
from explorer.levers import ALL_LEVERS, BY_PATH, LEVERS
from explorer.spec.scenario import Scenario

POINTS = 65
ROUNDING = 1e-9


@dataclass(frozen=True)
class Case:
    """Where a lever acts: chip, model, what has to be set so that it can, and how far it does."""

    why: str = "opening scenario"
    chip: str = "h100-sxm"
    model: str = "llama-3.1-70b"
    values: dict[str, Any] = field(default_factory=dict)
    high: float = np.inf

    def scenario(self) -> Scenario:
        opening = presets.scenario(chip=self.chip, model=self.model)
        return apply(opening, Change(tuple(self.values.items()), "set"))


BF16 = {"deployment.weights": "bf16", "deployment.activations": "bf16", "deployment.tp": 4}
SPECIAL: dict[str, Case] = {
    "chip.bf16_tflops": Case("16-bit operands", values=BF16),
    "chip.fp4_tflops": Case(
        "4-bit operands on both sides",
        chip="b200-sxm",
        values={"deployment.weights": "nvfp4", "deployment.activations": "nvfp4"},
    ),
    "chip.int8_tops": Case(
        "8-bit integer operands; FP8 would step in for them",
        values={
            "deployment.weights": "int8",
            "deployment.activations": "int8",
            "chip.fp8_tflops": 0,
        },
    ),
    "chip.sram_bandwidth_tbs": Case(
        "more sequences than a tile has rows", values={"workload.batch": 256}
    ),
    "chip.stacked_sram_bandwidth_tbs": Case(
        "a model that lies in stacked SRAM",
        chip="groq3-lpu",
        model="gpt-oss-120b",
        values={"chip.stacked_sram_mb": 4000},
    ),
    "deployment.tp": Case("inside domain and KV heads; beyond, latency wins", high=8),
    "chip.scaleup_domain": Case("more chips than a domain", values={"deployment.tp": 64}),
    "chip.scaleout_gbs": Case(
        "traffic leaves the domain", values={"deployment.tp": 64, "workload.batch": 512}
    ),
    "chip.tdp_w": Case("a long prompt at full power", values={"workload.input_tokens": 32768}),
    "workload.draft_tokens": Case(
        "a small batch and a good draft",
        values={"workload.batch": 1, "workload.draft_acceptance": 0.9, "workload.draft_cost": 0},
    ),
    "workload.draft_acceptance": Case("a draft", values={"workload.draft_tokens": 3}),
    "chip.rental_usd_hour": Case("rented", values={"economics.basis": "rental"}),
}
"""Levers that the opening scenario cannot show, each with what it needs."""

PLACES = [(lever.path, SPECIAL.get(lever.path, Case())) for lever in LEVERS] + [
    ("chip.sram_bandwidth_tbs", Case("SRAM alone", chip="groq3-lpu", model="gpt-oss-120b")),
    ("chip.bf16_tflops", Case("processor", chip="xeon-6980p", model="llama-3.1-8b")),
    ("chip.hbm_bandwidth_tbs", Case("processor", chip="xeon-6980p", model="llama-3.1-8b")),
    ("workload.batch", Case("mixture of experts", chip="b200-sxm", model="gpt-oss-120b")),
]


def track(path: str) -> np.ndarray:
    lever = BY_PATH[path]
    even = np.geomspace if lever.scale == "log" else np.linspace
    values = even(lever.low, lever.high, POINTS)
    return np.unique(np.rint(values)) if lever.integer else values


@pytest.mark.parametrize(
    ("path", "case"), PLACES, ids=[f"{path}-{case.why}".replace(" ", "_") for path, case in PLACES]
)
def test_a_lever_moves_what_it_says_the_way_it_says(path: str, case: Case) -> None:
    lever, scenario = BY_PATH[path], case.scenario()
    values = track(path)
    values = values[values <= case.high]
    out = evaluate(scenario.with_values({path: values}), detail=False)
    for name in lever.moves:
        steps = np.diff(getattr(out, name)) * lever.direction
        wrong = steps < -ROUNDING * np.abs(getattr(out, name))[:-1]
        assert not wrong.any(), f"{name} turns at {values[:-1][wrong]}"
        assert (steps > 0).any(), f"{name} never moves"


@pytest.mark.parametrize("lever", LEVERS, ids=lambda lever: lever.path)
def test_a_soft_range_lies_in_the_hard_one(lever) -> None:
    low, high = lever.hard_range
    assert low <= lever.low < lever.high <= high
    assert not (lever.low_is_open and lever.low == low)


@pytest.mark.parametrize("lever", ALL_LEVERS, ids=lambda lever: lever.path)
def test_a_quantity_over_a_decade_or_more_has_a_logarithmic_track(lever) -> None:
    """A share of a whole does not: equal steps of it mean the same everywhere."""
    decade = lever.low > 0 and lever.high >= 10 * lever.low and lever.unit != "%"
    assert lever.scale == "log" if decade else True
    assert lever.scale == "linear" or lever.low > 0


@pytest.mark.parametrize("lever", ALL_LEVERS, ids=lambda lever: lever.path)
def test_a_lever_is_told_by_its_row_alone(lever) -> None:
    assert all((lever.label, lever.group, lever.unit, lever.about, lever.level))
    assert isinstance(presets.default_scenario().value(lever.path), float | int)


@pytest.mark.parametrize("lever", LEVERS, ids=lambda lever: lever.path)
def test_marks_name_presets_that_stand_on_the_track(lever) -> None:
    group, _, field = lever.path.partition(".")
    for mark in lever.marks:
        value = getattr(presets.get(f"{group}s", mark).spec, field)
        assert lever.low <= value <= lever.high, mark


@pytest.mark.parametrize("lever", [x for x in LEVERS if x.zones], ids=lambda lever: lever.path)
def test_a_zone_holds_every_chip_of_its_kind_and_ends_at_two_of_them(lever) -> None:
    field = lever.path.removeprefix("chip.")
    for zone in lever.zones:
        kind = [each for each in presets.chips() if each.known["hbm_kind"] == zone.name]
        values = sorted((float(each.known[field]), each.id) for each in kind)
        ends = [float(presets.chip(end).known[field]) for end in (zone.low, zone.high)]
        assert [values[0][0], values[-1][0]] == ends
        assert lever.low <= ends[0] < ends[1] <= lever.high


SIZES = np.geomspace(10, 100_000, POINTS)
"""MB: ten megabytes to a hundred gigabytes."""


def test_more_sram_on_a_gpu_makes_a_step_quicker_up_to_holding_the_model() -> None:
    scenario = presets.scenario(chip="h100-sxm", model="llama-3.1-8b")
    out = evaluate(scenario.with_values({"chip.sram_mb": SIZES}), detail=False)
    assert (np.diff(out.tpot_ms) <= ROUNDING * out.tpot_ms[:-1]).all()
    assert (np.diff(out.tpot_ms[SIZES > 1000]) < 0).any()
    assert out.tpot_ms[-1] < out.tpot_ms[0] / 2


@pytest.mark.parametrize("model", ["llama-3.1-8b", "gpt-oss-120b"])
def test_more_sram_on_an_lpu_saves_chips_and_never_slows_a_step_of_as_many(model: str) -> None:
    scenario = presets.scenario(chip="groq3-lpu", model=model)
    out = evaluate(scenario.with_values({"chip.sram_mb": SIZES}), detail=False)
    assert out.fits.all()
    assert (np.diff(out.chips) <= 0).all()
    assert out.chips[0] > 10 * out.chips[-1]
    # Fewer chips are another machine, whose stages have less to share out; compare like with like.
    same = np.diff(out.chips) == 0
    assert (np.diff(out.tpot_ms)[same] <= ROUNDING * out.tpot_ms[:-1][same]).all()
    assert len(np.unique(out.tpot_ms)) > POINTS / 4


def test_a_model_held_in_sram_leaves_the_memory_beside_the_chip_alone() -> None:
    scenario = presets.scenario(chip="h100-sxm", model="llama-3.1-8b")
    out = evaluate(scenario.with_values({"chip.sram_mb": np.array([87.0, 100_000.0])}))
    slow = evaluate(
        scenario.with_values({"chip.sram_mb": 100_000.0, "chip.hbm_bandwidth_tbs": 0.1})
    )
    assert out.tpot_ms[1] < out.tpot_ms[0] / 2
    assert slow.tpot_ms[0] < out.tpot_ms[0]
