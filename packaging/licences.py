"""Writes the licences of everything that is bundled, for the program to carry and to show.

build/venv/bin/python packaging/licences.py build/LICENCES.txt
"""

from __future__ import annotations

import sys
from pathlib import Path

from ui.licences import gathered

if __name__ == "__main__":
    Path(sys.argv[1]).write_text(gathered(), encoding="utf-8")
