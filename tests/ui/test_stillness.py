"""Nothing moves by itself: who is disturbed by motion never meets any that was not asked for."""

import re
from pathlib import Path

import ui

MOVERS = re.compile(r"Q\w*Animation|QTimeLine|QMovie|setAnimated\(True\)")


def test_no_part_of_the_window_is_animated():
    sources = list(Path(ui.__file__).parent.rglob("*.py"))
    assert len(sources) > 100
    assert [path.name for path in sources if MOVERS.search(path.read_text("utf-8"))] == []
