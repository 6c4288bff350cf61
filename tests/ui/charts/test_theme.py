"""Text can be read on what it stands on, and series differ, in both themes."""

from itertools import combinations

import pytest
from PySide6.QtGui import QPalette

from ui.theme import DARK, LIGHT, colour, font, metrics, mixed, palette

THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])


def luminance(name):
    parts = [int(name[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@THEMES
def test_text_reads_on_every_ground(theme):
    for ground in (theme.window, theme.bar, theme.surface, theme.field, theme.button):
        assert contrast(theme.text1, ground) >= 7
        assert contrast(theme.text2, ground) >= 4.5
        assert contrast(theme.text3, ground) >= 4.2


@THEMES
def test_label_inks_read_on_the_chart(theme):
    for series in theme.series:
        assert contrast(series.ink, theme.surface) >= 5
    for ink, fill in (
        (theme.better, theme.better_fill),
        (theme.worse, theme.surface),
        (theme.estimate, theme.estimate_fill),
        (theme.estimate, theme.surface),
    ):
        assert contrast(ink, fill) >= 4.5


@THEMES
def test_region_names_read_on_their_ribbon(theme):
    for name in theme.limits:
        limit = theme.limit(name)
        ribbon = mixed(limit.fill, theme.surface, 0.30)
        assert contrast(limit.ink, ribbon) >= 3.8, name


@THEMES
def test_axes_and_ghosts_are_seen(theme):
    assert contrast(theme.axis, theme.surface) >= 3
    assert contrast(theme.ghost, theme.surface) >= 3


@THEMES
def test_no_two_series_share_a_line_a_dash_or_a_marker(theme):
    compared = theme.series[:6]
    assert len({series.line for series in compared}) == 6
    assert len({series.dash for series in compared}) == 6
    assert len({series.marker for series in compared}) == 6
    for one, other in combinations(compared, 2):
        assert one.line != other.line


def test_an_unknown_slot_or_limit_is_neutral():
    assert LIGHT.slot(99) == LIGHT.slot(7) == LIGHT.slot(0)
    assert LIGHT.limit("") == LIGHT.limit("overhead")


def test_figures_are_tabular(qapp):
    widths = {metrics(11).horizontalAdvance(digit) for digit in "0123456789"}
    assert len(widths) == 1
    assert font(13, True).bold()


@THEMES
def test_palette_is_the_theme(qapp, theme):
    made = palette(theme)
    assert made.color(QPalette.ColorRole.Text) == colour(theme.text1)
    assert made.color(QPalette.ColorRole.Base) == colour(theme.field)


def test_mixing():
    assert mixed("#FFFFFF", "#000000", 0.5) == "#808080"
    assert mixed("#123456", "#FFFFFF", 1.0) == "#123456"


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_there_are_no_more_hues_than_can_be_told_apart(theme):
    assert len({series.line for series in theme.series}) == len(theme.series) <= 8
