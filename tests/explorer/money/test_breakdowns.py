"""What `evaluate --json` prints of money adds up, part by part, for chips of every kind."""

from __future__ import annotations

import pytest

from explorer import presets
from explorer.cli.answer import KINDS, answer
from explorer.figures import floorplan
from explorer.live import evaluated

CHIPS = ("h100-sxm", "b200-sxm", "mi300x", "ascend-950pr", "groq-v1", "wse-3")
VARIANTS = (
    {},
    {"economics.basis": "cost-plus"},
    {"economics.basis": "rental"},
    {"chip.stacked_sram_mb": 2000.0},
    {"chip.sram_mb": 4000.0, "chip.hbm_gb": 500.0},
)


def total(parts):
    return sum(part["value"] for part in parts)


@pytest.mark.parametrize("values", VARIANTS, ids=str)
@pytest.mark.parametrize("chip", CHIPS)
def test_chip_cost_hour_and_tokens_are_the_sums_of_their_parts(chip, values):
    found = answer(presets.scenario(chip=chip).with_values(values))
    parts = found["breakdown"]
    assert total(parts["chip_cost"]) == pytest.approx(found["chip"]["cost_usd"], rel=1e-9)
    assert total(parts["money"]) == pytest.approx(found["usd_per_chip_hour"], rel=1e-9)
    for kind in KINDS:
        price = found["usd_per_mtok"][kind]
        assert total(parts[f"mtok_{kind}"]) == pytest.approx(price, rel=1e-9)
        assert sum(p["share"] for p in parts[f"mtok_{kind}"]) == pytest.approx(1, rel=1e-9)


def test_a_crowded_edge_is_said():
    scenario = presets.default_scenario()
    usual = answer(scenario)["chip"]
    assert (usual["memory_stacks"], usual["memory_sites"]) == (5, 6)
    crowded = scenario.with_values({"chip.hbm_gb": 24.0 * 8})
    chip = answer(crowded)["chip"]
    assert chip["memory_stacks"] > chip["memory_sites"]
    live = evaluated(crowded, {})
    assert "8 HBM stacks" in floorplan.finding(live, live, str)


@pytest.mark.parametrize("preset", presets.chips(), ids=lambda p: p.id)
def test_no_chip_as_shipped_has_too_many_stacks(preset):
    chip = answer(presets.scenario(chip=preset.id))["chip"]
    assert chip["memory_stacks"] <= chip["memory_sites"]
