"""Decks and workbooks: the core writes them, theme and painter lend colours and pictures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from PySide6.QtCore import QBuffer, QIODevice, QRectF, QSize
from PySide6.QtGui import QImage, QPainter

from explorer import __version__
from explorer.comparison import named, verdict_of
from explorer.export.assumptions import assumptions, beside, told
from explorer.export.ink import Ink
from explorer.export.slides import Cover, Document, Page, deck
from explorer.export.workbook import workbook
from explorer.figures.figure import Figure
from explorer.figures.wording import described
from explorer.overview import Overview, live, overview
from explorer.pins import LETTERS, Pins, letter_of_live
from explorer.spec.scenario import Scenario
from explorer.text import Text
from ui.charts.painter import FigurePainter
from ui.charts.style import SLIDE
from ui.export.page import Size
from ui.export.write import PRODUCT
from ui.theme import LIGHT, colour

Kind = Literal["pptx", "xlsx"]
_PICTURE = QSize(1500, 640)
_SCALE = 2.0


@dataclass(frozen=True, slots=True)
class Subject:
    """What a document is about: the scenario, its baseline, what the window shows, names, date.

    `pins` are the scenarios beside it.
    """

    scenario: Scenario
    baseline: Scenario
    shown: Overview
    title: str
    date: str
    language: str
    t: Text
    pins: Pins = ()

    @property
    def origin(self) -> str:
        """Return the right part of the footer."""
        return f"{PRODUCT} {__version__} · {self.title} · {self.date}"


def document(
    figures: Sequence[Figure], subject: Subject, kind: Kind, *, size: Size, cover: bool
) -> bytes:
    """Return a deck or a workbook of `figures`; a deck may begin with the headline numbers."""
    if kind == "xlsx":
        rows = assumptions(subject.scenario, subject.baseline, subject.t)
        return workbook(figures, subject.shown.tiles, rows, subject.origin, ink(), subject.t)
    chips = float(subject.shown.live.now.chips[0])
    facts = described(subject.scenario, chips, subject.t)
    front = Cover(subject.title, facts, subject.shown.tiles)
    if subject.pins:
        front = _compared(front, subject)
    whole = Document(
        subject.origin,
        _notes(subject),
        subject.language,
        size,
        front if cover else None,
    )
    pages = [Page(made, lambda made=made: picture(made)) for made in figures]  # type: ignore[misc]
    return deck(pages, whole, ink())


def _notes(subject: Subject) -> tuple[str, ...]:
    """Return what the numbers rest on: the scenario's, then what others have otherwise."""
    t, scenario = subject.t, subject.scenario
    lines = list(told(scenario, subject.baseline, subject.shown.live, t))
    for at, pin in enumerate(subject.pins):
        if not pin.hidden and pin.scenario != scenario:
            chips = float(live(pin.scenario, ()).now.chips[0])
            lines += ["", *beside(f"{LETTERS[at]}: {pin.name}", pin.scenario, scenario, chips, t)]
    return tuple(lines)


def _compared(front: Cover, subject: Subject) -> Cover:
    """Return the cover of several scenarios: all of their names and numbers."""
    t = subject.t
    every = named(subject.scenario, subject.baseline, subject.pins, t)
    names = t("; ").join(f"{letter}: {name}" for letter, name, _ in every)
    others = tuple(
        (LETTERS[at], overview(pin.scenario, pin.scenario, t).tiles)
        for at, pin in enumerate(subject.pins)
        if not pin.hidden and pin.scenario != subject.scenario
    )
    own = letter_of_live(subject.pins, subject.scenario)
    return replace(
        front,
        title=verdict_of(subject.scenario, subject.baseline, subject.pins, t),
        subtitle=t("; ").join((names, front.subtitle)),
        others=others,
        letter=own,
    )


def ink() -> Ink:
    """Return the light theme's colours: slides and sheets are read on white."""
    theme = LIGHT
    return Ink(
        tuple(slot.line for slot in theme.series),
        tuple(slot.ink for slot in theme.series),
        tuple(slot.dash for slot in theme.series),
        theme.ghost,
        theme.text3,
        theme.axis,
        theme.hairline,
        theme.text1,
        theme.text2,
    )


def picture(figure: Figure) -> bytes:
    """Return a figure without its title as a PNG for a slide."""
    image = QImage(_PICTURE * _SCALE, QImage.Format.Format_RGB32)
    image.fill(colour(LIGHT.surface))
    painter = QPainter(image)
    painter.scale(_SCALE, _SCALE)
    box = QRectF(0, 0, _PICTURE.width(), _PICTURE.height())
    FigurePainter(LIGHT, SLIDE.scaled(0.8), raster=True).paint(painter, figure, box)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())
