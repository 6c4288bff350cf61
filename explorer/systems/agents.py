"""A session from its first call to its last: its time, its cost, and what it keeps busy."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from explorer.kept import once
from explorer.live import Live
from explorer.money.token_cost import SECONDS_PER_HOUR
from explorer.outcome import Array
from explorer.serving.gaps import mean as mean_wait
from explorer.serving.sessions import last
from explorer.systems.memory import Memory, memory

TIME_PARTS = ("Prefill", "Load", "Decode", "Tools and waiting")
COST_PARTS = ("Prefill", "Load", "Decode", "Tools on CPU cores", "Memory layer")


@dataclass(frozen=True, slots=True)
class Agents:
    """One session; times in s, money in USD."""

    memory: Memory
    time_s: Array
    """By `TIME_PARTS`."""
    usd: Array
    """By `COST_PARTS`."""
    sessions_per_chip_hour: float
    """Sessions that a chip serves an hour, at the use that is paid for."""
    cores_per_chip: float
    """CPU cores that the tools of those sessions keep busy."""
    alive_per_chip: float
    """Sessions under way for each chip, those that wait included."""

    @property
    def busy_share(self) -> float:
        """Share of a session in which an accelerator works on it."""
        return float(self.time_s[:3].sum() / self.time_s.sum())


@once(4)
def agents(live: Live) -> Agents:
    """Return the session of an evaluated scenario (one point)."""
    s, session, m = live.scenario, live.scenario.session, memory(live)
    calls, later = m.calls, float(last(session))
    missed = 1.0 - m.hit
    prefill = calls.ttft_first + later * float(
        (m.hit * calls.ttft_found + missed * calls.ttft_computed).mean()
    )
    load = later * float(m.found @ m.load_s)
    decode = session.output_tokens * (calls.tpot_first + later * float(calls.tpot.mean()))
    wait = later * float(mean_wait(session.gap_median_s, session.gap_p99_s))
    work = _work(m, later)
    served = s.economics.utilisation * SECONDS_PER_HOUR / float(work.sum())
    second = float(live.now.usd_per_chip_hour[0]) / SECONDS_PER_HOUR / s.economics.utilisation
    core_s = session.calls * session.tool_core_s
    kept = m.usd_hour / m.chips / served
    time = np.array([prefill, load, decode, wait])
    return Agents(
        memory=m,
        time_s=time,
        usd=np.append(work * second, [core_s / SECONDS_PER_HOUR * session.core_usd_hour, kept]),
        sessions_per_chip_hour=served,
        cores_per_chip=served * core_s / SECONDS_PER_HOUR,
        alive_per_chip=served * float(time.sum()) / SECONDS_PER_HOUR,
    )


def _work(m: Memory, later: float) -> Array:
    """Return chip-seconds of a session for prefill, loading and decode."""
    calls = m.calls
    decode = calls.decode_first + later * float(calls.decode_work.mean())
    whole = calls.work_first + later * float(
        (m.hit * calls.work_found + (1 - m.hit) * calls.work_computed).mean()
    )
    load = later * float(m.found @ m.load_s) * m.chips
    return np.array([whole - decode, load, decode])
