"""Mixture of experts: how many distinct experts a batch touches."""

from __future__ import annotations

from typing import Any

import numpy as np


def distinct_experts(experts: Any, per_token: Any, tokens: Any) -> Any:
    r"""Return the expected number of distinct experts that `tokens` tokens reach.

    .. math:: E\,(1-(1-k/E)^n)

    for n tokens choosing k of E experts at random, each token's k being distinct. Reading all
    experts at batch 1, or k whatever the batch, is the common error of other tools.

    >>> float(distinct_experts(8, 2, 1))
    2.0
    """
    experts = np.asarray(experts, dtype=np.float64)
    share = np.divide(per_token, experts, out=np.zeros_like(experts + per_token), where=experts > 0)
    # log1p keeps 1 - (1-x)^n exact for small x; a share of 1 touches every expert at once.
    miss = np.log1p(-np.minimum(share, 1 - 1e-12)) * tokens
    return experts * -np.expm1(miss)


def busiest(groups: Any, growth: Any) -> Any:
    """Return the load of the busiest of `groups` expert groups over the mean load.

    Routing is uneven; the fewer experts a group holds, the less it averages out. The step waits for
    the busiest group. `growth` is the share added per doubling of the groups.
    """
    return 1.0 + growth * np.log2(groups)
