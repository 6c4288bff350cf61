"""The model's own constants: physical, global, each with its source; none keyed by chip or model.

`siliconomics presets constants` prints them; `--set constants.NAME=VALUE` moves them.
"""

from __future__ import annotations

from typing import Any

from pydantic import Field

from explorer.spec.base import Spec


def constant(
    default: float,
    unit: str,
    source: str,
    low: float,
    high: float,
    spread: tuple[float, float] | None = None,
    date: str = "2026",
) -> Any:
    """Declare one constant: value, unit, source and its date, hard range, spread of its sources."""
    extra: dict[str, Any] = {"unit": unit, "source": source, "spread": spread, "date": date}
    return Field(default, ge=low, le=high, json_schema_extra=extra)


class Constants(Spec):
    """Efficiencies and fixed times that hold for every chip of a class."""

    gemm_efficiency: float = constant(
        0.97, "fraction of dense peak", "fits to measured BF16 GEMMs on A100, H100, B200", 0.01, 1
    )
    fp8_efficiency: float = constant(
        0.83, "factor on gemm_efficiency", "fits to measured FP8 GEMMs, H100 and B200", 0.01, 1
    )
    fp4_efficiency: float = constant(
        0.64, "factor on gemm_efficiency", "fits to measured NVFP4 GEMMs, B200", 0.01, 1
    )
    dequantise_flops: float = constant(
        9.0,
        "vector FLOP per weight",
        "unpacking weights narrower than 16-bit operands, for each 16 rows; gpt-oss on two chips",
        0,
        200,
    )
    gguf_flops: float = constant(
        22.0, "vector FLOP per weight", "unpacking GGUF blocks; llama.cpp, 13 chips", 0, 200
    )
    k_serial_us: float = constant(
        0.77, "us per 1024 of K", "fits to measured GEMMs without block scales: 0.1 to 0.6", 0, 10
    )
    block_serial_us: float = constant(
        0.45,
        "us per 1024 of K",
        "more of it where blocks of weights carry scales; fits to NVFP4 GEMMs: 0.4 to 1.6",
        0,
        10,
    )
    drain_flops: float = constant(
        150.0,
        "vector FLOP per value",
        "results leave the matrix unit, scaled and narrowed",
        0,
        1000,
    )
    grouped_drain: float = constant(
        3.1, "factor on drain_flops", "rows of routed experts are scattered back", 1, 100
    )
    attention_efficiency: float = constant(
        0.65, "fraction of dense peak", "fits to measured prefill attention kernels", 0.01, 1
    )
    memory_efficiency: float = constant(
        0.93, "fraction of bandwidth", "fits to measured decode GEMMs and attention", 0.01, 1
    )
    cpu_memory_efficiency: float = constant(
        0.93, "fraction of bandwidth", "decode on Xeon with MRDIMM", 0.01, 1
    )
    sram_efficiency: float = constant(
        0.80, "fraction of bandwidth", "assumed equal to memory_efficiency", 0.01, 1
    )
    link_efficiency: float = constant(
        0.74,
        "fraction of one-way rate",
        "fits to measured all-reduce, bus bandwidth 0.5-0.87",
        0.01,
        1,
    )
    static_efficiency: float = constant(
        0.9,
        "fraction of dense peak",
        "statically scheduled chips: no published kernel data",
        0.01,
        1,
    )
    cpu_efficiency: float = constant(
        0.07, "fraction of dense peak", "AMX prefill measurements", 0.01, 1
    )
    tile_m: float = constant(
        64, "rows", "tensor-core instruction height of Hopper and Blackwell", 1, 1024
    )
    collective_step_us: float = constant(
        1.5, "us per collective", "fits to measured small all-reduce", 0, 1000
    )
    collective_ramp: float = constant(
        1.7, "factor on the root of both terms", "fits to measured all-reduce, p-norm 0.6-0.8", 0, 2
    )
    network_efficiency: float = constant(
        0.11,
        "fraction of one-way rate",
        "collectives between domains, TP over two servers",
        0.01,
        1,
    )
    network_step_us: float = constant(
        80.0,
        "us per collective",
        "start of one that leaves the domain: 40 in served TP over two H100 servers, 130 composed",
        0,
        1000,
    )
    exchange_start_us: float = constant(
        20.0,
        "us per dispatch or combine",
        "published tables of nine systems less bytes and waits: MI300X least, Ascend most",
        0,
        1000,
        spread=(3.0, 56.0),
        date="2025",
    )
    exchange_wait_us: float = constant(
        4.6,
        "us per e-fold of groups",
        "growth of published dispatch and combine from EP8 to EP256, five systems",
        0,
        1000,
        spread=(0.0, 13.0),
        date="2025",
    )
    sram_pin_fraction: float = constant(
        0.5, "share of SRAM", "half is kept for operand buffers", 0, 1
    )
    softmax_flops: float = constant(
        25.0,
        "vector FLOP per score",
        "exp at 1/32 of the FP16 vector rate, four plain operations",
        0,
        100,
    )
    elementwise_flops: float = constant(
        12.0, "vector FLOP per element", "norm, rotary, activation, residual", 0, 1000
    )
    reserve_fraction: float = constant(
        0.01,
        "share of memory",
        "3.5 GiB a chip of activations and graphs, less the 7 % by which a GiB exceeds a GB",
        0,
        0.9,
    )
    expert_skew: float = constant(
        0.5, "variance over the mean squared", "popularity of experts; served gpt-oss", 0, 10
    )
    expert_imbalance: float = constant(
        0.2,
        "share per doubling of groups",
        "load of the busiest group over the mean; DeepSeek prefill, default vs balanced experts",
        0,
        1,
    )
    chunk_tokens: float = constant(
        1024,
        "tokens",
        "prefill chunk that passes a pipeline stage: between llama.cpp's 512 and vLLM's 2048",
        1,
        1e6,
    )
    launch_us: float = constant(
        13.0, "us per kernel", "kernels launched one by one in prefill", 0, 1000
    )
    sequence_host_us: float = constant(
        9.5, "us per sequence and step", "host work that grows with the batch", 0, 1000
    )
    queue_share: float = constant(
        1.4, "share of an open queue", "closed users space themselves; served points", 0, 2
    )
