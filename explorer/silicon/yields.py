"""The share of good dies: four models of how defects fall on a wafer."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from explorer.spec.costing import YieldModel

Array = NDArray[np.float64]
MM2_PER_CM2 = 100.0


def defects(
    die_mm2: ArrayLike, defect_density: ArrayLike, critical_share: ArrayLike = 1.0
) -> Array:
    """Return `x = f a D0`, the fatal defects expected on one die.

    `die_mm2` a in mm2, `defect_density` D0 in 1/cm2, `critical_share` f: the share of area whose
    defects cannot be repaired (1 without harvesting).
    """
    per_mm2 = np.asarray(defect_density, float) / MM2_PER_CM2 * np.asarray(critical_share, float)
    return np.asarray(np.asarray(die_mm2, float) * per_mm2)


def negative_binomial(expected: ArrayLike, alpha: ArrayLike = 3.0) -> Array:
    r"""Return :math:`(1 + x/\alpha)^{-\alpha}`: defects cluster with parameter alpha (Stapper)."""
    a = np.asarray(alpha, float)
    return np.asarray(np.exp(-a * np.log1p(np.asarray(expected, float) / a)))


def poisson(expected: ArrayLike) -> Array:
    """Return `exp(-x)`: defects fall independently."""
    return np.asarray(np.exp(-np.asarray(expected, float)))


def murphy(expected: ArrayLike) -> Array:
    r"""Return :math:`((1 - e^{-x})/x)^2`: density spread as a triangle (Murphy 1964); 1 at 0."""
    x = np.asarray(expected, float)
    some = np.where(x == 0, 1.0, x)
    return np.asarray(np.where(x == 0, 1.0, (-np.expm1(-some) / some) ** 2))


def bose_einstein(expected_per_layer: ArrayLike, layers: ArrayLike = 10.0) -> Array:
    r"""Return :math:`(1 + x)^{-m}`: x defects per critical layer, m layers."""
    x = np.asarray(expected_per_layer, float)
    return np.asarray(np.exp(-np.asarray(layers, float) * np.log1p(x)))


def die_yield(
    die_mm2: ArrayLike,
    defect_density: ArrayLike,
    critical_share: ArrayLike = 1.0,
    model: YieldModel = "negative binomial",
    alpha: ArrayLike = 3.0,
    layers: ArrayLike = 10.0,
) -> Array:
    """Return the share of good dies, (0, 1].

    Parameters
    ----------
    die_mm2
        Area of one die, mm2.
    defect_density
        D0, 1/cm2 over all layers; Bose-Einstein spreads it evenly over `layers`.
    critical_share
        Share of area whose defects cannot be repaired: about 0.3 with harvesting, 1 without.
    model
        One of `YieldModel`.
    alpha
        Clustering of the negative binomial.
    layers
        Critical layers of Bose-Einstein.

    Raises
    ------
    ValueError
        When `model` is not one of `YieldModel`.
    """
    x = defects(die_mm2, defect_density, critical_share)
    if model == "negative binomial":
        return negative_binomial(x, alpha)
    if model == "Poisson":
        return poisson(x)
    if model == "Murphy":
        return murphy(x)
    if model == "Bose-Einstein":
        return bose_einstein(x / np.asarray(layers, float), layers)
    msg = f"yield model: {model!r} is not known"
    raise ValueError(msg)
