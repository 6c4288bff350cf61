"""From dollars per chip-hour and tokens per second to dollars per million tokens."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

SECONDS_PER_HOUR = 3600.0
TOKENS_PER_MTOK = 1e6


def usd_per_mtok(
    usd_per_chip_hour: ArrayLike,
    chips: ArrayLike,
    tokens_per_s: ArrayLike,
    utilisation: ArrayLike,
) -> NDArray[np.float64]:
    r"""Return the cost of a million tokens of a system of chips.

    .. math:: c_{Mtok} = \frac{10^6\, n_{chips}\, c_h}{3600\, T\, U}

    Parameters
    ----------
    usd_per_chip_hour
        :math:`c_h`, USD per chip-hour; with a leading axis of parts the result has it too.
    chips
        :math:`n_{chips}`, chips that the system occupies.
    tokens_per_s
        :math:`T`, tokens per second of the whole system when busy.
    utilisation
        :math:`U`, share of paid time in which the system is busy, (0, 1].

    Returns
    -------
    ndarray
        USD per million tokens, broadcast shape; infinite where no token is made.
    """
    hourly = np.asarray(usd_per_chip_hour, float) * np.asarray(chips, float)
    made = np.asarray(tokens_per_s, float) * np.asarray(utilisation, float)
    with np.errstate(divide="ignore"):
        return np.asarray(hourly * (TOKENS_PER_MTOK / SECONDS_PER_HOUR) / made, dtype=np.float64)


class TokenPrices(NamedTuple):
    """USD per million tokens by kind, each of shape (*points)."""

    input: NDArray[np.float64]
    """Input tokens that are computed."""
    output: NDArray[np.float64]
    cached: NDArray[np.float64]
    """Input tokens whose keys and values are read from a tier."""
    blended: NDArray[np.float64]
    """All tokens of the request, input, cached and output alike."""


def by_time_share(
    usd_per_second: ArrayLike,
    prefill_s: ArrayLike,
    load_s: ArrayLike,
    decode_s: ArrayLike,
    input_tokens: ArrayLike,
    cached_tokens: ArrayLike,
    output_tokens: ArrayLike,
    utilisation: ArrayLike = 1.0,
) -> TokenPrices:
    r"""Split the cost of a request between kinds of token by the time each kind takes.

    .. math:: c_k = \frac{10^6\, c_s\, t_k}{n_k U},\qquad
              c_{blended} = \frac{10^6\, c_s \sum_k t_k}{U \sum_k n_k}

    Parameters
    ----------
    usd_per_second
        :math:`c_s`, USD per second of the whole system (chips x chip-hour / 3600).
    prefill_s, load_s, decode_s
        :math:`t_k`, system time that one request occupies for computing its input, for loading
        its cached input, and for its output, s.
    input_tokens, cached_tokens, output_tokens
        :math:`n_k`, tokens of the request: computed, loaded, made.
    utilisation
        :math:`U`, share of paid time in which the system is busy, (0, 1].

    Returns
    -------
    TokenPrices
        USD per million tokens in the broadcast shape; 0 for a kind without tokens or time. The
        blended price is the token-weighted mean of the three.

    Notes
    -----
    Cached input is priced as load time, not compute.
    """
    times = [np.asarray(t, float) for t in (prefill_s, load_s, decode_s)]
    tokens = [np.asarray(n, float) for n in (input_tokens, cached_tokens, output_tokens)]
    rate = TOKENS_PER_MTOK * np.asarray(usd_per_second, float) / np.asarray(utilisation, float)
    arrays = np.broadcast_arrays(rate, *times, *tokens)
    rate, times, tokens = arrays[0], list(arrays[1:4]), list(arrays[4:])
    prefill, load, decode = (_per_token(rate * t, n) for t, n in zip(times, tokens, strict=True))
    blended = _per_token(rate * sum(times), np.asarray(sum(tokens)))
    return TokenPrices(prefill, decode, load, blended)


def _per_token(usd: NDArray[np.float64], tokens: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return `usd / tokens`, 0 where there are no tokens."""
    return np.divide(usd, tokens, out=np.zeros(np.shape(usd)), where=tokens > 0)
