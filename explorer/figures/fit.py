"""Whether a scenario fits its memory: the whole batch, or one prompt."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from explorer.live import Live
from explorer.outcome import Outcome


def one_prompt_fits(out: Outcome) -> NDArray[np.bool_]:
    """Return where the weights and the KV cache of a single prompt fit."""
    return out.weights_gb + out.kv_gb / out.batch <= out.have_gb


@lru_cache(maxsize=2)
def starts(live: Live) -> bool:
    """Return whether one prompt fits at the operating point."""
    return bool(one_prompt_fits(live.now)[0])


@lru_cache(maxsize=2)
def runs(live: Live) -> bool:
    """Return whether the batch fits at the operating point."""
    return bool(live.now.fits[0])
