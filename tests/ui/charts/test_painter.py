"""What is painted: colours where curves are, dashes, hatching, themes, every kind of figure."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from explorer.figures.figure import Axis, Mark, Series, XYFigure
from ui.charts.painter import FigurePainter
from ui.charts.style import SCREEN, SLIDE
from ui.charts.xy_layout import lay_out
from ui.theme import DARK, LIGHT, Theme

THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
SIZE = (421, 300)


def picture(figure, theme: Theme = LIGHT, size=SIZE, style=SCREEN, scale=1):
    image = QImage(size[0] * scale, size[1] * scale, QImage.Format.Format_RGB32)
    image.fill(QColor("#FF00FF"))
    painter = QPainter(image)
    try:
        painter.scale(scale, scale)
        FigurePainter(theme, style, raster=True).paint(painter, figure, QRectF(0, 0, *size))
    finally:
        painter.end()
    return image


def pixels(image):
    image = image.convertToFormat(QImage.Format.Format_RGB888)
    flat = np.frombuffer(image.constBits(), dtype=np.uint8)
    rows = flat.reshape(image.height(), image.bytesPerLine())
    return rows[:, : image.width() * 3].reshape(image.height(), image.width(), 3).astype(int)


def near(image, x, y, name, reach=1, off=24):
    wanted = np.array(QColor(name).getRgb()[:3])
    part = pixels(image)[
        max(0, round(y) - reach) : round(y) + reach + 1,
        max(0, round(x) - reach) : round(x) + reach + 1,
    ]
    return bool((np.abs(part - wanted).max(axis=-1) <= off).any())


def plain(*series, **more):
    axis = Axis("x, ms", "ms", 0.0, 10.0)
    return XYFigure("f", "title", "", axis, axis, series, **more)


X = np.linspace(0.0, 10.0, 64)


@THEMES
@pytest.mark.parametrize("scale", [1, 2])
def test_the_subject_is_where_its_values_are(qapp, theme, scale):
    figure = plain(Series("a", "", X, 1.0 + 0.08 * X**2))
    image = picture(figure, theme, scale=scale)
    layout = lay_out(figure, QRectF(0, 0, *SIZE), SCREEN)
    for x in (1.0, 4.0, 9.0):
        at = layout.x.at(x) * scale, layout.y.at(1.0 + 0.08 * x**2) * scale
        assert near(image, *at, theme.series[0].line)
        assert not near(image, at[0], at[1] + 12 * scale, theme.series[0].line)


@THEMES
@pytest.mark.parametrize("name", ["prefill", "decode", "cost", "roofline", "time", "money"])
def test_every_figure_covers_its_whole_rectangle(qapp, samples, theme, name):
    found = pixels(picture(samples.ALL[name](), theme))
    assert not (found == (255, 0, 255)).all(axis=-1).any()
    surface = np.array(QColor(theme.surface).getRgb()[:3])
    for corner in (found[0, 0], found[0, -1], found[-1, 0], found[-1, -1]):
        assert (corner == surface).all()


def test_curves_stay_in_the_plot(qapp):
    figure = plain(Series("a", "", X, 30.0 * X - 100.0))
    found = pixels(picture(figure))
    layout = lay_out(figure, QRectF(0, 0, *SIZE), SCREEN)
    blue = np.abs(found - QColor(LIGHT.series[0].line).getRgb()[:3]).max(axis=-1) < 40
    rows = np.flatnonzero(blue.any(axis=1))
    assert rows.min() >= layout.plot.top() - 2
    assert rows.max() <= layout.plot.bottom() + 2


def test_a_ghost_is_dashed_and_a_subject_is_not(qapp):
    level = np.full_like(X, 5.0)

    def gaps(role):
        figure = plain(Series("a", "", X, level, role))
        layout = lay_out(figure, QRectF(0, 0, *SIZE), SCREEN)
        row = pixels(picture(figure))[round(layout.y.at(5.0))]
        inside = row[round(layout.plot.left()) + 4 : round(layout.plot.right()) - 4]
        dark = inside.max(axis=-1) < 225
        return int(np.count_nonzero(np.diff(dark.astype(int)) == 1))

    assert gaps("ghost") > 15
    assert gaps("subject") == 0


def test_a_gap_in_the_values_is_a_gap_in_the_curve(qapp):
    y = np.where((X > 4) & (X < 6), np.nan, 5.0)
    figure = plain(Series("a", "", X, y))
    image = picture(figure)
    layout = lay_out(figure, QRectF(0, 0, *SIZE), SCREEN)
    assert near(image, layout.x.at(2), layout.y.at(5), LIGHT.series[0].line)
    assert not near(image, layout.x.at(5), layout.y.at(5), LIGHT.series[0].line)


def test_an_operating_point_has_a_rim(qapp):
    figure = plain(Series("a", "", X, np.full_like(X, 5.0)), marks=(Mark(5.0, 5.0),))
    image = picture(figure)
    layout = lay_out(figure, QRectF(0, 0, *SIZE), SCREEN)
    x, y = layout.x.at(5.0), layout.y.at(5.0)
    assert near(image, x, y - 3, LIGHT.series[0].line, reach=0, off=30)
    assert near(image, x + 5, y, LIGHT.surface, reach=1, off=60)


@pytest.mark.parametrize("sense", [1, -1, 0])
def test_a_badge_says_better_by_its_fill(qapp, sense):
    series = Series("a", "", X, np.full_like(X, 5.0))
    figure = plain(series, marks=(Mark(5.0, 5.0, badge="▼ 12.3\u00a0%", sense=sense),))
    found = pixels(picture(figure))
    fill = np.array(QColor(LIGHT.better_fill).getRgb()[:3])
    filled = int(np.count_nonzero((found == fill).all(axis=-1)))
    assert filled > 200 if sense > 0 else filled == 0
    edge = np.abs(found - QColor(LIGHT.worse).getRgb()[:3]).max(axis=-1) < 20
    assert (np.count_nonzero(edge) > 60) == (sense < 0)


def test_what_does_not_fit_is_hatched(qapp, samples):
    figure = samples.decode()
    tame = tuple(replace(region, hatched=False) for region in figure.regions)
    bare = replace(figure, series=(), marks=(), lines=())
    with_hatch = pixels(picture(bare))
    without = pixels(picture(replace(bare, regions=tame)))
    changed = np.flatnonzero((with_hatch != without).any(axis=(0, 2)))
    layout = lay_out(figure, QRectF(0, 0, *SIZE), SCREEN)
    assert changed.min() >= layout.x.at(130) - 2
    assert changed.max() <= layout.plot.right() + 2
    assert len(changed) > 20


@THEMES
def test_bars_are_as_long_as_their_values(qapp, samples, theme):
    figure = samples.money()
    found = pixels(picture(figure, theme))
    lengths = []
    for bar in figure.bars[:2]:
        fill = np.array(QColor(theme.slot(bar.slot).line).getRgb()[:3])
        same = (np.abs(found - fill).max(axis=-1) < 6).sum(axis=1)
        lengths.append(int(same.max()))
    assert lengths[0] / lengths[1] == pytest.approx(0.318 / 0.126, rel=0.05)


def test_stacks_keep_their_proportions(qapp, samples):
    found = pixels(picture(samples.time()))
    fill = np.array(QColor(LIGHT.slot(1).line).getRgb()[:3])
    rows = (np.abs(found - fill).max(axis=-1) < 6).sum(axis=1)
    upper, lower = int(rows[:140].max()), int(rows[140:270].max())
    assert upper > 60
    assert lower > 30
    total = 493 / 342
    assert upper * total < SIZE[0]


@pytest.mark.parametrize("name", ["cost", "time", "money"])
def test_a_slide_is_drawn_in_proportion(qapp, samples, name):
    one = pixels(picture(samples.ALL[name](), size=(1400, 640), style=SLIDE))
    two = pixels(picture(samples.ALL[name](), size=(1400, 640), style=SLIDE, scale=2))
    shrunk = two.reshape(640, 2, 1400, 2, 3).mean(axis=(1, 3))
    assert np.abs(one - shrunk).mean() < 4
