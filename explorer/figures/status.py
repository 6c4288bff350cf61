"""The status line: what limits decode and what would change it, the memory, the cost basis."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from operator import attrgetter

import numpy as np

from explorer.analysis.held import with_shipped
from explorer.figures.figure import Array, Limit
from explorer.figures.fit import runs
from explorer.figures.headline import Link, Status
from explorer.figures.wording import (
    NO_BREAK_SPACE,
    basis,
    count,
    gigabytes,
    limit_of,
    memory_name,
    number,
    percent,
)
from explorer.live import Live
from explorer.naming import short_name
from explorer.outcome import LIMITS
from explorer.physics.capacity import capacity
from explorer.spec.scenario import Scenario
from explorer.text import Text

RUN = "nudges"
STEP = 0.10
_WIDER = (2, 4, 8)
"""How many times wider a layout is advised where the one chosen does not hold the batch."""
_LEAST_MS = 0.001


@dataclass(frozen=True, slots=True)
class _Nudge:
    """A resource that grows (or a delay that shrinks) by `STEP`: its paths, direction, name."""

    paths: tuple[str, ...]
    direction: int
    name: Callable[[Scenario, Text], str]


_NUDGES = (
    _Nudge(
        ("chip.hbm_bandwidth_tbs",),
        1,
        lambda s, t: t("{memory} bandwidth").format(memory=memory_name(s.chip)),
    ),
    _Nudge(
        ("chip.sram_mb", "chip.sram_bandwidth_tbs"),
        1,
        lambda _, t: t("SRAM capacity and bandwidth"),
    ),
    _Nudge(
        ("chip.bf16_tflops", "chip.fp8_tflops", "chip.int8_tops", "chip.fp4_tflops",
         "chip.vector_tflops"),
        1,
        lambda _, t: t("compute"),
    ),
    _Nudge(("chip.scaleup_gbs",), 1, lambda _, t: t("scale-up bandwidth")),
    _Nudge(("chip.scaleup_latency_us",), -1, lambda _, t: t("hop latency")),
    _Nudge(("engine.step_host_us", "engine.kernel_us"), -1, lambda _, t: t("launch overhead")),
    _Nudge(("chip.tdp_w",), 1, lambda _, t: t("power limit")),
)  # fmt: skip

_PATHS = tuple(path for nudge in _NUDGES for path in nudge.paths)
_values = attrgetter(*_PATHS)
_FACTORS = np.array(
    [[1 + nudge.direction * STEP * (path in nudge.paths) for nudge in _NUDGES] for path in _PATHS]
)
"""What each path (row) is multiplied by in each nudge."""


def wanted(scenario: Scenario) -> dict[str, dict[str, Array]]:
    """Return the scenario once with each resource a tenth larger, or each delay a tenth smaller."""
    table = np.empty((len(_PATHS), len(_NUDGES)))
    table.T[:] = _values(scenario)
    return {RUN: with_shipped(scenario, dict(zip(_PATHS, table * _FACTORS, strict=True)))}


def status(live: Live, t: Text) -> Status:
    """Return the status line of an evaluated scenario."""
    now, s = live.now, live.scenario
    fits = runs(live)
    limit: Limit = limit_of(now.decode.binding[0]) if fits else "capacity"
    finding, reason, links = _bottleneck(live, limit, t) if fits else _misfit(live, t)
    have = float(now.have_gb[0])
    return Status(
        limit,
        finding,
        reason,
        t("Fits") if fits else t("Does not fit"),
        t("{need} of {have}").format(
            need=count(float(now.need_gb[0])), have=gigabytes(round(have))
        ),
        (float(now.weights_gb[0]) / have, float(now.kv_gb[0]) / have),
        fits,
        t("Cost basis: {basis}").format(basis=basis(s, t)),
        links,
    )


def told(usual: Status, findings: list[str], t: Text) -> Status:
    """Return the status line with these findings in place of the bottleneck, if there are any."""
    if not findings:
        return usual
    first, *rest = (
        t("{sentence}.").format(sentence=f[:1].upper() + f[1:]) for f in dict.fromkeys(findings)
    )
    return replace(usual, limit="", finding=first, reason=t(" ").join(rest), links=())


@lru_cache(maxsize=32)
def _finding(limit: Limit, memory: str, t: Text) -> str:
    return {
        "compute": t("Decode is limited by compute:"),
        "sram": t("Decode is limited by SRAM bandwidth:"),
        "hbm": t("Decode is limited by {memory} bandwidth:").format(memory=memory),
        "host": t("Decode is limited by the host link:"),
        "ssd": t("Decode is limited by the SSD:"),
        "link": t("Decode is limited by link bandwidth:"),
        "latency": t("Decode is limited by link latency:"),
        "overhead": t("Decode is limited by launch overhead:"),
        "power": t("Decode is limited by power:"),
        "capacity": "",
        "": "",
    }[limit]


def _bottleneck(live: Live, limit: Limit, t: Text) -> tuple[str, str, tuple[Link, ...]]:
    """Return what limits, by how much and what would help, and the levers named there."""
    scenario, saved = live.scenario, _saved(live)
    order = _helpful(saved)
    links = tuple(
        Link(_NUDGES[place].name(scenario, t), _NUDGES[place].paths[0]) for place in order
    )
    phase = live.now.decode
    share = float(phase.by_limit_ms[LIMITS.index(limit), 0] / phase.total_ms[0])
    shared = _share(limit, t).format(share=percent(share, 0))
    savings = _savings([_saving(scenario, place, saved[place], t) for place in order], t)
    reason = t(" ").join(filter(None, (shared, savings)))
    return _finding(limit, memory_name(scenario.chip), t), reason, links


@lru_cache(maxsize=32)
def _share(limit: Limit, t: Text) -> str:
    """Return what the share of a step that is bound by a limit is spent on, with a blank for it."""
    return {
        "compute": t("{share} of each step multiplies matrices and works on vectors."),
        "sram": t("{share} of each step streams weights and KV from SRAM."),
        "hbm": t("{share} of each step streams weights and KV."),
        "host": t("{share} of each step waits for the host link."),
        "ssd": t("{share} of each step waits for the SSD."),
        "link": t("{share} of each step moves data between chips."),
        "latency": t("{share} of each step waits for hops between chips."),
        "overhead": t("{share} of each step launches kernels and waits for the host."),
        "power": t("{share} of each step is added by the power limit."),
        "capacity": "",
        "": "",
    }[limit]


def _savings(found: list[str], t: Text) -> str:
    """Return what the most useful nudges save, empty where none of them saves anything."""
    if not found:
        return ""
    if len(found) == 1:
        return t("{sentence}.").format(sentence=found[0])
    return t("{sentence}.").format(
        sentence=t("{first}; {second}").format(first=found[0], second=found[1])
    )


def _saved(live: Live) -> list[float]:
    """Return what each nudge takes off a step, ms."""
    saved: list[float] = (live.now.tpot_ms[0] - live.outcomes[RUN].tpot_ms).tolist()
    return saved


def _helpful(saved: list[float]) -> list[int]:
    """Return the places of the two most useful nudges, the best first; none that saves nothing."""
    order = sorted(range(len(saved)), key=saved.__getitem__, reverse=True)
    return [place for place in order[:2] if saved[place] > _LEAST_MS]


def _saving(scenario: Scenario, place: int, saved: float, t: Text) -> str:
    nudge = _NUDGES[place]
    sign = "+" if nudge.direction > 0 else "\u2212"
    return t("{change} {name} saves {saved}").format(
        change=f"{sign}{percent(STEP, 0)}",
        name=nudge.name(scenario, t),
        saved=f"{number(saved)}{NO_BREAK_SPACE}ms",
    )


def _misfit(live: Live, t: Text) -> tuple[str, str, tuple[Link, ...]]:
    """Return what does not fit, by how much and what would, and the levers named there."""
    now = live.now
    weights, have = float(now.weights_gb[0]), float(now.have_gb[0])
    chips = f"{count(float(now.chips[0]))} × {short_name(live.scenario.chip.name)}"
    if weights > have:
        return t("The weights alone do not fit:"), t(
            "they take {need}, {chips} hold {have}: {over} too much."
        ).format(need=gigabytes(weights), have=gigabytes(have), chips=chips,
                 over=gigabytes(weights - have)), ()  # fmt: skip
    need, most = float(now.need_gb[0]), float(now.max_batch[0])
    links: tuple[Link, ...] = ()
    if most >= 1:
        advice = t("Batch {batch} would fit.").format(batch=count(most))
        links = (Link(advice, "workload.batch"),)
        if wider := _wider(live.scenario):
            advice = t("Batch {batch} or TP{tp} would fit.").format(
                batch=count(most), tp=count(wider)
            )
            layout = f"TP{count(wider)}"
            batch = advice.partition(layout)[0].rstrip()
            links = (Link(batch, "workload.batch"), Link(layout, "deployment.tp"))
    else:
        advice = t("Not even one sequence of this length fits.")
    return t("Weights and KV cache do not fit:"), t(
        "they take {need}, {chips} hold {have}: {over} too much. {advice}"
    ).format(need=gigabytes(need), have=gigabytes(have), chips=chips,
             over=gigabytes(need - have), advice=advice), links  # fmt: skip


def _wider(scenario: Scenario) -> float:
    """Return the next tensor parallelism in the domain that holds the batch as it is, or 0."""
    tp = scenario.deployment.tp
    for factor in _WIDER:
        room = capacity(scenario.with_values({"deployment.tp": tp * factor}))
        if tp * factor <= scenario.chip.scaleup_domain and room.need <= room.have:
            return tp * factor
    return 0.0
