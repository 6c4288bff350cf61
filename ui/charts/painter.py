"""The one painter: draws any figure into any rectangle of any QPainter, screen and files alike."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from explorer.figures.figure import (
    BarFigure,
    Figure,
    FloorplanFigure,
    FlowFigure,
    HeatFigure,
    RankFigure,
    StackFigure,
    TableFigure,
    TornadoFigure,
    XYFigure,
)  # fmt: skip
from ui.charts.bar_painter import draw_bars
from ui.charts.canvas import Canvas
from ui.charts.flow_painter import draw_flow
from ui.charts.heat_painter import draw_heat
from ui.charts.plan_painter import draw_plan
from ui.charts.rank_painter import draw_rank
from ui.charts.stack_painter import Names, draw_stacks
from ui.charts.style import SCREEN, Style
from ui.charts.table_painter import draw_table
from ui.charts.tornado_painter import draw_tornado
from ui.charts.xy_layout import lay_out
from ui.charts.xy_live import draw_live
from ui.charts.xy_static import draw_static
from ui.theme import LIGHT, Theme


class FigurePainter:
    """Draws figures in one theme and one set of sizes.

    Parameters
    ----------
    theme
        Colours by role.
    style
        Sizes in px of the painter's coordinates.
    raster
        Whether the target is a picture of pixels: lines then sit on pixel boundaries.
    fast
        Whether it is the screen, where every frame counts: see `Canvas`.
    """

    def __init__(
        self,
        theme: Theme = LIGHT,
        style: Style = SCREEN,
        *,
        raster: bool = False,
        fast: bool = False,
    ) -> None:
        self.theme = theme
        self.style = style
        self.raster = raster
        self.fast = fast

    def paint(self, painter: QPainter, figure: Figure, rect: QRectF) -> Names:
        """Draw `figure` into `rect`, without title, subtitle and footer.

        Returns where the names of what can be hidden stand in a figure of stacked bars.

        Parameters
        ----------
        painter
            Active; its pen, brush and font are changed.
        figure
            Finished text and numbers; nothing is computed from them but pixels.
        rect
            In the painter's coordinates, px.
        """
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        canvas = Canvas(painter, self.theme, self.style, raster=self.raster, fast=self.fast)
        match figure:
            case XYFigure():
                layout = lay_out(figure, rect, self.style)
                draw_static(canvas, figure, layout)
                draw_live(canvas, figure, layout)
            case StackFigure():
                return draw_stacks(canvas, figure, rect)
            case BarFigure():
                draw_bars(canvas, figure, rect)
            case TornadoFigure():
                draw_tornado(canvas, figure, rect)
            case FloorplanFigure():
                draw_plan(canvas, figure, rect)
            case RankFigure():
                draw_rank(canvas, figure, rect)
            case HeatFigure():
                draw_heat(canvas, figure, rect)
            case FlowFigure():
                draw_flow(canvas, figure, rect)
            case TableFigure():
                draw_table(canvas, figure, rect)
        return {}
