"""What every window test stands on: the application's name, and no window left behind."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """Name the application as the product does, for settings and window titles."""
    return ["siliconomics"]


@pytest.fixture(autouse=True)
def no_window_left_behind(user_folders) -> Iterator[None]:
    """Close what a test left open, so that the next one starts from no window at all."""
    yield
    for widget in QApplication.topLevelWidgets():
        widget.close()
        widget.deleteLater()
    # Deleted here and now: a later test, or the end of Python, would do it in an unlucky order.
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
