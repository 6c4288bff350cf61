"""Opens gallery, tour, glossary and palette, and does what is chosen there.

Each is imported when it is opened: the window starts without them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from explorer.levers import BY_PATH
from explorer.presets.gallery import story, story_of
from ui.appearance import Appearance
from ui.documents import Documents
from ui.levers.dock import LeverDock
from ui.panels.story_bar import StoryBar
from ui.panels.view_tabs import ViewTabs
from ui.settings import Settings

if TYPE_CHECKING:
    from ui.action_set import ActionSet
    from ui.guide.gallery_dialog import GalleryDialog
    from ui.guide.tour import Tour


class Guide(QObject):
    """Help that acts on the window: `actions` is asked for late, for it is made last."""

    def __init__(
        self,
        appearance: Appearance,
        settings: Settings,
        documents: Documents,
        dock: LeverDock,
        tabs: ViewTabs,
        bar: StoryBar,
        assume: Callable[[str], object],
        actions: Callable[[], ActionSet],
        parts: Mapping[str, QWidget],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._appearance = appearance
        self._settings = settings
        self._documents = documents
        self._dock = dock
        self._tabs = tabs
        self._bar = bar
        self._assume = assume
        self._actions = actions
        self._parts = parts
        self._window = window
        bar.lever_asked.connect(self._reveal)
        documents.session.replaced.connect(self._tell)
        self._tell()

    def welcome(self) -> None:
        """Show the gallery at a start without a file, until the user wants it no more."""
        if self._settings.gallery_at_start:
            self.show_gallery()

    def show_gallery(self) -> GalleryDialog:
        """Show the stories."""
        from ui.guide.gallery_dialog import GalleryDialog

        look = self._appearance
        dialog = GalleryDialog(look.t, look.theme, self._window)
        dialog.at_start.setChecked(self._settings.gallery_at_start)
        dialog.at_start.toggled.connect(self._keep_at_start)
        dialog.chosen.connect(self.tell_story)
        dialog.tour_asked.connect(self.take_tour)
        dialog.open()
        return dialog

    def tell_story(self, story_id: str) -> None:
        """Open a story's scenario on its view, with its answer above the charts."""
        if self._documents.may_discard():
            self._documents.load(story(story_id).path, own=False)

    def take_tour(self) -> Tour:
        """Walk through the tips."""
        from ui.guide.tour import Tour

        look = self._appearance
        return Tour(self._parts, look.t, look.theme, self._window)

    def show_glossary(self) -> None:
        """Show the terms."""
        from ui.guide.glossary_dialog import GlossaryDialog

        look = self._appearance
        GlossaryDialog(look.t, look.theme, self._window).show()

    def show_palette(self) -> None:
        """Find anything by its name."""
        from ui.guide.palette import open_palette, palette_choices

        look = self._appearance
        choices = palette_choices(self._actions(), self._documents.session.scenario, look.t)
        open_palette(choices, self._do, look.t, look.theme, self._window)

    def _tell(self) -> None:
        """Show the answer of the story that was opened, by whichever way."""
        self._bar.tell(story_of(self._documents.session.scenario))

    def _do(self, key: str) -> None:
        kind, _, name = key.partition(":")
        doers = {
            "action": self._run, "lever": self._reveal, "parameter": self._assume,
            "story": self.tell_story,
        }  # fmt: skip
        doers[kind](name)

    def _reveal(self, path: str) -> None:
        """Go to a lever, on a view where it acts."""
        views = BY_PATH[path].views
        if views and self._tabs.current not in views:
            self._tabs.choose(views[0])
        self._dock.reveal(path)

    def _run(self, name: str) -> None:
        action = self._actions().actions[name]
        if action.isEnabled():
            action.trigger()

    def _keep_at_start(self, on: bool) -> None:
        self._settings.gallery_at_start = on
