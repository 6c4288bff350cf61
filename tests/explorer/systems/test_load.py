"""What a service is held against when few ask: what people would wait for."""

from explorer import presets
from explorer.systems.load import ACCELERATORS, PROCESSORS, READING_TOK_S, others


def compared(chip, model):
    return dict(others(presets.scenario(chip, model)))


def test_an_accelerator_is_held_against_processors_that_are_quick_enough():
    found = compared("h100-sxm", "llama-3.1-8b")
    assert found.keys() <= set(PROCESSORS)
    assert all(1e3 / each.tpot_ms >= READING_TOK_S for each in found.values())


def test_a_model_that_no_processor_reads_aloud_is_held_against_other_accelerators():
    found = compared("rubin-vr200", "deepseek-v3")
    assert found
    assert found.keys() <= set(ACCELERATORS)


def test_a_processor_is_held_against_accelerators():
    assert compared("vera-cpu", "llama-3.1-8b").keys() <= set(ACCELERATORS)
