"""The words that charts of whole systems share: memories, sessions, classes, durations, money."""

from __future__ import annotations

from explorer.figures.figure import Limit
from explorer.figures.wording import NO_BREAK_SPACE, count, format_name, memory_name, number
from explorer.spec.scenario import Scenario
from explorer.systems.memory import DRAM, HBM, SRAM, SSD
from explorer.text import Text

PLACE_LIMITS: tuple[Limit, ...] = ("sram", "hbm", "host", "ssd")
"""The limit whose colour each memory has, in the order of the memories."""


def place_name(place: int, scenario: Scenario, t: Text) -> str:
    """Return a memory as charts name it."""
    return {
        SRAM: "SRAM",
        HBM: memory_name(scenario.chip),
        DRAM: t("host memory"),
        SSD: t("flash"),
    }[place]


def class_names(t: Text) -> tuple[str, ...]:
    """Return the classes of request in the order of `layers.CLASSES`."""
    return t("Chat"), t("Coding agent"), t("RAG"), t("Reasoning")


def session_text(scenario: Scenario, t: Text) -> str:
    """Return the subtitle of charts of sessions: model, formats, the session and its waits."""
    s = scenario.session
    last = s.first_tokens + s.growth_tokens * (s.calls - 1)
    return t(
        "{model}, KV {format}; {session}: {calls} calls, {first} to {last} tokens, "
        "waits log-normal, median {median}, p99 {p99}"
    ).format(
        model=scenario.model.name,
        format=format_name(scenario.deployment.kv),
        session=t(s.name),
        calls=count(s.calls),
        first=count(s.first_tokens),
        last=count(last),
        median=duration(s.gap_median_s, t),
        p99=duration(s.gap_p99_s, t),
    )


def duration(seconds: float, t: Text) -> str:
    """Return a time in the unit that a reader would use: 45.0 ms, 5.20 s, 12.0 min, 2.40 h."""
    steps = ((1.0, 1e3, t("ms")), (120.0, 1.0, t("s")), (7200.0, 1 / 60, t("min")),
             (172_800.0, 1 / 3600, t("h")), (2 * 31_536_000.0, 1 / 86_400, t("days")))  # fmt: skip
    for limit, factor, unit in steps:
        if seconds < limit:
            return f"{number(seconds * factor)}{NO_BREAK_SPACE}{unit}"
    return f"{number(seconds / 31_536_000.0)}{NO_BREAK_SPACE}{t('years')}"


def dollars(value: float) -> str:
    """Return an amount with its prefix: $1.20B, $340M, $12.5k, $3.20."""
    for size, name in ((1e9, "B"), (1e6, "M"), (1e3, "k")):
        if abs(value) >= size:
            return f"${number(value / size)}{name}"
    return f"${number(value)}"
