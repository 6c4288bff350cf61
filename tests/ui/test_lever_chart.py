"""While all levers are shown, the result in question stands under them, over the lever in hand."""

import numpy as np
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtWidgets import QApplication

from explorer import presets
from explorer.catalogue import CHARTS, OVER, chart
from explorer.change import Change, apply
from explorer.evaluate import evaluate
from explorer.levers import LEVERS
from explorer.overview import figure
from explorer.results import BY_ID
from ui.session import Session
from ui.window import MainWindow

SRAM, HBM = "chip.sram_mb", "chip.hbm_bandwidth_tbs"


def advanced(window):
    window.dock.bar.set_level("advanced")
    return window.dock.chart


def test_each_lever_has_a_chart_that_says_what_evaluating_says(window):
    assert list(OVER.values()) == [lever.path for lever in LEVERS]
    assert not set(OVER) & set(CHARTS)
    scenario = window.session.scenario
    result = BY_ID[scenario.study.result]
    for name, path in OVER.items():
        curve = figure(scenario, name).series[-1]
        at = len(curve.x) // 3
        alone = evaluate(apply(scenario, Change.of(path, float(curve.x[at]))))
        said = float(result.of(alone)[0]) if alone.fits[0] else np.nan
        np.testing.assert_allclose(curve.y[at], said, rtol=1e-9)


def test_it_names_the_cost_basis_as_the_study_does(window):
    made, study = (figure(window.session.scenario, name) for name in (f"over {HBM}", "sweep"))
    assert made.footer == study.footer
    assert chart(f"over {HBM}") is chart(f"over {HBM}")


def test_the_basic_level_has_no_chart_and_evaluates_none(window):
    assert not window.dock.chart.isVisible()
    assert set(window.presenter.made) == set(window.presenter.view.figures)
    shown = advanced(window)
    assert shown.isVisible()
    window.dock.bar.set_level("basic")
    assert not shown.isVisible()
    window.presenter.refresh()
    assert set(window.presenter.made) == set(window.presenter.view.figures)


def test_it_does_not_cover_its_lever(window):
    window.resize(1366, 768)
    QApplication.processEvents()
    row = window.dock.rows["economics.utilisation"]
    window.dock.area.ensureWidgetVisible(row)
    row.moved.emit(0.6)
    advanced(window)
    QApplication.processEvents()
    area = window.dock.area.viewport()
    assert area.rect().contains(QRect(row.mapTo(area, QPoint()), row.size()))


def test_it_is_of_the_lever_in_hand_and_moves_with_it(window):
    shown = advanced(window)
    assert shown.title.text() == "Cost, output by HBM bandwidth"
    window.dock.rows[SRAM].moved.emit(400.0)
    window.presenter.coalescer.flush()
    assert shown.title.text() == "Cost, output by SRAM capacity"
    assert shown.view.figure.marks[-1].x == 400.0
    window.dock.rows[SRAM].moved.emit(800.0)
    window.presenter.coalescer.flush()
    assert shown.view.figure.marks[-1].x == 800.0
    window.tabs.choose("time")
    window.dock.rows[SRAM].moved.emit(300.0)
    window.presenter.coalescer.flush()
    assert shown.view.figure.marks[-1].x == 300.0


def test_a_lever_of_a_system_leaves_it_where_it_was(window):
    shown = advanced(window)
    window.tabs.choose("fleet")
    window.dock.rows["fleet.growth"].moved.emit(1.0)
    window.presenter.coalescer.flush()
    assert shown.title.text() == "Cost, output by HBM bandwidth"


def test_it_goes_with_the_folded_dock_and_speaks_the_readers_language(window):
    shown = advanced(window)
    window.dock.set_folded(True)
    assert not shown.isVisible()
    window.dock.set_folded(False)
    assert shown.isVisible()
    window.appearance.show_language("zh_CN")
    window.presenter.coalescer.flush()
    assert shown.title.text() == "输出成本随HBM 带宽变化"
    assert shown.more.text() == "分析"


def test_its_button_takes_the_lever_to_the_analyses(window, qtbot):
    shown = advanced(window)
    window.dock.rows[SRAM].moved.emit(400.0)
    qtbot.mouseClick(shown.more, Qt.MouseButton.LeftButton)
    assert window.tabs.current == "analysis"
    assert window.session.scenario.study.x == SRAM
    assert window.grid.cards["sweep"].view.figure.title == "Cost, output by SRAM capacity"


def test_a_click_on_a_bar_of_the_tornado_leads_to_its_lever(window, qtbot):
    window.tabs.choose("analysis")
    view = window.grid.cards["levers"].view
    bars = {bar.path for bar in view.figure.bars}
    at = next(
        QPoint(view.width() // 2, y)
        for y in range(view.height())
        if view.path_at(QPointF(view.width() / 2, y)) == "workload.input_tokens"
    )
    assert "workload.input_tokens" in bars
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert window.dock.rows["workload.input_tokens"].slider.hasFocus()


def test_a_window_that_starts_with_all_levers_has_it_at_once(qtbot, window):
    advanced(window)
    window.session.undo_stack.setClean()
    window.close()
    again = MainWindow(Session(presets.default_scenario()))
    again.session.setParent(again)
    qtbot.addWidget(again)
    again.show()
    qtbot.waitUntil(lambda: again.presenter.current is not None)
    assert again.dock.bar.level == "advanced"
    assert again.dock.chart.isVisible()
    assert again.dock.chart.view.figure.id == f"over {HBM}"
