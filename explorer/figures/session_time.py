"""A session from first call to last: where its time goes."""

from __future__ import annotations

from explorer.figures.figure import Segment, StackFigure, StackPanel, StackRow
from explorer.figures.origin import sources
from explorer.figures.system_wording import duration, session_text
from explorer.live import Live
from explorer.systems.agents import Agents, agents
from explorer.text import Text

_SLOTS = (2, 5, 1, 7)


def build(live: Live, baseline: Live, t: Text) -> StackFigure:
    """Return the whole session, and below it the part in which an accelerator works."""
    now, before = agents(live), agents(baseline)
    names = (t("prefill"), t("load"), t("decode"), t("tools, waiting"))
    whole = t("Whole session, s")
    busy = t("Accelerator at work, s")
    return StackFigure(
        "session_time",
        t("Where a session's time goes"),
        session_text(live.scenario, t),
        tuple(
            StackPanel(
                title, "s", (_row(t("now"), now, names, most, t), _row(t("before"), before, names,
                             most, t, ghost=True))
            )
            for title, most in ((whole, 4), (busy, 3))
        ),
        sources(live.scenario, t),
    )  # fmt: skip


def _row(
    label: str, a: Agents, names: tuple[str, ...], most: int, t: Text, *, ghost: bool = False
) -> StackRow:
    parts = a.time_s[:most]
    segments = tuple(
        Segment(names[i], float(part), _SLOTS[i]) for i, part in enumerate(parts) if part > 0
    )
    return StackRow(label, segments, duration(float(parts.sum()), t), ghost)
