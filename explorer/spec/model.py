"""A transformer architecture as its configuration file describes it."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from explorer.refusal import Refusal
from explorer.spec.base import Spec


class ModelSpec(Spec):
    """Dimensions of a language model; counts are per model unless named per layer.

    `layers` = `full_layers` + `window_layers` + `linear_layers`, and also = `dense_layers` +
    `moe_layers`. Attention "gqa" covers MHA (kv_heads = heads) and MQA (kv_heads = 1).

    `linear_state_dim` is the square root of the state's elements per attention head.
    `extra_projection` counts, per layer on average, columns of hidden-wide projections that the
    head dimensions do not describe (output gates, linear-attention heads); `full_kv_share` is the
    KV cache of a full layer over that of its head dimensions (compressed, shared, K = V).
    """

    id: str
    name: str
    family: str = ""
    native_format: str = "bf16"
    native_dense_format: str = "same"
    """Format of everything but routed experts, where the release narrows only those."""

    layers: float = Field(ge=1, le=1000)
    hidden: float = Field(ge=64, le=1e6)
    heads: float = Field(ge=1, le=4096)
    kv_heads: float = Field(ge=1, le=4096)
    head_dim: float = Field(ge=8, le=4096)
    attention: Literal["gqa", "mla"] = "gqa"
    q_lora_rank: float = Field(0, ge=0, le=1e5)
    kv_lora_rank: float = Field(0, ge=0, le=1e5)
    rope_dim: float = Field(0, ge=0, le=4096)
    nope_dim: float = Field(0, ge=0, le=4096)
    v_dim: float = Field(0, ge=0, le=4096)

    full_layers: float = Field(ge=0, le=1000)
    window_layers: float = Field(0, ge=0, le=1000)
    window_tokens: float = Field(0, ge=0, le=1e8)
    linear_layers: float = Field(0, ge=0, le=1000)
    linear_state_dim: float = Field(0, ge=0, le=4096)
    sparse_topk: float = Field(0, ge=0, le=1e6)
    indexer_heads: float = Field(0, ge=0, le=4096)
    indexer_dim: float = Field(0, ge=0, le=4096)
    extra_projection: float = Field(0, ge=0, le=1e6)
    full_kv_share: float = Field(1, ge=0, le=10)

    ffn_matrices: float = Field(3, ge=2, le=3)
    dense_layers: float = Field(ge=0, le=1000)
    dense_ffn: float = Field(0, ge=0, le=1e7)
    moe_layers: float = Field(0, ge=0, le=1000)
    expert_ffn: float = Field(0, ge=0, le=1e7)
    experts: float = Field(0, ge=0, le=1e5)
    experts_per_token: float = Field(0, ge=0, le=1e4)
    shared_ffn: float = Field(0, ge=0, le=1e7)

    vocab: float = Field(ge=1, le=1e7)
    tied_embeddings: bool = False
    mtp_layers: float = Field(0, ge=0, le=10)
    max_context: float = Field(131072, ge=1, le=1e9)

    @model_validator(mode="after")
    def _layers_add_up(self) -> ModelSpec:
        attention = self.full_layers + self.window_layers + self.linear_layers
        if attention != self.layers:
            raise Refusal(
                "model.layers: {layers:g} is not full + window + linear = {sum:g}",
                layers=self.layers, sum=attention,
            )  # fmt: skip
        if self.dense_layers + self.moe_layers != self.layers:
            feed = self.dense_layers + self.moe_layers
            raise Refusal(
                "model.layers: {layers:g} is not dense + MoE = {sum:g}",
                layers=self.layers, sum=feed,
            )  # fmt: skip
        if self.experts_per_token > self.experts:
            raise Refusal("model.experts_per_token: more than model.experts")
        return self
