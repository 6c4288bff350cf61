"""Prints the packages that a program on Windows needs, each at the version of this environment.

build/venv/bin/python packaging/windows/requirements.py
"""

from __future__ import annotations

from ui.licences import needed

if __name__ == "__main__":
    for name in needed("siliconomics"):
        if name != "siliconomics":
            # The version is that of the constraints: they may differ from those installed here.
            print(name)
