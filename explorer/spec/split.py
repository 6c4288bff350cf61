"""A system of two pools of chips: prefill and decode apart, or attention and feed-forward apart."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from explorer.spec.base import Spec

Mode = Literal["none", "pd", "afd"]
"""none: every chip does everything. pd: prompts on the partner's chips, decode on the scenario's
own. afd: prompts, attention and KV cache on the scenario's own chips, feed-forward layers and
experts of decode on the partner's."""


class SplitSpec(Spec):
    """How work is split between the scenario's own chip and its partner, and what joins them.

    `share` is the share of chips in the pool that comes first: prefill chips of all ("pd"), or
    attention chips of those that decode ("afd"); 0 balances the pools. `chips` are all chips of the
    system. `load` is the share of the system's full rate at which requests come in. The link is
    what one chip has towards the other pool, GB/s per direction; `overlap` tells whether a layer's
    KV cache travels while the next layer computes. `merge` is how many attention units' batches one
    feed-forward pass takes together, `micro_batches` how many batches each unit keeps in flight (0:
    as many as hide the other pool's time and the link's).
    """

    mode: Mode = "none"
    share: float = Field(0.0, ge=0, le=0.99)
    chips: float = Field(128, ge=2, le=1e6)
    load: float = Field(0.9, ge=0.01, le=0.99)
    link_gbs: float = Field(50.0, gt=0, le=1e9)
    link_latency_us: float = Field(5.0, ge=0, le=1e5)
    overlap: bool = True
    merge: float = Field(1, ge=1, le=1024)
    micro_batches: float = Field(0, ge=0, le=64)
