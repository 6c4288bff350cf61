"""`screenshot`: a picture of the whole window, without a display."""

from __future__ import annotations

import re
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.cli import asked as scenario_options
from explorer.cli.verb import Verb
from explorer.views import BY_ID
from ui.cli.asked import Asked, declare_look, scenarios_of
from ui.cli.offscreen import offscreen

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

_LARGEST = 8192


def _declare(parser: ArgumentParser) -> None:
    scenario_options.declare(parser)
    parser.add_argument("-o", "--output", required=True, metavar="OUT.png", help="the picture")
    parser.add_argument("--size", default="1600x900", metavar="WxH", help="1600x900")
    parser.add_argument("--view", choices=tuple(BY_ID), help="tab to show")
    declare_look(parser)


def _run(asked: Namespace) -> None:
    width, height = size_of(asked.size)
    found = scenarios_of(asked)
    with offscreen():
        from explorer.files.atomic import write_atomically

        image = picture(found, width, height, asked.theme, asked.lang, view=asked.view)
        write_atomically(Path(asked.output), _png(image))


def size_of(text: str) -> tuple[int, int]:
    """Return width and height in px; ValueError for anything but "WxH" of a sane size."""
    found = re.fullmatch(r"(\d{1,5})\s*[x×]\s*(\d{1,5})", text.strip())
    size = (int(found[1]), int(found[2])) if found else (0, 0)
    if not all(1 <= side <= _LARGEST for side in size):
        msg = f"size: {text!r} is not WIDTHxHEIGHT of at most {_LARGEST} px a side"
        raise ValueError(msg)
    return size


def picture(
    shown: Asked,
    width: int,
    height: int,
    theme: str,
    lang: str,
    *,
    view: str | None = None,
) -> QImage:
    """Return the window with what is asked for; ValueError if it cannot be that small."""
    from PySide6.QtCore import QCoreApplication
    from PySide6.QtGui import QImage

    from ui.staged import staged

    with staged(shown.kept, shown.start) as window:
        window.appearance.show_theme(theme)
        window.appearance.show_language(lang)
        window.resize(width, height)
        window.tabs.choose(view or window.session.view)
        window.show()
        window.presenter.refresh()
        QCoreApplication.processEvents()
        if (window.width(), window.height()) != (width, height):
            least = window.minimumSize()
            msg = f"size: the window is at least {least.width()}x{least.height()}"
            raise ValueError(msg)
        return window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def _png(image: QImage) -> bytes:
    from PySide6.QtCore import QBuffer, QIODevice

    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


VERB = Verb("screenshot", "a picture of the window", _declare, _run)
