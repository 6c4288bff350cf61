"""What stands around the products: elementwise work, communication, the host."""

from __future__ import annotations

from typing import Any

import numpy as np

from explorer.physics.collectives import AllReduce, all_to_all, rendezvous, send
from explorer.physics.experts import busiest
from explorer.physics.formats import bytes_per_value, lookup
from explorer.physics.load import Load
from explorer.physics.table import Row, anywhere, either
from explorer.spec.deployment import DeploymentSpec
from explorer.spec.scenario import Scenario

_WIRE_BYTES = 2.0
"""Activations travel in 16 bits, except experts' dispatch, which takes the activation format."""

EXCHANGE, HOST = "All-to-all", "Host"

_GATHERED = 8.0
"""Groups, one server, up to which experts' tokens are gathered rather than sent where wanted."""

_QUANTISE_KERNELS = {"static": 0.0, "dynamic": 1.0, "two-pass": 3.0}
"""Kernels that find scales and convert, before each product. Measured per product: dynamic scales
take 2 us longer than static ones (vLLM, a scale per token), 9 us with one scale for all values,
whose search, reduction and conversion are kernels of their own (TensorRT-LLM)."""


def elementwise_row(s: Scenario, load: Load) -> Row:
    """Return norms, residuals and the feed-forward's activation, once a layer.

    Two fused norm-and-residual kernels read and write twice each, the activation reads and writes
    once; values as wide as the engine keeps them. A part of a model, its attention or its
    feed-forward alone, has its half of the norms.
    """
    model = s.model
    feeds = model.dense_layers + model.moe_layers
    count = either(feeds > model.layers, feeds, model.layers)
    share = feeds / count
    width = either(
        model.moe_layers > 0,
        model.expert_ffn * model.experts_per_token + model.shared_ffn,
        model.dense_ffn,
    )
    ffn = load.tokens * width / s.deployment.tp * share
    stream = load.tokens * model.hidden * (model.layers / count + share) / 2
    return Row(
        "Norms, activations",
        count=count,
        vector_flops=s.constants.elementwise_flops * (stream + ffn),
        bytes=s.engine.value_bytes * (8 * stream + model.ffn_matrices * ffn),
        kernels=model.layers / count + 2.0 * share,
    )


def routing_rows(s: Scenario, load: Load) -> list[Row]:
    """Return the sorting of tokens by expert, their gathering and the weighted sum at the end."""
    model, deploy = s.model, s.deployment
    if not anywhere(model.moe_layers):
        return []
    uneven = busiest(deploy.ep, s.constants.expert_imbalance)
    pairs = load.tokens * deploy.dp * model.experts_per_token / deploy.ep * uneven
    narrow = bytes_per_value(deploy.activations)
    gathered = 3.0 * s.engine.value_bytes + narrow
    return [
        Row(
            "Expert routing",
            count=model.moe_layers,
            bytes=pairs * (model.hidden * gathered + _passes(s, narrow)),
            kernels=4.0,
        )
    ]


def _passes(s: Scenario, narrow: Any) -> Any:
    """Return bytes more per token and expert where each step on experts' values is its own kernel.

    Gate and up each narrow the gathered input, down its own; results are scaled by the router's
    weights and added up in pairs (llama.cpp's graph), where others do it inside the kernels.
    """
    if not anywhere(s.engine.apart):
        return 0.0
    model, value = s.model, s.engine.value_bytes
    pairs = 1.0 - 1.0 / np.maximum(model.experts_per_token, 1.0)
    scaled_and_added = 2.0 * value + 3.0 * value * pairs
    narrowed = value + narrow
    per_token = model.hidden * (scaled_and_added + narrowed) + model.expert_ffn * narrowed
    return s.engine.apart * per_token


def quantise_rows(s: Scenario, load: Load) -> list[Row]:
    """Return the kernels that find scales of narrow activations at run time.

    One set before each of a layer's four dense products: it reads 16-bit values and writes narrow
    ones with their scales.
    """
    model, deploy = s.model, s.deployment
    narrow = bytes_per_value(deploy.activations)
    kernels = lookup(deploy.scales, _QUANTISE_KERNELS)
    dynamic = (kernels > 0) & (narrow < 2.0)
    if not anywhere(dynamic):
        return []
    own = (model.heads * model.head_dim + model.dense_ffn) / deploy.tp
    width = 2 * model.hidden + own
    return [
        Row(
            "Quantise activations",
            count=dynamic * model.layers,
            bytes=(2.0 + narrow) * load.tokens * width,
            kernels=4.0 * kernels,
        )
    ]


def reduction(s: Scenario) -> AllReduce | None:
    """Return the all-reduce of a tensor-parallel group, None where there is none."""
    tp = s.deployment.tp
    return AllReduce.of(s.chip, s.constants, tp, s.engine.link_share) if anywhere(tp > 1) else None


def communication_rows(s: Scenario, load: Load, stages: Any, reduce: AllReduce | None) -> list[Row]:
    """Return tensor-parallel all-reduces, experts' all-to-all and the pipeline's hand-over.

    `reduce` is the scenario's `reduction`.
    """
    model, deploy = s.model, s.deployment
    stream = load.tokens * model.hidden
    rows = []
    spread = (deploy.dp > 1) & (deploy.ep > 1)
    if reduce is not None:
        latency, transfer = reduce.seconds(stream * _WIRE_BYTES)
        feeds = model.dense_layers + either(spread, 0.0, model.moe_layers)
        count = either(deploy.tp > 1, model.layers + feeds, 0.0)
        rows.append(Row("All-reduce", count=count, latency_s=latency, transfer_s=transfer))
    if anywhere(spread) and anywhere(model.moe_layers):
        rows.append(_exchange_row(s, stream / deploy.tp, spread))
    if anywhere(stages > 1):
        seconds = send(s.chip, s.constants, stream / deploy.tp * _WIRE_BYTES)
        latency = s.chip.scaleup_latency_us * 1e-6
        rows.append(
            Row(
                "Pipeline hops",
                count=np.maximum(stages - 1.0, 0.0),
                latency_s=latency,
                transfer_s=seconds - latency,
                kernels=0.0,
            )
        )
    return rows


def scattered(deploy: DeploymentSpec) -> Any:
    """Return whether experts' tokens are sent where they are wanted, one message each.

    Within a server engines do not look where a token is wanted: every group gathers the tokens of
    all, and sums are scattered back (the default of vLLM, SGLang and TensorRT-LLM).
    """
    return deploy.ep > _GATHERED


def _exchange_row(s: Scenario, stream: Any, spread: Any) -> Row:
    """Return dispatch and combine: each token goes to at most min(k, ep) groups and back."""
    model, deploy = s.model, s.deployment
    sent = scattered(deploy)
    wanted = np.minimum(model.experts_per_token, deploy.ep)
    copies = either(sent, wanted, deploy.ep)
    wire = bytes_per_value(deploy.activations) + _WIRE_BYTES
    latency, transfer = all_to_all(s.chip, s.constants, deploy.ep, stream * wire, copies)
    meeting = either(sent, rendezvous(s.chip, s.constants, deploy.ep), 0.0)
    return Row(
        EXCHANGE,
        count=either(spread, model.moe_layers, 0.0),
        latency_s=2 * (latency + meeting),
        transfer_s=transfer,
        kernels=2.0,
    )


def host_row(s: Scenario, load: Load) -> Row:
    """Return the host's share of a step: scheduling and launching it, and then work per sequence.

    Every sequence's new token is appended, checked for the end, turned into text and sent. Kernels
    alone have no host, and none of this.
    """
    step = s.engine.step_host_us
    each = either(step > 0, s.constants.sequence_host_us, 0.0) * load.sequences
    return Row(HOST, fixed_s=(step + each) * 1e-6, kernels=0.0)
