"""The strip of scenarios: what its buttons do when they are clicked."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

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
