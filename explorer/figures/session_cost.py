"""What a session costs: chips, cores for its tools, memory that keeps it."""

from __future__ import annotations

from explorer.figures.figure import Bar, BarFigure
from explorer.figures.origin import sources
from explorer.figures.system_wording import session_text
from explorer.figures.wording import basis, delta, number
from explorer.live import Live
from explorer.systems.agents import agents
from explorer.text import Text

_SLOTS = (2, 5, 1, 3, 4)


_LEAST = 1e-4
"""Share of the cost below which a part is not shown."""


def build(live: Live, baseline: Live, t: Text) -> BarFigure:
    """Return the parts of a session's cost, cents."""
    now, before = 100 * agents(live).usd, 100 * agents(baseline).usd
    names = (
        t("prefill"), t("loading KV"), t("decode"), t("tools on CPU cores"), t("memory layer"),
    )  # fmt: skip
    bars = tuple(
        _bar(names[i], float(now[i]), float(before[i]), slot, t)
        for i, slot in enumerate(_SLOTS)
        if max(now[i], before[i]) > _LEAST * now.sum()
    )
    basis_text = basis(live.scenario, t)
    return BarFigure(
        "session_cost",
        t("What a session costs"),
        session_text(live.scenario, t),
        t("US cents per session, {basis}").format(basis=basis_text),
        t("cents"),
        bars,
        _bar(t("total"), float(now.sum()), float(before.sum()), 1, t),
        (t("now"), t("change")),
        footer=sources(live.scenario, t, money=True),
    )


def _bar(name: str, value: float, before: float, slot: int, t: Text) -> Bar:
    change = delta(value, before, -1, t, decimals=0)
    label = change.relative if change.sense else ""
    return Bar(name, value, before, number(value), label, change.sense, slot)
