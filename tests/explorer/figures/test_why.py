"""An explanation's parts sum to its number, and what it names is what binds and moves it."""

import re

import pytest

from explorer import presets
from explorer.evaluate import evaluate
from explorer.figures.why import explained
from explorer.levers import BY_PATH
from explorer.overview import live
from explorer.results import RESULTS
from explorer.text import translator

HBM = "chip.hbm_bandwidth_tbs"


@pytest.fixture(scope="module")
def opening():
    return live(presets.default_scenario())


def value_of(text: str) -> float:
    return float(re.sub(r"[^\d.]", "", text.split("\u00a0")[0]))


@pytest.mark.parametrize("name", ["ttft", "tpot", "cost_output", "cost_input"])
def test_the_terms_sum_to_the_whole(opening, name):
    found = explained(opening, name, str)
    whole = {
        "ttft": opening.now.ttft_ms, "tpot": opening.now.tpot_ms,
        "cost_output": opening.now.usd_per_chip_hour, "cost_input": opening.now.usd_per_chip_hour,
    }[name][0]  # fmt: skip
    assert sum(value_of(term.value) for term in found.terms) == pytest.approx(whole, rel=5e-3)
    assert any(term.mark for term in found.terms)


@pytest.mark.parametrize("name", [result.id for result in RESULTS])
def test_the_equation_with_its_numbers_gives_the_number(opening, name):
    """What is written is arithmetic that a reader can do again."""
    left, _, right = explained(opening, name, str).numbers.rpartition(" = ")
    plain = re.sub(r"\u00a0(W|ms)", "", left).replace("×", "*").replace(",", "")
    assert eval(plain) == pytest.approx(value_of(right), rel=6e-3)


def test_inputs_are_the_levers_that_move_it_the_strongest_first(opening):
    found = explained(opening, "tpot", str)
    sizes = [abs(float(re.sub(r"[^\d.]", "", g.effect.text))) for g in found.inputs]
    assert sizes == sorted(sizes, reverse=True)
    assert all(given.path in BY_PATH for given in found.inputs)
    hbm = next(given for given in found.inputs if given.path == HBM)
    assert hbm.source == "stas00/ml-engineering accelerator tables, 2026-08-22"
    assert hbm.value == "3.35\u00a0TB/s"


def test_an_input_that_goes_further_than_a_tenth_says_where_to(opening):
    found = {given.path: given for given in explained(opening, "cost_output", str).inputs}
    assert found["deployment.tp"].effect.at == "4 chips".replace(" ", "\u00a0")
    assert found["chip.hbm_bandwidth_tbs"].effect.at == ""


def test_a_value_set_by_the_user_says_so():
    moved = live(presets.default_scenario().with_values({HBM: 4.8}))
    hbm = next(g for g in explained(moved, "tpot", str).inputs if g.path == HBM)
    assert hbm.source == "set by the user"


def test_the_binding_limit_of_decode_is_marked_on_what_it_binds(opening):
    found = explained(opening, "tpot", str)
    assert evaluate(opening.scenario).decode.binding[0] == 2
    assert {term.name for term in found.terms if term.mark} >= {"FFN", "attention"}
    assert not any(term.mark for term in found.terms if term.name == "collectives")


@pytest.mark.parametrize("chip", ["groq3-lpu", "wse-3", "xeon-6980p", "ascend-950pr", "tpu-v6e"])
def test_every_kind_of_chip_can_be_explained_in_both_languages(chip):
    found = live(presets.scenario(chip=chip))
    for language in ("en", "zh_CN"):
        for result in RESULTS:
            told = explained(found, result.id, translator(language))
            assert told.numbers
            assert told.trust
