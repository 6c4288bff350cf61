"""`python -m ui` and the console script: the window, or one of the verbs."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from ui.cli import first_frame

_SUFFIX = ".sili"
_SHARED = "sili2:"
_PRESETS = (
    "--chip", "--model", "--workload", "--engine", "--economics", "--tiers", "--session",
    "--fleet", "--set",
)  # fmt: skip


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit status."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments[:1] == [first_frame.ENTRY]:
        return first_frame.main(arguments[1])
    if not _asks_for_window(arguments):
        from ui.cli.verbs import main as run_verb

        return run_verb(arguments)
    if no_display():
        print(
            "siliconomics: no display for the window; `siliconomics render-opening out` draws the"
            " charts instead, `siliconomics --help` lists what else works without one",
            file=sys.stderr,
        )
        return 1
    from ui.app import run

    return run(arguments)


def _asks_for_window(arguments: Sequence[str]) -> bool:
    """Return whether there is no verb, or a scenario file, shared text or presets in its place."""
    first = arguments[0] if arguments else ""
    if first.startswith(_SHARED) or first.partition("=")[0] in _PRESETS:
        return True
    return not first or first.endswith(_SUFFIX) or Path(first).is_file()


def no_display() -> bool:
    """Return whether Qt would abort for want of a display, which only X and Wayland can lack."""
    if not sys.platform.startswith(("linux", "freebsd")):
        return False
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not any(os.environ.get(name) for name in named)


if __name__ == "__main__":
    raise SystemExit(main())
