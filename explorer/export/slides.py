"""A PowerPoint deck: one slide a chart, native and editable where PowerPoint has such a chart.

Title, subtitle and footer are the figure's own; the notes hold assumptions and sources. Nothing
here knows Qt: pictures of charts that PowerPoint lacks are handed in.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from explorer.export.ink import Ink
from explorer.export.letters import letters
from explorer.export.slide_charts import add_chart
from explorer.figures.figure import Figure
from explorer.figures.headline import Tile

SIZES = {"16:9": (13.333, 7.5), "4:3": (10.0, 7.5)}
"""Width and height of a slide, inches."""

_MARGIN = 0.5
_TOP, _BOTTOM = 1.66, 0.75
_TITLE = 4.5
"""Letters of a title of one line, for each inch of the slide's width."""
_SOURCES = 0.56
"""Share of the width that the sources have in the footer; the origin is one line beside them."""


@dataclass(frozen=True, slots=True)
class Page:
    """One chart: its figure, and how to make its picture (PNG) where it has no native chart."""

    figure: Figure
    picture: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Cover:
    """The first slide: title, subtitle and the headline numbers.

    `others` are the letters and numbers of the scenarios beside it, which stand for the changes;
    `letter` is its own among them.
    """

    title: str
    subtitle: str
    tiles: tuple[Tile, ...]
    others: tuple[tuple[str, tuple[Tile, ...]], ...] = ()
    letter: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """What all slides share: right part of the footer, notes, language, size, the cover if any."""

    origin: str
    notes: tuple[str, ...]
    language: str
    size: str = "16:9"
    cover: Cover | None = None


def deck(pages: Sequence[Page], document: Document, ink: Ink) -> bytes:
    """Return the .pptx file of a deck.

    ValueError when the size is not one of ours.
    """
    if document.size not in SIZES:
        msg = f"size: {document.size!r} is not one of {', '.join(SIZES)}"
        raise ValueError(msg)
    from pptx import Presentation
    from pptx.util import Inches

    made = Presentation()
    wide, high = SIZES[document.size]
    made.slide_width, made.slide_height = Inches(wide), Inches(high)
    if document.cover is not None:
        _cover(made, document, document.cover, ink)
    for page in pages:
        _page(made, page, document, ink)
    made.core_properties.title = pages[0].figure.title if pages else document.origin
    made.core_properties.author = document.origin
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def _page(made: Any, page: Page, document: Document, ink: Ink) -> None:
    figure = page.figure
    slide = _slide(made, figure.title, figure.subtitle, document, ink)
    wide, high = SIZES[document.size]
    box = (_MARGIN, _TOP, wide - 2 * _MARGIN, high - _TOP - _BOTTOM)
    if not add_chart(slide, figure, box, ink, document.language):
        _picture(slide, page.picture(), box)
    left = (_MARGIN, high - 0.62, wide * _SOURCES - _MARGIN, 0.4)
    _text(slide, left, figure.footer, 9, ink.text2)
    _notes(slide, (figure.footer, *document.notes))


def _cover(made: Any, document: Document, cover: Cover, ink: Ink) -> None:
    slide = _slide(made, cover.title, cover.subtitle, document, ink)
    wide, _ = SIZES[document.size]
    columns = 4 if document.size == "16:9" else 3
    step = (wide - 2 * _MARGIN) / columns
    for number, tile in enumerate(cover.tiles):
        row, column = divmod(number, columns)
        left, top = _MARGIN + column * step, 2.3 + row * 1.9
        head = f"{tile.title}, {cover.letter}" if cover.letter else tile.title
        _text(slide, (left, top, step, 0.4), head, 14, ink.text2)
        value = f"{tile.value} {tile.unit}".strip()
        _text(slide, (left, top + 0.35, step, 0.6), value, 26, ink.text1, bold=True)
        change = " ".join(filter(None, (tile.delta, tile.absolute, tile.accuracy)))
        beside = [f"{letter}  {tiles[number].value}" for letter, tiles in cover.others]
        below, points = ("    ".join(beside), 14) if beside else (change, 12)
        _text(slide, (left, top + 0.95, step, 0.4), below, points, ink.text2)
    _notes(slide, document.notes)


def _slide(made: Any, title: str, subtitle: str, document: Document, ink: Ink) -> Any:
    """Return a slide with its title (a real one, for outlines and screen readers) and footer."""
    slide = made.slides.add_slide(made.slide_layouts[5])
    wide, high = SIZES[document.size]
    holder = slide.shapes.title
    _place(holder, (_MARGIN, 0.3, wide - 2 * _MARGIN, 0.8))
    _write(holder.text_frame, title, _title_points(title, wide), ink.text1, bold=True)
    _text(slide, (_MARGIN, 1.12, wide - 2 * _MARGIN, 0.45), subtitle, 13, ink.text2)
    start = wide * (_SOURCES + 0.02)
    right = (start, high - 0.62, wide - start - _MARGIN, 0.4)
    _text(slide, right, document.origin, 9, ink.text2, right=True)
    return slide


def _title_points(title: str, wide: float) -> int:
    """Return the size of a title, which is a sentence or two and must end above the subtitle."""
    long = letters(title) / (_TITLE * wide)
    if long < 1:
        return 24
    # Two lines of 20 pt hold a fifth more letters each, of 16 pt a half more.
    return 20 if long < 2 * 24 / 20 else 16


Box = tuple[float, float, float, float]
"""Left, top, width and height, inches."""


def _place(shape: Any, box: Box) -> None:
    from pptx.util import Inches

    shape.left, shape.top, shape.width, shape.height = (Inches(side) for side in box)


def _text(
    slide: Any,
    box: Box,
    text: str,
    points: float,
    ink: str,
    *,
    bold: bool = False,
    right: bool = False,
) -> None:
    from pptx.util import Inches

    if not text:
        return
    shape = slide.shapes.add_textbox(*(Inches(side) for side in box))
    _write(shape.text_frame, text, points, ink, bold=bold, right=right)


def _write(
    frame: Any, text: str, points: float, ink: str, *, bold: bool = False, right: bool = False
) -> None:
    from pptx.dml.color import RGBColor
    from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
    from pptx.util import Pt

    frame.word_wrap = True
    frame.vertical_anchor = MSO_ANCHOR.TOP
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.text = text
    for paragraph in frame.paragraphs:
        paragraph.alignment = PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT
        for run in paragraph.runs:
            run.font.size, run.font.bold = Pt(points), bold
            run.font.color.rgb = RGBColor.from_string(ink[1:])


def _picture(slide: Any, png: bytes, box: Box) -> None:
    """Place a picture in the middle of the box, as large as it allows."""
    from pptx.util import Inches

    left, top, wide, high = box
    shape = slide.shapes.add_picture(io.BytesIO(png), Inches(left), Inches(top))
    factor = min(Inches(wide) / shape.width, Inches(high) / shape.height)
    shape.width, shape.height = int(shape.width * factor), int(shape.height * factor)
    shape.left = int(Inches(left) + (Inches(wide) - shape.width) / 2)


def _notes(slide: Any, lines: Sequence[str]) -> None:
    slide.notes_slide.notes_text_frame.text = "\n".join(lines).strip()
