"""`smoke`: the window does once what a user does, so that a packaged program proves it runs."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import get_args

from explorer.cli.verb import Verb
from ui.cli.offscreen import offscreen

_LEVER = "chip.hbm_bandwidth_tbs"
_LEAST = 500


def _declare(parser: ArgumentParser) -> None:
    parser.add_argument("folder", metavar="DIR", help="folder for what is written")


def _run(asked: Namespace) -> None:
    folder = Path(asked.folder)
    folder.mkdir(parents=True, exist_ok=True)
    with offscreen():
        for line in walk(folder):
            print(line)


def walk(folder: Path) -> list[str]:
    """Start, move a slider, export in every format, save, reopen; ValueError where one fails."""
    from PySide6.QtCore import QCoreApplication, Qt
    from PySide6.QtGui import QKeyEvent

    from explorer import presets
    from explorer.files.workspace import Workspace
    from ui.exports import Kind
    from ui.staged import staged

    done = []
    with staged(Workspace(presets.default_scenario())) as window:
        window.show()
        window.presenter.refresh()
        before = window.presenter.current
        press = QKeyEvent.Type.KeyPress
        step = QKeyEvent(press, Qt.Key.Key_PageUp, Qt.KeyboardModifier.NoModifier)
        QCoreApplication.sendEvent(window.dock.rows[_LEVER].slider, step)
        window.presenter.coalescer.flush()
        after = window.presenter.current
        if before is None or after is None or before.tiles == after.tiles:
            raise ValueError("smoke: a moved slider changed nothing")
        done.append(f"slider: {before.tiles[1].value} to {after.tiles[1].value} ms")
        figure = window.current_figure()
        assert figure is not None
        for kind in get_args(Kind):
            path = folder / f"chart.{kind}"
            window.commands.exports.write(figure, path, kind)
            if path.stat().st_size < _LEAST:
                raise ValueError(f"smoke: {path.name} is empty")
            done.append(f"export: {path.name}, {path.stat().st_size} bytes")
        done.append(_saved_and_reopened(window, folder / "scenario.sili"))
    return done


def _saved_and_reopened(window: object, path: Path) -> str:
    from explorer.files import scenario_file
    from ui.window import MainWindow

    assert isinstance(window, MainWindow)
    scenario_file.save(window.session.scenario, path)
    moved = window.session.scenario.value(_LEVER)
    if not window.open_file(path) or window.session.scenario.value(_LEVER) != moved:
        raise ValueError("smoke: the saved scenario did not come back")
    return f"saved and reopened: {path.name}"


VERB = Verb("smoke", "prove that the installed program runs", _declare, _run)
