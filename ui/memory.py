"""Keeps Python's collector away from what the start has made and the whole run needs."""

from __future__ import annotations

import gc


def keep_the_start() -> None:
    """Leave all that is alive out of later collections.

    Modules, presets and widgets are some hundred thousand objects that never become garbage;
    looking through them again and again took a twelfth of every frame of a drag.
    """
    gc.collect()
    gc.freeze()
