"""The strip of scenarios: what its buttons do when they are clicked."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from explorer.change import Change
from explorer.evaluate import evaluate
from explorer.pins import SAME_WORKLOAD
from ui.widgets.picker_popup import PickerPopup


def test_two_chips_are_compared_by_a_click_on_the_strip_and_one_in_the_list(qtbot, window):
    window.tabs.choose("compare")
    button = window.strip.chip
    assert button.isVisible()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    (popup,) = [w for w in QApplication.topLevelWidgets() if isinstance(w, PickerPopup)]
    other = next(
        item
        for item in (popup.list.item(row) for row in range(popup.list.count()))
        if "MI300X" in item.text()
    )
    popup.list.scrollToItem(other)
    place = popup.list.visualItemRect(other)
    qtbot.mouseClick(popup.list.viewport(), Qt.MouseButton.LeftButton, pos=place.center())
    window.presenter.refresh()
    texts = [card.text.name for card in window.strip.cards if card.isVisible()]
    assert len(texts) == 2
    assert "MI300X" in texts[0]


def test_no_chip_is_added_where_all_colours_are_taken(window):
    for chip in ("b200-sxm", "h200-sxm", "mi300x", "a100-80", "b300-sxm"):
        window.commands.chip_adder.add(chip)
    assert len(window.session.pins) == 5
    assert not window.strip.chip.isEnabled()
    assert not window.actions_by_id.actions["pin_chip"].isEnabled()


def test_words_of_the_status_line_give_all_the_workload_of_the_live_one(qtbot, window):
    window.tabs.choose("compare")
    for chip in ("b200-sxm", "groq3-lpu"):
        window.commands.chip_adder.add(chip)
    command = window.actions_by_id.actions[SAME_WORKLOAD]
    assert not command.isEnabled()
    window.session.apply(Change.of("workload.input_tokens", 32768.0))
    window.presenter.refresh()
    window.actions_by_id.refresh()
    assert command.isEnabled()
    assert "prompts or outputs differ" in window.status.status.reason
    before = window.session.pins
    window.status.resize(2600, window.status.height())
    window.status.grab()
    (box, _) = window.status._links[0]
    qtbot.mouseClick(window.status, Qt.MouseButton.LeftButton, pos=box.center().toPoint())
    window.presenter.refresh()
    live = window.session.scenario.workload
    assert all(pin.scenario.workload == live for pin in window.session.pins)
    assert all(evaluate(pin.scenario).fits[0] for pin in window.session.pins)
    assert "prompts or outputs differ" not in window.status.status.reason
    assert window.status.status.links == ()
    assert not command.isEnabled()
    window.session.undo_stack.undo()
    assert window.session.pins == before


def test_a_layout_that_holds_the_workload_stays(window):
    window.commands.chip_adder.add("b200-sxm")
    before = window.session.pins[0].scenario
    window.session.apply(Change.of("workload.output_tokens", 600.0))
    window.actions_by_id.run(SAME_WORKLOAD)
    after = window.session.pins[0].scenario
    assert after.workload.output_tokens == 600.0
    assert after.deployment == before.deployment
