"""Dies drawn to scale in the reticle's outline, and below them their area by use."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QPainter

from explorer.figures.figure import FloorplanFigure
from explorer.figures.silicon_figure import PlanBlock, PlanDie, PlanStack, PlanUse
from ui.charts.canvas import NO_BRUSH, Canvas
from ui.lettering import text_size
from ui.theme import colour, metrics, mixed

_DASH = (5.0, 3.0)
_FILL, _PALE = 0.55, 0.28
_BARS = 92.0
_CELLS = 6


def draw_plan(canvas: Canvas, figure: FloorplanFigure, rect: QRectF) -> None:
    """Draw labels, dies, the scale bar and the area by use."""
    theme, style, unit = canvas.theme, canvas.style, canvas.style.unit
    canvas.fill(rect, theme.surface)
    inner = rect.adjusted(16 * unit, 0, -16 * unit, -6 * unit)
    line = metrics(style.label).height()
    px = style.label
    canvas.text(inner.left(), inner.top(), figure.reticle_label, px, theme.text2)
    width = text_size(figure.die_label, px)[0]
    row = 0.0
    if text_size(figure.reticle_label, px)[0] + width + 16 * unit > inner.width():
        row = line
    canvas.text(inner.right() - width, inner.top() + row, figure.die_label, px, theme.text1)
    bars = _BARS * unit
    room = QRectF(inner.left(), inner.top() + row + line + 8 * unit, inner.width(), 0)
    room.setBottom(inner.bottom() - bars)
    scale = _Scale(figure, room, unit)
    for die in figure.dies:
        _die(canvas, figure, die, scale)
    _scale_bar(canvas, figure, scale, inner, room.bottom())
    _uses(canvas, figure, QRectF(inner.left(), inner.bottom() - bars, inner.width(), bars))


class _Scale:
    """Millimetres of the plan, y upwards, as px of the room, y downwards."""

    def __init__(self, figure: FloorplanFigure, room: QRectF, unit: float) -> None:
        left, right, low, high = self._extent(figure)
        self.mm = min(room.width() / (right - left), (room.height() - 18 * unit) / (high - low))
        self.left = room.center().x() - self.mm * (left + right) / 2
        self.bottom = room.top() + self.mm * high

    @staticmethod
    def _extent(figure: FloorplanFigure) -> tuple[float, float, float, float]:
        """Return the ends of all that is drawn, mm: dies, reticles and free sites."""
        ends: list[tuple[float, float, float, float]] = []
        for die in figure.dies:
            wide, high = figure.reticle if die.reticle else (die.width, die.height)
            wide, high = max(wide, die.width), max(high, die.height)
            x, y = die.x + (die.width - wide) / 2, die.y + (die.height - high) / 2
            ends.append((x, x + wide, y, y + high))
            ends += [
                (die.x + sx, die.x + sx + sw, die.y + sy, die.y + sy + sh)
                for sx, sy, sw, sh in die.free_sites
            ]
        lefts, rights, lows, highs = zip(*ends, strict=True)
        return min(lefts), max(rights), min(lows), max(highs)

    def box(self, x: float, y: float, width: float, height: float) -> QRectF:
        """Return a rectangle in px."""
        top = self.bottom - (y + height) * self.mm
        return QRectF(self.left + x * self.mm, top, width * self.mm, height * self.mm)


def _die(canvas: Canvas, figure: FloorplanFigure, die: PlanDie, scale: _Scale) -> None:
    theme, style = canvas.theme, canvas.style
    if die.reticle:
        wide, high = figure.reticle
        x, y = die.x + (die.width - wide) / 2, die.y + (die.height - high) / 2
        _outline(canvas, scale.box(x, y, wide, high), theme.axis)
    for block in die.blocks:
        _block(
            canvas, block, scale.box(die.x + block.x, die.y + block.y, block.width, block.height)
        )
    for x, y, wide, high in die.free_sites:
        box = scale.box(die.x + x, die.y + y, wide, high)
        _outline(canvas, box, theme.limit("hbm").ink)
        _upright(canvas, figure.site_label, box, theme.limit("hbm").ink)
    for edge in die.edges:
        box = scale.box(die.x, die.y + edge, die.width, 0)
        pen = canvas.pen(theme.text1, style.rule, _DASH)
        canvas.line(box.left(), box.top(), box.right(), box.top(), pen)
    if die.edges:
        top = scale.box(die.x, die.y + max(die.edges), die.width, 0).top()
        width = text_size(figure.edge_label, style.small)[0]
        right = scale.box(die.x, die.y, die.width, die.height).right()
        left = right - width - 6
        canvas.halo_text(left, top, figure.edge_label, style.small, theme.text1)
    if die.stack is not None:
        _stack(canvas, die, die.stack, scale)
    if die.before is not None:
        wide, high = die.before
        x, y = die.x + (die.width - wide) / 2, die.y + (die.height - high) / 2
        _outline(canvas, scale.box(x, y, wide, high), theme.ghost)


def _stack(canvas: Canvas, die: PlanDie, stack: PlanStack, scale: _Scale) -> None:
    """Hatch the SRAM on top, and name it on its upper edge."""
    theme, style, unit = canvas.theme, canvas.style, canvas.style.unit
    limit = theme.limit("sram")
    box = scale.box(die.x + stack.x, die.y + stack.y, stack.width, stack.height)
    step = 9 * unit
    ends = []
    along = step
    while along < box.width() + box.height():
        left = max(along - box.height(), 0.0)
        right = min(along, box.width())
        ends.append(
            QLineF(
                box.left() + left, box.top() + along - left,
                box.left() + right, box.top() + along - right,
            )
        )  # fmt: skip
        along += step
    canvas.lines(ends, canvas.pen(limit.ink, style.grid, alpha=0.45))
    canvas.painter.setPen(canvas.pen(limit.ink, style.rule * 1.5))
    canvas.painter.setBrush(NO_BRUSH)
    canvas.painter.drawRect(box)
    width, height = text_size(stack.text, style.small, True)
    if stack.text and width + 12 * unit <= box.width() and height + 4 * unit <= box.height():
        plate = QRectF(0, 0, width + 10 * unit, height + 2 * unit)
        plate.moveCenter(QPointF(box.center().x(), box.top() + plate.height() / 2))
        canvas.fill(plate, theme.surface)
        canvas.painter.drawRect(plate)
        canvas.text(plate.left() + 5 * unit, plate.top() + unit, stack.text, style.small, limit.ink,
                    bold=True)  # fmt: skip


def _outline(canvas: Canvas, box: QRectF, ink: str) -> None:
    canvas.painter.setPen(canvas.pen(ink, canvas.style.rule, _DASH))
    canvas.painter.setBrush(NO_BRUSH)
    canvas.painter.drawRect(box)


def _block(canvas: Canvas, block: PlanBlock, box: QRectF) -> None:
    theme, style = canvas.theme, canvas.style
    limit = theme.limit(block.limit)
    fill = mixed(limit.fill, theme.surface, _PALE if block.pale else _FILL)
    canvas.fill(box, fill)
    canvas.painter.setPen(canvas.pen(limit.fill, style.rule))
    canvas.painter.setBrush(NO_BRUSH)
    canvas.painter.drawRect(box)
    if block.cells:
        _cells(canvas, box, limit.fill)
    if not block.name:
        return
    text = f"{block.name} {block.text}"
    if box.height() > 2.2 * box.width():
        _upright(canvas, text, box, limit.ink)
        return
    _label(canvas, block, box, limit.ink)


def _cells(canvas: Canvas, box: QRectF, ink: str) -> None:
    """Draw the cores as a grid: a picture of many, not a count."""
    pen = canvas.pen(ink, canvas.style.grid, alpha=0.55)
    for column in range(1, _CELLS):
        x = box.left() + box.width() * column / _CELLS
        canvas.line(x, box.top(), x, box.bottom(), pen)
    rows = max(1, round(box.height() / box.width() * _CELLS))
    for row in range(1, rows):
        y = box.top() + box.height() * row / rows
        canvas.line(box.left(), y, box.right(), y, pen)


def _label(canvas: Canvas, block: PlanBlock, box: QRectF, ink: str) -> None:
    """Write name, area and change on a plate in the middle, what does not fit left out."""
    theme, style, unit = canvas.theme, canvas.style, canvas.style.unit
    px = style.label
    height = metrics(px).height()
    for parts in (
        (block.name, block.text, block.change), (block.name, block.text), (block.name,),
    ):  # fmt: skip
        words = [part for part in parts if part]
        widths = [text_size(word, px, n == 0)[0] for n, word in enumerate(words)]
        whole = sum(widths) + 5 * unit * (len(words) - 1)
        if whole + 8 * unit <= box.width() and height <= box.height():
            break
    else:
        return
    left, top = box.center().x() - whole / 2, box.center().y() - height / 2
    if block.cells:
        plate = QRectF(left - 6 * unit, top - 2 * unit, whole + 12 * unit, height + 4 * unit)
        canvas.painter.setPen(canvas.pen(theme.hairline, style.grid))
        canvas.painter.setBrush(colour(theme.surface))
        canvas.painter.drawRoundedRect(plate, 3 * unit, 3 * unit)
        canvas.painter.setBrush(NO_BRUSH)
    for number, (word, width) in enumerate(zip(words, widths, strict=True)):
        canvas.text(left, top, word, px, ink if number < 2 else theme.text1, bold=number != 1)
        left += width + 5 * unit


def _upright(canvas: Canvas, text: str, box: QRectF, ink: str) -> None:
    """Write text upwards in a narrow box, where it fits."""
    px = canvas.style.small
    width, height = text_size(text, px)
    if width + 4 > box.height() or height > box.width():
        return
    painter: QPainter = canvas.painter
    painter.save()
    painter.translate(QPointF(box.center().x(), box.center().y()))
    painter.rotate(-90)
    canvas.text(-width / 2, -height / 2, text, px, ink)
    painter.restore()


def _scale_bar(
    canvas: Canvas, figure: FloorplanFigure, scale: _Scale, inner: QRectF, bottom: float
) -> None:
    style, unit = canvas.style, canvas.style.unit
    long = figure.scale_mm * scale.mm
    right, y = inner.right(), bottom - 8 * unit
    pen = canvas.pen(canvas.theme.text1, style.rule * 1.5)
    canvas.line(right - long, y, right, y, pen)
    for x in (right - long, right):
        canvas.line(x, y - 3 * unit, x, y + 3 * unit, pen)
    width, height = text_size(figure.scale_label, style.small)
    left = right - long - width - 6 * unit
    canvas.text(left, y - height / 2, figure.scale_label, style.small, canvas.theme.text2)


def _uses(canvas: Canvas, figure: FloorplanFigure, rect: QRectF) -> None:
    """Draw the area by use as two bars, now and before, to one scale."""
    theme, style, unit = canvas.theme, canvas.style, canvas.style.unit
    line = metrics(style.label).height()
    canvas.text(rect.left(), rect.top(), figure.use_title, style.label, theme.text2)
    names = max(text_size(n, style.label, True)[0] for n in (figure.now_label, figure.before_label))
    left = rect.left() + names + 10 * unit
    now, before = (sum(getattr(use, side) for use in figure.uses) for side in ("now", "before"))
    scale = (rect.right() - left) / max(now, before, 1e-9)
    top = rect.top() + line + 4 * unit
    rows = (
        (figure.now_label, "now", 26 * unit, 1.0),
        (figure.before_label, "before", 12 * unit, 0.5),
    )
    for label, side, high, strength in rows:
        bold = side == "now"
        wide = text_size(label, style.label, bold)[0]
        middle = top + high / 2 - line / 2
        canvas.text(left - wide - 8 * unit, middle, label, style.label, theme.text1, bold=bold)
        x = left
        for use in figure.uses:
            area = getattr(use, side)
            box = QRectF(x, top, area * scale, high)
            share = (_PALE if use.pale else _FILL) * strength
            canvas.fill(box, mixed(theme.limit(use.limit).fill, theme.surface, share))
            if bold:
                _use_name(canvas, use, area, box)
            x += area * scale
        top += high + 4 * unit


def _use_name(canvas: Canvas, use: PlanUse, area: float, box: QRectF) -> None:
    px = canvas.style.label
    ink = canvas.theme.limit(use.limit).ink
    for text in (f"{use.name} {area:,.0f}", f"{area:,.0f}"):
        width, height = text_size(text, px)
        if width + 6 <= box.width():
            canvas.text(box.center().x() - width / 2, box.center().y() - height / 2, text, px, ink)
            return
