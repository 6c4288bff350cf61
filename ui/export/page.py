"""A figure as a page: title, subtitle, chart, and a footer that names the sources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from explorer.figures.figure import Figure
from ui.charts.canvas import Canvas
from ui.charts.lines import wrapped
from ui.charts.painter import FigurePainter
from ui.charts.style import SCREEN, SLIDE, Style
from ui.lettering import text_size
from ui.theme import Theme, metrics

Size = Literal["16:9", "4:3"]
Layout = Literal["slide", "chart"]

PAGE_PX: dict[str, tuple[int, int]] = {"16:9": (1600, 900), "4:3": (1200, 900)}

_MARGIN = 64.0
_TITLE = 38.0
_TITLE_LEAST = 30.0
_SUBTITLE = 21.0
_FOOTER = 15.0
_CHART_SCALE = 2.0


@dataclass(frozen=True, slots=True)
class Origin:
    """What stands at the right of the footer: program and version, scenario, date."""

    version: str = ""
    scenario: str = ""
    date: str = ""

    def lines(self) -> tuple[str, ...]:
        """Return the footer's lines, empty parts left out."""
        first = " · ".join(part for part in (self.version, self.scenario) if part)
        return tuple(line for line in (first, self.date) if line)


def paint_page(
    painter: QPainter,
    figure: Figure,
    size: Size,
    theme: Theme,
    origin: Origin,
    *,
    layout: Layout = "slide",
    raster: bool = False,
) -> None:
    """Draw a whole page in px of `PAGE_PX`.

    Parameters
    ----------
    painter
        Active, in page px.
    figure
        What to draw.
    size
        Proportions of the page.
    theme
        Colours by role.
    origin
        The right half of the footer.
    layout
        "slide" has the large title and curves of a slide; "chart" is the screen's chart, twice as
        large, under a smaller title.
    raster
        Whether the target is a picture of pixels.
    """
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    width, height = PAGE_PX[size]
    page = QRectF(0, 0, width, height)
    slide = layout == "slide"
    style: Style = SLIDE if slide else SCREEN.scaled(_CHART_SCALE)
    canvas = Canvas(painter, theme, style, raster=raster)
    canvas.fill(page, theme.surface)
    inner = page.adjusted(_MARGIN, 44, -_MARGIN, -32)
    top = _head(canvas, figure, inner, _TITLE if slide else _TITLE_LEAST)
    bottom = _foot(canvas, figure.footer, origin, inner)
    chart = QRectF(inner.left(), top, inner.width(), bottom - top)
    FigurePainter(theme, style, raster=raster).paint(painter, figure, chart)


def _head(canvas: Canvas, figure: Figure, inner: QRectF, px: float) -> float:
    """Draw title and subtitle and return where the chart may start."""
    while px > _TITLE_LEAST and text_size(figure.title, px, bold=True)[0] > inner.width():
        px -= 1.0
    y = inner.top()
    for line in wrapped(figure.title, px, inner.width(), bold=True):
        canvas.text(inner.left(), y, line, px, canvas.theme.text1, bold=True)
        y += metrics(px, True).height()
    for line in wrapped(figure.subtitle, _SUBTITLE, inner.width()):
        canvas.text(inner.left(), y, line, _SUBTITLE, canvas.theme.text2)
        y += metrics(_SUBTITLE).height()
    return y + 16.0


def _foot(canvas: Canvas, footer: str, origin: Origin, inner: QRectF) -> float:
    """Draw the footer above the page's lower edge and return where the chart must end."""
    right = origin.lines()
    wide = max((text_size(line, _FOOTER)[0] for line in right), default=0.0)
    room = inner.width() - (min(wide, 0.45 * inner.width()) + 40.0 if wide else 0.0)
    left = wrapped(footer, _FOOTER, room)
    height = metrics(_FOOTER).height()
    top = inner.bottom() - height * max(len(left), len(right))
    ink = canvas.theme.text2
    for number, line in enumerate(left):
        canvas.text(inner.left(), top + number * height, line, _FOOTER, ink)
    for number, line in enumerate(right):
        cut = canvas.elided(line, _FOOTER, 0.45 * inner.width())
        start = inner.right() - text_size(cut, _FOOTER)[0]
        canvas.text(start, top + number * height, cut, _FOOTER, ink)
    if not left and not right:
        return inner.bottom()
    rule = top - 12.0
    canvas.line(inner.left(), rule, inner.right(), rule, canvas.pen(canvas.theme.border, 1.0))
    return rule - 18.0
