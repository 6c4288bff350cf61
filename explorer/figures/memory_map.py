"""What lies where: weights, running and waiting KV caches, by memory of one replica."""

from __future__ import annotations

from explorer.figures.figure import Segment, StackFigure, StackPanel, StackRow
from explorer.figures.origin import sources
from explorer.figures.system_wording import place_name, session_text
from explorer.figures.wording import NO_BREAK_SPACE, count, gigabytes, number
from explorer.live import Live
from explorer.serving.kv_tiers import NAMES
from explorer.systems.memory import Place, memory, places
from explorer.text import Text


def build(live: Live, baseline: Live, t: Text) -> StackFigure:
    """Return one bar a memory, each as shares of its own size."""
    del baseline
    m = memory(live)
    title = t("Share of each memory, %; {chips} chips, {batch} sequences running").format(
        chips=count(m.chips), batch=count(m.batch)
    )
    rows = tuple(_row(place, live, t) for place in places(live))
    return StackFigure(
        "memory_map",
        t("What lies where"),
        session_text(live.scenario, t),
        (StackPanel(title, "%", rows),),
        sources(live.scenario, t),
    )


def _row(place: Place, live: Live, t: Text) -> StackRow:
    parts = (
        (t("weights"), place.weights, 1),
        (t("running KV"), place.running, 6),
        (t("waiting sessions"), place.waiting, 5),
        (t("reserve, buffers"), place.reserve, 7),
    )
    name = place_name(NAMES.index(place.name), live.scenario, t)
    segments = tuple(
        Segment(label, 100 * size / place.size, slot) for label, size, slot in parts if size > 0
    )
    return StackRow(name, segments, _size(place.size))


def _size(gb: float) -> str:
    if gb >= 1e6:
        return f"{number(gb / 1e6)}{NO_BREAK_SPACE}PB"
    return f"{number(gb / 1e3)}{NO_BREAK_SPACE}TB" if gb >= 1e4 else gigabytes(gb)
