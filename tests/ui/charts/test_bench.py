"""The bench draws what it says it draws; its times are not judged here."""

import numpy as np
import pytest

from ui.charts import bench


def test_sample_figures_move_with_the_phase():
    one, other = bench.sample_figure(0.0), bench.sample_figure(1.0)
    assert len(one.series) == bench.CURVES
    assert all(len(series.x) == bench.POINTS for series in one.series)
    assert not np.array_equal(one.series[0].y, other.series[0].y)


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_each_measure_gives_a_spread(qapp):
    for measure in (bench.painter_floor_ms, bench.chart_views_ms, bench.stock_pyqtgraph_ms):
        spread = measure(2)
        assert 0 < spread.p50 <= spread.p95
