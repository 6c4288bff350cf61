"""Number formats: what a value weighs in memory and how fast a chip multiplies it.

Block-scaled formats carry their scales: MXFP8 8.25 bits and MXFP4 4.25 bits (one 8-bit scale per
32 values, OCP Microscaling v1.0), NVFP4 4.5 bits (one 8-bit scale per 16), GGUF Q8_0 8.5 and
Q4_K_M 4.85 bits (llama.cpp).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from explorer.physics.table import larger
from explorer.spec.chip import ChipSpec
from explorer.spec.constants import Constants
from explorer.spec.deployment import DeploymentSpec


@dataclass(frozen=True, slots=True)
class Format:
    """Stored bits per value and the narrowest compute family that takes it as operand."""

    bits: float
    family: str
    width: int
    weight_only: bool = False


FORMATS: dict[str, Format] = {
    "fp32": Format(32, "fp32", 32),
    "tf32": Format(32, "bf16", 16),
    "bf16": Format(16, "bf16", 16),
    "fp8": Format(8, "fp8", 8),
    "mxfp8": Format(8.25, "fp8", 8),
    "int8": Format(8, "int8", 8),
    "nvfp4": Format(4.5, "fp4", 4),
    "mxfp4": Format(4.25, "fp4", 4),
    "int4": Format(4.25, "bf16", 4, weight_only=True),
    "q8_0": Format(8.5, "bf16", 8, weight_only=True),
    "q4_k_m": Format(4.85, "bf16", 4, weight_only=True),
}

_HALF = 16
_WHOLE = ("q8_0", "q4_k_m")
"""Formats of files that narrow every matrix."""
_KEPT = (*_WHOLE, "fp32")
"""Formats that the vocabulary matrices are in too."""

_BLOCKS = ("mxfp8", "nvfp4", "mxfp4")

WIDER: dict[str, tuple[str, ...]] = {
    "fp32": (),
    "bf16": ("fp32",),
    "fp8": ("bf16", "fp32"),
    "int8": ("fp8", "bf16", "fp32"),
    "fp4": ("fp8", "bf16", "fp32"),
}
"""Where a family falls back to: the next wider compute format still saves the bytes."""


_RATES = {"bf16": "bf16_tflops", "fp8": "fp8_tflops", "int8": "int8_tops", "fp4": "fp4_tflops"}
"""The field of a chip with the rate of a compute family; that of FP32 need not be known."""

_BYTES = {name: fmt.bits / 8 for name, fmt in FORMATS.items()}
_SCALED = {name: float(name in _BLOCKS) for name in FORMATS}

LAUNCHED = {"gpu": 1.0, "npu": 1.0, "static": 0.0, "cpu": 0.0}
"""By a chip's execution: 1 where kernels are launched at run time."""


def lookup(names: Any, table: dict[str, float]) -> Any:
    """Return `table[names]` for one name, or elementwise for an array of names."""
    if isinstance(names, str):
        return table[names]
    kinds, index = np.unique(np.asarray(names, dtype=str), return_inverse=True)
    values = np.array([table[kind] for kind in kinds], dtype=np.float64)
    return values[index].reshape(np.shape(names))


def bytes_per_value(names: Any) -> Any:
    """Return stored bytes per value of a format name, or of each in an array of names."""
    return lookup(names, _BYTES)


def weight_format(deployment: DeploymentSpec, role: str) -> Any:
    """Return the format name, or array of names, that the weights of a role are stored in.

    Checkpoints in GGUF or INT4 narrow the vocabulary matrices too; the others keep them, and the
    router, in 16 bits. `dense_weights` sets projections apart from routed experts.
    """
    weights, dense = deployment.weights, deployment.dense_weights
    if role == "expert":
        return weights
    if role == "head":
        return chosen(among(weights, _KEPT), weights, "bf16")
    return chosen(among(dense, ("same",)), weights, dense)


def among(names: Any, some: Iterable[str]) -> Any:
    """Return whether one name is among some, or of each in an array of names."""
    return names in some if isinstance(names, str) else np.isin(names, list(some))


def chosen(which: Any, first: Any, other: Any) -> Any:
    """Return `first` where `which` holds and `other` elsewhere, names or arrays of them."""
    if isinstance(which, bool):
        return first if which else other
    return np.where(which, first, other)


def block_scaled(names: Any) -> Any:
    """Return 1 where blocks of a format's values carry a scale that the matrix unit applies."""
    return lookup(names, _SCALED)


def operand_family(weights: str, activations: str) -> str:
    """Return the compute family of a product: the wider operand decides.

    Weight-only formats are widened to the activations before they are multiplied; GGUF files are
    multiplied as 8-bit integers against activations converted on the fly (llama.cpp).
    """
    w, a = FORMATS[weights], FORMATS[activations]
    if weights in _WHOLE:
        return "int8"
    if w.weight_only:
        return a.family
    return w.family if w.width >= a.width else a.family


def widened(weights: Any, activations: Any, constants: Constants) -> Any:
    """Return the vector FLOP per stored weight that unpacking before the product takes.

    None unless weights are narrower than 16-bit or integer operands, or GGUF blocks. Narrow
    floating-point operands of different widths (FP8 by FP4) go into the matrix unit as they are.
    """
    pairs = _pairs(weights, activations)
    if len(pairs) == 1:
        return _widened(*pairs[0], constants)
    out = np.zeros(np.broadcast(np.asarray(weights), np.asarray(activations)).shape)
    for w, a in pairs:
        here = (np.asarray(weights) == w) & (np.asarray(activations) == a)
        out = np.where(here, _widened(w, a, constants), out)
    return out


def _widened(weights: str, activations: str, constants: Constants) -> Any:
    narrower = FORMATS[weights].width < FORMATS[activations].width
    if weights in _WHOLE or (narrower and activations == "int8"):
        return constants.gguf_flops
    return constants.dequantise_flops if narrower and _is_half(activations) else 0.0


def _is_half(name: str) -> bool:
    return FORMATS[name].width == _HALF


def native_rate(chip: ChipSpec, family: str) -> Any:
    """Return the dense rate of a compute family in FLOP/s (0 where the chip has none)."""
    if family == "fp32":
        return larger(chip.fp32_tflops, chip.bf16_tflops / 16) * 1e12
    return getattr(chip, _RATES[family]) * 1e12


def matrix_rate(chip: ChipSpec, weights: Any, activations: Any, constants: Constants) -> Any:
    """Return (peak, usable) FLOP/s of a product of the two formats.

    The best of the operands' own family and the wider ones is taken, so a chip without a format,
    or with a slower one, computes in the next wider format.
    """
    pairs = _pairs(weights, activations)
    if len(pairs) == 1:
        return _best(chip, operand_family(*pairs[0]), constants)
    shape = np.broadcast(np.asarray(weights), np.asarray(activations)).shape
    peak, use = np.zeros(shape), np.zeros(shape)
    for w, a in pairs:
        here = (np.asarray(weights) == w) & (np.asarray(activations) == a)
        best = _best(chip, operand_family(w, a), constants)
        peak, use = np.where(here, best[0], peak), np.where(here, best[1], use)
    return peak, use


def _best(chip: ChipSpec, family: str, constants: Constants) -> tuple[Any, Any]:
    """Return (peak, usable) FLOP/s of the family itself or a wider one, whichever is faster."""
    share = {
        "fp8": constants.fp8_efficiency,
        "int8": constants.fp8_efficiency,
        "fp4": constants.fp4_efficiency,
    }
    peak = native_rate(chip, family)
    usable = peak * share.get(family, 1.0)
    for wider in WIDER[family]:
        rate = native_rate(chip, wider)
        peak = larger(peak, rate)
        usable = larger(usable, rate * share.get(wider, 1.0))
    return peak, usable


def _pairs(weights: Any, activations: Any) -> list[tuple[str, str]]:
    if isinstance(weights, str) and isinstance(activations, str):
        return [(weights, activations)]
    both = np.broadcast_arrays(np.asarray(weights, dtype=str), np.asarray(activations, dtype=str))
    return sorted(set(zip(both[0].tolist(), both[1].tolist(), strict=True)))
