"""A split system as the document that `evaluate --json` adds to its answer."""

from __future__ import annotations

from typing import Any

from explorer.cli.answer import parts, whole
from explorer.cli.table import table
from explorer.outcome import LIMITS
from explorer.spec.scenario import Scenario
from explorer.systems.pool import Together
from explorer.systems.split import Link, Pool, Split, split_of
from explorer.units import count, number, percent


def split_answer(scenario: Scenario) -> dict[str, Any]:
    """Return `{"split": ...}` of a scenario of two pools, nothing of one that is not split."""
    if scenario.split.mode == "none":
        return {}
    x = split_of(scenario)
    names = [pool.unit.work for pool in x.pools]
    output = x.rate * scenario.workload.output_tokens
    return {
        "split": {
            "mode": x.mode,
            "share": x.share,
            "balanced_share": x.marked,
            "balance": x.balance,
            "fits": x.fits,
            "chips": sum(pool.chips for pool in x.pools),
            "requests_per_s": x.rate,
            "full_requests_per_s": x.full,
            "ttft_ms": x.latency.ttft,
            "ttft_p99_ms": x.latency.ttft_p99,
            "tpot_ms": x.latency.tpot,
            "tok_s_user": 1e3 / x.latency.tpot,
            "output_tok_s": output,
            "output_tok_s_chip": x.output_tok_s_chip,
            "usd_per_mtok_blended": x.usd_mtok,
            "balanced": {
                "usd_per_mtok_blended": float(x.best.usd[0]),
                "output_tok_s_chip": float(x.best.output[0]),
            },
            "pools": [_pool(pool) for pool in x.pools],
            "link": _link(x),
            "together": [_together(one) for one in x.together if one],
            "breakdown": {
                "ttft": parts(*_first_token(x), "ms"),
                "usd_hour": parts(names, [pool.usd_hour for pool in x.pools], "$/h"),
                "power": parts(names, [pool.watts for pool in x.pools], "W"),
            },
        }
    }


def _pool(pool: Pool) -> dict[str, Any]:
    unit, d = pool.unit, pool.unit.scenario.deployment
    return {
        "work": unit.work,
        "chip": unit.scenario.chip.id,
        "chips": pool.chips,
        "enough": pool.whole,
        "unit_chips": whole(unit.chips),
        "deployment": {"tp": whole(d.tp), "pp": whole(unit.chips / (d.tp * d.dp)),
                       "ep": whole(d.ep), "dp": whole(d.dp), "weights": d.weights, "kv": d.kv},
        "batch": whole(unit.scenario.workload.batch),
        "pass_ms": unit.time_ms,
        "requests_per_s_chip": unit.rate,
        "busy": pool.busy,
        "binding": LIMITS[unit.limit],
        "fit": {"ok": unit.fits, "need_gb": unit.need_gb, "have_gb": unit.have_gb},
        "usd_hour": pool.usd_hour,
        "power_w": pool.watts,
    }  # fmt: skip


def _link(x: Split) -> dict[str, float]:
    link: Link = x.link
    return {
        "bytes": link.size,
        "gb_s": link.gbs,
        "use": link.use,
        "wire_ms": link.wire_ms,
        "exposed_ms": link.exposed_ms,
    }


def _together(one: Together) -> dict[str, Any]:
    return {
        "chip": one.chip,
        "batch": one.batch,
        "ttft_ms": one.ttft_ms,
        "tpot_ms": one.tpot_ms,
        "output_tok_s_chip": one.output_tok_s_chip,
        "usd_per_mtok_blended": one.usd_mtok,
    }


def _first_token(x: Split) -> tuple[list[str], list[float]]:
    """Return what a first token waits for: names, and ms that sum to its time."""
    t = x.latency
    sent = x.link.exposed_ms if x.mode == "pd" else 0.0
    handling = t.ttft - t.queue - t.prefill - sent
    return ["queue", "prefill", "transfer", "request"], [t.queue, t.prefill, sent, handling]


def split_text(a: dict[str, Any]) -> str:
    """Return a split system as a table for people, from what `split_answer` says of it."""
    fits = "" if a["fits"] else "does not fit"
    head = [
        ("TTFT", number(a["ttft_ms"]), "ms", f"99 % within {number(a['ttft_p99_ms'])} ms"),
        ("TPOT", number(a["tpot_ms"]), "ms", fits),
        (
            "Requests",
            number(a["requests_per_s"]),
            "1/s",
            f"{number(a['full_requests_per_s'])} full",
        ),
        ("Output", number(a["output_tok_s_chip"]), "tok/s/chip", ""),
        ("Cost, blended", number(a["usd_per_mtok_blended"]), "$/Mtok", ""),
        ("Share", percent(a["share"], 1), "", f"balanced at {percent(a['balanced_share'], 1)}"),
    ]
    pools = [
        (p["work"], p["chip"], count(round(p["chips"])), percent(p["busy"], 1), p["binding"])
        for p in a["pools"]
    ]
    heads = ("pool", "chip", "chips", "busy", "binds")
    return f"Split system\n{table(head, right=(1,))}\n\n{table(pools, heads, right=(2, 3))}"
