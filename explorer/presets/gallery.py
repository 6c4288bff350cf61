"""The gallery: scenario files that each answer one question, with what to look at and to try.

A story is a `.sili` file in `resources/gallery/` with one more group, "story":

    title       the question, in a few words
    sentence    the answer, in one sentence
    correction  a common claim put right (optional)
    view        the tab to open (an id of `explorer.views`)
    figures     the charts to look at (ids of `explorer.catalogue`)
    levers      the levers to try (paths of `explorer.levers`)
    sources     where its figures come from, one text each

Titles, sentences and corrections are English source text; the catalogues of translations hold the
others. The rest of the file is a scenario like any other; one that is pinned in it as the baseline
is what the story compares with.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from explorer.presets.files import nearest
from explorer.resources import resource
from explorer.spec.scenario import Scenario

SUFFIX = ".sili"


@dataclass(frozen=True, slots=True)
class Story:
    """One story; `path` is the scenario to open, `name` what that is called."""

    id: str
    path: Path
    title: str
    sentence: str
    view: str
    figures: tuple[str, ...]
    levers: tuple[str, ...]
    sources: tuple[str, ...]
    name: str
    correction: str = ""

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything a reader sees that has to be translated."""
        texts = (self.title, self.sentence, self.correction, self.name)
        return tuple(text for text in texts if text)


@cache
def gallery() -> tuple[Story, ...]:
    """Return all stories, in the order of their file names."""
    return tuple(map(_read, sorted(resource("gallery").glob(f"*{SUFFIX}"))))


def story(story_id: str) -> Story:
    """Return one story by id; ValueError names the nearest ids."""
    known = {each.id: each for each in gallery()}
    if story_id not in known:
        raise ValueError(f"no story is called {story_id!r}{nearest(story_id, known)}")
    return known[story_id]


def story_of(scenario: Scenario) -> Story | None:
    """Return the story that the file of `scenario` tells, None where it tells none of the gallery.

    Its texts are the gallery's own: what else a file says under "story" is kept and not shown.
    """
    told = scenario.extras.get("story")
    title = told.get("title") if isinstance(told, dict) else None
    return next((each for each in gallery() if each.title == title), None)


def _read(path: Path) -> Story:
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    told: dict[str, Any] = content["story"]
    lists = {name: tuple(told[name]) for name in ("figures", "levers", "sources")}
    return Story(id=path.stem, path=path, name=content["name"], **{**told, **lists})
