"""One point of an outcome as the stable document that `evaluate --json` prints."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from explorer.confidence import confidence
from explorer.evaluate import evaluate
from explorer.money.standing import standing
from explorer.outcome import LIMITS, Outcome, Phase
from explorer.silicon.shore import shore
from explorer.spec.scenario import Scenario

KINDS = ("input", "output", "cached", "blended")


def answer(scenario: Scenario) -> dict[str, Any]:
    """Return the operating point of `scenario`; keys as documented in the manual, units in them."""
    out = evaluate(scenario)
    at = {
        name: float(getattr(out, name)[0])
        for name in (
            "ttft_ms", "tpot_ms", "tok_s_user", "output_tok_s_chip", "input_tok_s_chip", "chips",
            "batch", "max_batch", "usd_per_chip_hour", "joule_per_output_token",
        )
    }  # fmt: skip
    d = scenario.deployment
    return {
        "name": scenario.name,
        "ids": {g: getattr(scenario, g).id for g in ("chip", "model", "workload", "engine")},
        **at,
        **{name: whole(at[name]) for name in ("chips", "batch", "max_batch")},
        "deployment": {
            "tp": whole(d.tp), "pp": whole(at["chips"] / (d.tp * d.dp)), "ep": whole(d.ep),
            "dp": whole(d.dp),
            "weights": d.weights, "kv": d.kv, "activations": d.activations,
        },
        "cost_basis": scenario.economics.basis,
        "usd_per_mtok": {
            kind: float(getattr(out, f"usd_mtok_{kind}")[0])
            for kind in KINDS
        },
        "chip": _chip(out, scenario),
        "fit": _fit(out),
        "binding": {name: binding(phase) for name, phase in phases(out)},
        "breakdown": {
            **{name: operators(phase) for name, phase in phases(out)},
            "money": money(out),
            **{f"mtok_{kind}": _token_parts(out, kind) for kind in KINDS},
            "chip_cost": parts(out.chip_cost_names, out.chip_cost_parts_usd[:, 0], "$"),
            **{f"{name}_limits": limits(phase) for name, phase in phases(out)},
        },
        "floor": {
            "ttft_ms": float(out.prefill.floor_ms[0]),
            "tpot_ms": float(out.decode.floor_ms[0]),
        },
        "confidence": confidence(scenario),
    }  # fmt: skip


def whole(value: float) -> float:
    """Return a count as a whole number where it is one."""
    return int(value) if float(value).is_integer() else float(value)


def phases(out: Outcome) -> tuple[tuple[str, Phase], ...]:
    """Return the two phases by name."""
    return (("prefill", out.prefill), ("decode", out.decode))


def binding(phase: Phase) -> str:
    """Return the name of what binds a phase."""
    return LIMITS[int(phase.binding[0])]


def operators(phase: Phase) -> list[dict[str, Any]]:
    """Return the time of a phase by operator; operators of one name are one part."""
    return parts(phase.names, phase.time_ms[:, 0], "ms")


def limits(phase: Phase) -> list[dict[str, Any]]:
    """Return the time of a phase by what takes it."""
    return parts(LIMITS, phase.by_limit_ms[:, 0], "ms")


def money(out: Outcome) -> list[dict[str, Any]]:
    """Return the cost of a chip-hour by part."""
    return parts(out.money_names, out.money_usd_hour[:, 0], "$/h")


def _token_parts(out: Outcome, kind: str) -> list[dict[str, Any]]:
    """Return the cost of a million tokens by what a chip-hour is made of: all take chip time."""
    price = float(getattr(out, f"usd_mtok_{kind}")[0])
    each = out.money_usd_hour[:, 0] * (price / float(out.usd_per_chip_hour[0]))
    return parts(out.money_names, each, "$/Mtok")


def parts(names: Sequence[str], values: Any, unit: str) -> list[dict[str, Any]]:
    """Return what is not zero as {name, share, value, unit}, largest first."""
    sums: dict[str, float] = {}
    for name, value in zip(names, values, strict=True):
        sums[name] = sums.get(name, 0.0) + float(value)
    total = sum(sums.values())
    ordered = sorted(sums.items(), key=lambda part: -part[1])
    return [
        {"name": name, "share": value / total, "value": value, "unit": unit}
        for name, value in ordered
        if value
    ]


def _chip(out: Outcome, s: Scenario) -> dict[str, float]:
    """Return area and cost from the silicon, and the price and power limit that hold."""
    edge = shore(s.chip, standing(s).made.dies, s.shipped, s.costing)
    return {
        "memory_stacks": float(edge.stacks),
        "memory_sites": float(edge.sites),
        "area_mm2": float(out.area_mm2[0]),
        "stacked_mm2": float(out.stacked_mm2[0]),
        "cost_usd": float(out.chip_cost_usd[0]),
        "price_usd": float(out.price_usd[0]),
        "power_w": float(out.tdp_w[0]),
        "power_prefill_w": float(out.power_prefill_w[0]),
        "power_decode_w": float(out.power_decode_w[0]),
    }


def _fit(out: Outcome) -> dict[str, Any]:
    return {
        "ok": bool(out.fits[0]),
        "need_gb": float(out.need_gb[0]),
        "have_gb": float(out.have_gb[0]),
        "weights_gb": float(out.weights_gb[0]),
        "kv_gb": float(out.kv_gb[0]),
    }
