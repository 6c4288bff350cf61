"""How many weights a model has, part by part, and what a token leaves in the KV cache."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from explorer.spec.model import ModelSpec


class Parameters(NamedTuple):
    """Weights of the whole model by part; multi-token-prediction heads and biases left out."""

    attention: Any
    dense_ffn: Any
    router: Any
    routed_experts: Any
    shared_experts: Any
    embedding: Any
    """The table that turns tokens into vectors; looked up, and the head too where tied."""
    head: Any
    """The output head; 0 where it shares the embedding."""

    @property
    def total(self) -> Any:
        """All weights."""
        return sum(self)


def attention_weights(m: ModelSpec) -> Any:
    r"""Return weights of one layer's projections.

    Grouped-query: :math:`h d (2 H + 2 H_{kv})`. Latent attention (DeepSeek-V2, 2024):
    :math:`h (r_q + r_{kv} + d_r) + r_q H (d_n + d_r) + r_{kv} H (d_n + d_v) + H d_v h`. Both plus
    `extra_projection` columns of h.
    """
    gqa = m.hidden * m.head_dim * (2 * np.asarray(m.heads) + 2 * np.asarray(m.kv_heads))
    down = m.hidden * (m.q_lora_rank + m.kv_lora_rank + m.rope_dim)
    up = m.q_lora_rank * (m.nope_dim + m.rope_dim) + m.kv_lora_rank * (m.nope_dim + m.v_dim)
    mla = down + m.heads * (up + m.v_dim * m.hidden)
    latent = np.asarray(m.attention) == "mla"
    return np.where(latent, mla, gqa) + m.hidden * m.extra_projection


def parameters(m: ModelSpec) -> Parameters:
    """Return the weights of the model by part; any number of `m` may be an array."""
    per_width = m.ffn_matrices * m.hidden
    untied = np.where(np.asarray(m.tied_embeddings, dtype=bool), 0.0, 1.0)
    return Parameters(
        attention=m.layers * attention_weights(m),
        dense_ffn=m.dense_layers * per_width * m.dense_ffn,
        router=m.moe_layers * m.hidden * m.experts,
        routed_experts=m.moe_layers * per_width * m.expert_ffn * m.experts,
        shared_experts=m.moe_layers * per_width * m.shared_ffn,
        embedding=m.vocab * m.hidden,
        head=untied * m.vocab * m.hidden,
    )


def active_parameters(m: ModelSpec) -> Any:
    """Return the weights that one token passes through, embedding tables included."""
    parts = parameters(m)
    share = m.experts_per_token / np.maximum(m.experts, 1.0)
    return parts.total - parts.routed_experts * (1 - share)


def kv_values_per_token(m: ModelSpec) -> Any:
    """Return KV-cache values that one more token adds in the full-attention layers."""
    heads = 2 * np.asarray(m.kv_heads) * m.head_dim
    latent = np.asarray(m.kv_lora_rank) + m.rope_dim
    per_layer = np.where(np.asarray(m.attention) == "mla", latent, heads)
    return m.full_layers * m.full_kv_share * per_layer
