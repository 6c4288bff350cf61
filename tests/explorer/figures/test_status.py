"""The status line of a whole system tells what its own charts have found."""

import re

import pytest

from explorer import presets
from explorer.analysis.ledger import entries
from explorer.catalogue import chart
from explorer.change import Change, apply
from explorer.evaluate import evaluate
from explorer.levers import BY_PATH
from explorer.overview import overview
from explorer.text import translator
from explorer.views import BY_ID, OVERVIEW, VIEWS

DEFAULT = presets.default_scenario()
SYSTEMS = ("analysis", "silicon", "memory", "agents", "split", "layers", "fleet")


def test_every_view_of_a_system_tells_its_own_findings():
    assert tuple(view.id for view in VIEWS if view.says) == SYSTEMS
    for view in VIEWS:
        assert set(view.says) <= set(view.figures)
        assert all(chart(name).finding for name in view.says)


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("view", SYSTEMS)
def test_the_sentence_is_of_the_view_and_has_a_number(view, language):
    found = overview(DEFAULT, None, translator(language), BY_ID[view]).status
    assert re.search(r"\d", found.finding)
    assert found.finding[-1] in ".。"
    assert "ecode is limited" not in found.finding + found.reason
    assert not re.search(r"nan|inf\b|—", found.finding + found.reason)
    assert found.basis == overview(DEFAULT, None, translator(language)).status.basis


def test_the_view_of_one_replica_keeps_its_bottleneck():
    assert overview(DEFAULT, None, str, OVERVIEW).status.finding.startswith("Decode is limited by")


@pytest.mark.parametrize(
    ("view", "change", "line"),
    [
        ("fleet", (("workload.batch", 4096),), "Weights and KV cache do not fit:"),
        ("layers", (("layers.fast_chip", "a100-80"),),
         "The fast layer does not hold every kind of request."),
        ("split", (("partner", presets.chip("groq3-lpu").spec), ("partner_deployment.tp", 1)),
         "The prefill pool has too few chips for one replica."),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_told_and_no_number_of_it(view, change, line):
    found = overview(apply(DEFAULT, Change(change, "x")), None, str, BY_ID[view]).status
    assert found.finding == line


def test_a_map_tells_its_best_place():
    found = overview(DEFAULT, None, str, BY_ID["analysis"])
    said = chart("map").finding(found.live, found.live, str)
    z = found.figures["map"].z
    best = float(re.search(r"best on the map: ([\d.]+)", said)[1])
    assert best == pytest.approx(z[z == z].min(), rel=5e-3)


def test_advice_where_the_batch_does_not_fit_holds_it():
    full = DEFAULT.with_values({"workload.batch": 64.0})
    said = overview(full, None, str, OVERVIEW).status.reason
    batch, tp = map(float, re.search(r"Batch (\d+) or TP(\d+) would fit\.", said).groups())
    for path, value, more in (("workload.batch", batch, 1.0), ("deployment.tp", tp, -2.0)):
        assert evaluate(full.with_values({path: value})).fits[0]
        assert not evaluate(full.with_values({path: value + more})).fits[0]


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize(
    ("values", "paths"),
    [
        ({}, ["chip.hbm_bandwidth_tbs"]),
        ({"workload.batch": 4096}, ["workload.batch"]),
    ],
)
def test_the_levers_that_would_help_are_named_in_the_sentence(language, values, paths):
    scenario = DEFAULT.with_values(values)
    found = overview(scenario, None, translator(language), OVERVIEW).status
    assert [link.path for link in found.links][: len(paths)] == paths
    assert all(link.words in found.reason for link in found.links)
    known = BY_PATH.keys() | {entry.path for entry in entries(scenario, DEFAULT)}
    assert {link.path for link in found.links} <= known


def test_a_sentence_about_a_system_names_no_lever():
    assert overview(DEFAULT, None, str, BY_ID["fleet"]).status.links == ()
