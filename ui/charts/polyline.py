"""Turn arrays of pixel positions into strokes: cut at gaps and at the plot's edge, then drawn.

Cutting is done here and not by the painter's clip, which vector formats do not all keep.
"""

from __future__ import annotations

from itertools import accumulate
from typing import Any, cast

import numpy as np
import shiboken6
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QPainter, QPolygonF

Array = NDArray[np.float64]
Points = Array
"""Shape (n, 2), px."""
Mask = NDArray[np.bool_]

_BLOCK = 4


def inside(x: Array, y: Array, rect: QRectF) -> Mask:
    """Return which points lie in `rect`; NaN does not."""
    within: Mask = (x >= rect.left()) & (x <= rect.right())
    within &= y >= rect.top()
    within &= y <= rect.bottom()
    return within


def inside_runs(points: Points, rect: QRectF, within: Mask | None = None) -> list[Points]:
    """Return the connected parts of a polyline that lie in `rect`, each of two points or more.

    Parameters
    ----------
    points
        Shape (n, 2), px; a row holding NaN is a gap.
    rect
        The plot, px.
    within
        What `inside` returns for them, if it is known.
    """
    if within is None:
        within = inside(points[:, 0], points[:, 1], rect)
    if within.all():
        return [points] if len(points) > 1 else []
    edges = ((within[1:] != within[:-1]).nonzero()[0] + 1).tolist()
    finite = np.isfinite(points[:, 0] + points[:, 1])
    crossing = finite[1:] & finite[:-1] & ~(within[1:] & within[:-1])
    if not crossing.any():
        # Only gaps end the parts, as with a curve that stops where the memory is full.
        parts = zip([0, *edges], [*edges, len(points)], strict=True)
        return [points[a:b] for a, b in parts if b - a > 1 and within[a]]
    start, end = points[:-1], points[1:]
    enter, leave = _cut(start, end - start, rect)
    kept = enter < leave
    head = start + enter[:, None] * (end - start)
    tail = start + leave[:, None] * (end - start)
    joined = kept[:-1] & kept[1:] & (leave[:-1] >= 1.0) & (enter[1:] <= 0.0)
    return _chained(head, tail, kept, joined)


def _cut(start: Points, step: Points, rect: QRectF) -> tuple[Points, Points]:
    """Return where each segment enters and leaves `rect`, as fractions (Liang and Barsky 1984)."""
    low = np.array((rect.left(), rect.top()))
    high = np.array((rect.right(), rect.bottom()))
    with np.errstate(divide="ignore", invalid="ignore"):
        near, far = (low - start) / step, (high - start) / step
    still = step == 0
    near, far = np.where(still, -np.inf, near), np.where(still, np.inf, far)
    enter = np.maximum(np.minimum(near, far).max(axis=1), 0.0)
    leave = np.minimum(np.maximum(near, far).min(axis=1), 1.0)
    # A segment along an edge's direction but beyond that edge never enters.
    beyond = (still & ((start < low) | (start > high))).any(axis=1)
    leave[beyond] = -1.0
    return enter, leave


def _chained(head: Points, tail: Points, kept: NDArray[np.bool_], joined: Mask) -> list[Points]:
    index = np.flatnonzero(kept)
    if not len(index):
        return []
    breaks = np.flatnonzero(~joined[index[:-1]]) + 1
    return [np.concatenate((head[part], tail[part[-1:]])) for part in np.split(index, breaks)]


def thinned(lines: Points, tolerance: float = 0.05) -> list[Points]:
    """Return lines without the points whose loss moves them by less than `tolerance` px.

    Parameters
    ----------
    lines
        Shape (lines, points, 2), px, all finite.
    tolerance
        Px; a twentieth is far below what antialiasing can show.
    """
    blocks = (lines.shape[1] - 1) // _BLOCK
    if blocks < 2:
        return list(lines)
    corners = lines[:, : blocks * _BLOCK + 1 : _BLOCK]
    start = corners[:, :-1]
    chord = corners[:, 1:] - start
    inner = lines[:, : blocks * _BLOCK].reshape(len(lines), blocks, _BLOCK, 2)[:, :, 1:]
    bend = inner - start[:, :, None]
    off = np.abs(chord[:, :, None, 0] * bend[..., 1] - chord[:, :, None, 1] * bend[..., 0]).max(
        axis=-1
    )
    flat = off <= tolerance * np.hypot(chord[..., 0], chord[..., 1])
    keep = np.ones(lines.shape[:2], dtype=bool)
    keep[:, : blocks * _BLOCK].reshape(len(lines), blocks, _BLOCK)[:, :, 1:] = ~flat[..., None]
    return [line[kept] for line, kept in zip(lines, keep, strict=True)]


def segments(run: Points) -> Points:
    """Return both ends of every segment of a run of n points, one after the other: 2 (n - 1)."""
    ends: Points = run.repeat(2, axis=0)[1:-1]
    return ends


def dashes(run: Points, dash: tuple[float, ...], unit: float) -> Points:
    """Return both ends of every dash of a run, one after the other, its first at the start.

    Parameters
    ----------
    run
        Shape (n, 2), px.
    dash
        Lengths of stroke and gap in turn, times `unit` px; too short for the run to bend in one.
    """
    steps = run[1:] - run[:-1]
    along = np.zeros(len(run))
    np.hypot(steps[:, 0], steps[:, 1]).cumsum(out=along[1:])
    edges = [length * unit for length in accumulate(dash, initial=0.0)]
    places = (np.arange(0.0, along[-1], edges[-1])[:, None] + edges[:-1]).ravel()
    ends = np.empty((len(places), 2))
    ends[:, 0] = np.interp(places, along, run[:, 0])
    ends[:, 1] = np.interp(places, along, run[:, 1])
    return ends


def draw_segments(painter: QPainter, ends: Points) -> None:
    """Stroke straight lines between each two ends: the fastest way for a solid opaque pen."""
    # `ctypes.data` would run an import statement every time.
    address = ends.__array_interface__["data"][0]
    first = cast("QLineF", shiboken6.wrapInstance(address, QLineF))
    painter.drawLines(first, len(ends) // 2)


def draw_run(painter: QPainter, run: Points) -> None:
    """Stroke a run as one polyline: right for dashes, joins and vector formats."""
    painter.drawPolyline(polygon(run))


def polygon(run: Points) -> QPolygonF:
    """Return a run as Qt's polygon, copied in one block."""
    made = QPolygonF()
    made.resize(len(run))
    # The stubs know neither the size nor the buffer of shiboken's pointer.
    memory = cast("Any", shiboken6).VoidPtr(made.data(), run.size * 8, True)
    np.frombuffer(memory, dtype=np.float64).reshape(run.shape)[:] = run
    return made
