"""How the first token of each call comes later as the context grows, with and without a cache."""

from __future__ import annotations

import numpy as np

from explorer.figures.figure import Axis, Line, Series, XYFigure
from explorer.figures.origin import sources
from explorer.figures.ranges import log_range
from explorer.figures.stretches import same_curve
from explorer.figures.system_wording import session_text
from explorer.figures.wording import NO_BREAK_SPACE, count
from explorer.live import Live
from explorer.systems.memory import later_calls, memory
from explorer.text import Text


def build(live: Live, baseline: Live, t: Text) -> XYFigure:
    """Return TTFT by call: as found, all computed, all found."""
    s, m = live.scenario, memory(live)
    x = later_calls(s) + 1
    found, computed = 1e3 * m.calls.ttft_found, 1e3 * m.calls.ttft_computed
    mean, was = _mean(live), _mean(baseline)
    bx = later_calls(baseline.scenario) + 1
    same = same_curve(x, bx) and same_curve(mean, was)
    ghost = () if same else (Series("baseline", "", bx, was, "ghost"),)
    slo = s.workload.ttft_slo_ms
    low, high = log_range(found, computed, slo)
    return XYFigure(
        "session_calls",
        t("First token, call by call"),
        session_text(s, t),
        Axis(t("Call of the session"), "", 1.0, max(s.session.calls, 2.0)),
        Axis(t("TTFT, ms (log)"), "ms", low, high, "log"),
        (
            *ghost,
            Series("computed", t("computed again"), x, computed, "reference", 2),
            Series("found", t("prefix found"), x, found, "reference", 3),
            Series("subject", t("as kept"), x, mean),
        ),
        "lower",
        t("lower is better"),
        lines=(
            Line(slo, t("SLO {value}").format(value=f"{count(slo)}{NO_BREAK_SPACE}ms"),
                 vertical=False),
        ),
        footer=sources(s, t),
    )  # fmt: skip


def _mean(live: Live) -> np.ndarray:
    m = memory(live)
    load = float(m.found @ m.load_s)
    mixed = m.hit * m.calls.ttft_found + (1 - m.hit) * m.calls.ttft_computed + load
    return np.asarray(1e3 * mixed)
