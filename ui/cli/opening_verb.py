"""`render-opening`: what the window would show first, as files; for machines with no display."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from explorer.cli.verb import Verb
from explorer.views import OVERVIEW
from ui.cli import export_verb
from ui.cli.asked import declare_look, scenarios_of
from ui.cli.offscreen import offscreen


def _declare(parser: ArgumentParser) -> None:
    parser.add_argument("folder", metavar="DIR", help="folder for the charts and the table")
    parser.add_argument("file", nargs="?", metavar="FILE", help="scenario file")
    declare_look(parser)
    parser.set_defaults(changes=[], chip=None, model=None, workload=None, engine=None,
                        economics=None, format="png", size="16:9")  # fmt: skip


def _run(asked: Namespace) -> None:
    from explorer.cli.answer import answer
    from explorer.cli.evaluate_verb import text
    from explorer.cli.flat import csv_text
    from explorer.text import translator

    shown = scenarios_of(asked)
    scenario = shown.scenario
    folder = Path(asked.folder)
    found = export_verb.figures(shown, OVERVIEW.figures, translator(asked.lang))
    targets = export_verb.paths(folder, found, "png", several=True)
    with offscreen():
        export_verb.draw(found, targets, asked, scenario.name)
    point = answer(scenario)
    (folder / "operating-point.csv").write_text(csv_text(point), encoding="utf-8", newline="")
    (folder / "operating-point.txt").write_text(text(point) + "\n", encoding="utf-8")
    names = ", ".join(path.name for path in targets.values())
    print(f"{folder}: {names}, operating-point.csv, operating-point.txt")


VERB = Verb("render-opening", "charts and table of a scenario into a folder", _declare, _run)
