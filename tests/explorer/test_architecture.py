"""The core starts without Qt: not by contract only, but in a process that imports all of it."""

from __future__ import annotations

import subprocess
import sys

IMPORT_ALL = """
import importlib, pkgutil, sys, explorer
for found in pkgutil.walk_packages(explorer.__path__, "explorer."):
    if not found.name.endswith("__main__"):
        importlib.import_module(found.name)
print(*sorted({name.split(".")[0] for name in sys.modules}))
"""


def test_importing_the_whole_core_loads_neither_qt_nor_the_application() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", IMPORT_ALL],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    loaded = set(done.stdout.split())
    assert "explorer" in loaded
    assert loaded.isdisjoint({"PySide6", "shiboken6", "pyqtgraph", "ui"})
