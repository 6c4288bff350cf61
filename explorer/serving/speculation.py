"""Speculative decoding: several drafted tokens are checked in one step of the large model."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import numpy as np

from explorer.outcome import Phase
from explorer.physics.table import anywhere
from explorer.spec.workload import WorkloadSpec

_PER_STEP = ("time_ms", "flops", "bytes", "by_limit_ms", "total_ms", "total_flops", "total_bytes")
"""What a phase counts over a step; its floor is scaled apart, for drafting has none."""


def tokens_per_step(draft_tokens: Any, acceptance: Any) -> Any:
    r"""Return the expected tokens that one checking step yields.

    .. math:: E = 1 + \sum_{i=1}^{k} a^i

    with k drafted tokens, each accepted with probability a if all before it were (Leviathan,
    Kalman, Matias 2023); for a fractional k the last term counts in part. Without a draft it is 1.

    Parameters
    ----------
    draft_tokens
        k, tokens drafted for a step.
    acceptance
        a, from 0 to 1.
    """
    k, a = np.asarray(draft_tokens, dtype=np.float64), np.asarray(acceptance, dtype=np.float64)
    whole = np.floor(k)
    # The geometric series, and its value where the ratio is 1.
    near = np.minimum(a, 1 - 1e-9)
    series = np.where(a >= 1, whole, near * (1 - near**whole) / (1 - near))
    return 1.0 + series + (k - whole) * a ** (whole + 1)


def per_token(phase: Phase, workload: WorkloadSpec) -> Phase:
    r"""Return a decode step as the time of one token of a sequence.

    .. math:: t_{token} = t_{step}\,\frac{1 + c\,k}{E}

    with c the cost of drafting one token as a share of the checking step (an MTP layer of
    DeepSeek-V3 is one of 61). The step itself already carries k + 1 tokens a sequence, so what
    checking costs at a large batch is in :math:`t_{step}`.
    """
    if not anywhere(workload.draft_tokens):
        return phase
    gained = tokens_per_step(workload.draft_tokens, workload.draft_acceptance)
    factor = (1 + workload.draft_cost * workload.draft_tokens) / gained
    values = {f.name: getattr(phase, f.name) for f in fields(phase)}
    scaled = {name: values[name] * factor for name in _PER_STEP}
    return replace(phase, **scaled, floor_ms=phase.floor_ms / gained)
