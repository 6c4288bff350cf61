"""First token by request rate: the chart says what `evaluate` says, and links act on it."""

import pytest

from explorer import presets
from explorer.change import Change, apply
from explorer.cli.serving_answer import serving_answer
from explorer.controls import BY_PATH
from explorer.figures.queue import finding
from explorer.overview import figure, overview
from explorer.systems.service import service
from explorer.views import BY_ID

OPENING = presets.default_scenario()
MOST = service(OPENING, 0.0).most


def at(rate, scenario=OPENING):
    return scenario.with_values({"workload.requests_per_s": rate})


def curve(made, name):
    return next(series for series in made.series if series.id == name)


def test_percentiles_lie_in_order_and_rise_up_to_the_highest_rate():
    made = figure(OPENING, "queue")
    p50, p99 = curve(made, "median"), curve(made, "subject")
    assert (p50.y <= p99.y).all()
    assert (p99.y[1:] >= p99.y[:-1]).all()
    assert made.x.high > MOST > p99.x[-1]


def test_the_operating_point_is_the_one_that_evaluate_gives():
    asked = at(0.6 * MOST)
    (mark,) = (m for m in figure(asked, "queue").marks if m.role == "operating")
    told = serving_answer(asked)["serving"]["at_rate"]
    assert (mark.x, mark.y) == (told["requests_per_s"], told["ttft_p99_ms"])


def test_the_limit_is_kept_up_to_the_rate_that_is_marked():
    easy = OPENING.with_values({"workload.ttft_slo_ms": 5000.0})
    (best,) = (m for m in figure(easy, "queue").marks if m.role == "best")
    assert (
        service(easy, 0.99 * best.x).ttft_p99_ms < 5000 < service(easy, 1.02 * best.x).ttft_p99_ms
    )


@pytest.mark.parametrize(
    ("rate", "limit", "said"),
    [
        (0.0, 5000.0, "up to"),
        (0.0, 1.0, "no load keeps"),
        (0.5 * MOST, 5000.0, "within"),
        (2.0 * MOST, 5000.0, "can be served"),
    ],
)
def test_the_status_line_tells_what_the_chart_shows(rate, limit, said):
    scenario = at(rate, OPENING.with_values({"workload.ttft_slo_ms": limit}))
    shown = overview(scenario, None, str, BY_ID["prefill"])
    assert said in finding(shown.live, shown.live, str)


def test_nothing_is_marked_beyond_the_highest_rate_or_without_requests():
    for rate in (0.0, 2 * MOST):
        assert not [m for m in figure(at(rate), "queue").marks if m.role == "operating"]


@pytest.mark.parametrize("option", BY_PATH["chip.scaleup_topology"].options(OPENING))
def test_a_topology_of_more_hops_or_shared_links_never_gains(option):
    eight = apply(OPENING, Change.of("deployment.tp", 8))
    chosen = apply(eight, Change(BY_PATH["chip.scaleup_topology"].values(eight, option.value), ""))
    first = [curve(figure(s, "prefill"), "subject").y[99] for s in (chosen, eight)]
    slower = {"mesh", "ring", "tree"}
    assert first[0] >= first[1] if option.value in slower else first[0] <= first[1]
