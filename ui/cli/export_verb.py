"""`export`: charts as files."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.catalogue import CHARTS
from explorer.cli import asked as scenario_options
from explorer.cli.verb import Verb
from explorer.comparison import Comparer, compared
from explorer.figures.figure import Figure
from explorer.figures.seen import all_seen
from explorer.overview import live
from explorer.text import Text, translator
from explorer.views import OVERVIEW
from ui.cli.asked import Asked, declare_look, scenarios_of
from ui.cli.offscreen import offscreen
from ui.naming import scenario_title

if TYPE_CHECKING:
    from ui.export.documents import Subject

REPORT = "report"
FORMATS = ("png", "svg", "pdf", "csv", "pptx", "xlsx")
_WHOLE = ("pptx", "xlsx")
"""Formats that hold all figures in one file."""


def _declare(parser: ArgumentParser) -> None:
    scenario_options.declare(parser)
    ids = ", ".join(CHARTS)
    parser.add_argument("--figure", required=True, metavar="ID", help=f"{ids}; all; or report")
    parser.add_argument("--format", required=True, choices=FORMATS, help="of the file")
    parser.add_argument(
        "-o",
        "--output",
        required=True,
        metavar="PATH",
        help="file or folder; for all: folder or file stem, one file for pptx and xlsx",
    )
    parser.add_argument("--size", choices=("16:9", "4:3"), default="16:9", help="16:9")
    declare_look(parser)


def _run(asked: Namespace) -> None:
    shown = scenarios_of(asked)
    if asked.figure == REPORT:
        _write_report(shown, asked)
        return
    names = tuple(CHARTS) if asked.figure == "all" else (asked.figure,)
    found = figures(shown, names, translator(asked.lang))
    if asked.format in _WHOLE:
        _write_document(shown, found, asked)
        return
    targets = paths(Path(asked.output), found, asked.format, several=asked.figure == "all")
    if asked.format == "csv":
        _write_tables(found, targets, asked)
        return
    with offscreen():
        title = scenario_title(shown.scenario, shown.start, translator(asked.lang))
        draw(found, targets, asked, title)


def figures(shown: Asked, names: tuple[str, ...], t: Text) -> dict[str, Figure]:
    """Return the figures by id; ValueError names the ids when one is none of them."""
    before = live(shown.baseline, names)
    pins = shown.kept.pins
    made = {name: compared(shown.scenario, before, name, pins, t) for name in names}
    return all_seen(made, shown.kept.looks, t)


def paths(output: Path, found: dict[str, Figure], fmt: str, *, several: bool) -> dict[str, Path]:
    """Return the file of each figure; folders are made if need be."""
    if not several:
        return {name: _file(output, name, fmt) for name in found}
    if output.suffix and not output.is_dir():
        return {name: output.with_stem(f"{output.stem}-{name}") for name in found}
    output.mkdir(parents=True, exist_ok=True)
    return {name: output / f"{name}.{fmt}" for name in found}


def _file(output: Path, name: str, fmt: str) -> Path:
    """Return `output`, or the file called `name` in it where it is a folder."""
    return output / f"{name}.{fmt}" if output.is_dir() else output


def _write_report(shown: Asked, asked: Namespace) -> None:
    """Write the one-page report; ValueError where another format than PDF is asked for."""
    if asked.format != "pdf":
        msg = f"format: the report is a pdf, not a {asked.format}"
        raise ValueError(msg)
    with offscreen():
        from explorer.files.atomic import write_atomically
        from ui.export.report import report

        subject = _subject(shown, asked)
        charts = all_seen(subject.shown.figures, shown.kept.looks, subject.t)
        data = report(tuple(charts.values()), subject)
        write_atomically(_file(Path(asked.output), REPORT, asked.format), data)


def _subject(shown: Asked, asked: Namespace) -> Subject:
    from ui.export.documents import Subject

    t = translator(asked.lang)
    scenario, baseline, pins = shown.scenario, shown.baseline, shown.kept.pins
    title = scenario_title(scenario, shown.start, t)
    found = Comparer()(scenario, baseline, t, OVERVIEW, pins)
    return Subject(scenario, baseline, found, title, date.today().isoformat(), asked.lang, t, pins)


def _write_document(shown: Asked, found: dict[str, Figure], asked: Namespace) -> None:
    """Write all figures into one deck or workbook."""
    with offscreen():
        from explorer.files.atomic import write_atomically
        from ui.export.documents import document

        subject = _subject(shown, asked)
        several = asked.figure == "all"
        data = document(
            tuple(found.values()), subject, asked.format, size=asked.size, cover=several
        )
        write_atomically(_file(Path(asked.output), asked.figure, asked.format), data)


def _write_tables(found: dict[str, Figure], targets: dict[str, Path], asked: Namespace) -> None:
    from explorer.export.table import delimited

    for name, made in found.items():
        text = delimited(made, translator(asked.lang))
        targets[name].write_text(text, encoding="utf-8", newline="")


def draw(
    found: dict[str, Figure], targets: dict[str, Path], asked: Namespace, scenario_name: str
) -> None:
    """Draw each figure into its file; `asked` has format, size, theme and lang."""
    from ui.export.write import export_figure
    from ui.theme import DARK, LIGHT

    for name, made in found.items():
        export_figure(
            made,
            targets[name],
            asked.format,
            size=asked.size,
            theme=DARK if asked.theme == "dark" else LIGHT,
            scenario_name=scenario_name,
            date=date.today().isoformat(),
            language=asked.lang,
        )


VERB = Verb("export", "charts as files", _declare, _run)
