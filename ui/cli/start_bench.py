"""How long a start takes, in processes of its own: ours, and an empty window of the same parts."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from ui.cli.first_frame import ENTRY


@dataclass(frozen=True, slots=True)
class Mark:
    """When a start told that it had come so far, in seconds since its process began."""

    wall: float
    cpu: float


def start_times(repeats: int) -> dict[str, float]:
    """Return the medians of seconds to the first painted frame, ours and empty by turns."""
    ours, charts, empty = [], [], []
    for _ in range(repeats):
        first, shown = marks(start_command("window"))
        ours.append(first)
        charts.append(shown)
        empty.extend(marks(start_command("empty")))
    return {
        "cold_start_s": median(mark.wall for mark in ours),
        "cold_start_cpu_s": median(mark.cpu for mark in ours),
        "cold_start_charts_s": median(mark.wall for mark in charts),
        "empty_window_s": median(mark.wall for mark in empty),
        "empty_window_cpu_s": median(mark.cpu for mark in empty),
    }


def start_command(which: str) -> list[str]:
    """Return the command of one start, of `window` or `empty`, frozen if this program is."""
    frozen = getattr(sys, "frozen", False)
    return [sys.executable, *(() if frozen else ("-m", "ui")), ENTRY, which]


def marks(command: Sequence[str]) -> list[Mark]:
    """Return when the process of `command` wrote each of its lines; each ends in its CPU seconds.

    RuntimeError carries what it said when it fails.
    """
    with tempfile.TemporaryDirectory(prefix="siliconomics-") as folder:
        start = time.perf_counter()
        with subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=_environment(folder),
        ) as child:
            assert child.stdout is not None
            assert child.stderr is not None
            lines = [(time.perf_counter() - start, line) for line in child.stdout]
            errors = child.stderr.read()
    if child.returncode or not lines:
        msg = f"a start failed: {' '.join(errors.split())[-300:]}"
        raise RuntimeError(msg)
    return [Mark(wall, float(line.split()[-1])) for wall, line in lines]


def _environment(home: str) -> dict[str, str]:
    homes = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR")
    environment = {**os.environ, **dict.fromkeys(homes, home)}
    # The font cache is the machine's, not part of a first start; it stays where it is.
    environment["XDG_CACHE_HOME"] = os.environ.get("XDG_CACHE_HOME", _own_cache())
    # Programs are installed byte-compiled; the first start here leaves it so.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    return environment


def _own_cache() -> str:
    return os.path.join(os.path.expanduser("~"), ".cache")  # noqa: PTH111, PTH118
