"""A table holds every number of its figure, and a spreadsheet reads it back as it was."""

import csv
import io

import numpy as np
import pytest

from explorer.export.table import delimited, table
from explorer.figures.figure import (
    Axis,
    Bar,
    BarFigure,
    Segment,
    Series,
    StackFigure,
    StackPanel,
    StackRow,
    XYFigure,
)


def curves(*series):
    return XYFigure(
        "f",
        "Cost",
        "",
        Axis("Interactivity, tok/s/user (log)", "tok/s/user", 1, 100, "log"),
        Axis("Output cost, $/Mtok (log)", "$/Mtok", 0.1, 10, "log"),
        series,
    )


def read(text, delimiter=","):
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


@pytest.mark.parametrize("delimiter", [",", "\t"])
def test_every_point_comes_back_exactly(delimiter):
    x, z = np.array([1.0, 10.0, 1 / 3]), np.array([5.0, 6.0])
    figure = curves(
        Series("a", "this chip", x, np.array([0.1, 0.2, np.nan])),
        Series("b", "B200", x.copy(), x * 7),
        Series("c", "LPU\nestimate", z, z / 7),
    )
    heads, *rows = read(delimited(figure, delimiter=delimiter), delimiter)
    assert heads == [
        "Interactivity, tok/s/user",
        "this chip: Output cost, $/Mtok",
        "B200: Output cost, $/Mtok",
        "Interactivity, tok/s/user",
        "LPU, estimate: Output cost, $/Mtok",
    ]
    assert {len(row) for row in rows} == {len(heads)}
    for column, values in ((0, x), (2, x * 7), (3, z), (4, z / 7)):
        assert [float(row[column]) for row in rows if row[column]] == values.tolist()
    assert [row[1] for row in rows] == ["0.1", "0.2", ""]


def test_lines_end_as_the_standard_says():
    text = delimited(curves(Series("a", 'a "b", c', np.array([1.0]), np.array([2.0]))))
    assert text.endswith("\r\n")
    assert '"a ""b"", c: Output cost, $/Mtok"' in text


def test_a_name_cannot_become_a_formula():
    text = delimited(curves(Series("a", "=1+1", np.array([1.0]), np.array([2.0]))))
    assert read(text)[0][1].startswith("'=1+1")


def test_chinese_notes_on_scale_are_left_out_too():
    figure = XYFigure(
        "f",
        "",
        "",
        Axis("批大小（对数）", "序列", 1, 2, "log"),
        Axis("延迟", "ms", 0, 1),
        (Series("a", "本芯片", np.array([1.0]), np.array([2.0])),),
    )
    assert table(figure).heads == ("批大小, 序列", "本芯片: 延迟, ms")


def test_stacks_and_bars():
    row = StackRow("now", (Segment("FFN", 7.5, 1), Segment("QKV", 1.5, 2)), "9 ms")
    stack = StackFigure("s", "", "", (StackPanel("Decode", "ms", (row,)),))
    assert table(stack).rows == (
        ("Decode", "now", "FFN", 7.5, "ms"),
        ("Decode", "now", "QKV", 1.5, "ms"),
    )
    bars = BarFigure(
        "b",
        "",
        "",
        "",
        "$",
        (Bar("HBM", 1.0, None, "1", "", 0, 1),),
        Bar("total", 2.0, 3.0, "2", "▼ 33 %", 1, 1),
    )
    assert table(bars).heads == ("name", "value, $", "before, $", "change")
    assert table(bars).rows == (("HBM", 1.0, None, ""), ("total", 2.0, 3.0, "▼ 33 %"))


def test_heads_follow_the_reader():
    stack = StackFigure("s", "", "", ())
    assert table(stack, lambda source: source.upper()).heads[0] == "CHART"
