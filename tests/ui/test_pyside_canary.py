"""Watches for the PySide6 release that loses a reference to None on every void call."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QObject

CALLS = 1_000


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on")
def test_void_calls_keep_their_reference_to_none() -> None:
    """PySide6 6.12.0 on Python 3.11 loses one a call and aborts after some 16,000 of them."""
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        thing.setObjectName("canary")
    assert before - sys.getrefcount(None) < CALLS // 10
