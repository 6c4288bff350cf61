"""Weights that one chip holds after slicing; the whole-model count is in `parameters`."""

from __future__ import annotations

from typing import Any

import numpy as np

from explorer.physics.attention import is_mla
from explorer.spec.scenario import Scenario


def weights_per_chip(s: Scenario) -> Any:
    """Return parameters per chip of a stage with all layers on it (divide by stages for one).

    Attention and dense parts are sliced over tp and copied over dp; experts are sliced over the
    whole stage. Projections of MLA's latents are copied, as serving engines do.
    """
    m, tp = s.model, s.deployment.tp
    stage = tp * s.deployment.dp
    kv = np.maximum(m.kv_heads / tp, 1.0)
    gqa = m.hidden * m.head_dim * (2 * m.heads / tp + 2 * kv)
    latent = m.hidden * (m.q_lora_rank + m.kv_lora_rank + m.rope_dim)
    per_head = m.q_lora_rank * (m.nope_dim + m.rope_dim) + m.kv_lora_rank * (m.nope_dim + m.v_dim)
    mla = latent + m.heads / tp * (per_head + m.v_dim * m.hidden)
    attention = np.where(is_mla(s), mla, gqa) + m.hidden * m.extra_projection / tp
    dense = m.ffn_matrices * m.hidden * m.dense_ffn / tp
    routed = m.ffn_matrices * m.hidden * m.expert_ffn * m.experts / stage
    shared = m.ffn_matrices * m.hidden * m.shared_ffn / tp
    tables = np.where(np.asarray(m.tied_embeddings, dtype=bool), 1.0, 2.0)
    return (
        m.layers * attention
        + m.dense_layers * dense
        + m.moe_layers * (routed + shared + m.hidden * m.experts)
        + tables * m.vocab * m.hidden / tp
    )
