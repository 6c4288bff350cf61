"""Flow diagrams: boxes stand in columns, arrows between them, chips are counted in squares."""

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from explorer.export.table import table
from explorer.figures.figure import FlowArrow, FlowBox, FlowColumn, FlowFigure, FlowNumber
from ui.charts.painter import FigurePainter
from ui.charts.style import SCREEN, SLIDE
from ui.theme import DARK, LIGHT


def flow(squares=6):
    rate = FlowNumber("Rate", "200k", 200e3, "tok/s")
    busy = FlowNumber("busy", "50 %", 50.0, "%")
    return FlowFigure(
        "flow",
        "How a request flows",
        "",
        (
            FlowColumn((FlowBox("in", "Requests", big=rate),)),
            FlowColumn(
                (FlowBox("pool", "Pool", "6 chips", "compute", "limit", squares, busy, None,
                         (rate,)),
                 FlowBox("rest", "Rest", "", "hbm")),
                2.0,
            ),
        ),
        (FlowArrow("in", "pool", "all", (rate,), ("below",), "link"),
         FlowArrow("pool", "rest", "down")),
    )  # fmt: skip


def pixels(figure, theme, style=SCREEN, size=(900, 320)):
    image = QImage(*size, QImage.Format.Format_RGB32)
    image.fill(0xFF00FF)
    painter = QPainter(image)
    FigurePainter(theme, style, raster=True).paint(painter, figure, QRectF(0, 0, *size))
    painter.end()
    data = np.frombuffer(image.constBits(), np.uint8).reshape(size[1], size[0], 4)
    return data[..., :3][..., ::-1].astype(int)


def count_of(found, colour):
    wanted = [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
    return int((np.abs(found - wanted).max(axis=-1) == 0).sum())


@pytest.mark.parametrize("theme", [LIGHT, DARK])
@pytest.mark.parametrize("style", [SCREEN, SLIDE])
def test_a_flow_covers_its_rectangle_and_shows_its_limits(qapp, theme, style):
    found = pixels(flow(), theme, style)
    assert not (found == [255, 0, 255]).all(axis=-1).any()
    assert count_of(found, theme.limit("compute").fill) > 0
    assert count_of(found, theme.limit("hbm").fill) > 0


def test_a_thumbnail_keeps_limits_and_chips_and_drops_words_that_would_overlap(qapp):
    found = pixels(flow(), LIGHT, size=(110, 120))
    assert count_of(found, LIGHT.limit("compute").fill) > 81
    ink = [int(LIGHT.text1[i : i + 2], 16) for i in (1, 3, 5)]
    assert np.abs(found - ink).max(axis=-1).min() > 40, "no words"


def test_more_chips_are_more_squares(qapp):
    fill = LIGHT.limit("compute").fill
    few, many = (count_of(pixels(flow(n), LIGHT), fill) for n in (6, 12))
    assert many - few == 6 * 81


def test_the_table_holds_every_number(qapp):
    rows = table(flow()).rows
    assert ("Requests", "Rate", 200e3, "tok/s") in rows
    assert ("Pool", "busy", 50.0, "%") in rows
    assert ("Requests → Pool", "Rate", 200e3, "tok/s") in rows
