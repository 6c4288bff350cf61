"""Explanations open from a tile, follow the scenario, and lead to the levers."""

from PySide6.QtCore import Qt, QUrl

from explorer.change import Change

HBM = "chip.hbm_bandwidth_tbs"


def test_a_click_on_a_tile_explains_its_number(window, qtbot):
    qtbot.mouseClick(window.headline.tiles[1], Qt.MouseButton.LeftButton)
    text = window.explainer.dialog.page.toPlainText().replace("\u00a0", " ")
    assert text.startswith(f"TPOT = {window.headline.tiles[1].tile.value}")
    assert "HBM bandwidth" in text
    window.explainer.dialog.close()
    assert window.explainer.dialog is None


def test_a_tile_is_reached_and_asked_by_keys(window, qtbot):
    tile = window.headline.tiles[0]
    tile.setFocus()
    qtbot.keyClick(tile, Qt.Key.Key_Return)
    assert window.explainer.dialog.result_id == "ttft"


def test_it_follows_the_scenario(window, qtbot):
    window.explainer.explain("tpot")
    before = window.explainer.dialog.page.toPlainText()
    window.session.apply(Change.of(HBM, 4.8))
    window.presenter.refresh()
    after = window.explainer.dialog.page.toPlainText()
    assert after != before
    assert "set by the user" in after


def test_an_input_leads_to_its_lever(window):
    window.explainer.explain("tpot")
    window.explainer.dialog.page.anchorClicked.emit(QUrl("deployment.tp"))
    row = window.dock.rows["deployment.tp"]
    assert row.slider.hasFocus() or row.isVisible()
    assert window.dock.bar.level == "advanced"


def test_another_question_replaces_the_first(window):
    window.explainer.explain("tpot")
    first = window.explainer.dialog
    window.explainer.explain("ttft")
    assert window.explainer.dialog is not first
    assert window.explainer.dialog.result_id == "ttft"
