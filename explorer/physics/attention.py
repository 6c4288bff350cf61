"""Attention over the KV cache, softmax, linear-attention state, and what the cache weighs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from explorer.physics.formats import bytes_per_value, lookup, matrix_rate
from explorer.physics.load import Load, attended
from explorer.physics.table import Row, anywhere, either
from explorer.spec.model import ModelSpec
from explorer.spec.scenario import Scenario

ATTENTION_KERNELS = 3.0
"""Rotary and cache write, the attention itself, and the merge of its split parts. Measured fixed
times of attention, 9 to 17 us, are three to four times those of a product."""


def is_mla(s: Scenario) -> Any:
    """Return 1 where the model uses multi-head latent attention, else 0."""
    return lookup(s.model.attention, {"gqa": 0.0, "mla": 1.0})


@dataclass(frozen=True, slots=True)
class Cache:
    """What one sequence keeps on one chip of a tensor-parallel group, bytes."""

    layer: Any
    """KV entries of one token in one layer."""
    index: Any
    """Entries of one token for the indexers of sparse attention, all layers."""
    state: Any
    """Linear-attention state, all layers."""

    @classmethod
    def of(cls, s: Scenario) -> Cache:
        """Return the cache of the scenario's model.

        Grouped-query heads are sliced down to one head a chip and copied beyond; the latent of MLA
        is the same on every chip.
        """
        model = s.model
        heads = 2 * np.maximum(model.kv_heads / s.deployment.tp, 1.0) * model.head_dim
        values = either(is_mla(s), model.kv_lora_rank + model.rope_dim, heads)
        return cls(
            layer=bytes_per_value(s.deployment.kv) * values,
            index=either(model.sparse_topk > 0, model.indexer_dim, 0.0) * model.full_layers,
            state=_state_bytes(s),
        )

    def sequence(self, model: ModelSpec, context: Any) -> Any:
        """Return the bytes of a sequence of `context` tokens, all layers."""
        tokens = model.full_layers * context * model.full_kv_share
        if anywhere(model.window_layers):
            tokens = tokens + model.window_layers * np.minimum(context, model.window_tokens)
        return tokens * self.layer + self.index * context + self.state

    def held(self, s: Scenario, context: Any) -> Any:
        """Return what an engine allots a sequence.

        All of the context where it keeps what windows have passed.
        """
        model = s.model
        whole = self.sequence(model, context)
        if not anywhere(model.window_layers):
            return whole
        passed = np.maximum(context - model.window_tokens, 0.0) * model.window_layers
        return whole + (1 - np.asarray(s.engine.drops_window)) * passed * self.layer


def kv_bytes_per_sequence(s: Scenario, context: Any) -> Any:
    """Return KV-cache bytes of one sequence of `context` tokens on one chip, all layers."""
    return Cache.of(s).sequence(s.model, context)


@dataclass(frozen=True, slots=True)
class AttentionUnit:
    """What attention of all steps shares: its cache, and the matrix unit's seconds per FLOP."""

    cache: Cache
    flop_s: Any
    peak_s: Any

    @classmethod
    def of(cls, s: Scenario, cache: Cache) -> AttentionUnit:
        """Return the unit at the format that attention is computed in."""
        kind = s.deployment.attention
        peak, rate = matrix_rate(s.chip, kind, kind, s.constants)
        return cls(cache, 1 / (rate * s.constants.attention_efficiency), 1 / peak)


def attention_rows(s: Scenario, load: Load, unit: AttentionUnit) -> list[Row]:
    """Return attention over full, windowed and sparse layers, and linear-attention state."""
    model = s.model
    rows = [_full_row(s, load, unit)]
    if anywhere(model.window_layers):
        count, window = model.window_layers, model.window_tokens
        rows.append(_row(s, load, unit, "Attention, window", count, window))
    if anywhere(model.linear_layers):
        rows.append(_state_row(s, load, unit))
    if anywhere(model.sparse_topk):
        rows.append(_indexer_row(s, load))
    return [row for row in rows if row.runs]


def _full_row(s: Scenario, load: Load, unit: AttentionUnit) -> Row:
    top = s.model.sparse_topk
    window = either(top > 0, top, np.inf)
    return _row(s, load, unit, "Attention", s.model.full_layers, window, s.model.full_kv_share)


def _row(
    s: Scenario,
    load: Load,
    unit: AttentionUnit,
    name: str,
    count: Any,
    window: Any,
    kv_share: Any = 1.0,
) -> Row:
    """Return one attention row: scores and values over `attended` tokens, softmax beside them."""
    model, constants = s.model, s.constants
    heads = model.heads / s.deployment.tp
    pairs = load.tokens * attended(load.cached, load.new, window)
    latent = 2 * model.kv_lora_rank + model.rope_dim
    expanded = model.nope_dim + model.rope_dim + model.v_dim
    width = either(is_mla(s), latent if load.decode else expanded, 2 * model.head_dim)
    read = load.sequences * np.minimum(load.context, window) * unit.cache.layer * kv_share
    io = heads * 2 * model.head_dim * 2.0 * load.tokens
    scores = pairs * heads * s.engine.score_bytes
    return Row(
        name,
        count=count,
        flops=2 * heads * width * pairs,
        flop_s=unit.flop_s,
        peak_s=unit.peak_s,
        vector_flops=heads * constants.softmax_flops * pairs,
        bytes=read + io + scores,
        kernels=ATTENTION_KERNELS,
    )


def _state_bytes(s: Scenario) -> Any:
    """Return bytes of linear-attention state of one sequence on one chip (16-bit, all layers)."""
    model = s.model
    dim = model.linear_state_dim
    if not anywhere(model.linear_layers):
        return 0.0
    return model.linear_layers * model.heads / s.deployment.tp * dim * dim * 2.0


def _state_row(s: Scenario, load: Load, unit: AttentionUnit) -> Row:
    """Return linear attention: the state is read and written once a step, updated per token."""
    model = s.model
    dim, heads = model.linear_state_dim, model.heads / s.deployment.tp
    return Row(
        "Linear attention",
        count=model.linear_layers,
        flops=4 * load.tokens * heads * dim * dim,
        flop_s=unit.flop_s,
        peak_s=unit.peak_s,
        bytes=2 * load.sequences * heads * dim * dim * 2.0,
    )


def _indexer_row(s: Scenario, load: Load) -> Row:
    """Return the lightning indexer of sparse attention: it scores every earlier token."""
    model = s.model
    pairs = load.tokens * attended(load.cached, load.new, np.inf)
    peak, rate = matrix_rate(s.chip, "fp8", "fp8", s.constants)
    return Row(
        "Indexer",
        count=either(model.sparse_topk > 0, model.full_layers, 0.0),
        flops=2 * pairs * model.indexer_heads * model.indexer_dim,
        flop_s=1 / (rate * s.constants.attention_efficiency),
        peak_s=1 / peak,
        bytes=load.sequences * load.context * model.indexer_dim,
    )
