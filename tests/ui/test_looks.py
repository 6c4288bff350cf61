"""How charts are seen in the window: by mouse and by menu, kept, undone, saved and exported."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from explorer.change import Change
from explorer.figures.seen import seen
from explorer.files import workspace
from explorer.looks import PLAIN
from ui.cli.asked import Asked
from ui.cli.export_verb import figures

HBM = "chip.hbm_bandwidth_tbs"


def view(window, name):
    return window.grid.cards[name].view


def ids(window, name):
    return [series.id for series in view(window, name).figure.series]


def click(window, name, curve, *, twice=False):
    shown = view(window, name)
    shown.grab()
    at = shown._item._names[curve][0].center().toPoint()
    QTest.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=at)
    if twice:
        QTest.mouseDClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=at)


def menu_of(window, name):
    return window.chart_menu.menu(name)


def entry(menu, *path):
    """Return an entry by the texts that lead to it, through submenus."""
    *above, text = path
    for title in above:
        found = next(a for a in menu.actions() if a.text() == title)
        assert found.isEnabled()
        menu = next(m for m in menu.findChildren(QMenu) if m.menuAction() is found)
    return next(a for a in menu.actions() if a.text().startswith(text))


def test_a_name_clicked_hides_its_curve_through_moves_and_metrics_and_undo(window):
    before = ids(window, "cost")
    click(window, "cost", "reference 3")
    assert ids(window, "cost") == [name for name in before if name != "reference 3"]
    assert window.actions_by_id.actions["undo"].text() == "Undo Hide Groq 3 LPU ×\u00a01,528"
    window.session.apply(Change.of(HBM, 4.8))
    window.presenter.coalescer.flush()
    assert "reference 3" not in ids(window, "cost")
    window.tabs.choose("cost")
    assert "reference 3" not in ids(window, "cost")
    window.session.undo_stack.undo()
    window.session.undo_stack.undo()
    window.presenter.coalescer.flush()
    assert ids(window, "cost") == before
    window.session.undo_stack.redo()
    assert "reference 3" not in ids(window, "cost")


def test_looks_alone_are_no_reason_to_ask_about_saving(window):
    click(window, "cost", "reference 3")
    assert not window.session.dirty
    window.session.apply(Change.of(HBM, 4.8))
    assert window.session.dirty


def test_a_double_click_on_a_name_is_one_step_and_its_axes_fit(window):
    before = view(window, "cost").figure
    click(window, "cost", "reference 3", twice=True)
    after = view(window, "cost").figure
    assert ids(window, "cost") == ["reference 3"]
    assert after.x.low > before.x.low
    assert window.session.undo_stack.count() == 1
    click(window, "cost", "reference 3", twice=True)
    assert view(window, "cost").figure is window.presenter.current.figures["cost"]


def test_the_menu_does_by_keyboard_what_the_mouse_does(window):
    menu = menu_of(window, "decode")
    name = entry(menu, "Curves", "8k context")
    assert name.isChecked()
    name.trigger()
    assert "subject" not in ids(window, "decode")
    menu = menu_of(window, "decode")
    assert not entry(menu, "Curves", "8k context").isChecked()
    entry(menu, "Curves", "Show all").trigger()
    assert "subject" in ids(window, "decode")
    entry(menu_of(window, "decode"), "Show alone", "2k context").trigger()
    assert ids(window, "decode") == ["second"]


def test_scales_stand_in_the_menu_and_one_that_cannot_be_says_why(window):
    entry(menu_of(window, "decode"), "Vertical axis", "Logarithmic").trigger()
    shown = view(window, "decode").figure
    assert (shown.y.scale, shown.y.title) == ("log", "TPOT, ms (log)")
    entry(menu_of(window, "decode"), "Horizontal axis", "Linear").trigger()
    shown = view(window, "decode").figure
    assert (shown.x.scale, shown.x.low) == ("linear", 0.0)
    assert entry(menu_of(window, "decode"), "Horizontal axis", "Linear").isChecked()
    window.tabs.choose("fleet")
    log = entry(menu_of(window, "fleet_growth"), "Horizontal axis", "Logarithmic")
    assert not log.isEnabled()
    assert log.text().endswith("A logarithm needs values above zero.")


def test_a_zoom_is_one_step_a_gesture_back_by_backspace_and_gone_by_home(window):
    shown = view(window, "decode")
    whole = shown.figure.x
    for _ in range(3):
        QTest.keyClick(shown, Qt.Key.Key_Plus)
    assert window.session.undo_stack.count() == 1
    first = shown.figure.x
    QTest.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(120, 100))
    QTest.keyClick(shown, Qt.Key.Key_Plus)
    assert window.session.undo_stack.count() == 2
    QTest.keyClick(shown, Qt.Key.Key_Backspace)
    assert shown.figure.x == first
    window.session.apply(Change.of(HBM, 4.8))
    window.presenter.coalescer.flush()
    assert shown.figure.x == first
    QTest.keyClick(shown, Qt.Key.Key_Home)
    assert shown.figure.x == whole
    assert not shown.zoomed


def test_what_is_exported_is_what_is_seen_in_the_window_and_without_it(
    window, tmp_path, monkeypatch
):
    click(window, "cost", "reference 3")
    QTest.keyClick(view(window, "cost"), Qt.Key.Key_Plus)
    entry(menu_of(window, "cost"), "Vertical axis", "Linear").trigger()
    window.grid.current = "cost"
    slide = window.commands.exports._slide("cost")
    shown = view(window, "cost").figure
    assert [series.id for series in slide.series] == ids(window, "cost")
    assert (slide.x.low, slide.x.high, slide.y.scale) == (shown.x.low, shown.x.high, "linear")
    path = tmp_path / "seen.sili"
    workspace.save(window.session.workspace, path)
    found = workspace.load(path)
    assert found.looks == window.session.looks
    headless = figures(Asked(found, found.scenario), ("cost",), str)["cost"]
    assert [series.id for series in headless.series] == ids(window, "cost")
    assert (headless.x.low, headless.x.high) == (shown.x.low, shown.x.high)
    window.session.replace(found.scenario, found.scenario, path, found.pins, found.looks)
    window.presenter.coalescer.flush()
    assert ids(window, "cost") == [series.id for series in headless.series]


def test_the_chart_with_the_keyboard_is_the_one_in_hand(window):
    view(window, "money").setFocus()
    assert window.grid.current == "money"
    view(window, "cost").setFocus()
    assert window.grid.current == "cost"
    assert window.current_figure().id == "cost"


def test_the_table_twin_follows(window):
    card = window.grid.cards["cost"]
    click(window, "cost", "reference 3")
    card.show_as_table(True)
    assert not any("Groq 3 LPU" in head for head in card.table.numbers.table.heads)


def test_a_plain_look_is_not_kept(window):
    click(window, "cost", "reference 3")
    assert set(window.session.looks) == {"cost"}
    click(window, "cost", "reference 3")
    assert window.session.looks == {}
    made = window.presenter.current.figures["cost"]
    assert seen(made, PLAIN, str) is made


def test_another_metric_by_the_menu_keeps_what_is_hidden_and_the_zoom_across(window):
    click(window, "cost", "reference 3")
    QTest.keyClick(view(window, "cost"), Qt.Key.Key_Plus)
    before = view(window, "cost").figure
    entry(menu_of(window, "cost"), "Vertical axis", "Energy").trigger()
    window.presenter.coalescer.flush()
    after = view(window, "cost").figure
    assert (after.title, after.y.unit) == ("Energy by interactivity", "J/tok")
    assert "reference 3" not in ids(window, "cost")
    assert (after.x.low, after.x.high) == (before.x.low, before.x.high)
    assert window.grid.cards["cost"]._title.text() == after.title
    assert window.commands.exports._slide("cost").y == after.y
    assert entry(menu_of(window, "cost"), "Vertical axis", "Energy").isChecked()
    window.session.undo_stack.undo()
    window.presenter.coalescer.flush()
    back = view(window, "cost").figure
    assert (back.y.title, back.y.low, back.y.high) == (before.y.title, before.y.low, before.y.high)


@pytest.mark.parametrize("tab", ["prefill", "decode", "cost"])
def test_the_choice_of_axes_stands_above_a_chart_alone(window, tab):
    window.tabs.choose(tab)
    path = f"study.{tab}_y"
    assert window.controls.pickers[path].isVisible()
    window.controls.chosen.emit(path, "cost_input" if tab == "prefill" else "energy", "Axis")
    window.presenter.coalescer.flush()
    unit = "$/Mtok" if tab == "prefill" else "J/tok"
    assert view(window, tab).figure.y.unit == unit
    assert window.session.undo_stack.count() == 1


def parts(window, name):
    rows = [row for panel in view(window, name).figure.panels for row in panel.rows]
    return [[part.name for part in row.segments] for row in rows], [r.total_label for r in rows]


def test_a_name_in_the_legend_of_stacked_bars_hides_that_part_and_brings_it_back(window):
    (before, *_), (whole, *_) = parts(window, "time")
    click(window, "time", "part 3")
    shown, totals = parts(window, "time")
    assert all("collectives" not in names for names in shown)
    assert set(before) - {"collectives"} == set(shown[0])
    assert totals[0].endswith(f"% of {whole}")
    assert window.actions_by_id.actions["undo"].text() == "Undo Hide collectives"
    click(window, "time", "part 3")
    assert parts(window, "time")[0][0] == before
    assert parts(window, "time")[1][0] == whole


def test_a_part_of_stacked_bars_is_left_alone_by_a_double_click_in_every_language(window):
    click(window, "time", "part 3", twice=True)
    assert {tuple(names) for names in parts(window, "time")[0]} == {("collectives",)}
    window.appearance.show_language("zh_CN")
    window.presenter.refresh()
    assert {len(names) for names in parts(window, "time")[0]} == {1}
    window.appearance.show_language("en")
    window.presenter.refresh()
    menu = menu_of(window, "time")
    assert not entry(menu, "Parts", "FFN").isChecked()
    entry(menu, "Parts", "Show all").trigger()
    assert "FFN" in parts(window, "time")[0][0]


def test_bars_with_every_part_hidden_can_still_be_brought_back(window):
    window.looker.isolate("time", "part 1")
    click(window, "time", "part 1")
    assert {tuple(names) for names in parts(window, "time")[0]} == {()}
    click(window, "time", "part 1")
    assert {tuple(names) for names in parts(window, "time")[0]} == {("FFN",)}


def test_the_export_menu_names_the_chart_in_hand(window):
    menu = window.export_menu
    for name in ("decode", "cost"):
        view(window, name).entered.emit()
        menu.aboutToShow.emit()
        first = menu.actions()[0]
        assert first.text() == view(window, name).figure.title
        assert not first.isEnabled()
