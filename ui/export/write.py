"""Write one figure to a PNG, SVG or PDF file: whole or not at all."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRect, QSize, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgGenerator

from explorer import __version__
from explorer.figures.figure import Figure
from explorer.files.atomic import write_atomically
from ui.export.page import PAGE_PX, Layout, Origin, Size, paint_page
from ui.theme import FAMILIES, LIGHT, Theme, colour

Format = Literal["png", "svg", "pdf"]

PRODUCT = "Siliconomics"
_PX_PER_INCH = 96


def export_figure(
    figure: Figure,
    path: str | os.PathLike[str],
    fmt: Format,
    *,
    size: Size = "16:9",
    theme: Theme = LIGHT,
    scenario_name: str = "",
    date: str = "",
    language: str = "en",
    layout: Layout = "slide",
    scale: float = 2.0,
) -> Path:
    """Write `figure` as a page with title, subtitle and footer, and return the file's path.

    Parameters
    ----------
    figure, path
        In the reader's language; an existing file is replaced as a whole.
    fmt, size
        "16:9" is 1600x900 px, "4:3" is 1200x900 px.
    theme
        Colours; light unless asked for otherwise.
    scenario_name, date
        For the footer, as finished text.
    language
        Of the figure's text, recorded in the file where the format can.
    layout, scale
        See `paint_page`; pixels of a PNG per page px.

    Raises
    ------
    ValueError
        When format or size is not one of ours.
    OSError
        When the file cannot be written.
    """
    _check(fmt, size)
    origin = Origin(f"{PRODUCT} {__version__}", scenario_name, date)

    def page(painter: QPainter) -> None:
        paint_page(painter, figure, size, theme, origin, layout=layout, raster=fmt == "png")

    pixels = QSize(*PAGE_PX[size])
    data = _DRAW[fmt](page, pixels, figure, theme, scale)
    if fmt == "svg":
        data = _tidied(data, pixels, language)
    target = Path(path)
    write_atomically(target, data)
    return target


def _check(fmt: str, size: str) -> None:
    for name, value, ours in (("format", fmt, tuple(_DRAW)), ("size", size, tuple(PAGE_PX))):
        if value not in ours:
            msg = f"{name}: {value!r} is not one of {', '.join(ours)}"
            raise ValueError(msg)


Page = Callable[[QPainter], None]


def _png(page: Page, size: QSize, figure: Figure, theme: Theme, scale: float) -> bytes:
    image = QImage(size * scale, QImage.Format.Format_RGB32)
    image.fill(colour(theme.surface))
    image.setText("Title", figure.title)
    painter = QPainter(image)
    painter.scale(scale, scale)
    _paint(painter, page)
    return _saved(lambda device: image.save(device, "PNG"))  # type: ignore[call-overload]


def _svg(page: Page, size: QSize, figure: Figure, theme: Theme, scale: float) -> bytes:  # noqa: ARG001
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(size)
    generator.setViewBox(QRect(0, 0, size.width(), size.height()))
    generator.setResolution(_PX_PER_INCH)
    generator.setTitle(figure.title)
    generator.setDescription(figure.subtitle)
    _paint(QPainter(generator), page)
    return bytes(buffer.data().data())


def _pdf(page: Page, size: QSize, figure: Figure, theme: Theme, scale: float) -> bytes:  # noqa: ARG001
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(figure.title)
    writer.setCreator(f"{PRODUCT} {__version__}")
    points = QSizeF(size) * 72.0 / _PX_PER_INCH
    sheet = QPageSize(points, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch)
    writer.setPageLayout(QPageLayout(sheet, QPageLayout.Orientation.Portrait, QMarginsF()))
    painter = QPainter(writer)
    factor = writer.logicalDpiX() / _PX_PER_INCH
    painter.scale(factor, factor)
    _paint(painter, page)
    return bytes(buffer.data().data())


_DRAW = {"png": _png, "svg": _svg, "pdf": _pdf}


def _paint(painter: QPainter, page: Page) -> None:
    """Draw the page and end the painter whatever happens: Qt aborts on one left active."""
    try:
        page(painter)
    finally:
        painter.end()


def _saved(save: Callable[[QBuffer], bool]) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not save(buffer):
        msg = "the picture could not be encoded"
        raise OSError(msg)
    return bytes(buffer.data().data())


def _tidied(data: bytes, size: QSize, language: str) -> bytes:
    """Return Qt's SVG with a generic font to fall back on, its language, and its size in px."""
    text = data.decode("utf-8")
    listed = ",".join(FAMILIES)
    text = text.replace(f'font-family="{listed}"', f'font-family="{listed},sans-serif"')
    text = text.replace(' vector-effect="none"', "")
    opening = f'<svg xml:lang="{language.replace("_", "-")}" '
    opening += f'width="{size.width()}" height="{size.height()}"'
    return re.sub(r"<svg [^>]*?height=\"[^\"]*\"", opening, text, count=1).encode("utf-8")
