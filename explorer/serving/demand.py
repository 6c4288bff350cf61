"""Tokens asked for in any unit of time, and the chips that serve them."""

from __future__ import annotations

from typing import Any, Literal

import numpy as np

Period = Literal["second", "minute", "hour", "day", "week", "month", "year"]

SECONDS: dict[Period, float] = {
    "second": 1.0,
    "minute": 60.0,
    "hour": 3600.0,
    "day": 86400.0,
    "week": 7 * 86400.0,
    "month": 365 * 86400.0 / 12,
    "year": 365 * 86400.0,
}
"""A month is a twelfth of 365 days."""


def per_second(tokens: Any, period: Period) -> Any:
    """Return tokens per second of `tokens` per `period`, evenly spread."""
    return np.asarray(tokens, float) / SECONDS[period]


def chip_seconds(
    input_tokens: Any, output_tokens: Any, input_tok_s_chip: Any, output_tok_s_chip: Any
) -> Any:
    r"""Return the time of one chip that a request takes, s: prompts and steps share the chips.

    .. math:: t = \frac{n_{in}}{r_{in}} + \frac{n_{out}}{r_{out}}

    with the rates of a chip that does nothing else, cached tokens of a prompt counted in both.
    """
    prompt = np.asarray(input_tokens, float) / input_tok_s_chip
    return prompt + np.asarray(output_tokens, float) / output_tok_s_chip


def chips_needed(requests_per_s: Any, chip_seconds: Any, busy_share: Any) -> Any:
    """Return the chips of which `busy_share` work while `requests_per_s` come in (Little's law)."""
    return np.asarray(requests_per_s, float) * chip_seconds / busy_share
