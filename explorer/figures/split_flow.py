"""How a request flows through two pools of chips: rates on the arrows, a box for each pool."""

from __future__ import annotations

from explorer.figures.figure import FlowArrow, FlowBox, FlowColumn, FlowFigure, FlowNumber
from explorer.figures.origin import sources
from explorer.figures.split_wording import pool_title, sized_limit, split_text
from explorer.figures.wording import (
    NO_BREAK_SPACE,
    count,
    deployment,
    format_name,
    number,
    percent,
    quantity,
)
from explorer.live import Live
from explorer.systems.split import Pool, Split, split
from explorer.text import Text

_ENDS, _POOL = 1.25, 2.3


def build(live: Live, baseline: Live, t: Text) -> FlowFigure:
    """Return requests, the pools in the order that a request meets them, and answers."""
    del baseline
    x = split(live)
    boxes = (_requests(x, t), *(_pool(x, pool, t) for pool in x.pools), _answers(x, t))
    weights = (_ENDS, *(_POOL for _ in x.pools), _ENDS)
    return FlowFigure(
        "split_flow",
        t("How a request flows"),
        split_text(x, t),
        tuple(FlowColumn((box,), weight) for box, weight in zip(boxes, weights, strict=True)),
        _arrows(x, t),
        sources(x.scenario, t, money=True),
    )


def _requests(x: Split, t: Text) -> FlowBox:
    w = x.scenario.workload
    lengths = t("{input} in, {output} out").format(
        input=count(w.input_tokens), output=count(w.output_tokens)
    )
    cached = t("{share} cached").format(share=percent(w.cached_fraction, 0))
    name = t("Requests")
    rate = FlowNumber(name, number(x.rate), x.rate, t("req/s"))
    return FlowBox("in", name, big=rate, lines=(lengths, *((cached,) if w.cached_fraction else ())))


def _answers(x: Split, t: Text) -> FlowBox:
    tpot = x.latency.tpot
    rate = x.rate * x.scenario.workload.output_tokens
    flying = x.rate * x.scenario.workload.output_tokens * tpot / 1e3
    name = t("Answers")
    big = FlowNumber(name, _tokens(rate), rate, t("output tok/s"))
    lines = (
        quantity(1e3 / tpot, "tok/s/user", t),
        t("{count} in flight").format(count=count(round(flying))),
    )
    return FlowBox("out", name, big=big, lines=lines)


def _pool(x: Split, pool: Pool, t: Text) -> FlowBox:
    unit, w = pool.unit, x.scenario.workload
    limit, name = sized_limit(pool, t)
    prompts = unit.work == "prefill"
    tokens = x.rate * (w.input_tokens if prompts else w.output_tokens)
    rate = FlowNumber(t("Rate"), _tokens(tokens), tokens, "tok/s")
    watts, usd = pool.watts / 1e3, pool.usd_hour
    return FlowBox(
        unit.work,
        pool_title(unit, t),
        deployment(unit.scenario, round(pool.chips)),
        limit,
        name if x.mode == "afd" or not unit.fits else t("limit: {name}").format(name=name),
        max(round(pool.chips), 1),
        FlowNumber(t("busy"), percent(pool.busy, 1), 100 * pool.busy, "%"),
        None,
        (
            rate,
            *_times(x, pool, t),
            FlowNumber(t("Power"), number(watts), watts, "kW"),
            FlowNumber(t("Cost"), number(usd), usd, "$/h"),
        ),
    )


def _times(x: Split, pool: Pool, t: Text) -> tuple[FlowNumber, ...]:
    """Return what a user sees of a pool, or the time of one pass where it is only a part."""
    late, work = x.latency, pool.unit.work
    if work == "prefill":
        both = f"{number(late.ttft)} / {number(late.ttft_p99)}"
        return (FlowNumber(t("TTFT mean / p99"), both, late.ttft, "ms"),)
    if work == "decode":
        return (FlowNumber(t("TPOT"), number(late.tpot), late.tpot, "ms"),)
    one = pool.unit.time_ms
    return (FlowNumber(t("One pass"), number(one), one, "ms"),)


def _arrows(x: Split, t: Text) -> tuple[FlowArrow, ...]:
    w, work = x.scenario.workload, [pool.unit.work for pool in x.pools]
    prompts = x.rate * w.input_tokens
    fresh = prompts * (1 - w.cached_fraction)
    label = f"{_tokens(prompts)}{NO_BREAK_SPACE}tok/s"
    computed = t("{rate} to compute").format(rate=_tokens(fresh))
    rate = FlowNumber(t("Prompt tokens"), label, prompts, "tok/s")
    into = FlowArrow("in", work[0], label, (rate,), (computed,), width=0.9)
    if x.mode == "pd":
        return (into, _carried(x, work[0], work[1], t), FlowArrow(work[1], "out", width=0.6))
    return (
        into,
        FlowArrow(work[0], work[1], t("KV cache"), limit="link", width=0.4),
        _carried(x, work[1], work[2], t),
        FlowArrow(work[2], "out", width=0.6),
    )


def _carried(x: Split, start: str, end: str, t: Text) -> FlowArrow:
    """Return what passes between the two pools of the ratio."""
    link = x.link
    if x.mode == "pd":
        name = t("KV cache {rate}")
        each = t("{size} a request, {format}").format(
            size=_bytes(link.size), format=format_name(x.scenario.deployment.kv)
        )
    else:
        name = t("Activations {rate}")
        each = t("{size} a batch, both ways").format(size=_bytes(2 * link.size))
    shown = name.format(rate=quantity(link.gbs, "GB/s", t))
    used = t("{share} of links used").format(share=percent(link.use, 1))
    seen = t("{time} exposed").format(time=_time(link.exposed_ms))
    return FlowArrow(
        start,
        end,
        shown,
        (
            FlowNumber(t("Traffic"), number(link.gbs), link.gbs, "GB/s"),
            FlowNumber(t("Exposed"), number(link.exposed_ms), link.exposed_ms, "ms"),
        ),
        (each, used, seen),
        "link",
        0.5,
    )


def _bytes(size: float) -> str:
    unit, scale = ("GB", 1e9) if size >= 1e9 else ("MB", 1e6)
    return f"{number(size / scale)}{NO_BREAK_SPACE}{unit}"


def _time(ms: float) -> str:
    value, unit = (ms, "ms") if ms >= 0.1 else (1e3 * ms, "µs")
    return f"{number(value)}{NO_BREAK_SPACE}{unit}"


def _tokens(rate: float) -> str:
    """Return tokens per second in thousands or millions where they are many."""
    for scale, name in ((1e6, "M"), (1e4, "k")):
        if rate >= scale:
            return f"{number(rate / (1e3 if name == 'k' else scale))}{NO_BREAK_SPACE}{name}"
    return number(rate)
