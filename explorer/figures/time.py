"""Where the time goes: prefill and one decode step by groups of operators, now and before."""

from __future__ import annotations

from functools import lru_cache

from explorer.figures.figure import Segment, StackFigure, StackPanel, StackRow
from explorer.figures.fit import runs, starts
from explorer.figures.groups import SLOTS, group_names, grouped
from explorer.figures.origin import sources
from explorer.figures.wording import NO_BREAK_SPACE, count, described, number
from explorer.live import Live
from explorer.outcome import Phase
from explorer.spec.scenario import Scenario
from explorer.spec.workload import WorkloadSpec
from explorer.text import Text

_ORDER = (0, 3, 1, 2, 4, 5, 6)
"""FFN and experts first, then projections, attention, head, collectives, the rest."""


def wanted(scenario: Scenario) -> dict[str, dict[str, object]]:
    """Return nothing beyond the operating point."""
    del scenario
    return {}


def build(live: Live, baseline: Live, t: Text) -> StackFigure:
    """Return two panels of stacked bars, ms."""
    prefill, decode = _titles(live.scenario.workload, t)
    started = (starts(live), starts(baseline))
    stepped = (runs(live), runs(baseline))
    return StackFigure(
        "time",
        t("Where the time goes"),
        described(live.scenario, float(live.now.chips[0]), t),
        (
            _panel(prefill, live.now.prefill, baseline.now.prefill, started, t),
            _panel(decode, live.now.decode, baseline.now.decode, stepped, t),
        ),
        sources(live.scenario, t),
    )


@lru_cache(maxsize=16)
def _titles(w: WorkloadSpec, t: Text) -> tuple[str, str]:
    prefill = t("Prefill, {tokens} tokens, ms").format(tokens=count(w.input_tokens))
    if w.prefill_batch > 1:
        prefill = t("Prefill, {prompts} × {tokens} tokens, ms").format(
            prompts=count(w.prefill_batch), tokens=count(w.input_tokens)
        )
    return prefill, t("Decode step, batch {batch}, ms").format(batch=count(w.batch))


def _panel(title: str, now: Phase, before: Phase, fits: tuple[bool, bool], t: Text) -> StackPanel:
    rows = (
        _row(t("now"), now, fits[0], t, ghost=False),
        _row(t("before"), before, fits[1], t, ghost=True),
    )
    return StackPanel(title, "ms", rows)


@lru_cache(maxsize=4)
def _row(label: str, phase: Phase, fits: bool, t: Text, *, ghost: bool) -> StackRow:
    if not fits:
        return StackRow(label, (), t("does not fit"), ghost)
    names = group_names(t)
    ms = grouped(phase).time_ms
    total = f"{number(sum(ms))}{NO_BREAK_SPACE}ms"
    parts = tuple(Segment(names[i], ms[i], SLOTS[i]) for i in _ORDER if ms[i] > 0)
    return StackRow(label, parts, total, ghost)
