"""The headline: a tile that was filled anew looks like one that was made for it."""

from dataclasses import replace

import pytest
from PySide6.QtGui import QImage

from explorer.figures.headline import Tile
from ui.panels.headline import HEIGHT, Headline
from ui.theme import DARK, LIGHT
from ui.widgets.effect_bar import EffectBar

TILE = Tile(
    "tpot", "TPOT", "18.6", "ms", "hbm", "HBM", "▼ 25.2 %", 1, "−6.28", "±5 %", False,
    "Time of a step.",
)  # fmt: skip


def headline(qtbot, *tiles, theme=LIGHT, width=600):
    made = Headline()
    qtbot.addWidget(made)
    made.set_theme(theme)
    made.resize(width, HEIGHT)
    made.show()
    made.set_tiles(tiles, str)
    return made


def picture(widget) -> QImage:
    return widget.grab().toImage()


@pytest.mark.parametrize(
    "change",
    [
        {"title": "TTFT"}, {"value": "606"}, {"unit": "s"}, {"limit": "compute"},
        {"limit_label": "memory"}, {"limit_label": ""}, {"delta": "▲ 2 %", "sense": -1},
        {"absolute": "+1"}, {"accuracy": "±9 %"}, {"estimate": True},
    ],
    ids=str,
)  # fmt: skip
def test_a_tile_filled_anew_looks_as_if_made_for_it(qtbot, change):
    other = replace(TILE, **change)
    made = headline(qtbot, TILE, TILE, TILE)
    before = picture(made)
    made.set_tiles((TILE, other, TILE), str)
    assert picture(made) != before
    assert picture(made) == picture(headline(qtbot, TILE, other, TILE))


def test_a_tile_follows_theme_width_and_neighbours(qtbot):
    made = headline(qtbot, TILE, TILE)
    picture(made)
    made.set_theme(DARK)
    made.resize(500, HEIGHT)
    made.set_tiles((TILE, TILE, TILE), str)
    fresh = headline(qtbot, TILE, TILE, TILE, theme=DARK, width=500)
    assert picture(made) == picture(fresh)


def test_the_corners_of_the_card_are_round(qtbot):
    """Tiles have a ground of their own, and must not cover what is round below them."""
    full, empty = headline(qtbot, TILE, TILE), headline(qtbot)
    seen, card = picture(full), picture(empty)
    right, bottom = seen.width() - 1, seen.height() - 1
    for x in (0, 1, 2, 3, right - 3, right - 2, right - 1, right):
        for y in (0, 1, 2, 3, bottom - 3, bottom - 2, bottom - 1, bottom):
            assert seen.pixelColor(x, y) == card.pixelColor(x, y)


def test_a_bar_is_painted_anew_where_it_looks_other(qtbot):
    bar = EffectBar()
    qtbot.addWidget(bar)
    seen = []
    for shown in (("+1 %", 0.5, 1), ("+1 %", 0.501, 1), ("+1 %", 0.55, 1), ("+1 %", 0.55, -1)):
        bar.set_effect(*shown)
        seen.append(picture(bar))
    assert seen[0] == seen[1]
    assert len({bytes(each.constBits()) for each in seen}) == 3
