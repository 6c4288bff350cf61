"""The words that several charts share: limits, memories, changes, what a figure was made from."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from explorer.analysis.held import held
from explorer.figures.figure import Limit
from explorer.kept import once
from explorer.naming import short_name
from explorer.outcome import LIMITS
from explorer.spec.chip import ChipSpec
from explorer.spec.deployment import DeploymentSpec
from explorer.spec.scenario import Scenario
from explorer.text import Text
from explorer.units import MINUS, NO_BREAK_SPACE, count, number, percent, quantity, short_count

UP, DOWN = "▲", "▼"
UNKNOWN = "–"

_RATIO = 5.0
_SAME = 0.0005
_OTHER_MEMORY = re.compile(r"(LPDDR|GDDR|MRDIMM|DDR)\w*")

_FORMATS: dict[str, str] = {
    "fp32": "FP32", "tf32": "TF32", "bf16": "BF16", "fp8": "FP8", "mxfp8": "MXFP8",
    "int8": "INT8", "nvfp4": "NVFP4", "mxfp4": "MXFP4", "int4": "INT4", "q8_0": "Q8_0",
    "q4_k_m": "Q4_K_M",
}  # fmt: skip


class Delta(NamedTuple):
    """A change in finished text, "▼ 27.9 %", its sense, and by how much where it can be seen."""

    relative: str
    sense: int
    by: float = 0.0

    @property
    def absolute(self) -> str:
        """The difference with its sign, "−6.41"; empty where there is none to be seen."""
        return signed(self.by) if self.by else ""


def delta(value: float, before: float, better: int, t: Text, decimals: int = 1) -> Delta:
    """Return how `value` stands against `before`; `better` is +1 where more is better, -1 less.

    Ratios beyond 5 or below a fifth are written as a factor. Empty when either is unknown.
    """
    if not (math.isfinite(value) and math.isfinite(before)) or before <= 0 or value <= 0:
        return Delta("", 0)
    ratio = value / before
    if abs(ratio - 1) < _SAME:
        return Delta(t("no change"), 0)
    arrow = UP if ratio > 1 else DOWN
    factor = max(ratio, 1 / ratio)
    if factor > _RATIO:
        size = f"{number(factor) if factor < 10 else count(factor)}{NO_BREAK_SPACE}×"
    else:
        size = percent(abs(ratio - 1), decimals)
    return Delta(f"{arrow} {size}", better if ratio > 1 else -better, value - before)


def signed(value: float) -> str:
    """Return a difference with its sign: "+16.8", "−6.41"."""
    return number(value) if value <= 0 else f"+{number(value)}"


def limit_of(code: int) -> Limit:
    """Return the limit of a code of `Outcome`."""
    return LIMITS[int(code)]  # type: ignore[return-value]


def limit_name(limit: Limit, chip: ChipSpec, t: Text) -> str:
    """Return a limit as headlines and ribbons name it; memory by its own kind."""
    return limit_names(memory_name(chip), t)[limit]


@lru_cache(maxsize=16)
def limit_names(memory: str, t: Text) -> Mapping[str, str]:
    """Return the names of all limits beside a memory of this family."""
    return {
        "compute": t("compute"),
        "sram": "SRAM",
        "hbm": memory,
        "host": t("host"),
        "ssd": "SSD",
        "link": t("link"),
        "latency": t("link latency"),
        "capacity": t("capacity"),
        "overhead": t("overhead"),
        "power": t("power"),
        "": "",
    }


def memory_name(chip: ChipSpec) -> str:
    """Return the family of the memory beside the chip: HBM, or LPDDR5X, DDR5, GDDR7."""
    return _family(chip.hbm_kind)


@lru_cache(maxsize=64)
def _family(kind: str) -> str:
    found = _OTHER_MEMORY.search(kind)
    return found[0] if found else "HBM"


def format_name(name: str) -> str:
    """Return a number format as it is written in prose."""
    return _FORMATS.get(name, name.upper())


def formats(scenario: Scenario, t: Text) -> str:
    """Return the formats of weights and KV cache, once where they are the same."""
    return _formats(scenario.deployment.weights, scenario.deployment.kv, t)


@lru_cache(maxsize=64)
def _formats(weights: str, kv: str, t: Text) -> str:
    if weights == kv:
        return t("{format} weights and KV cache").format(format=format_name(weights))
    return t("{weights} weights, {kv} KV cache").format(
        weights=format_name(weights), kv=format_name(kv)
    )


def lengths(scenario: Scenario, t: Text) -> str:
    """Return prompt and output length."""
    return _lengths(scenario.workload.input_tokens, scenario.workload.output_tokens, t)


@lru_cache(maxsize=64)
def _lengths(prompt: float, output: float, t: Text) -> str:
    return t("{input} tokens in, {output} out").format(input=count(prompt), output=count(output))


def deployment(scenario: Scenario, chips: float) -> str:
    """Return the chips and how the model is laid over them: "2 × H100 SXM5, TP2"."""
    return _deployment(scenario.deployment, scenario.chip.name, chips)


@lru_cache(maxsize=64)
def _deployment(d: DeploymentSpec, chip: str, chips: float) -> str:
    parts = (("TP", d.tp), ("PP", d.pp), ("EP", d.ep), ("DP", d.dp))
    laid = " ".join(f"{name}{count(size)}" for name, size in parts if size > 1)
    return ", ".join(filter(None, (f"{count(chips)} × {short_name(chip)}", laid)))


@once()
def basis(scenario: Scenario, t: Text) -> str:
    """Return the cost basis: "TCO on market price, 70 % utilised"."""
    e = scenario.economics
    used = percent(e.utilisation, 0)
    if e.basis == "rental":
        price = quantity(held(scenario).scenario.chip.rental_usd_hour, "$/h", t)
        return t("rental at {price}, {used} utilised").format(price=price, used=used)
    if e.basis == "purchase":
        price = quantity(scenario.chip.price_usd, "$", t)
        return t("TCO on purchase price {price}, {used} utilised").format(price=price, used=used)
    if e.basis == "cost-plus":
        return t("TCO on cost-plus price, {used} utilised").format(used=used)
    return t("TCO on market price, {used} utilised").format(used=used)


@once()
def described(scenario: Scenario, chips: float, t: Text, *more: str) -> str:
    """Return the subtitle of an export: model, formats, lengths, deployment, and `more`."""
    facts = (scenario.model.name, formats(scenario, t), lengths(scenario, t))
    return _described(facts, (deployment(scenario, chips), *more), t)


@lru_cache(maxsize=64)
def _described(facts: tuple[str, str, str], where: tuple[str, ...], t: Text) -> str:
    return t("{facts}; {where}").format(
        facts=t("{a}, {b}, {c}").format(a=facts[0], b=facts[1], c=facts[2]),
        where=t("; ").join(where),
    )


@lru_cache(maxsize=16)
def context_name(tokens: float, t: Text) -> str:
    """Return a context length as curves are named: "8k context"."""
    return t("{length} context").format(length=short_count(round(tokens)))


def gigabytes(value: float) -> str:
    """Return an amount of memory in GB: "80 GB", "1,536 GB"."""
    shown = count(value) if value >= 100 else number(value)
    text = shown.rstrip("0").rstrip(".") if "." in shown else shown
    return f"{text}{NO_BREAK_SPACE}GB"


__all__ = [
    "DOWN",
    "MINUS",
    "NO_BREAK_SPACE",
    "UNKNOWN",
    "UP",
    "count",
    "number",
    "percent",
    "quantity",
    "short_count",
]
