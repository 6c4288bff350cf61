"""Starts a built program as a user's machine would and checks what it did.

    python packaging/smoke_test.py dist/siliconomics/siliconomics

The environment is nearly empty, so that nothing of the build machine is lent to the program.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

LIMIT_S = 120


def call(program: str, *arguments: str, home: Path) -> str:
    """Return what the program prints; a failure shows all it said."""
    kept = {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP") if name in os.environ}
    environment = {
        **kept,
        "HOME": str(home),
        "PATH": "/usr/bin:/bin",
        "QT_QPA_PLATFORM": "offscreen",
    }
    done = subprocess.run(
        [program, *arguments], capture_output=True, text=True, timeout=LIMIT_S, env=environment
    )
    if done.returncode:
        raise SystemExit(
            f"{' '.join(arguments)}: exit {done.returncode}\n{done.stdout}{done.stderr}"
        )
    return done.stdout


def main(program: str) -> None:
    """Run the program's own walk, evaluate a chip, take a picture, and read back the files."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        told = call(program, "smoke", str(home / "out"), home=home)
        point = json.loads(call(program, "evaluate", "--chip", "b200-sxm", "--json", home=home))
        assert point["tpot_ms"] > 0
        call(program, "screenshot", "-o", str(home / "window.png"), "--lang", "zh_CN", home=home)
        starts = {"png": b"\x89PNG", "pdf": b"%PDF", "svg": b"<?xml"}
        for kind, start in starts.items():
            assert (home / "out" / f"chart.{kind}").read_bytes().startswith(start), kind
        for kind in ("pptx", "xlsx"):
            assert zipfile.ZipFile(home / "out" / f"chart.{kind}").testzip() is None
        assert (home / "window.png").read_bytes().startswith(starts["png"])
        assert json.loads((home / "out" / "scenario.sili").read_text(encoding="utf-8"))
    print(f"{told}smoke test passed: {program}")


if __name__ == "__main__":
    main(str(Path(sys.argv[1]).resolve()))
