"""The names of compared scenarios in a row above a native chart, each in its curve's colour."""

from __future__ import annotations

from typing import Any

from explorer.export.ink import Ink
from explorer.figures.figure import XYFigure

Box = tuple[float, float, float, float]

_HIGH, _POINTS, _GAP = 0.36, 13, "      "


def key_of_names(slide: Any, figure: XYFigure, box: Box, ink: Ink) -> Box:
    """Write the names at the top of the box; return the rest of it, all of it without names."""
    from pptx.dml.color import RGBColor
    from pptx.util import Inches, Pt

    named = sorted((s for s in figure.series if s.letter), key=lambda s: s.label)
    if not named:
        return box
    left, top, wide, high = box
    shape = slide.shapes.add_textbox(*(Inches(side) for side in (left, top, wide, _HIGH)))
    shape.text_frame.word_wrap = True
    paragraph = shape.text_frame.paragraphs[0]
    for number, series in enumerate(named):
        run = paragraph.add_run()
        run.text = (_GAP if number else "") + series.label
        run.font.size, run.font.bold = Pt(_POINTS), True
        colour = ink.text2 if series.role == "ghost" else ink.label(series.slot)
        run.font.color.rgb = RGBColor.from_string(colour[1:])
    return left, top + _HIGH, wide, high - _HIGH
