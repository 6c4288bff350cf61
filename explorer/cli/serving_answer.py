"""One replica under many requests, as the document that `evaluate --json` adds to its answer."""

from __future__ import annotations

from typing import Any

import numpy as np

from explorer.evaluate import evaluate
from explorer.serving.continuous import prompt_work, steady
from explorer.spec.scenario import Scenario
from explorer.systems.service import Service, service


def serving_answer(s: Scenario) -> dict[str, Any]:
    """Return `{"serving": ...}`: prompts among the decode steps, and a queue where there is a rate.

    `continuous` has the batch's users in flight, as many of them as fit at once; `largest` as many
    as fit.
    """
    room = max(float(evaluate(s, detail=False).max_batch[0]), 1.0)
    asked = float(s.workload.batch)
    # Chips with SRAM alone spread until the batch fits.
    held = min(asked, room) if s.chip.hbm_gb > 0 else asked
    found: dict[str, Any] = {"continuous": _steady(s, held, asked)}
    if s.chip.hbm_gb > 0:
        found["largest"] = _steady(s, room, room)
    if s.workload.requests_per_s > 0:
        found["at_rate"] = _at_rate(service(s, float(s.workload.requests_per_s)))
    return {"serving": found}


def _steady(s: Scenario, batch: float, users: float) -> dict[str, float]:
    run = s.with_values({"workload.batch": batch})
    out = evaluate(run, detail=False)
    chips = float(out.chips[0])
    work = prompt_work(run, out.ttft_ms, chips / (s.deployment.tp * s.deployment.dp))
    mixed = steady(run, out.ttft_ms, work, out.tpot_ms, users=users)
    return {
        "users": users,
        "batch": batch,
        "ttft_ms": float(mixed.ttft_ms[0]),
        "tpot_ms": float(mixed.tpot_ms[0]),
        "tok_s_user": 1e3 / float(mixed.tpot_ms[0]),
        "output_tok_s_chip": float(np.ravel(mixed.output_rate)[0]) / chips,
    }


def _at_rate(found: Service) -> dict[str, Any]:
    """Return the queue; a latency that is not finite is None, and `note` says why."""
    note = ""
    if not found.stable:
        note = (
            f"{found.rate:.4g} requests/s asked, {found.most:.4g} can be served: "
            "the queue grows without end"
        )
    times = ("tpot_ms", "ttft_ms", "ttft_p50_ms", "ttft_p99_ms")
    return {
        "requests_per_s": found.rate,
        "most_requests_per_s": found.most,
        "busy": found.busy,
        "concurrency": found.concurrency,
        **{name: getattr(found, name) if found.stable else None for name in times},
        "note": note,
    }
