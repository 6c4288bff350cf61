"""What `evaluate` returns: named arrays over the points asked for, with their breakdowns.

Every array's last axis is the points (length 1 for a single point); breakdowns have the parts on
the first axis, in the order of the matching `*_names`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

LIMITS = (
    "compute",
    "sram",
    "hbm",
    "host",
    "ssd",
    "link",
    "latency",
    "capacity",
    "overhead",
    "power",
)
"""Names of binding limits, in the order of the integer codes in `binding_*`."""


@dataclass(frozen=True, slots=True, eq=False)
class Phase:
    """One phase (prefill of the prompt, or one decode step), by operator; told by identity.

    Arrays are (operators, points): `time_ms` sums to the phase's time; `flops` and `bytes` are per
    chip over the phase (bytes from HBM and SRAM together); `limit` is the code of what binds each
    operator. They have no rows where the evaluation was not asked for them. `by_limit_ms` is
    (limits, points) and sums to `total_ms`; the totals are (points,).
    """

    names: tuple[str, ...]
    time_ms: Array
    flops: Array
    bytes: Array
    limit: NDArray[np.int64]
    by_limit_ms: Array
    total_ms: Array
    total_flops: Array
    total_bytes: Array
    floor_ms: Array
    binding: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Outcome:
    """Latency, throughput, fit, power and money at each point; shapes (points,) unless said."""

    prefill: Phase
    decode: Phase
    tok_s_user: Array
    output_tok_s_chip: Array
    input_tok_s_chip: Array
    chips: Array
    batch: Array
    max_batch: Array
    need_gb: Array
    have_gb: Array
    weights_gb: Array
    kv_gb: Array
    power_prefill_w: Array
    power_decode_w: Array
    joule_per_output_token: Array
    usd_per_chip_hour: Array
    usd_mtok_input: Array
    usd_mtok_output: Array
    usd_mtok_cached: Array
    usd_mtok_blended: Array
    money_names: tuple[str, ...]
    money_usd_hour: Array
    """(parts, points): the parts of `usd_per_chip_hour`; they sum to it."""
    area_mm2: Array
    """All dies of a chip, side by side."""
    stacked_mm2: Array
    """SRAM dies on top of them."""
    chip_cost_usd: Array
    """What a chip costs to make."""
    price_usd: Array
    """The price on which a chip-hour is reckoned: as set, or as the silicon moves it."""
    tdp_w: Array
    """The power limit and rating that holds: as set, or as the silicon moves it."""
    chip_cost_names: tuple[str, ...]
    chip_cost_parts_usd: Array
    """(parts, points): the parts of `chip_cost_usd`; they sum to it."""

    @property
    def ttft_ms(self) -> Array:
        """Time to the first token: that of prefill."""
        return self.prefill.total_ms

    @property
    def tpot_ms(self) -> Array:
        """Time per output token: that of a decode step."""
        return self.decode.total_ms

    @property
    def fits(self) -> NDArray[np.bool_]:
        """Whether weights, KV cache and reserve fit the memory of the replica."""
        return self.need_gb <= self.have_gb

    def __len__(self) -> int:
        return int(self.ttft_ms.size)
