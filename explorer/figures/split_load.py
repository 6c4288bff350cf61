"""Time to first token of a split system against the requests that come in."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from explorer.figures.figure import Array, Axis, Line, Mark, Series, XYFigure
from explorer.figures.origin import sources
from explorer.figures.ranges import log_range
from explorer.figures.split_wording import split_text
from explorer.figures.wording import NO_BREAK_SPACE, count, number
from explorer.live import Live
from explorer.systems.split import Split, first_token, split
from explorer.text import Text


def build(live: Live, baseline: Live, t: Text) -> XYFigure:
    """Return mean and 99th percentile of TTFT over the request rate, up to the system's full."""
    x, old = split(live), split(baseline)
    mean, tail = first_token(x, _loads())
    rate = x.full * _loads()
    limit = x.scenario.workload.ttft_slo_ms
    moved = old is not x and (old.full, old.latency) != (x.full, x.latency)
    was = first_token(old, _loads())[1]
    ghost = (Series("baseline", "", old.full * _loads(), was, "ghost"),) if moved else ()
    low, high = log_range(np.concatenate((mean, tail)), np.array([limit]), default=(10.0, 1e4))
    now = x.latency.ttft_p99
    return XYFigure(
        "split_load",
        t("First token by load"),
        split_text(x, t),
        Axis(t("Requests, per second"), t("req/s"), 0.0, 1.04 * x.full),
        Axis(t("TTFT, ms (log)"), "ms", low, high, "log"),
        (
            *ghost,
            Series("mean", t("mean"), rate, mean, "condition"),
            Series("subject", "p99", rate, tail),
        ),
        "lower",
        t("lower is better"),
        lines=(
            Line(limit, t("SLO {value}").format(value=f"{count(limit)}{NO_BREAK_SPACE}ms"), False),
            Line(x.full, t("full"), True, "capacity"),
        ),
        marks=(Mark(x.rate, now, f"{number(now)}{NO_BREAK_SPACE}ms"), *_most(x, tail, limit)),
        footer=sources(x.scenario, t),
    )


def _most(x: Split, tail: Array, limit: float) -> tuple[Mark, ...]:
    """Return the highest load at which the 99th percentile keeps its limit."""
    kept = np.flatnonzero(tail <= limit)
    if not len(kept) or kept[-1] == len(tail) - 1:
        return ()
    load = float(np.interp(limit, tail[kept[-1] :], _loads()[kept[-1] :]))
    return (Mark(load * x.full, limit, number(load * x.full), "best"),)


@lru_cache(maxsize=1)
def _loads() -> Array:
    loads = np.linspace(0.02, 0.995, 196)
    loads.flags.writeable = False
    return loads
