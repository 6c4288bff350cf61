"""Capacity: weights, KV cache and reserve against the memory of a replica."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from explorer.physics.attention import Cache
from explorer.physics.memory import usable_sram
from explorer.physics.table import anywhere, either
from explorer.physics.weights import weight_bytes_per_chip
from explorer.spec.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Capacity:
    """Memory of one replica in bytes; `chips` and `stages` after spreading an SRAM-only model."""

    weights: Any
    kv: Any
    need: Any
    have: Any
    chips: Any
    stages: Any
    max_batch: Any
    working_set: Any
    """Bytes of weights and KV cache per chip."""
    cache: Cache


def capacity(s: Scenario) -> Capacity:
    """Return what the replica holds and how many sequences would fit.

    `need` is that of `batch` whole sequences. Into `max_batch` each counts with its prompt and the
    share of its output that the engine's admission asks room for.
    Chips without HBM spread the model over as many pipeline stages as capacity asks for; with HBM
    the deployment stands as given and `need` may exceed `have`.
    """
    w, d, c = s.workload, s.deployment, s.constants
    stage = d.tp * d.dp
    weights = weight_bytes_per_chip(s) * stage
    length = w.input_tokens + w.output_tokens
    cache = Cache.of(s)
    kv_one = cache.sequence(s.model, length) * d.tp
    kv = kv_one * w.batch
    sram = usable_sram(s.chip, c)
    hbm = s.chip.hbm_gb * (1e9 * (1 - c.reserve_fraction))
    per_chip = hbm + sram
    need = weights + kv
    stages = d.pp
    if anywhere(no_hbm := s.chip.hbm_gb <= 0):
        stages = either(no_hbm, np.maximum(np.ceil(need / (per_chip * stage)), d.pp), d.pp)
    chips = stage * stages
    have = per_chip * chips
    admitted = w.input_tokens + w.output_tokens * s.engine.admission
    # Feed-forward layers alone keep nothing of a sequence.
    room = np.maximum(cache.held(s, admitted) * d.tp, 1.0)
    max_batch = np.floor(np.maximum(have - weights, 0.0) / room)
    return Capacity(weights, kv, need, have, chips, stages, max_batch, need / chips, cache)
