"""Writes the licences of everything that is bundled, for the program to carry and to show.

build/venv/bin/python packaging/licences.py build/LICENCES.txt
build/venv/bin/python packaging/licences.py --system build/dist/siliconomics

The second adds those of the building system's own libraries that went into a program, as Debian
states them.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from ui.licences import FILE, gathered, rule

_STARTER = """PyInstaller's starter, where a program begins with it: GPL-2.0-or-later, with an
exception that leaves the programs it starts free, https://pyinstaller.org"""
_DEBIAN = Path("/usr/share/doc")


def of_system(libraries: list[str]) -> str:
    """Return the statements of the Debian packages that hold `libraries`, each once.

    Libraries that no package holds come from wheels, whose own licences name them.
    """
    packages = set()
    for library in libraries:
        found = subprocess.run(
            ["dpkg-query", "-S", f"*/{library}"], capture_output=True, text=True, check=False
        )
        if not found.returncode:
            packages.add(found.stdout.split(":")[0])
    return "".join(
        f"\n{rule(package)}\n\n{text.read_text(encoding='utf-8').strip()}\n"
        for package in sorted(packages)
        if (text := _DEBIAN / package / "copyright").is_file()
    )


def add_system(inside: Path) -> None:
    """Add to the list that lies in the folder `inside` of a built program."""
    libraries = [path.name for path in inside.glob("lib*.so*") if not path.is_symlink()]
    with (inside / FILE).open("a", encoding="utf-8") as listed:
        listed.write(of_system(libraries))


if __name__ == "__main__":
    if sys.argv[1] == "--system":
        add_system(Path(sys.argv[2]) / "_internal")
    else:
        Path(sys.argv[1]).write_text(f"{gathered()}\n{rule(_STARTER)}\n", encoding="utf-8")
