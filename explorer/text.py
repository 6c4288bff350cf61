"""The words the product shows, in the reader's language.

English source text is the key; the files of `resources/translations/LANG/`, one a part of the
product, map it to another language; no text stands in two of them. The same catalogue serves the
window, the charts and every export, so they cannot disagree.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import lru_cache

from explorer.resources import resource

Text = Callable[[str], str]
"""Translate one English source text; text without a translation comes back as it is."""

_MNEMONIC = re.compile(r"\s*\(&\w\)|&(?=\w)")

LANGUAGES = {"en": "English", "zh_CN": "简体中文"}


@lru_cache
def catalogue(language: str) -> dict[str, str]:
    """Return the source text -> translation table of `language` ("en" is empty)."""
    if language == "en":
        return {}
    table: dict[str, str] = {}
    for path in sorted(resource("translations", language).glob("*.json")):
        table.update(json.loads(path.read_text(encoding="utf-8")))
    return table


def translator(language: str = "en") -> Text:
    """Return the translating function of `language`; ValueError when it is not one of ours."""
    if language not in LANGUAGES:
        msg = f"language: {language!r} is not one of {', '.join(LANGUAGES)}"
        raise ValueError(msg)
    table = catalogue(language)
    return lambda source: table.get(source, source)


def plain(text: str) -> str:
    """Return a menu's text as prose: without its key ("&Open…", "打开(&O)…") and its dots."""
    return _MNEMONIC.sub("", text).replace("&&", "&").rstrip("…")
