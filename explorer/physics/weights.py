"""Weights that one chip holds after slicing, by the format that each kind is stored in."""

from __future__ import annotations

from typing import Any

import numpy as np

from explorer.physics.attention import is_mla
from explorer.physics.formats import bytes_per_value, weight_format
from explorer.physics.table import either
from explorer.spec.scenario import Scenario


def weight_bytes_per_chip(s: Scenario) -> Any:
    """Return bytes of weights per chip of a stage with all layers on it (divide by stages for one).

    Attention and dense parts are sliced over tp and copied over dp; experts are sliced over the
    whole stage. Projections of MLA's latents are copied, as serving engines do.
    """
    d = s.deployment
    return (
        _dense(s) * bytes_per_value(weight_format(d, "dense"))
        + _experts(s) * bytes_per_value(weight_format(d, "expert"))
        + _tables(s) * bytes_per_value(weight_format(d, "head"))
    )


def _dense(s: Scenario) -> Any:
    """Return parameters of attention, dense feed-forward and shared experts on one chip."""
    m, tp = s.model, s.deployment.tp
    kv = np.maximum(m.kv_heads / tp, 1.0)
    gqa = m.hidden * m.head_dim * (2 * m.heads / tp + 2 * kv)
    latent = m.hidden * (m.q_lora_rank + m.kv_lora_rank + m.rope_dim)
    per_head = m.q_lora_rank * (m.nope_dim + m.rope_dim) + m.kv_lora_rank * (m.nope_dim + m.v_dim)
    mla = latent + m.heads / tp * (per_head + m.v_dim * m.hidden)
    attention = either(is_mla(s), mla, gqa) + m.hidden * m.extra_projection / tp
    dense = m.ffn_matrices * m.hidden * m.dense_ffn / tp
    shared = m.ffn_matrices * m.hidden * m.shared_ffn / tp
    return m.layers * attention + m.dense_layers * dense + m.moe_layers * shared


def _experts(s: Scenario) -> Any:
    m = s.model
    routed = m.ffn_matrices * m.hidden * m.expert_ffn * m.experts
    return m.moe_layers * routed / (s.deployment.tp * s.deployment.dp)


def _tables(s: Scenario) -> Any:
    """Return parameters of router, embedding and vocabulary projection on one chip."""
    m = s.model
    tables = either(m.tied_embeddings, 1.0, 2.0)
    return m.moe_layers * m.hidden * m.experts + tables * m.vocab * m.hidden / s.deployment.tp
