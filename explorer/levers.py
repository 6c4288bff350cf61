"""Every lever as one table row: what may be dragged, in which unit, over which soft range.

The hard range is the bound on the specification's own field; it is not repeated here. A new lever
is one more row: here where it moves a replica's own latency or cost, else in `system_levers`.
"""

from __future__ import annotations

from explorer.kept import once
from explorer.lever import Level, Lever, Zone
from explorer.spec.scenario import Scenario
from explorer.system_levers import SYSTEM_LEVERS

_SESSIONS = ("memory", "agents", "layers")
"""Views whose requests are those of sessions or of classes, not the workload's."""

__all__ = ["ALL_LEVERS", "BY_PATH", "LEVERS", "Level", "Lever", "changed_levers", "groups"]

_GPU = ("a100-80", "h100-sxm", "b300-sxm", "rubin-vr200")
_SRAM = ("h100-sxm", "groq3-lpu", "wse-3")
_HBM = (Zone("HBM3e", "h200-sxm", "tpu-8i"), Zone("HBM4", "rubin-vr200", "mi455x"))

LEVERS: tuple[Lever, ...] = (
    Lever("chip.bf16_tflops", "Matrix rate, BF16 dense", "Compute", "TFLOPS", "log", 10, 20000,
          ("ttft_ms",), -1, "Dense matrix throughput with 16-bit operands.", marks=_GPU),
    Lever("chip.fp8_tflops", "Matrix rate, FP8 dense", "Compute", "TFLOPS", "log", 10, 40000,
          ("ttft_ms",), -1, "Dense matrix throughput with FP8 or MXFP8 operands.",
          marks=("h100-sxm", "b300-sxm", "rubin-vr200")),
    Lever("chip.fp4_tflops", "Matrix rate, FP4 dense", "Compute", "TFLOPS", "log", 10, 80000,
          ("ttft_ms",), -1, "Dense matrix throughput with MXFP4 or NVFP4 operands.",
          marks=("b200-sxm", "rubin-vr200")),
    Lever("chip.int8_tops", "Matrix rate, INT8 dense", "Compute", "TOPS", "log", 10, 40000,
          ("ttft_ms",), -1, "Dense matrix throughput with 8-bit integers.", "advanced",
          marks=("a100-80", "h100-sxm")),
    Lever("chip.vector_tflops", "Vector rate", "Compute", "TFLOPS", "log", 0.5, 2000,
          ("ttft_ms",), -1, "Throughput outside the matrix units: softmax, norms, activations.",
          marks=("a100-80", "h100-sxm")),
    Lever("chip.sram_mb", "Capacity", "SRAM", "MB", "log", 10, 100000,
          ("tpot_ms",), -1, "On-chip memory; it pins weights and KV and blocks large products.",
          marks=_SRAM),
    Lever("chip.sram_bandwidth_tbs", "Bandwidth", "SRAM", "TB/s", "log", 1, 50000,
          ("tpot_ms", "ttft_ms"), -1, "Aggregate rate at which on-chip memory feeds the cores.",
          marks=_SRAM),
    Lever("chip.stacked_sram_mb", "Stacked SRAM", "SRAM", "MB", "log", 16, 20000,
          ("tpot_ms",), -1, "SRAM dies bonded onto the compute dies; they hold weights and KV at "
          "the cost of silicon, bonding and yield.", "advanced"),
    Lever("chip.stacked_sram_bandwidth_tbs", "Stacked bandwidth", "SRAM", "TB/s", "log", 1, 1000,
          ("tpot_ms",), -1, "Rate of the bonded SRAM dies together; counts where there are any, "
          "until what HBM still has to stream takes longer.", "advanced"),
    Lever("chip.hbm_bandwidth_tbs", "HBM bandwidth", "Memory", "TB/s", "log", 0.1, 60,
          ("tpot_ms",), -1, "Rate of the memory beside the chip; decode streams weights over it.",
          marks=("ascend-950pr", "h100-sxm"), zones=_HBM),
    Lever("chip.hbm_gb", "HBM capacity", "Memory", "GB", "log", 8, 2000,
          ("max_batch",), 1, "What weights and KV cache must fit in.",
          marks=("h100-sxm", "rubin-vr200")),
    Lever("chip.scaleup_gbs", "Scale-up, per direction", "Interconnect", "GB/s", "log", 10, 10000,
          ("ttft_ms", "tpot_ms"), -1, "Link rate inside the scale-up domain, one direction.",
          marks=("a100-80", "h100-sxm", "rubin-vr200")),
    Lever("chip.scaleup_latency_us", "Hop latency", "Interconnect", "µs", "log", 0.05, 50,
          ("tpot_ms",), 1, "Time for a small message between two chips of the domain."),
    Lever("chip.scaleup_domain", "Domain size", "Interconnect", "chips", "log", 1, 1024,
          ("tpot_ms",), -1, "Chips that the scale-up links join; beyond it traffic leaves over "
          "the network.", marks=("h100-sxm", "gb200-nvl72"), integer=True),
    Lever("chip.scaleout_gbs", "Scale-out, per direction", "Interconnect", "GB/s", "log", 1, 1000,
          ("tpot_ms",), -1, "Network rate per chip beyond the domain.", "advanced"),
    Lever("chip.tdp_w", "TDP", "Power & price", "W", "log", 50, 30000,
          ("ttft_ms",), -1, "Power limit; above it the clocks give way.", marks=_GPU),
    Lever("chip.price_usd", "Chip price", "Power & price", "$", "log", 500, 3000000,
          ("usd_mtok_output",), 1, "What one chip costs to buy.", marks=("h100-sxm", "b200-sxm")),
    Lever("chip.rental_usd_hour", "Rental price", "Power & price", "$/h", "log", 0.1, 100,
          ("usd_mtok_output",), 1, "Price of one chip-hour when rented.", "advanced",
          marks=("h100-sxm", "b200-sxm")),
    Lever("economics.utilisation", "Utilisation", "Power & price", "%", "linear", 0.05, 1,
          ("usd_mtok_output",), -1, "Share of paid hours that serve tokens."),
    Lever("economics.electricity_usd_kwh", "Electricity", "Power & price", "$/kWh", "linear",
          0.0, 0.3, ("usd_mtok_output",), 1, "Price of electricity.", "advanced"),
    Lever("workload.batch", "Batch per replica", "Workload", "users", "log", 1, 1024,
          ("tpot_ms",), 1, "Sequences decoding together on one replica.", integer=True),
    Lever("workload.input_tokens", "Prompt length", "Workload", "tok", "log", 128, 131072,
          ("ttft_ms", "tpot_ms"), 1, "Tokens of a prompt: the context that decode reads.",
          marks=("chat", "coding-agent"), integer=True, idle=_SESSIONS),
    Lever("workload.output_tokens", "Output length", "Workload", "tok", "log", 16, 32768,
          ("tpot_ms",), 1, "Tokens generated per request.",
          marks=("code-completion", "chat", "reasoning"), integer=True, idle=_SESSIONS),
    Lever("workload.cached_fraction", "Cached share of prompt", "Workload", "%", "linear", 0, 0.99,
          ("ttft_ms",), -1, "Share of the prompt whose KV cache is already there.",
          idle=_SESSIONS),
    Lever("workload.draft_tokens", "Drafted tokens", "Workload", "tok", "linear", 0, 8,
          ("tpot_ms",), -1, "Tokens drafted for each decode step and checked together: speculative "
          "decoding or MTP.", "advanced", integer=True),
    Lever("workload.draft_acceptance", "Acceptance", "Workload", "%", "linear", 0.0, 1,
          ("tpot_ms",), -1, "Share of drafted tokens that the model accepts.", "advanced"),
    Lever("deployment.tp", "Tensor parallel", "Deployment", "chips", "log", 1, 64,
          ("tpot_ms",), -1, "Chips that share every layer.", "advanced", integer=True,
          doubles=True),
    Lever("deployment.pp", "Pipeline stages", "Deployment", "stages", "log", 1, 64,
          ("max_batch",), 1, "Groups of layers in a row.", "advanced", integer=True,
          doubles=True),
)  # fmt: skip

"""The levers of one replica: they act on every view, and analyses may move them."""

ALL_LEVERS = (*SYSTEM_LEVERS, *LEVERS)
"""With those of whole systems, which stand first on the views that they act on."""

BY_PATH = {lever.path: lever for lever in ALL_LEVERS}


def groups() -> tuple[str, ...]:
    """Return the group names in the order they are shown."""
    return tuple(dict.fromkeys(lever.group for lever in ALL_LEVERS))


@once(objects=2)
def changed_levers(scenario: Scenario, baseline: Scenario) -> tuple[str, ...]:
    """Return the paths of the levers that differ, in table order.

    Groups that both share, nearly all while a hand is on a slider, are not looked into.
    """
    found: list[int] = []
    for group, places in _PLACES.items():
        mine, other = getattr(scenario, group), getattr(baseline, group)
        if mine is not other and not scenario.follows(group):
            found += (n for n, name in places if getattr(mine, name) != getattr(other, name))
    return tuple(ALL_LEVERS[place].path for place in sorted(found))


def _by_group() -> dict[str, list[tuple[int, str]]]:
    """Return place and field of every lever by the group that holds it."""
    found: dict[str, list[tuple[int, str]]] = {}
    for place, lever in enumerate(ALL_LEVERS):
        group, _, name = lever.path.partition(".")
        found.setdefault(group, []).append((place, name))
    return found


_PLACES = _by_group()
