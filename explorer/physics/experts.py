"""Mixture of experts: how many distinct experts a batch touches."""

from __future__ import annotations

from typing import Any

import numpy as np

from explorer.physics.table import anywhere


def distinct_experts(experts: Any, per_token: Any, tokens: Any, skew: Any = 0.0) -> Any:
    r"""Return the expected number of distinct experts that `tokens` tokens reach.

    .. math:: E\,(1-(1-k/E)^n)

    for n tokens choosing k of E experts at random, each token's k being distinct. Reading all
    experts at batch 1, or k whatever the batch, is the common error of other tools.

    Where experts differ in popularity, spread like a gamma variable of variance `skew` about its
    mean of one, later tokens find fewer new ones (a negative binomial in place of the Poisson law):

    .. math:: E\left(1-(1-k/E)\,(1+s\,(n-1)\,\mu)^{-1/s}\right),\quad \mu = -\ln(1-k/E)

    which is the formula above for s = 0, and k for one token whatever s.

    >>> float(distinct_experts(8, 2, 1)), float(distinct_experts(8, 2, 1, 0.5))
    (2.0, 2.0)
    """
    experts = np.asarray(experts, dtype=np.float64)
    share = np.divide(per_token, experts, out=np.zeros_like(experts + per_token), where=experts > 0)
    # log1p keeps 1 - (1-x)^n exact for small x; a share of 1 touches every expert at once.
    miss = np.log1p(-np.minimum(share, 1 - 1e-12))
    if not anywhere(skew):
        return experts * -np.expm1(miss * tokens)
    later = np.maximum(np.asarray(tokens) - 1.0, 0.0)
    spread = np.maximum(skew, 1e-9)
    return experts * -np.expm1(miss - np.log1p(-spread * later * miss) / spread)


def busiest(groups: Any, growth: Any) -> Any:
    """Return the load of the busiest of `groups` expert groups over the mean load.

    Routing is uneven; the fewer experts a group holds, the less it averages out. The step waits for
    the busiest group. `growth` is the share added per doubling of the groups.
    """
    return 1.0 + growth * np.log2(groups)
