"""Attention over the KV cache, softmax, linear-attention state, and what the cache weighs."""

from __future__ import annotations

from typing import Any

import numpy as np

from explorer.physics.formats import bytes_per_value, lookup, matrix_rate
from explorer.physics.load import Load, attended
from explorer.physics.table import Row, anywhere
from explorer.spec.scenario import Scenario

ATTENTION_KERNELS = 3.0
"""Rotary and cache write, the attention itself, and the merge of its split parts. Measured fixed
times of attention, 9 to 17 us, are three to four times those of a product."""


def is_mla(s: Scenario) -> Any:
    """Return 1 where the model uses multi-head latent attention, else 0."""
    return lookup(s.model.attention, {"gqa": 0.0, "mla": 1.0})


def kv_bytes_per_layer(s: Scenario) -> Any:
    """Return KV-cache bytes of one token in one layer on one chip of a tensor-parallel group.

    Grouped-query heads are sliced down to one head a chip and copied beyond; the latent of MLA is
    the same on every chip.
    """
    model = s.model
    value = bytes_per_value(s.deployment.kv)
    heads = 2 * np.maximum(model.kv_heads / s.deployment.tp, 1.0) * model.head_dim
    latent = model.kv_lora_rank + model.rope_dim
    return value * np.where(is_mla(s), latent, heads)


def kv_bytes_per_sequence(s: Scenario, context: Any) -> Any:
    """Return KV-cache bytes of one sequence of `context` tokens on one chip, all layers."""
    model = s.model
    index = np.where(np.asarray(model.sparse_topk) > 0, model.indexer_dim, 0.0)
    index = index * model.full_layers * context
    tokens = model.full_layers * context * model.full_kv_share
    if anywhere(model.window_layers):
        tokens = tokens + model.window_layers * np.minimum(context, model.window_tokens)
    return tokens * kv_bytes_per_layer(s) + index + _state_bytes(s)


def kv_bytes_held(s: Scenario, context: Any) -> Any:
    """Return what an engine allots one sequence.

    All of the context where it keeps what windows have passed.
    """
    model = s.model
    whole = kv_bytes_per_sequence(s, context)
    if not anywhere(model.window_layers):
        return whole
    passed = np.maximum(context - model.window_tokens, 0.0) * model.window_layers
    return whole + (1 - np.asarray(s.engine.drops_window)) * passed * kv_bytes_per_layer(s)


def attention_rows(s: Scenario, load: Load) -> list[Row]:
    """Return attention over full, windowed and sparse layers, and linear-attention state."""
    model = s.model
    rows = [_full_row(s, load)]
    if anywhere(model.window_layers):
        rows.append(_row(s, load, "Attention, window", model.window_layers, model.window_tokens))
    if anywhere(model.linear_layers):
        rows.append(_state_row(s, load))
    if anywhere(model.sparse_topk):
        rows.append(_indexer_row(s, load))
    return [row for row in rows if row.runs]


def _full_row(s: Scenario, load: Load) -> Row:
    top = np.asarray(s.model.sparse_topk, dtype=np.float64)
    window = np.where(top > 0, top, np.inf)
    return _row(s, load, "Attention", s.model.full_layers, window, s.model.full_kv_share)


def _row(s: Scenario, load: Load, name: str, count: Any, window: Any, kv_share: Any = 1.0) -> Row:
    """Return one attention row: scores and values over `attended` tokens, softmax beside them."""
    model, constants = s.model, s.constants
    heads = model.heads / s.deployment.tp
    pairs = load.tokens * attended(load.cached, load.new, window)
    latent = 2 * model.kv_lora_rank + model.rope_dim
    expanded = model.nope_dim + model.rope_dim + model.v_dim
    width = np.where(is_mla(s), latent if load.decode else expanded, 2 * model.head_dim)
    peak, rate = matrix_rate(s.chip, s.deployment.attention, s.deployment.attention, constants)
    read = load.sequences * np.minimum(load.context, window) * kv_bytes_per_layer(s) * kv_share
    io = heads * 2 * model.head_dim * 2.0 * load.tokens
    scores = pairs * heads * s.engine.score_bytes
    return Row(
        name,
        count=count,
        flops=2 * heads * width * pairs,
        flop_s=1 / (rate * constants.attention_efficiency),
        peak_s=1 / peak,
        vector_flops=heads * constants.softmax_flops * pairs,
        bytes=read + io + scores,
        kernels=ATTENTION_KERNELS,
    )


def _state_bytes(s: Scenario) -> Any:
    """Return bytes of linear-attention state of one sequence on one chip (16-bit, all layers)."""
    model = s.model
    dim = model.linear_state_dim
    return model.linear_layers * model.heads / s.deployment.tp * dim * dim * 2.0


def _state_row(s: Scenario, load: Load) -> Row:
    """Return linear attention: the state is read and written once a step, updated per token."""
    model = s.model
    dim, heads = model.linear_state_dim, model.heads / s.deployment.tp
    peak, rate = matrix_rate(s.chip, s.deployment.attention, s.deployment.attention, s.constants)
    return Row(
        "Linear attention",
        count=model.linear_layers,
        flops=4 * load.tokens * heads * dim * dim,
        flop_s=1 / (rate * s.constants.attention_efficiency),
        peak_s=1 / peak,
        bytes=2 * load.sequences * heads * dim * dim * 2.0,
    )


def _indexer_row(s: Scenario, load: Load) -> Row:
    """Return the lightning indexer of sparse attention: it scores every earlier token."""
    model = s.model
    pairs = load.tokens * attended(load.cached, load.new, np.inf)
    peak, rate = matrix_rate(s.chip, "fp8", "fp8", s.constants)
    return Row(
        "Indexer",
        count=np.where(np.asarray(model.sparse_topk) > 0, model.full_layers, 0.0),
        flops=2 * pairs * model.indexer_heads * model.indexer_dim,
        flop_s=1 / (rate * s.constants.attention_efficiency),
        peak_s=1 / peak,
        bytes=load.sequences * load.context * model.indexer_dim,
    )
