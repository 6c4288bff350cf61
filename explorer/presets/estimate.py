"""Estimates of what data sheets leave out: small pure rules, each with formula and reason.

A rule sees the values known so far and returns a value with the name of the rule, or nothing.
Rules never replace a value that a preset states. They hold for classes of chips, never for one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from explorer.presets.files import bounds
from explorer.silicon.chip_cost import estimate_price
from explorer.silicon.power import estimate_tdp
from explorer.spec.chip import ChipSpec
from explorer.spec.provenance import Source

DATE = "2026-11-23"
Values = Mapping[str, Any]


class Estimate(NamedTuple):
    """A value and the rule that gave it, in words."""

    value: Any
    rule: str


Rule = Callable[[Values], Estimate | None]

EXECUTION: Mapping[str, tuple[str, str]] = {
    "SRAM LPU": ("static", "the compiler schedules every cycle; no kernels are launched"),
    "wafer-scale": ("static", "the whole model is placed and routed before it runs"),
    "TPU": ("static", "XLA compiles a whole program; the core runs it without a host"),
    "RDU": ("static", "a spatial dataflow graph stays configured for a whole step"),
    "DIMC": ("static", "compiler-placed in-memory matrices"),
    "IPU": ("static", "bulk-synchronous program compiled ahead of time"),
    "RISC-V NPU": ("static", "dataflow over a mesh with recorded command traces"),
    "3D DRAM": ("static", "compiler-placed, as the card it follows"),
    "CPU": ("cpu", "cores with vector or matrix extensions"),
}
"""How each kind of chip is driven, and why. Other kinds launch kernels at run time ("gpu"): GPUs,
SoCs with a GPU, and NPUs or ASICs whose runtimes dispatch operators. A file may say otherwise, as
Trainium and Inferentia do, whose compiler emits whole graphs, and Ascend, whose results leave the
matrix unit through a pipe of their own."""

_H100_SRAM_TBS_PER_TFLOPS = 33 / 989
_H100_VECTOR_SHARE = 134 / 989
_SYSTOLIC_VECTOR_SHARE = 0.03
_SRAM_MB_PER_TFLOPS = 0.1
_HOURS_TO_PAY_BACK = 11_000
_WAFER_SYSTEM_USD = 2.5e6
_POINT_TO_POINT_US = {
    "NVIDIA": (0.8, "NVLink is described as sub-microsecond"),
    "Huawei": (1.2, "UB read inside a node of 910C, CloudMatrix384"),
    "AMD": (1.0, "xGMI taken between NVLink and PCIe"),
    "Google": (1.0, "ICI neighbour taken as NVLink-like"),
}


def execution(v: Values) -> Estimate | None:
    """Return how the chip is driven, from its kind."""
    how, why = EXECUTION.get(v["kind"], ("gpu", "kernels are launched at run time"))
    return Estimate(how, why)


def fp8_from_fp4(v: Values) -> Estimate | None:
    """FP8 = FP4 / 2 where only FP4 is published: one multiplier is split in two."""
    if "bf16_tflops" in v or "fp4_tflops" not in v:
        return None
    return Estimate(v["fp4_tflops"] / 2, "half of the FP4 rate")


def bf16_from_narrower(v: Values) -> Estimate | None:
    """BF16 = FP8 / 2 where only narrower rates are published."""
    if "fp8_tflops" not in v:
        return None
    return Estimate(v["fp8_tflops"] / 2, "half of the FP8 rate")


def fp32(v: Values) -> Estimate | None:
    """FP32 = BF16 / 16, the ratio of A100 and H100 (19.5 to 312, 67 to 989) and of AMX to AVX."""
    return Estimate(v["bf16_tflops"] / 16, "1/16 of the BF16 rate, as A100 and H100")


def vector(v: Values) -> Estimate | None:
    """Vector rate outside the matrix unit.

    Twice the FP32 rate where data-centre GPUs pack two halves in a lane, the FP32 rate itself on
    graphics cards and SoCs, 134/989 of the matrix rate (H100) where no FP32 rate is known. Arrays
    with separate matrix units have about 3 % (Ascend, TPU); wafers and CPUs compute everything in
    their vector lanes, AMX excepted (1/16).
    """
    bf16, kind = v["bf16_tflops"], v["kind"]
    if kind == "wafer-scale":
        return Estimate(bf16, "the same lanes do matrix and vector work")
    if kind == "CPU":
        share = 1 / 16 if v["vendor"] == "Intel" else 1.0
        return Estimate(bf16 * share, "AVX beside AMX" if share < 1 else "the vector unit itself")
    if kind in ("GPU", "SoC"):
        if "fp32_tflops" not in v:
            return Estimate(bf16 * _H100_VECTOR_SHARE, "134/989 of the BF16 rate, as H100")
        packed = 2 if str(v.get("hbm_kind", "")).startswith("HBM") else 1
        return Estimate(v["fp32_tflops"] * packed, f"{packed} x the FP32 rate")
    return Estimate(bf16 * _SYSTOLIC_VECTOR_SHARE, "3 % of the matrix rate, as TPU and Ascend")


def sram_mb(v: Values) -> Estimate | None:
    """SRAM = 0.1 MB per BF16 TFLOPS, near the median (0.107) of 17 HBM GPUs and NPUs."""
    return Estimate(max(4.0, v["bf16_tflops"] * _SRAM_MB_PER_TFLOPS), "0.1 MB per BF16 TFLOPS")


def sram_bandwidth(v: Values) -> Estimate | None:
    """SRAM bandwidth: 0.5 byte per FP32 FLOP on GPUs, else 33 TB/s per 989 BF16 TFLOPS (H100).

    A GPU core reads 128 bytes a clock beside 128 FP32 lanes of two FLOP each (cores of A100 have
    64 lanes, so the rule is low there by half). A CPU core's L2 gives at least half a byte per
    vector FLOP.
    """
    if v["kind"] in ("GPU", "SoC") and "fp32_tflops" in v:
        return Estimate(v["fp32_tflops"] * 0.5, "128 bytes a clock per 128 FP32 lanes")
    if v["kind"] == "CPU":
        return Estimate(v["vector_tflops"] * 0.5, "half a byte of L2 per vector FLOP")
    return Estimate(v["bf16_tflops"] * _H100_SRAM_TBS_PER_TFLOPS, "33 TB/s per 989 TFLOPS, as H100")


def host_link(v: Values) -> Estimate | None:
    """Host link: PCIe 5 x16 from 2023 on, PCIe 4 x16 before; unified memory is its own host."""
    if v["kind"] == "SoC":
        return Estimate(v["hbm_bandwidth_tbs"] * 1e3, "unified memory")
    new = v.get("year", 2026) >= 2023
    return Estimate(63.0 if new else 31.0, "PCIe 5 x16" if new else "PCIe 4 x16")


def domain(v: Values) -> Estimate | None:
    """Scale-up domain: one for a SoC, two sockets for a CPU, one server of eight otherwise."""
    size = {"SoC": 1.0, "CPU": 2.0}.get(v["kind"], 8.0)
    return Estimate(size, "one machine of its kind")


def scaleup(v: Values) -> Estimate | None:
    """Scale-up rate: the host link up to one server, 0.1 of memory bandwidth in larger domains.

    Quartiles of the 29 HBM accelerators that state both are 0.08 and 0.17.
    """
    if v["scaleup_domain"] > 8 and v["hbm_bandwidth_tbs"] > 0:
        return Estimate(v["hbm_bandwidth_tbs"] * 100, "0.1 of memory bandwidth")
    return Estimate(v["host_gbs"], "the host link")


def scaleup_latency(v: Values) -> Estimate | None:
    """Time of a small message to a peer, by kind of link."""
    if v["scaleup_gbs"] <= 150 and v["kind"] in ("GPU", "SoC", "NPU", "ASIC"):
        return Estimate(1.5, "PCIe or Ethernet peer, general knowledge")
    by_kind = {
        "SRAM LPU": (0.7, "hop of the compiler-scheduled chip-to-chip link, general knowledge"),
        "wafer-scale": (2.0, "wafer to wafer over Ethernet optics"),
        "CPU": (0.2, "socket to socket, general knowledge"),
        "DIMC": (1.0, "card to card; die to die is 0.115"),
    }
    other = _POINT_TO_POINT_US.get(v["vendor"], (1.2, "between NVLink and Ethernet fabrics"))
    return Estimate(*by_kind.get(v["kind"], other))


def topology(v: Values) -> Estimate | None:
    """Topology: pairs are joined directly, cards on the host link by a tree, others by a switch."""
    if v["scaleup_domain"] <= 2:
        return Estimate("all-to-all", "two chips or fewer")
    if v["scaleup_gbs"] == v["host_gbs"]:
        return Estimate("tree", "the host link joins cards below switches and sockets")
    return Estimate("switch", "most common")


def scaleout(v: Values) -> Estimate | None:
    """Network per chip: 10 Gb/s on SoCs and graphics cards, 400 Gb/s in data centres."""
    small = v["kind"] == "SoC" or str(v.get("hbm_kind", "")).startswith(("GDDR", "LPDDR4"))
    return Estimate(1.25 if small else 50.0, "10 Gb/s" if small else "one 400 Gb/s adapter")


def scaleout_latency(_: Values) -> Estimate | None:
    """Time of a small message over the network: 5 us, NVIDIA aiconfigurator."""
    return Estimate(5.0, "NVIDIA aiconfigurator, between racks")


def power(v: Values) -> Estimate | None:
    """Power limit: energies per FLOP and bit at full rate; `explorer.silicon.power`.

    That model describes accelerators; a server socket takes 350 W, the median of five.
    """
    if v["kind"] == "CPU":
        return Estimate(350.0, "median of five server sockets")
    watts = float(estimate_tdp(_provisional(v)))
    return Estimate(_round(watts), "pJ per FLOP and per bit at full rate")


def price(v: Values) -> Estimate | None:
    """Price: 11,000 hours of a rental price, else cost of its silicon plus the vendor's margin.

    Eight data-centre chips have both prices and pay back in 9,200 to 22,900 hours, median 11,400.
    The cost side is
    `explorer.silicon.chip_cost`; it knows no wafers, which are sold as systems.
    """
    if "rental_usd_hour" in v:
        return Estimate(v["rental_usd_hour"] * _HOURS_TO_PAY_BACK, "11,000 hours of its rental")
    if v["kind"] == "wafer-scale":
        return Estimate(_WAFER_SYSTEM_USD, "middle of the prices quoted for one wafer system")
    usd = float(estimate_price(_provisional(v)).price_usd)
    return Estimate(_round(usd), "cost of die, memory and package, plus the vendor's margin")


def rental(v: Values) -> Estimate | None:
    """Rental price = price / 11,000 hours, near the median of chips with both."""
    return Estimate(round(v["price_usd"] / _HOURS_TO_PAY_BACK, 3), "price over 11,000 hours")


RULES: tuple[tuple[str, Rule], ...] = (
    ("execution", execution),
    ("fp8_tflops", fp8_from_fp4),
    ("bf16_tflops", bf16_from_narrower),
    ("vector_tflops", vector),
    ("sram_mb", sram_mb),
    ("sram_bandwidth_tbs", sram_bandwidth),
    ("fp32_tflops", fp32),
    ("host_gbs", host_link),
    ("scaleup_domain", domain),
    ("scaleup_gbs", scaleup),
    ("scaleup_latency_us", scaleup_latency),
    ("scaleup_topology", topology),
    ("scaleout_gbs", scaleout),
    ("scaleout_latency_us", scaleout_latency),
    ("tdp_w", power),
    ("price_usd", price),
    ("rental_usd_hour", rental),
)
"""In the order in which one rule may need another's value."""

REQUIRED = ("bf16_tflops", "hbm_gb", "hbm_bandwidth_tbs")
"""Without these no rule can help: a rate in some format, a capacity and a bandwidth."""


def fill(values: Values) -> tuple[dict[str, Any], dict[str, Source], tuple[str, ...]]:
    """Return the values with estimates added, the estimates' sources, and what stays missing."""
    filled, sources = dict(values), dict[str, Source]()
    missing = _missing(filled)
    if missing:
        return filled, sources, missing
    for name, rule in RULES:
        estimate = None if name in filled else rule(filled)
        if estimate is not None:
            filled[name] = _clamped(name, estimate.value)
            sources[name] = source(estimate.rule)
    return filled, sources, ()


def source(rule: str) -> Source:
    """Return the source of an estimate that names its rule."""
    return Source(title="Siliconomics estimate", date=DATE, confidence="estimated", note=rule)


def _missing(values: Values) -> tuple[str, ...]:
    rates = ("bf16_tflops", "fp8_tflops", "fp4_tflops")
    have_rate = any(name in values for name in rates)
    return tuple(
        name
        for name in REQUIRED
        if name not in values and not (name == "bf16_tflops" and have_rate)
    )


def _provisional(v: Values) -> ChipSpec:
    """Return the chip so far; price and power are what is being asked, so they stand at one."""
    known = {name: v[name] for name in ChipSpec.model_fields if name in v}
    blank = {"id": "x", "name": "x", "tdp_w": 1.0, "price_usd": 1.0, "rental_usd_hour": 1.0}
    return ChipSpec.model_validate(blank | known)


def _clamped(name: str, value: Any) -> Any:
    """Return a number moved into the field's hard range, anything else as it is."""
    if isinstance(value, str):
        return value
    low, high = bounds(ChipSpec, name)
    return min(max(value, low), high)


def _round(value: float) -> float:
    """Return two significant digits: an estimate claims no more."""
    return float(f"{value:.2g}")
