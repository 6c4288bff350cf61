"""Writes the licences of everything that is bundled, from the packages' own metadata.

python packaging/licences.py build/venv LICENCES.txt
"""

from __future__ import annotations

import sys
from importlib import metadata
from pathlib import Path

NOT_BUNDLED = {"pip", "setuptools", "pyinstaller", "pyinstaller-hooks-contrib", "altgraph"}
QT = """Qt and Qt for Python (PySide6, shiboken6) are used under the GNU LGPL version 3. They are
linked dynamically and lie as files of their own in the folder PySide6, where they may be replaced
by versions of your own. Their source is at https://code.qt.io."""


def main(place: Path, target: Path) -> None:
    """List name, version, licence and licence text of every package in the environment."""
    parts = ["Siliconomics bundles the following software.", QT]
    folder = next((place / "lib").glob("python*")) / "site-packages"
    for found in sorted(metadata.distributions(path=[str(folder)]), key=lambda d: d.name.lower()):
        if found.name.lower() in NOT_BUNDLED:
            continue
        about = found.metadata
        licence = about.get("License-Expression") or (about.get("License") or "").split("\n")[0]
        if not licence:
            classes = about.get_all("Classifier") or []
            licence = "; ".join(c.split(" :: ")[-1] for c in classes if c.startswith("License"))
        parts.append(f"{'=' * 78}\n{found.name} {found.version}: {licence}")
        for file in found.files or ():
            if Path(file).name.upper().startswith(("LICENSE", "LICENCE", "COPYING", "NOTICE")):
                text = Path(str(found.locate_file(file)))
                if text.is_file():
                    parts.append(text.read_text(encoding="utf-8", errors="replace"))
    target.write_text("\n\n".join(parts) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
