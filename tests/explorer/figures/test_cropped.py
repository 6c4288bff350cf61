"""What is left of a zoomed figure: no point beyond its axes, and the curve's own course."""

import numpy as np
import pytest

from explorer import looks, presets
from explorer.figures.cropped import cropped
from explorer.figures.readout import value_at
from explorer.figures.seen import seen
from explorer.looks import PLAIN
from explorer.overview import figure

ZOOMS = {
    "decode": {"workload.batch": (10.0, 48.0), "tpot": (12.0, 22.0)},
    "cost": {"interactivity": (30.0, 90.0), "cost_output": (0.3, 3.0)},
    "prefill": {"workload.input_tokens": (3000.0, 30000.0)},
}


@pytest.mark.parametrize("name", ZOOMS)
def test_curves_end_at_the_edges_and_keep_their_course(name):
    whole = figure(presets.default_scenario(), name)
    assert cropped(whole) is whole
    zoomed = seen(whole, looks.zoomed(PLAIN, ZOOMS[name]), str)
    made = cropped(zoomed)
    own = {series.id: series for series in whole.series}
    assert made.series
    for series in made.series:
        known = np.isfinite(series.x)
        x, y = series.x[known], series.y[known]
        assert zoomed.x.low <= x.min() <= x.max() <= zoomed.x.high
        assert zoomed.y.low <= y.min() <= y.max() <= zoomed.y.high
        scales = zoomed.x.scale, zoomed.y.scale
        exact = [value_at(own[series.id], float(at), *scales) for at in x[1:-1]]
        np.testing.assert_allclose(y[1:-1], exact, rtol=1e-6)
    subject = next(s for s in made.series if s.id == "subject")
    edges = {zoomed.x.low, zoomed.x.high, *subject.y[[0, -1]].tolist()}
    assert {subject.x[0], subject.x[-1]} & edges or {zoomed.y.low, zoomed.y.high} & edges
    assert all(zoomed.x.low <= mark.x <= zoomed.x.high for mark in made.marks)


def test_a_curve_out_of_sight_is_gone():
    whole = figure(presets.default_scenario(), "cost")
    zoomed = seen(whole, looks.zoomed(PLAIN, {"interactivity": (150.0, 190.0)}), str)
    assert "subject" not in [series.id for series in cropped(zoomed).series]
