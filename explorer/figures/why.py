"""Why a number is what it is: its equation with the values put in, what binds, what moves it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from explorer.analysis.sensitivity import RUN, Sensitivity, sensitivities
from explorer.confidence import confidence
from explorer.evaluate import evaluate
from explorer.figures.effects import Effect, effect_at
from explorer.figures.groups import group_names, group_of, grouped
from explorer.figures.money import part_names
from explorer.figures.origin import source_of
from explorer.figures.wording import (
    NO_BREAK_SPACE,
    count,
    limit_name,
    limit_of,
    number,
    percent,
    quantity,
)
from explorer.lever import lever_name
from explorer.levers import BY_PATH
from explorer.live import Live
from explorer.outcome import LIMITS, Outcome, Phase
from explorer.results import BY_ID, Result
from explorer.spec.study import ResultId
from explorer.text import Text

_MOST_INPUTS = 12
_LEAST_SHARE = 0.0005


@dataclass(frozen=True, slots=True)
class Term:
    """One part of a sum: name, value with unit, share of the whole, what it is made of.

    `mark` says that it binds or is the largest, empty where neither.
    """

    name: str
    value: str
    share: str
    note: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """One input: lever path, name, value, where it comes from, what a tenth more of it does."""

    path: str
    name: str
    value: str
    source: str
    effect: Effect


@dataclass(frozen=True, slots=True)
class Explanation:
    """Finished text: heading, equation in words and in numbers, terms, inputs, trust."""

    heading: str
    about: str
    equation: str
    numbers: str
    terms: tuple[Term, ...]
    inputs: tuple[Given, ...]
    trust: tuple[str, ...]


def explained(live: Live, name: ResultId, t: Text) -> Explanation:
    """Return the explanation of one result; `live` must hold the run of tenths."""
    result = BY_ID[name]
    value = _shown(result, live, t)
    equation, numbers, terms = _BODIES[name](live, t)
    return Explanation(
        f"{t(result.title)}{NO_BREAK_SPACE}= {value}",
        t(result.about),
        equation,
        f"{numbers} = {value}",
        terms,
        _inputs(live, result, t),
        _trust(live, result, t),
    )


def _shown(result: Result, live: Live, t: Text) -> str:
    return f"{number(float(result.of(live.now)[0]))}{NO_BREAK_SPACE}{t(result.unit)}"


Body = tuple[str, str, tuple[Term, ...]]


def _with_limits(live: Live) -> Outcome:
    """Return the operating point with what binds each operator, which no chart asks for."""
    return evaluate(live.scenario, limits=True)


def _prefill(live: Live, t: Text) -> Body:
    return _phase(_with_limits(live).prefill, live, t)


def _decode(live: Live, t: Text) -> Body:
    return _phase(_with_limits(live).decode, live, t)


def _phase(phase: Phase, live: Live, t: Text) -> Body:
    """Return a phase as the sum of its groups of operators, each at its own limit."""
    groups = grouped(phase)
    whole = sum(groups.time_ms)
    leading = _leading_limits(phase, live, t)
    binding = limit_name(limit_of(phase.binding[0]), live.scenario.chip, t)
    terms = tuple(
        Term(
            name, f"{number(ms)}{NO_BREAK_SPACE}ms", percent(ms / whole, 0),
            _work(flops, moved, limit, t), t("binds") if limit == binding else "",
        )
        for name, ms, flops, moved, limit in zip(
            group_names(t), *groups, leading, strict=True
        )
        if ms > _LEAST_SHARE * whole
    )  # fmt: skip
    equation = t("sum over operators of overhead + max(compute, SRAM, memory) + links")
    return equation, " + ".join(term.value.partition(NO_BREAK_SPACE)[0] for term in terms), terms


def _leading_limits(phase: Phase, live: Live, t: Text) -> list[str]:
    """Return for each group the limit that takes most of its time."""
    chip = live.scenario.chip
    spent = np.zeros((len(group_names(t)), len(LIMITS)))
    for name, code, ms in zip(phase.names, phase.limit[:, 0], phase.time_ms[:, 0], strict=True):
        spent[group_of(name), int(code)] += ms
    return [limit_name(limit_of(int(code)), chip, t) for code in spent.argmax(axis=1)]


def _work(flops: float, moved: float, limit: str, t: Text) -> str:
    if flops <= 0 and moved <= 0:
        return limit
    return t("{flops} TFLOP, {bytes} GB per chip; {limit}").format(
        flops=number(flops / 1e12), bytes=number(moved / 1e9), limit=limit
    )


def _interactivity(live: Live, t: Text) -> Body:
    tpot = number(float(live.now.tpot_ms[0]))
    return t("1,000 ms over TPOT"), f"1,000 / {tpot}", _decode(live, t)[2]


def _throughput(live: Live, t: Text) -> Body:
    now = live.now
    tpot, batch, chips = (float(v[0]) for v in (now.tpot_ms, now.batch, now.chips))
    equation = t("batch over TPOT and chips")
    return equation, f"{count(batch)} × 1,000 / {number(tpot)} / {count(chips)}", ()


def _cost(live: Live, tokens: float, t: Text) -> Body:
    """Return the cost of a million tokens made at `tokens` per second by the replica."""
    now, economics = live.now, live.scenario.economics
    chips, hour = float(now.chips[0]), float(now.usd_per_chip_hour[0])
    equation = t("chips × $/chip-hour × 1,000,000 / (3,600 s × tok/s × utilisation)")
    use = f"{economics.utilisation:g}"
    numbers = f"{count(chips)} × {number(hour)} × 1,000,000 / (3,600 × {number(tokens)} × {use})"
    names = part_names(live.scenario.chip, t)
    parts = dict(zip(now.money_names, now.money_usd_hour[:, 0].tolist(), strict=True))
    largest = max(parts, key=lambda part: parts[part])
    terms = tuple(
        Term(
            names[part], f"{number(usd)}{NO_BREAK_SPACE}$/h", percent(usd / hour, 0),
            t("part of a chip-hour"), t("largest") if part == largest else "",
        )
        for part, usd in parts.items()
        if usd > 0
    )  # fmt: skip
    return equation, numbers, terms


def _cost_output(live: Live, t: Text) -> Body:
    now = live.now
    return _cost(live, float(now.output_tok_s_chip[0] * now.chips[0]), t)


def _cost_input(live: Live, t: Text) -> Body:
    """Return the cost of computed input tokens: the rate follows from the cost itself."""
    now = live.now
    hourly = float(now.usd_per_chip_hour[0] * now.chips[0]) * 1e6 / 3600.0
    return _cost(
        live, hourly / live.scenario.economics.utilisation / float(now.usd_mtok_input[0]), t
    )


def _blended(live: Live, t: Text) -> Body:
    w, now = live.scenario.workload, live.now
    equation = t("(input tokens × their cost + output tokens × their cost) / all tokens")
    whole = w.input_tokens + w.output_tokens
    output = float(now.usd_mtok_output[0])
    prompt = (float(now.usd_mtok_blended[0]) * whole - output * w.output_tokens) / w.input_tokens
    numbers = (
        f"({count(w.input_tokens)} × {number(prompt)} + {count(w.output_tokens)}"
        f" × {number(output)}) / {count(whole)}"
    )
    return equation, numbers, ()


def _energy(live: Live, t: Text) -> Body:
    now = live.now
    watts, rate = float(now.power_decode_w[0]), float(now.output_tok_s_chip[0])
    return (
        t("power of a chip in decode over its tokens per second"),
        (f"{number(watts)}{NO_BREAK_SPACE}W / {number(rate)}"),
        (),
    )


_BODIES = {
    "ttft": _prefill, "tpot": _decode, "interactivity": _interactivity, "throughput": _throughput,
    "cost_input": _cost_input, "cost_output": _cost_output, "cost_blended": _blended,
    "energy": _energy,
}  # fmt: skip


def _inputs(live: Live, result: Result, t: Text) -> tuple[Given, ...]:
    """Return the levers that move the result, the strongest first."""
    found = sensitivities(live.scenario, live.values[RUN], live.now, live.outcomes[RUN])

    def strength(each: Sensitivity) -> float:
        return abs(each.effects[result.id])

    moving = sorted((s for s in found if strength(s) > _LEAST_SHARE), key=strength, reverse=True)
    return tuple(_given(each, live, result, t) for each in moving[:_MOST_INPUTS])


def _given(each: Sensitivity, live: Live, result: Result, t: Text) -> Given:
    lever = BY_PATH[each.path]
    value = quantity(float(live.scenario.value(each.path)), lever.unit, t)
    effect = effect_at(each, result, live, t)
    return Given(
        each.path, lever_name(lever, t), value, source_of(live.scenario, each.path, t), effect
    )


def _trust(live: Live, result: Result, t: Text) -> tuple[str, ...]:
    """Return the floor of a time, and how far the model has been off on measurements."""
    lines = []
    if result.id in ("ttft", "tpot"):
        phase = live.now.prefill if result.phase == "prefill" else live.now.decode
        floor = f"{number(float(phase.floor_ms[0]))}{NO_BREAK_SPACE}ms"
        lines.append(t("At 100 % efficiency it would be {floor}.").format(floor=floor))
    found = confidence(live.scenario, result.phase)
    if result.id == "energy" or found["estimate"] or found["median_error"] is None:
        lines.append(t("No measurements of such a chip, model and regime: an estimate."))
    else:
        lines.append(
            t(
                "The model was {error} off, in the middle, on {rows} measurements of such chips."
            ).format(error=percent(found["median_error"], 0), rows=count(found["tested_rows"]))
        )
    return tuple(lines)
