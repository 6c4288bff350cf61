"""The licences of everything that the program is made of, from the packages' own metadata.

A built program carries them as one file; elsewhere they are read from where pip installed them.
"""

from __future__ import annotations

import platform
import re
import sysconfig
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

from explorer.resources import resource

FILE = "LICENCES.txt"
_OWN = "siliconomics"
_QT = """Qt and Qt for Python (PySide6, shiboken6) are used under the GNU Lesser General Public
License, version 3, whose text and that of the GNU GPL it builds on are in this list. They are
linked dynamically and lie as files of their own in the folder PySide6. To use a build of your own,
of the same version or one compatible with it, put it there in their place, under the same names; a
program in one file is unpacked first, on Linux by --extract. Nothing checks for the originals.
Their source is at https://download.qt.io/official_releases/QtForPython/ and
https://download.qt.io/official_releases/qt/. Qt holds works of others, ICU, FreeType and HarfBuzz
among them, listed with their licences at https://doc.qt.io/qt-6/licenses-used-in-qt.html."""
_TEXTS = ("LGPL-3.0.txt", "GPL-3.0.txt")


def licences() -> str:
    """Return the list that a built program carries, or else one gathered now."""
    carried = resource().parent / FILE
    return carried.read_text(encoding="utf-8") if carried.is_file() else gathered()


def gathered() -> str:
    """Return name, version, licence and licence text of each package needed, Qt's texts last."""
    parts = ["Siliconomics is made of the following software.", _QT]
    parts.append(rule(f"Python {platform.python_version()}: PSF-2.0, https://www.python.org"))
    parts.extend(_read([Path(sysconfig.get_path("stdlib")) / "LICENSE.txt"]))
    for found in sorted(needed(_OWN).values(), key=lambda dist: dist.name.lower()):
        parts.append(rule(f"{found.name} {found.version}: {_licence(found)}"))
        parts.extend(_texts(found))
    for name in _TEXTS:
        parts.append(rule(resource("licences", name).read_text(encoding="utf-8").strip()))
    return "\n\n".join(parts) + "\n"


def rule(text: str) -> str:
    """Return `text` under a line across the page."""
    return f"{'=' * 78}\n{text}"


def needed(name: str) -> dict[str, metadata.Distribution]:
    """Return the installed packages that `name` stands on, itself included, by normal name."""
    found: dict[str, metadata.Distribution] = {}
    waiting = [name]
    while waiting:
        key = re.sub(r"[-_.]+", "-", waiting.pop()).lower()
        try:
            dist = metadata.distribution(key)
        except metadata.PackageNotFoundError:
            # Needed on another system only.
            continue
        if key in found:
            continue
        found[key] = dist
        for line in dist.requires or ():
            wanted = re.match(r"[\w.-]+", line)
            if wanted and "extra ==" not in line:
                waiting.append(wanted[0])
    return found


def _licence(dist: metadata.Distribution) -> str:
    for name in ("License-Expression", "License"):
        for stated in dist.metadata.get_all(name) or ():
            return str(stated).split("\n")[0]
    classes = (line.split(" :: ") for line in dist.metadata.get_all("Classifier") or ())
    return "; ".join(parts[-1] for parts in classes if parts[0] == "License")


def _texts(dist: metadata.Distribution) -> list[str]:
    kinds = ("LICENSE", "LICENCE", "COPYING", "NOTICE")
    files = (file for file in dist.files or () if Path(file).name.upper().startswith(kinds))
    # Modules of such a name are no texts.
    return _read(Path(str(dist.locate_file(file))) for file in files if ".py" not in file.suffix)


def _read(places: Iterable[Path]) -> list[str]:
    return [
        place.read_text(encoding="utf-8", errors="replace").strip()
        for place in places
        if place.is_file()
    ]
