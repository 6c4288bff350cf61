"""What helps a newcomer: gallery, tour, glossary, palette; each can be left and taken again."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QToolButton

from explorer.analysis.ledger import entries
from explorer.files import workspace
from explorer.files.scenario_file import as_shipped
from explorer.glossary import glossary
from explorer.levers import ALL_LEVERS, BY_PATH
from explorer.presets.gallery import gallery, story
from ui.guide.gallery_dialog import GalleryDialog
from ui.guide.glossary_dialog import GlossaryDialog
from ui.guide.tour import TIPS, Tour
from ui.naming import scenario_title
from ui.panels.pin_strip import PinStrip
from ui.staged import staged
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.picker_popup import PickerPopup

STORIES = pytest.mark.parametrize("told", gallery(), ids=lambda told: told.id)


@pytest.fixture
def window(window):
    window.resize(1366, 768)
    return window


def shown(kind):
    return [w for w in QApplication.allWidgets() if isinstance(w, kind) and w.isVisible()]


def test_a_story_opens_its_scenario_its_view_and_its_answer(window, qtbot):
    told = gallery()[0]
    dialog = window.commands.guide.show_gallery()
    assert [card.told for card in dialog.cards] == list(gallery())
    dialog.cards[0].chosen.emit(told.id)
    assert window.story.story is told
    assert window.tabs.current == told.view
    assert window.session.path is None
    assert not window.session.dirty
    window.presenter.coalescer.flush()
    assert window.presenter.current.live.scenario == window.session.scenario


def test_a_story_is_told_by_whichever_way_its_file_is_opened(window):
    told = story("prefill-and-decode-apart")
    assert window.commands.documents.load(told.path)
    assert window.story.story is told
    assert window.tabs.current == told.view
    kept = workspace.load(told.path)
    with staged(kept, as_shipped(kept.scenario)) as other:
        assert other.story.story is told
        assert other.tabs.current == told.view


def test_what_a_story_is_held_against_is_named_without_cards(window):
    window.commands.guide.tell_story("lpu-against-gpu")
    assert window.session.baseline.chip.id == "h200-sxm"
    strip = window.findChild(PinStrip)
    assert not strip.isVisible()
    assert window.tabs.baseline.isVisible()
    window.tabs.choose("compare")
    assert strip.isVisible()
    window.tabs.choose("overview")
    window.commands.pinboard.pin()
    assert strip.isVisible()


def test_every_card_gets_its_picture(window, qtbot):
    dialog = window.commands.guide.show_gallery()
    qtbot.waitUntil(lambda: all(not card.picture.pixmap().isNull() for card in dialog.cards))
    dialog.close()


def test_a_card_is_chosen_by_keys(window, qtbot):
    dialog = window.commands.guide.show_gallery()
    with qtbot.waitSignal(dialog.chosen) as told:
        qtbot.keyClick(dialog.cards[1], Qt.Key.Key_Return)
    assert told.args == [gallery()[1].id]


def test_the_answer_goes_with_its_story(window):
    window.commands.guide.tell_story(gallery()[0].id)
    assert window.story.isVisible()
    window.commands.documents.new()
    assert not window.story.isVisible()


def test_the_levers_to_try_lead_to_the_dock(window, qtbot):
    told = gallery()[0]
    window.commands.guide.tell_story(told.id)
    window.story.lever_asked.emit(told.levers[0])
    assert window.dock.rows[told.levers[0]].slider.hasFocus()


def test_the_gallery_at_start_can_be_declined_for_good(window):
    guide = window.commands.guide
    dialog = guide.show_gallery()
    dialog.at_start.setChecked(False)
    dialog.close()
    assert not window.settings.gallery_at_start
    guide.welcome()
    assert not [d for d in shown(GalleryDialog) if d is not dialog]


def test_the_tour_walks_over_every_tip_and_ends(window, qtbot):
    tour = window.commands.guide.take_tour()
    seen = []
    for _ in TIPS:
        seen.append(tour.text.text())
        assert window.rect().contains(tour.geometry())
        last = tour
        tour.next.click()
    assert seen == [tip.text for tip in TIPS]
    assert last.isHidden()


def test_the_tour_can_be_skipped_by_esc(window, qtbot):
    tour = window.commands.guide.take_tour()
    assert isinstance(tour, Tour)
    with qtbot.waitSignal(tour.ended):
        qtbot.keyClick(tour, Qt.Key.Key_Escape)


def test_the_glossary_is_searched_as_one_types(window, qtbot):
    window.commands.guide.show_glossary()
    (dialog,) = shown(GlossaryDialog)
    assert all(term in dialog.page.toPlainText() for term, _ in glossary())
    dialog.search.setText("disaggregation")
    assert "AFD" in dialog.page.toPlainText()
    assert "TCO" not in dialog.page.toPlainText()
    dialog.close()


@pytest.mark.parametrize(
    ("typed", "check"),
    [
        ("light dark", lambda w: w.appearance.choice in ("light", "dark")),
        ("tensor parallel", lambda w: w.dock.rows["deployment.tp"].slider.hasFocus()),
        ("tokens per day", lambda w: w.dock.rows["fleet.tokens_per_day_t"].slider.hasFocus()),
        ("decode ctrl+3", lambda w: w.tabs.current == "decode"),
    ],
)
def test_the_palette_runs_what_was_found(window, qtbot, typed, check):
    window.commands.guide.show_palette()
    (popup,) = shown(PickerPopup)
    qtbot.keyClicks(popup.search, typed)
    qtbot.keyClick(popup.search, Qt.Key.Key_Return)
    assert check(window)


def test_the_palette_holds_every_action_lever_assumption_and_story(window):
    window.commands.guide.show_palette()
    (popup,) = shown(PickerPopup)
    actions = len(window.actions_by_id.actions)
    now = window.session.scenario
    found = [e for e in entries(now, now) if e.near and e.path not in BY_PATH]
    rows = actions + len(ALL_LEVERS) + len(found) + len(gallery())
    keyed = [i for i in popup._items() if i.data(Qt.ItemDataRole.UserRole) is not None]
    assert len(keyed) == rows
    popup.close()


@STORIES
def test_the_question_of_a_story_is_read_in_full_at_the_least_size(window, told):
    window.commands.guide.tell_story(told.id)
    QApplication.processEvents()
    for language in ("en", "zh_CN"):
        window.appearance.show_language(language)
        QApplication.processEvents()
        title = window.story.findChild(ElidedLabel)
        assert title.shown_text == window.appearance.t(told.title)


def test_the_levers_to_try_are_named_in_full(window):
    window.resize(1600, 900)
    window.commands.guide.tell_story("lpu-against-gpu")
    names = {button.text() for button in window.story.findChildren(QToolButton)}
    assert "Power && price: Chip price" in names


def test_a_story_is_named_in_the_language_until_another_chip_is_chosen(window):
    window.commands.guide.tell_story("sram-on-a-gpu")
    window.appearance.show_language("zh_CN")
    session, t = window.session, window.appearance.t
    assert scenario_title(session.scenario, session.start, t) == "H100 上十倍的 SRAM"
    window.toolbar.pickers["chip"].picked.emit("b200-sxm")
    assert scenario_title(session.scenario, session.start, t).startswith("B200 SXM")
