"""Candidate places for labels: around points, at and along curves, beside straight lines."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF

from ui.charts.courses import Course
from ui.charts.placer import Ints, Spots

Array = NDArray[np.float64]
Size = tuple[float, float]

_SHARES = (1.0, 0.94, 0.88, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0.0)
_NEAR = (0.0, -0.04, 0.04, -0.08, 0.08, -0.14, 0.14)
_FACTORS = (1.0, 2.0, 4.0, 7.0)
_PLACES, _COLUMNS = 14, 9


def _around(size: Size, gap: float) -> Array:
    """Return offsets of a box's corner from a point it names, the best first."""
    width, height = size
    middle, side = -height / 2, 0.5 * gap
    left, right, above = -gap - width, gap, -side - height
    return np.array(
        (
            (right, side),
            (right, above),
            (left, above),
            (left, side),
            (right, middle),
            (left, middle),
            (-width / 2, gap),
            (-width / 2, -gap - height),
        )
    )


def _single(x: float, y: float, corners: Callable[[], Array]) -> Spots:
    """Return spots that all hold on to one point."""

    def found() -> tuple[Array, Ints, Array]:
        made = corners()
        place = np.broadcast_to((x, y), made.shape)
        return made, np.zeros(len(made), dtype=np.intp), place

    return Spots(1, lambda _: (x, y), found)


def around_point(x: float, y: float, size: Size, gap: float) -> Spots:
    """Return boxes around a point at growing distances."""

    def corners() -> Array:
        found: Array = np.concatenate([_around(size, gap * factor) for factor in _FACTORS])
        found += (x, y)
        return found

    return _single(x, y, corners)


def beside_line(at: float, plot: QRectF, size: Size, unit: float, *, vertical: bool) -> Spots:
    """Return boxes that touch a straight line across the plot, from its labelled end on."""
    width, height = size

    def corners() -> Array:
        if vertical:
            along = np.linspace(plot.bottom() - height - 3 * unit, plot.top() + 4 * unit, _PLACES)
            sides = (at + 4 * unit, at - 4 * unit - width)
            return np.array([(side, top) for top in along for side in sides])
        along = np.linspace(plot.left() + 5 * unit, plot.right() - width - 4 * unit, _PLACES)
        return np.array([(left, top) for left in along for top in (at - height - unit, at + unit)])

    return _single(*((at, plot.bottom()) if vertical else (plot.left(), at)), corners)


def free_area(plot: QRectF, size: Size, unit: float) -> Spots:
    """Return boxes all over the plot, from its lower right corner on."""

    def corners() -> Array:
        tops = np.linspace(plot.bottom() - size[1] - 4 * unit, plot.top() + 4 * unit, _PLACES)
        right = plot.right() - size[0] - 5 * unit
        lefts = np.linspace(right, plot.left() + 5 * unit, _COLUMNS)
        return np.array([(left, top) for top in tops for left in lefts])

    return _single(plot.right(), plot.bottom(), corners)


def along_curve(course: Course, wanted: float | None, size: Size, gap: float) -> Spots:
    """Return boxes at a curve's end, or near x = `wanted`, then back along it.

    Parameters
    ----------
    course
        The curve.
    wanted
        Px along x where the label should stand; None is the curve's end.
    size, gap
        Of the label, and its distance from the curve, px.
    """
    near = () if wanted is None else _NEAR

    def anchor(number: int) -> tuple[float, float]:
        if wanted is None or number >= len(near):
            return course.at(_SHARES[number - len(near)])
        return course.at(min(max(course.share_near(wanted) + near[number], 0.0), 1.0))

    def corners() -> tuple[Array, Ints, Array]:
        points = course.points if len(course.points) else course.corners
        last, shares = len(points) - 1, np.array(_SHARES)
        if wanted is not None:
            start = int(np.argmin(np.abs(points[:, 0] - wanted))) / max(last, 1)
            shares = np.concatenate((np.clip(np.add(start, near), 0.0, 1.0), shares))
        places = points[(shares * last).astype(np.intp)]
        parts = [_clear(points, places, size, gap)]
        if wanted is None:
            parts.insert(0, places[:1, None, :] + _at_end(size, gap))
        parts.append(places[:, None, :] + _around(size, gap))
        owners = np.concatenate(
            [np.repeat(np.arange(part.shape[0], dtype=np.intp), part.shape[1]) for part in parts]
        )
        return np.concatenate([part.reshape(-1, 2) for part in parts]), owners, places[owners]

    return Spots(len(near) + len(_SHARES), anchor, corners)


def beside_band(ends: Array, size: Size, gap: float) -> Spots:
    """Return boxes inside a band where it is high enough, then above and below, from its right end.

    Parameters
    ----------
    ends
        Shape (n, 3), px, n >= 1, all finite: x, y of the low and y of the high end.
    size, gap
        Of the label, and its distance from the band's edges, px.
    """
    width, height = size
    chosen = ends[(np.array(_SHARES) * (len(ends) - 1)).astype(np.intp)]

    def anchor(number: int) -> tuple[float, float]:
        x, y, _ = chosen[number].tolist()
        return x, y

    def corners() -> tuple[Array, Ints, Array]:
        x, bottom, top = chosen.T
        # High up: what runs in a band, or along its low end, is the curve.
        inside = np.where(bottom - top > height + gap, top + gap / 2, -1e6)
        tops = np.stack((inside, top - gap - height, bottom + gap))
        lefts = np.broadcast_to(x - width / 2, tops.shape)
        owners = np.tile(np.arange(len(chosen), dtype=np.intp), len(tops))
        return np.stack((lefts, tops), axis=-1).reshape(-1, 2), owners, chosen[owners, :2]

    return Spots(len(chosen), anchor, corners)


def _at_end(size: Size, gap: float) -> Array:
    width, height = size
    return np.array(
        (
            (gap, -height / 2),
            (-width / 2, -height - gap),
            (-width - gap, -height / 2),
            (-width - gap, gap),
        )
    )


def _clear(points: Array, anchors: Array, size: Size, gap: float) -> Array:
    """Return boxes just above and below the curve that its own course does not touch."""
    width, height = size
    lefts = anchors[:, :1] + np.array((-width, -0.5 * width, 0.0))
    x = points[:, 0]
    beside = (x >= lefts[..., None] - 1) & (x <= lefts[..., None] + width + 1)
    y = points[:, 1]
    highest = np.where(beside, y, math.inf).min(axis=-1)
    lowest = np.where(beside, y, -math.inf).max(axis=-1)
    near = 0.5 * gap
    # Ends where the curve is not beside the box at all stay out of reach instead of at infinity.
    above = np.where(np.isfinite(highest), highest - near - height, -1e6)
    below = np.where(np.isfinite(lowest), lowest + near, -1e6)
    tops = np.stack((above, below), axis=-1)
    both = np.broadcast_to(lefts[..., None], tops.shape)
    return np.stack((both, tops), axis=-1).reshape(len(anchors), -1, 2)
