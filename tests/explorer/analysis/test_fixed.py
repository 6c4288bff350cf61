"""Locked levers stay as they are, whatever else is chosen."""

import pytest

from explorer import presets
from explorer.analysis.fixed import lock_lever, respected
from explorer.analysis.locks import locked
from explorer.change import Change, apply
from explorer.files import scenario_file

HBM, SRAM = "chip.hbm_bandwidth_tbs", "chip.sram_mb"


@pytest.fixture
def scenario():
    start = presets.default_scenario()
    return apply(start, lock_lever(start, HBM, True, "Lock"))


def test_a_locked_lever_alone_cannot_be_moved(scenario):
    with pytest.raises(ValueError, match="HBM bandwidth is locked"):
        respected(scenario, Change.of(HBM, 8.0))


def test_what_else_a_change_does_is_done(scenario):
    change = respected(scenario, Change(((SRAM, 200.0), (HBM, 8.0)), "Reset 2"))
    assert change.values == ((SRAM, 200.0),)


def test_another_chip_keeps_the_locked_lever(scenario):
    other = presets.chip("b200-sxm").spec
    made = apply(scenario, respected(scenario, Change.of("chip", other)))
    assert made.chip.hbm_bandwidth_tbs == scenario.chip.hbm_bandwidth_tbs != other.hbm_bandwidth_tbs
    assert made.chip.fp8_tflops == other.fp8_tflops
    assert made.shipped == other


def test_a_lever_let_go_moves_again(scenario):
    free = apply(scenario, lock_lever(scenario, HBM, False, "Unlock"))
    change = Change.of(HBM, 8.0)
    assert respected(free, change) is change


def test_a_locked_lever_does_not_give_way(scenario):
    found = locked(scenario, SRAM, 300.0, "area", HBM)
    assert found == "HBM bandwidth is locked and cannot give way."


def test_the_file_keeps_locked_levers(scenario, tmp_path):
    path = tmp_path / "a.sili"
    scenario_file.save(scenario, path)
    assert scenario_file.load(path).lock.fixed == (HBM,)
