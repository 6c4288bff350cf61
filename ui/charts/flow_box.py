"""A box of a flow diagram: name, limit, chips as squares, busy bar and lines of numbers."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QRectF

from explorer.figures.figure import FlowBox, FlowNumber
from ui.charts.canvas import NO_BRUSH, NO_PEN, Canvas
from ui.lettering import text_size
from ui.theme import colour, metrics

_PAD = 12.0
_SIDE, _STEP, _LINES = 9.0, 12.0, 3
"""Side and pitch of a chip's square, and lines of them at most, px."""


def most_squares(width: float, unit: float) -> int:
    """Return how many squares stand in a box `width` px wide."""
    return max(int((width - 2 * _PAD * unit) / (_STEP * unit)), 1) * _LINES


def box_height(canvas: Canvas, box: FlowBox, width: float) -> float:
    """Return the height in px that a box needs."""
    style, unit = canvas.style, canvas.style.unit
    total = 2 * 8 * unit + metrics(style.label + 3 * unit, True).height()
    if box.subtitle:
        total += metrics(style.label).height()
    if box.squares:
        per_line = max(most_squares(width, unit) // _LINES, 1)
        total += (min(ceil(box.squares / per_line), _LINES) * _STEP + 6) * unit
    if box.busy:
        total += _row(canvas)
    if box.big:
        total += metrics(style.label + 9 * unit, True).height() + metrics(style.label).height()
    return total + _row(canvas) * len(box.numbers) + _plain(canvas) * len(box.lines)


def box_width(canvas: Canvas, box: FlowBox) -> float:
    """Return the width in px at which no word of a box is cut."""
    style, unit = canvas.style, canvas.style.unit
    tag = text_size(box.tag, style.small)[0] + 20 * unit if box.tag else 0.0
    widths = [text_size(box.name, style.label + 3 * unit, True)[0] + tag]
    widths.append(text_size(box.subtitle, style.label)[0])
    widths += [text_size(line, style.small)[0] for line in box.lines]
    if box.big:
        widths.append(text_size(box.big.text, style.label + 8 * unit, True)[0])
        widths.append(text_size(box.big.unit, style.label)[0])
    for number in box.numbers:
        value = text_size(f"{number.text} {number.unit}".rstrip(), style.label, True)[0]
        widths.append(text_size(number.name, style.label)[0] + value + 8 * unit)
    return max(widths) + 2 * _PAD * unit


def draw_box(canvas: Canvas, box: FlowBox, place: QRectF) -> None:
    """Draw a box; what does not fit into `place` is left out, the numbers first."""
    theme, painter, unit = canvas.theme, canvas.painter, canvas.style.unit
    painter.setPen(canvas.pen(theme.border, canvas.style.rule))
    painter.setBrush(colour(theme.bar if box.big else theme.surface))
    painter.drawRoundedRect(place, 4 * unit, 4 * unit)
    painter.setBrush(NO_BRUSH)
    if box.limit:
        edge = QRectF(place.left(), place.top(), 4 * unit, place.height())
        canvas.fill(edge, theme.limit(box.limit).fill)
    inner = place.adjusted(_PAD * unit, 8 * unit, -_PAD * unit, -8 * unit)
    if box.big:
        _end(canvas, box, box.big, inner)
        return
    top = _head(canvas, box, inner)
    top = _squares(canvas, box, inner, top)
    if box.busy:
        _busy(canvas, box, box.busy, inner, top)
        top += _row(canvas)
    _lines(canvas, box, inner, top)


def _row(canvas: Canvas) -> float:
    return metrics(canvas.style.label).height() + 7 * canvas.style.unit


def _plain(canvas: Canvas) -> float:
    return metrics(canvas.style.small).height() + canvas.style.unit


def _end(canvas: Canvas, box: FlowBox, big: FlowNumber, inner: QRectF) -> None:
    """Draw a source or an end: name, one large number, its unit, lines; all centred."""
    style, theme, unit = canvas.style, canvas.theme, canvas.style.unit
    stack = [
        (box.name, style.label + 2 * unit, theme.text1, True),
        (big.text, style.label + 8 * unit, theme.text1, True),
        (big.unit, style.label, theme.text2, False),
        *((line, style.small, theme.text2, False) for line in box.lines),
    ]
    top = inner.top()
    for text, px, ink, bold in stack:
        height = metrics(px, bold).height()
        if top + height > inner.bottom() + 4 * unit:
            return
        shown = canvas.elided(text, px, inner.width() + 12 * unit, bold=bold)
        left = inner.center().x() - text_size(shown, px, bold)[0] / 2
        canvas.text(left, top, shown, px, ink, bold=bold)
        top += height


def _head(canvas: Canvas, box: FlowBox, inner: QRectF) -> float:
    """Draw name, limit tag and subtitle; return the y below them."""
    style, theme, unit = canvas.style, canvas.theme, canvas.style.unit
    name_px = style.label + 3 * unit
    room = inner.width()
    if box.tag:
        width, height = text_size(box.tag, style.small)
        tag = QRectF(inner.right() - width - 12 * unit, inner.top(), width + 12 * unit, height + 4)
        canvas.painter.setPen(NO_PEN)
        canvas.painter.setBrush(colour(theme.limit(box.limit).fill, 0.25))
        canvas.painter.drawRoundedRect(tag, 3 * unit, 3 * unit)
        canvas.painter.setBrush(NO_BRUSH)
        ink = theme.limit(box.limit).ink
        canvas.text(tag.left() + 6 * unit, tag.top() + 2, box.tag, style.small, ink)
        room -= tag.width() + 8 * unit
    name = canvas.elided(box.name, name_px, room, bold=True)
    canvas.text(inner.left(), inner.top(), name, name_px, theme.text1, bold=True)
    top = inner.top() + metrics(name_px, True).height()
    if box.subtitle and top + metrics(style.label).height() <= inner.bottom() + 4 * unit:
        shown = canvas.elided(box.subtitle, style.label, inner.width())
        canvas.text(inner.left(), top, shown, style.label, theme.text2)
        top += metrics(style.label).height()
    return top


def _squares(canvas: Canvas, box: FlowBox, inner: QRectF, top: float) -> float:
    """Draw chips as squares, one for several where they are many; return the y below them."""
    if not box.squares:
        return top
    unit = canvas.style.unit
    per_line = max(most_squares(inner.width() + 2 * _PAD * unit, unit) // _LINES, 1)
    shown = ceil(box.squares / ceil(box.squares / (per_line * _LINES)))
    fill, start = canvas.theme.limit(box.limit).fill, inner.left()
    top += 3 * unit
    if canvas.raster:
        top, start = float(round(top)), float(round(inner.left()))
    for at in range(shown):
        left = start + (at % per_line) * _STEP * unit
        y = top + (at // per_line) * _STEP * unit
        canvas.fill(QRectF(left, y, _SIDE * unit, _SIDE * unit), fill)
    return top + (ceil(shown / per_line) * _STEP + 3) * unit


def _busy(canvas: Canvas, box: FlowBox, busy: FlowNumber, inner: QRectF, top: float) -> None:
    style, theme, unit = canvas.style, canvas.theme, canvas.style.unit
    name = text_size(busy.name, style.small)[0]
    value = text_size(busy.text, style.label, True)[0]
    canvas.text(inner.left(), top, busy.name, style.small, theme.text2)
    canvas.text(inner.right() - value, top, busy.text, style.label, theme.text1, bold=True)
    left, right = inner.left() + name + 8 * unit, inner.right() - value - 8 * unit
    middle = top + metrics(style.label).height() / 2
    track = QRectF(left, middle - 3 * unit, max(right - left, 0.0), 6 * unit)
    canvas.fill(track, theme.track)
    share = min(max(busy.value / 100.0, 0.0), 1.0)
    canvas.fill(
        QRectF(left, track.top(), track.width() * share, track.height()),
        theme.limit(box.limit).fill,
    )


def _lines(canvas: Canvas, box: FlowBox, inner: QRectF, top: float) -> None:
    style, theme, unit = canvas.style, canvas.theme, canvas.style.unit
    rule = canvas.pen(theme.hairline, style.rule)
    air = 2 * unit if box.squares or box.busy else 0.0
    for number in box.numbers:
        if top + metrics(style.label).height() > inner.bottom() + 4 * unit:
            return
        # Right below a subtitle the rule would cross its descenders.
        canvas.line(inner.left(), top - air, inner.right(), top - air, rule)
        air = 2 * unit
        value = f"{number.text} {number.unit}".rstrip()
        width = text_size(value, style.label, True)[0]
        name = canvas.elided(number.name, style.label, inner.width() - width - 8 * unit)
        canvas.text(inner.left(), top + unit, name, style.label, theme.text2)
        left = inner.right() - width
        canvas.text(left, top + unit, value, style.label, theme.text1, bold=True)
        top += _row(canvas)
    for line in box.lines:
        if top + metrics(style.small).height() > inner.bottom() + 4 * unit:
            return
        shown = canvas.elided(line, style.small, inner.width())
        canvas.text(inner.left(), top, shown, style.small, theme.text2)
        top += _plain(canvas)
