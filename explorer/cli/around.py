"""What stands around one replica, as the document that `evaluate --json` adds to its answer."""

from __future__ import annotations

from typing import Any

import numpy as np

from explorer.live import evaluated
from explorer.serving.kv_tiers import NAMES
from explorer.spec.scenario import Scenario
from explorer.systems import layers as layered
from explorer.systems.agents import COST_PARTS, TIME_PARTS, Agents, agents
from explorer.systems.fleet import Fleet, fleet
from explorer.systems.layers import CLASSES, Layers
from explorer.systems.memory import Memory


def around(scenario: Scenario) -> dict[str, Any]:
    """Return memory layer, session, layers and fleet of `scenario`, units in the keys."""
    live = evaluated(scenario, layered.wanted(scenario))
    session, three = agents(live), layered.layers(live)
    return {
        "memory": _memory(session.memory),
        "session": _session(session),
        "layers": _layers(three),
        "fleet": _fleet(fleet(live)),
    }


def _memory(m: Memory) -> dict[str, Any]:
    held = m.value.hold_usd_hour
    rows = [
        {
            "name": name,
            "capacity_gb": float(m.sizes_gb[i]),
            "sessions": float(m.sessions[i]),
            "kept_s": float(m.kept.seconds[i, 0]),
            "found_share": float(m.found[i]),
            "load_ms": float(m.load_s[i]) * 1e3,
            "read_share": float(m.read_share[i]),
            "usd_per_session_hour": float(held[i]),
            "watt_per_session": float(m.watt_gb[i] * m.context_gb),
            "break_even_hours": _finite(float(m.value.break_even_hours[i])),
        }
        for i, name in enumerate(NAMES)
        if m.sizes_gb[i] > 0
    ]
    return {
        "fits": m.fits,
        "tiers": rows,
        "hit_share": m.hit,
        "context_gb": m.context_gb,
        "ttft_found_ms": float(m.calls.ttft_found.mean()) * 1e3,
        "ttft_computed_ms": float(m.calls.ttft_computed.mean()) * 1e3,
        "ttft_mean_ms": m.ttft_mean * 1e3,
        "ssd_drive_writes_per_day": float(m.wear.drive_writes_per_day),
        "ssd_life_years": _finite(float(m.wear.years)),
        "usd_hour": m.usd_hour,
        "power_w": m.watts,
    }


def _session(a: Agents) -> dict[str, Any]:
    return {
        "time_s": float(a.time_s.sum()),
        "usd": float(a.usd.sum()),
        "busy_share": a.busy_share,
        "batch": a.memory.batch,
        "sessions_per_chip_hour": a.sessions_per_chip_hour,
        "sessions_alive_per_chip": a.alive_per_chip,
        "cpu_cores_per_chip": a.cores_per_chip,
        "time_parts_s": dict(zip(TIME_PARTS, a.time_s.tolist(), strict=True)),
        "usd_parts": dict(zip(COST_PARTS, a.usd.tolist(), strict=True)),
    }


def _layers(x: Layers) -> dict[str, Any]:
    layer = {
        name: {
            "chip": each.scenario.chip.id,
            "fits": each.fits,
            "chips": float(x.chips[i]),
            "megawatt": float(x.megawatts[i]),
            "capital_usd": float(x.capital_usd[i]),
            "usd_hour": float(x.usd_hour[i]),
            "answer_s": dict(zip(CLASSES, each.answer_s.tolist(), strict=True)),
        }
        for i, (name, each) in enumerate((("fast", x.fast), ("deep", x.deep)))
    }
    return {
        **layer,
        "memory": {
            "megawatt": float(x.megawatts[2]),
            "capital_usd": float(x.capital_usd[2]),
            "usd_hour": float(x.usd_hour[2]),
        },
        "usd_per_mtok": x.usd_mtok,
        "answer_s": x.answer_s,
        "best": _routed(x.best),
        "best_within_cost": _routed(x.within),
    }


def _routed(found: tuple[Any, float, float]) -> dict[str, Any]:
    shares, usd, seconds = found
    return {
        "fast_share": dict(zip(CLASSES, np.asarray(shares).tolist(), strict=True)),
        "usd_per_mtok": usd,
        "answer_s": seconds,
    }


def _fleet(f: Fleet) -> dict[str, Any]:
    return {
        "tokens_per_s": f.tokens_s,
        "peak_tokens_per_s": f.peak_tokens_s,
        "requests_per_s": f.requests_s,
        "chips": f.chips,
        "replicas": f.replicas,
        "racks": f.racks,
        "megawatt": f.megawatts,
        "capital_usd": f.capital_usd,
        "running_usd_year": f.running_usd_year,
        "usd_per_mtok": f.usd_mtok,
        "mean_load": f.mean_load,
        "interposer_m2": f.supply.interposer_mm2 / 1e6,
        "memory_stacks": f.supply.stacks,
        "stacked_memory_pb": f.supply.stacked_gb / 1e6,
    }


def _finite(value: float) -> float | None:
    return value if np.isfinite(value) else None
