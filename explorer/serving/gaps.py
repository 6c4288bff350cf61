"""The wait between two calls of a session: log-normal, given by its median and 99th percentile."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

_Z99 = 2.3263478740408408
"""Standard normal quantile of 0.99."""

_Z = np.linspace(-9.0, 9.0, 18433)
_PHI = np.array([0.5 * math.erfc(-z / math.sqrt(2.0)) for z in _Z])
"""The standard normal distribution at 1,024 nodes a unit: within 3e-8 of it between them, and
rising, so that nothing built on it turns back."""


def normal(z: Any) -> Any:
    """Return the standard normal distribution function."""
    return np.interp(z, _Z, _PHI)


def _shape(median_s: Any, p99_s: Any) -> tuple[Any, Any]:
    """Return mu and sigma of the logarithm; a 99th percentile below the median counts as it."""
    mu = np.log(np.asarray(median_s, float))
    sigma = np.maximum((np.log(np.asarray(p99_s, float)) - mu) / _Z99, 1e-6)
    return mu, sigma


def shorter(seconds: Any, median_s: Any, p99_s: Any) -> Any:
    """Return the share of waits of at most `seconds`, F(T)."""
    mu, sigma = _shape(median_s, p99_s)
    return normal((np.log(np.maximum(seconds, 1e-300)) - mu) / sigma)


def mean(median_s: Any, p99_s: Any) -> Any:
    """Return the mean wait, s."""
    mu, sigma = _shape(median_s, p99_s)
    return np.exp(mu + sigma**2 / 2)


def mean_until(seconds: Any, median_s: Any, p99_s: Any) -> Any:
    r"""Return how long a context lies waiting on average when it is dropped after `seconds`, s.

    .. math:: E[\min(X, T)] = e^{\mu + \sigma^2/2}\,\Phi\!\left(\frac{\ln T-\mu-\sigma^2}{\sigma}
              \right) + T\left(1 - \Phi\!\left(\frac{\ln T-\mu}{\sigma}\right)\right)
    """
    mu, sigma = _shape(median_s, p99_s)
    z = (np.log(np.maximum(seconds, 1e-300)) - mu) / sigma
    return np.exp(mu + sigma**2 / 2) * normal(z - sigma) + seconds * normal(-z)
