"""Matrix products of a transformer: projections, feed-forward, experts, head.

Shapes are M x K x N per chip: M tokens, K reduced, N produced. Tensor parallelism slices heads and
feed-forward columns; experts are spread over groups and sliced inside a group.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from typing import Any, Literal, NamedTuple

import numpy as np

from explorer.physics.experts import busiest, distinct_experts
from explorer.physics.formats import (
    FORMATS,
    LAUNCHED,
    among,
    block_scaled,
    bytes_per_value,
    chosen,
    lookup,
    matrix_rate,
    weight_format,
    widened,
)
from explorer.physics.load import Load
from explorer.physics.memory import blocking_bytes
from explorer.physics.table import Row, anywhere, either, larger, present
from explorer.spec.deployment import DeploymentSpec
from explorer.spec.scenario import Scenario

_TINY = 1e-9
"""Keeps a product without rows at some point from dividing zero by zero."""

_WIDE = [name for name, fmt in FORMATS.items() if fmt.width >= 16]

_UNPACK_ROWS = 16.0
"""Rows after which narrow weights are unpacked, or scales of blocks applied, again: the height of
the instruction (mma.m16n8k16), into whose registers they go."""

_NARROW = 8.0
"""Columns of the smallest tensor-core instruction."""

Role = Literal["dense", "expert", "head"]
"""dense: projections and feed-forward. expert: routed experts. head: router and vocabulary, which
quantised checkpoints leave in 16 bits."""


class Product(NamedTuple):
    """`groups` products of M x K x N in one kernel; `role` chooses the operands' formats."""

    name: str
    count: Any
    m: Any
    k: Any
    n: Any
    groups: Any = 1.0
    role: Role = "dense"
    beside: bool = False
    """Whether it runs beside another product, on a second stream, so that its fixed time hides."""

    def in_all(self, each: Any) -> Any:
        """Return what all groups have of what each has."""
        return each if isinstance(self.groups, float) and self.groups == 1.0 else each * self.groups


def products(s: Scenario, load: Load) -> list[Product]:
    """Return every matrix product of one step."""
    model, tp = s.model, s.deployment.tp
    m = load.tokens
    ffn = model.dense_ffn / tp
    up = model.ffn_matrices - 1
    return [
        *_attention_projections(s, load),
        Product(
            "Extra projections",
            model.layers * (model.extra_projection > 0),
            m,
            model.hidden,
            model.extra_projection / tp,
        ),
        Product("FFN up", model.dense_layers, m, model.hidden, up * ffn),
        Product("FFN down", model.dense_layers, m, ffn, model.hidden),
        *_expert_products(s, load),
        Product("LM head", 1.0, load.logits, model.hidden, model.vocab / tp, role="head"),
    ]


def _attention_projections(s: Scenario, load: Load) -> list[Product]:
    model, tp, m = s.model, s.deployment.tp, load.tokens
    heads = model.heads / tp
    mla = lookup(model.attention, {"gqa": 0.0, "mla": 1.0}) * model.layers
    gqa = model.layers - mla
    kv = np.maximum(model.kv_heads / tp, 1.0)
    rows = [
        Product("QKV", gqa, m, model.hidden, (heads + 2 * kv) * model.head_dim),
        Product("Output", gqa, m, heads * model.head_dim, model.hidden),
    ]
    if not anywhere(mla):
        return rows
    rope, nope, v = model.rope_dim, model.nope_dim, model.v_dim
    low_q, low_kv = model.q_lora_rank, model.kv_lora_rank
    rows += [
        Product("QKV down", mla, m, model.hidden, low_q + low_kv + rope),
        Product("QKV", mla, m, low_q, heads * (nope + rope)),
        Product("Output", mla, m, heads * v, model.hidden),
    ]
    if load.decode:
        rows += [
            Product("KV absorb", mla, m, nope, low_kv, heads),
            Product("KV absorb", mla, m, low_kv, v, heads),
        ]
    else:
        # Latents found in the cache are brought up again for the new tokens to attend to.
        seen = m + load.sequences * load.cached if anywhere(load.cached) else m
        rows.append(Product("KV up", mla, seen, low_kv, heads * (nope + v)))
    return rows


def _expert_products(s: Scenario, load: Load) -> list[Product]:
    model, deploy = s.model, s.deployment
    if not anywhere(model.moe_layers):
        return []
    layers = model.moe_layers
    stage = deploy.tp * deploy.dp
    slices = np.maximum(stage / deploy.ep, 1.0)
    tokens = load.tokens * deploy.dp
    routed = np.maximum(model.experts, 1.0)
    live = (
        distinct_experts(model.experts, model.experts_per_token, tokens, s.constants.expert_skew)
        / deploy.ep
    )
    imbalance = busiest(deploy.ep, s.constants.expert_imbalance)
    live = np.minimum(live * imbalance, routed / deploy.ep)
    live = np.maximum(live, 1e-9)
    pairs = tokens * model.experts_per_token / deploy.ep * imbalance
    ffn = model.expert_ffn / slices
    up = model.ffn_matrices - 1
    shared = model.shared_ffn / deploy.tp
    has_shared = layers * (model.shared_ffn > 0)
    return [
        Product("Router", layers, load.tokens, model.hidden, routed, role="head"),
        Product("Experts up", layers, pairs / live, model.hidden, up * ffn, live, "expert"),
        Product("Experts down", layers, pairs / live, ffn, model.hidden, live, "expert"),
        Product("Shared expert", has_shared, load.tokens, model.hidden, up * shared, beside=True),
        Product("Shared expert", has_shared, load.tokens, shared, model.hidden, beside=True),
    ]


def usable_share(s: Scenario) -> Any:
    """Return the share of peak that large products reach on this class of chip."""
    c = s.constants
    return lookup(
        s.chip.execution,
        {
            "gpu": c.gemm_efficiency,
            "npu": c.gemm_efficiency,
            "static": c.static_efficiency,
            "cpu": c.cpu_efficiency,
        },
    )


@dataclass(frozen=True, slots=True)
class Operands:
    """Bytes of a stored weight and of an activation, seconds per FLOP and at the dense peak.

    `unpack` is the vector work per stored weight where weights are widened before the product,
    `serial` the seconds per element of K, `again` the `blocking_bytes` of activations.
    """

    weight: Any
    value: Any
    flop_s: Any
    peak_s: Any
    unpack: Any
    serial: Any
    again: Any


def operands(s: Scenario, behind: Any, role: Role) -> Operands:
    """Return the operands of a role's products on this chip, with `behind` bytes of SRAM."""
    d = s.deployment
    weights = weight_format(d, role)
    # Weights of 16 bits or more meet activations as wide as themselves.
    names = chosen(among(weights, _WIDE), weights, d.activations)
    peak, usable = matrix_rate(s.chip, weights, names, s.constants)
    share = usable_share(s)
    c = s.constants
    serial = c.k_serial_us + c.block_serial_us * _scaled_blocks(d, role)
    value = bytes_per_value(names)
    return Operands(
        bytes_per_value(weights),
        value,
        1 / (usable * share * s.engine.matrix_share),
        1 / peak,
        widened(weights, names, s.constants),
        serial * 1e-6 / 1024,
        blocking_bytes(value, behind),
    )


def _scaled_blocks(d: DeploymentSpec, role: Role) -> Any:
    """Return 1 where a product applies scales of blocks on its way over K, else 0.

    Narrow activations decide, for whose sake both operands carry scales: weights alone are widened
    before. Parts kept in 16 bits have none.
    """
    if role == "head":
        return 0.0
    scaled = block_scaled(d.activations)
    return scaled if role == "expert" else scaled * (np.asarray(d.dense_weights) != "bf16")


def padded(m: Any, tile: Any, *, uneven: bool = False) -> Any:
    r"""Return the rows that the matrix unit works on for M rows of work.

    Whole tiles above one tile; below it the operands are swapped, so that M is padded to the eight
    columns of a tensor-core instruction only (mma.m16n8k16). The rows of routed experts are
    `uneven` around M, so the last step of each is half full on average; the share of experts with
    more than a tile of them, whose steps are tiles, is that of an exponential spread,
    :math:`e^{-tile/M}`.
    """
    if uneven:
        tall = np.exp(-tile / np.maximum(m, _TINY))
        step = _NARROW + (tile - _NARROW) * tall
        return np.maximum(m + step / 2, _NARROW)
    step = np.where(m < tile, _NARROW, tile)
    return np.maximum(np.ceil(m / step), 1.0) * step


@dataclass(frozen=True, slots=True)
class MatrixUnit:
    """What the products of all steps share: operands, rows of a tile, the ways in and out."""

    operands: Callable[[Role], Operands]
    tile: Any
    drain: Any
    """Seconds per operation that a result, times two K, takes on its way out."""
    grouped: Any
    """The same over `drain` for routed experts."""
    launched: Any
    result: Any
    """Bytes of a value that a product writes, whatever the operands."""
    streamed: Any
    fill: Any
    """Bytes a second at which weights enter the matrix unit; None where they come with rows."""

    @classmethod
    def of(cls, s: Scenario) -> MatrixUnit:
        """Return the unit of the scenario's chip; each role's operands when first asked for."""
        c, chip = s.constants, s.chip
        launched = lookup(chip.execution, LAUNCHED)
        drained = lookup(chip.execution, {"gpu": 1.0, "npu": 0.0, "static": 0.0, "cpu": 0.0})
        # A chip without memory behind its SRAM has no traffic to it.
        behind, streamed = chip.sram_mb * 1e6, 0.0
        if anywhere(alone := chip.hbm_bandwidth_tbs <= 0):
            behind, streamed = either(alone, np.inf, behind), 1.0 * alone
        return cls(
            operands=cache(partial(operands, s, behind)),
            tile=c.tile_m,
            drain=drained * c.drain_flops / (chip.vector_tflops * 2e12),
            grouped=c.grouped_drain,
            launched=launched,
            result=s.engine.value_bytes,
            # Out of memory every weight crosses SRAM too; out of SRAM the first pass is the stream.
            streamed=streamed,
            fill=_fill(chip.fill_tbs) if anywhere(chip.fill_tbs) else None,
        )


def _fill(fill_tbs: Any) -> Any:
    return np.where(np.asarray(fill_tbs) > 0, fill_tbs, np.inf) * 1e12


def product_rows(s: Scenario, load: Load, unit: MatrixUnit) -> Iterator[Row]:
    r"""Yield the products as table rows.

    The matrix unit works on whole tiles of rows, so M counts as `padded`. After K values are summed
    the result leaves the unit through the vector lanes, scaled and narrowed, d operations each, so
    a product of small K runs at

    .. math:: \left(\frac{1}{R} + \frac{d}{2 K V}\right)^{-1}

    of the matrix rate R and the vector rate V; results of routed experts are scattered besides.
    A unit that takes weights of w bytes in at F bytes a second before rows pass runs at no more
    than 2 M F / w.
    Operands pass through SRAM for every tile of rows; blocking traffic to memory follows
    `blocking_bytes`. The loop over K is serial in a core, which costs a time linear in K, and more
    where scales of blocks are applied on the way.
    """
    filled: dict[tuple[int, bool], tuple[Any, Any]] = {}
    for p in products(s, load):
        if not anywhere(p.count):
            continue
        routed = p.role == "expert"
        # Most products of a step share their M, so what follows from it alone is found once.
        key = (id(p.m), routed)
        if key not in filled:
            filled[key] = (
                padded(p.m, unit.tile, uneven=routed) / larger(p.m, _TINY),
                larger(p.m / unit.tile, 1.0) - unit.streamed,
            )
        yield _product_row(p, unit.operands(p.role), unit, *filled[key])


def _product_row(p: Product, o: Operands, unit: MatrixUnit, grown: Any, passes: Any) -> Row:
    """Return a product whose rows are `grown` to whole tiles and take `passes` over weights."""
    # Sizes of the weights first: they rarely differ between points, M does.
    kn = p.in_all(p.k * p.n)
    weights = kn * o.weight
    each = p.in_all(p.k * o.value + p.n * unit.result) + kn * o.again
    drain = unit.drain * unit.grouped if p.role == "expert" else unit.drain
    serial = 0.0 if p.beside else unit.launched * o.serial * p.k
    unpacked = o.unpack * kn * np.maximum(p.m / _UNPACK_ROWS, 1.0) if present(o.unpack) else 0.0
    flop_s, peak_s = (o.flop_s + drain / larger(p.k, 1.0)) * grown, o.peak_s
    if unit.fill is not None:
        filling = o.weight / (2 * np.maximum(p.m, _TINY) * unit.fill)
        flop_s, peak_s = np.maximum(flop_s, filling), np.maximum(peak_s, filling)
    return Row(
        p.name,
        count=p.count,
        flops=2 * kn * p.m,
        flop_s=flop_s,
        peak_s=peak_s,
        bytes=weights + each * p.m,
        vector_flops=unpacked,
        operand_bytes=passes * weights,
        kernels=0.0 if p.beside else 1.0,
        fixed_s=serial,
    )
