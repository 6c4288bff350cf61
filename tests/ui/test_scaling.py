"""On a screen of another scale nothing is cut: the window is laid out anew in a process of its own.

Qt takes the scale at its start, so each one needs a process.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

CUT = Path(__file__).with_name("test_window.py")


@pytest.mark.parametrize("factor", ["1.25", "1.5", "2"])
def test_nothing_is_cut_on_a_scaled_screen(factor):
    env = {**os.environ, "QT_SCALE_FACTOR": factor, "PYTEST_ADDOPTS": ""}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(CUT),
         "-k", "test_nothing_is_cut"],
        env=env, capture_output=True, text=True, timeout=300, check=False,
        cwd=CUT.parents[2],
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-2000:]
    assert "6 passed" in done.stdout
