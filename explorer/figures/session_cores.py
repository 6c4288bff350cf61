"""CPU cores that tools keep busy beside each accelerator, by how long a tool runs."""

from __future__ import annotations

import numpy as np

from explorer.figures.figure import Axis, Line, Mark, Series, XYFigure
from explorer.figures.origin import sources
from explorer.figures.ranges import log_range
from explorer.figures.stretches import same_curve
from explorer.figures.system_wording import session_text
from explorer.figures.wording import number
from explorer.live import Live, log_grid
from explorer.systems.agents import agents
from explorer.text import Text

_SERVERS = ((14.0, "HGX H100: 14"), (44.0, "Vera Rubin NVL72: 44"))
"""CPU cores per accelerator of two servers: two sockets of 48 to 64 cores for eight (recalled),
36 Vera of 88 cores for 72."""


def build(live: Live, baseline: Live, t: Text) -> XYFigure:
    """Return busy cores per accelerator over the core time of a call's tools."""
    s = live.scenario
    x = log_grid(0.1, 1000.0, 65)
    y, was = _cores(live, x), _cores(baseline, x)
    ghost = () if same_curve(y, was) else (Series("baseline", "", x, was, "ghost"),)
    low, high = log_range(y, np.array([v for v, _ in _SERVERS]))
    at = s.session.tool_core_s
    here = float(_cores(live, np.array([at]))[0])
    marks = (Mark(at, here, number(here)),) if at > 0 else ()
    return XYFigure(
        "session_cores",
        t("CPU cores for tools"),
        session_text(s, t),
        Axis(t("Core time of the tools of one call, s (log)"), "s", 0.1, 1000.0, "log"),
        Axis(t("Busy cores per accelerator (log)"), t("cores"), low, high, "log"),
        (*ghost, Series("subject", "", x, y)),
        "lower",
        t("lower is better"),
        lines=tuple(Line(value, name, vertical=False) for value, name in _SERVERS),
        marks=marks,
        footer=sources(s, t),
    )


def _cores(live: Live, core_s: np.ndarray) -> np.ndarray:
    """Return busy cores: sessions under way do not depend on how long tools compute."""
    a = agents(live)
    return np.asarray(a.sessions_per_chip_hour * live.scenario.session.calls * core_s / 3600.0)
