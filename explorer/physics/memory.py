"""Memory: what fits, what SRAM holds, and how long bytes take to stream."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from explorer.physics.formats import lookup
from explorer.spec.chip import ChipSpec
from explorer.spec.constants import Constants


@dataclass(frozen=True, slots=True)
class Streams:
    """Seconds per byte of the working set, and the same at 100 % efficiency.

    `hbm` and `sram` are the two branches; the slower one is the time, since both stream at once.
    """

    hbm: Any
    sram: Any
    hbm_floor: Any
    sram_floor: Any
    pinned: Any

    @property
    def seconds_per_byte(self) -> Any:
        """The time that counts."""
        return np.maximum(self.hbm, self.sram)

    @property
    def floor(self) -> Any:
        """The time that counts at 100 % efficiency."""
        return np.maximum(self.hbm_floor, self.sram_floor)


def usable_sram(chip: ChipSpec, constants: Constants) -> Any:
    """Return the bytes of SRAM that software can pin weights or KV in, per chip.

    With HBM behind it part of the SRAM serves as operand buffers (`sram_pin_fraction`); without,
    all but the reserve holds the model.
    """
    share = np.where(
        np.asarray(chip.hbm_gb) > 0, constants.sram_pin_fraction, 1 - constants.reserve_fraction
    )
    return share * np.asarray(chip.sram_mb) * 1e6


def streams(chip: ChipSpec, constants: Constants, working_set: Any) -> Streams:
    r"""Return how a working set of `working_set` bytes per chip streams from SRAM and HBM.

    A share s of it is pinned in SRAM; both memories stream in parallel, so a byte takes

    .. math:: \max\left(\frac{1-s}{B_h},\ \frac{1}{B_s+B_h}\right)

    where the second branch is the best split when SRAM could hold more than it can feed.
    """
    share = np.minimum(usable_sram(chip, constants) / np.maximum(working_set, 1.0), 1.0)
    no_hbm = np.asarray(chip.hbm_bandwidth_tbs) <= 0
    share = np.where(no_hbm, 1.0, share)
    hbm = np.where(no_hbm, 1.0, chip.hbm_bandwidth_tbs) * 1e12
    sram = np.asarray(chip.sram_bandwidth_tbs) * 1e12
    fast = np.where(no_hbm, 0.0, hbm)
    eh = lookup(
        chip.execution,
        {
            "gpu": constants.memory_efficiency,
            "npu": constants.memory_efficiency,
            "static": constants.memory_efficiency,
            "cpu": constants.cpu_memory_efficiency,
        },
    )
    es = constants.sram_efficiency
    return Streams(
        hbm=(1 - share) / (hbm * eh),
        sram=1 / (sram * es + fast * eh),
        hbm_floor=(1 - share) / hbm,
        sram_floor=1 / (sram + fast),
        pinned=share,
    )


def blocking_bytes(m: Any, k: Any, n: Any, value_bytes: Any, sram_bytes: Any) -> Any:
    r"""Return the memory traffic of an M x K x N product beyond reading each operand once.

    .. math:: \frac{2 M N K\,b}{\sqrt{S/b}}

    for a fast memory of S bytes: the lower bound of Hong and Kung (1981), reached by square blocks.
    """
    per_row = 2 * n * k * value_bytes / np.sqrt(np.maximum(sram_bytes / value_bytes, 1.0))
    return per_row * m
