"""Memory: what fits, what SRAM holds, and how long bytes take to stream."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from explorer.physics.formats import lookup
from explorer.physics.table import anywhere, either, larger
from explorer.spec.chip import ChipSpec
from explorer.spec.constants import Constants


@dataclass(frozen=True)
class Streams:
    """Seconds per byte of the working set, and the same at 100 % efficiency.

    `hbm` and `sram` are the two branches; the slower one is the time, since both stream at once.
    """

    hbm: Any
    sram: Any
    hbm_floor: Any
    sram_floor: Any
    pinned: Any

    @cached_property
    def seconds_per_byte(self) -> Any:
        """The time that counts."""
        return np.maximum(self.hbm, self.sram)

    @cached_property
    def floor(self) -> Any:
        """The time that counts at 100 % efficiency."""
        return np.maximum(self.hbm_floor, self.sram_floor)


def usable_sram(chip: ChipSpec, constants: Constants) -> Any:
    """Return the bytes of SRAM that software can pin weights or KV in, per chip.

    With HBM behind it part of the SRAM serves as operand buffers (`sram_pin_fraction`); without,
    all but the reserve holds the model. So does SRAM stacked on top.
    """
    own, above = _usable(chip, constants)
    return own + above


def _usable(chip: ChipSpec, constants: Constants) -> tuple[Any, Any]:
    """Return the usable bytes on the die and on the dies stacked on it."""
    model = 1 - constants.reserve_fraction
    share = either(chip.hbm_gb > 0, constants.sram_pin_fraction, model)
    own = share * 1e6 * chip.sram_mb
    if not anywhere(chip.stacked_sram_mb):
        return own, 0.0
    return own, model * 1e6 * chip.stacked_sram_mb


def streams(chip: ChipSpec, constants: Constants, working_set: Any) -> Streams:
    r"""Return how a working set of `working_set` bytes per chip streams from SRAM and HBM.

    A share s of it is pinned in SRAM; both memories stream in parallel, so a byte takes

    .. math:: \max\left(\frac{1-s}{B_h},\ \frac{1}{B_s+B_h}\right)

    where the second branch is the best split when SRAM could hold more than it can feed. With
    stacked SRAM, a share :math:`s_3` at :math:`B_3`, one branch for each memory that is full:

    .. math:: \max\left(\frac{1-s-s_3}{B_h},\ \frac{1-s}{B_3+B_h},\ \frac{1-s_3}{B_s+B_h},\
              \frac{1}{B_s+B_3+B_h}\right)
    """
    no_hbm = chip.hbm_bandwidth_tbs <= 0
    whole = larger(working_set, 1.0)
    own, above = (size / whole for size in _usable(chip, constants))
    stacked = anywhere(chip.stacked_sram_mb)
    if stacked:
        # What has nowhere else to lie is spread over both as far as each can hold.
        spread = np.where(no_hbm, np.maximum(1.0, 1.0 / (own + above)), 1.0)
        own, above = np.minimum(own * spread, 1.0), np.minimum(above * spread, 1.0)
    share = np.minimum(own + above, 1.0)
    hbm = fast = chip.hbm_bandwidth_tbs * 1e12
    if anywhere(no_hbm):
        share, hbm, fast = (
            either(no_hbm, without, usual)
            for without, usual in ((1.0, share), (1e12, hbm), (0.0, fast))
        )
    sram = chip.sram_bandwidth_tbs * 1e12
    eh, es = _memory_efficiency(chip, constants), constants.sram_efficiency
    if not stacked:
        return Streams(
            hbm=(1 - share) / (hbm * eh),
            sram=1 / (sram * es + fast * eh),
            hbm_floor=(1 - share) / hbm,
            sram_floor=1 / (sram + fast),
            pinned=share,
        )
    bonded = np.where(np.asarray(chip.stacked_sram_mb) > 0, chip.stacked_sram_bandwidth_tbs, 0.0)
    bonded = bonded * 1e12
    return Streams(
        hbm=(1 - share) / (hbm * eh),
        sram=_two_srams(own, above, sram * es, bonded * es, fast * eh),
        hbm_floor=(1 - share) / hbm,
        sram_floor=_two_srams(own, above, sram, bonded, fast),
        pinned=share,
    )


def _memory_efficiency(chip: ChipSpec, constants: Constants) -> Any:
    usual = constants.memory_efficiency
    cpu = constants.cpu_memory_efficiency
    return lookup(chip.execution, {"gpu": usual, "npu": usual, "static": usual, "cpu": cpu})


def _two_srams(own: Any, above: Any, sram: Any, bonded: Any, hbm: Any) -> Any:
    """Return seconds per byte where SRAM on the die, stacked SRAM or both are the slower part."""
    beside = bonded + hbm
    # Where nothing is stacked that branch is HBM's own, and would be told as SRAM's.
    full = np.where(bonded > 0, (1 - own) / np.where(beside > 0, beside, 1.0), 0.0)
    full = np.maximum(full, (1 - above) / (sram + hbm))
    return np.maximum(full, 1 / (sram + beside))


def blocking_bytes(value_bytes: Any, sram_bytes: Any) -> Any:
    r"""Return the memory traffic of a product beyond reading each operand once, per multiplication.

    .. math:: \frac{2\,b}{\sqrt{S/b}}

    for values of b bytes and a fast memory of S bytes, in which a square block has the edge in the
    denominator. Over the M K N multiplications it is the lower bound of Hong and Kung (1981).
    """
    return 2 * value_bytes / np.sqrt(np.maximum(sram_bytes / value_bytes, 1.0))
