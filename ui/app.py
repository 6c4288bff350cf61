"""The start of the window, as a story: arguments, application, frame, then everything else.

Order matters for the first frame: Qt is imported only when a window is wanted, and the core's
evaluation runs after the frame is on the screen.
"""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from explorer.cli import asked as scenario_options

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from ui.cli.asked import Asked
    from ui.window import MainWindow

APP_ID = "io.github.siliconomics.Siliconomics"


def run(argv: Sequence[str] | None = None) -> int:
    """Open the window with what `argv` asks for: a scenario file or shared text, or presets.

    Returns the exit status.
    """
    from explorer.files.share import is_shared
    from ui.cli.asked import scenarios_of
    from ui.file_opener import FileOpener
    from ui.memory import keep_the_start

    options, rest = _parser().parse_known_args(argv)
    opened = options.file is not None
    try:
        asked = scenarios_of(options) if _chooses(options) else None
    except (OSError, ValueError) as error:
        print(f"siliconomics: {error}", file=sys.stderr)
        return 1
    app = application([sys.argv[0], *rest])
    window = open_window(asked)
    if sys.platform == "darwin":
        # Only there; every event of the program would take the way through Python for nothing.
        app.installEventFilter(FileOpener(window))
    after_first_charts(window, keep_the_start)
    if opened and is_shared(options.file):
        window.commands.sharing.open(options.file)
    elif opened and asked is None:
        window.open_file(Path(options.file))
    own = opened or asked is not None
    after_first_charts(window, lambda: greet(window, stories=not own))
    return app.exec()


def after_first_charts(window: MainWindow, work: Callable[[], object]) -> None:
    """Do `work` when the first charts are painted: a question has them behind it."""
    from PySide6.QtCore import Qt, QTimer

    window.presenter.ready.connect(
        lambda: QTimer.singleShot(0, work), Qt.ConnectionType.SingleShotConnection
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="siliconomics", description="Open the window.")
    scenario_options.declare(parser)
    return parser


def _chooses(options: argparse.Namespace) -> bool:
    """Return whether presets or values are asked for, beside a file or without one."""
    names = (*scenario_options.IDS, *scenario_options.AROUND, "changes")
    return any(getattr(options, name) for name in names)


def application(arguments: Sequence[str]) -> QApplication:
    """Return the application object with its identity, made if there is none yet."""
    from PySide6.QtCore import QCoreApplication
    from PySide6.QtGui import QIcon
    from PySide6.QtWidgets import QApplication

    from explorer.resources import resource
    from ui.sizing import sized_application

    QCoreApplication.setOrganizationName("Siliconomics")
    QCoreApplication.setApplicationName("Siliconomics")
    app = QApplication.instance() or sized_application(arguments)
    assert isinstance(app, QApplication)
    app.setDesktopFileName(APP_ID)
    app.setWindowIcon(QIcon(str(resource("icons", "app.svg"))))
    return app


def open_window(asked: Asked | None = None) -> MainWindow:
    """Show what is asked for, else the opening scenario; crash safety hangs on the window."""
    from explorer import presets
    from ui.recovery import Recovery, data_folder
    from ui.session import Session
    from ui.window import MainWindow

    if asked is None:
        session = Session(presets.default_scenario())
    else:
        kept = asked.kept
        session = Session(kept.scenario, asked.start, None, kept.pins, kept.looks, kept.view)
    window = MainWindow(session)
    session.setParent(window)
    folder = data_folder()
    window.recovery = Recovery(session, folder, window)
    window.closed.connect(window.recovery.close)
    install_hook(window, folder)
    if not window.settings.geometry.isEmpty():
        window.restoreGeometry(window.settings.geometry)
    else:
        _fill_small_screen(window)
    window.show()
    return window


def _fill_small_screen(window: MainWindow) -> None:
    """Open maximised where the usual size has no room: frames would stand outside the screen."""
    from PySide6.QtCore import Qt

    room = window.screen().availableSize()
    wanted = window.size().expandedTo(window.minimumSizeHint())
    if wanted.width() >= room.width() or wanted.height() >= room.height():
        window.resize(wanted.boundedTo(room))
        window.setWindowState(Qt.WindowState.WindowMaximized)


def greet(window: MainWindow, *, stories: bool) -> None:
    """Offer what a bad end left behind, or else the gallery where the user brought nothing."""
    if not offer_recovery(window) and stories:
        window.commands.guide.welcome()


def offer_recovery(window: MainWindow) -> bool:
    """Ask whether unsaved work of a run that ended badly is wanted back; True where it is."""
    from PySide6.QtWidgets import QMessageBox

    recovery = window.recovery
    if recovery is None or not recovery.pending:
        return False
    t = window.appearance.t
    box = QMessageBox(window)
    box.setText(t("The last run did not end well. Restore its unsaved scenario?"))
    restore = box.addButton(t("Restore"), QMessageBox.ButtonRole.AcceptRole)
    box.addButton(t("Discard"), QMessageBox.ButtonRole.DestructiveRole)
    box.exec()
    if box.clickedButton() is restore and window.open_file(recovery.path):
        window.session.detach()
        recovery.pending = False
        return True
    recovery.forget()
    return False


def install_hook(window: MainWindow, folder: Path) -> None:
    """Send what nobody caught to the log and to one dialog; the work is written first."""
    logging.basicConfig(
        filename=folder / "siliconomics.log", format="%(asctime)s %(levelname)s %(message)s"
    )
    seen: list[str] = []

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        sys.__excepthook__(kind, error, trace)
        if issubclass(kind, KeyboardInterrupt):
            return
        logging.getLogger("siliconomics").error("uncaught", exc_info=(kind, error, trace))
        if window.recovery is not None:
            window.recovery.write()
        text = f"{kind.__name__}: {error}"
        if not seen:
            seen.append(text)
            _show_crash(window, text, folder)

    sys.excepthook = hook


def _show_crash(window: MainWindow, text: str, folder: Path) -> None:
    import traceback

    from PySide6.QtWidgets import QMessageBox

    t = window.appearance.t
    box = QMessageBox(QMessageBox.Icon.Warning, "Siliconomics", t("Something went wrong."))
    box.setParent(window, box.windowFlags())
    box.setInformativeText(t("Your work is kept. The log is in {folder}.").format(folder=folder))
    box.setDetailedText("\n".join([text, *traceback.format_stack(limit=1)]))
    box.open()
