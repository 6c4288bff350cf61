"""What the disk image shows: the program and, beside it, the folder to drag it into.

dmgbuild -s packaging/macos/dmg.py -D app=build/dist/Siliconomics.app Siliconomics out.dmg
"""

from pathlib import Path

program = defines["app"]  # type: ignore[name-defined]  # noqa: F821  (set by dmgbuild)
name = Path(program).name
files = [program]
symlinks = {"Applications": "/Applications"}
icon_locations = {name: (140, 150), "Applications": (400, 150)}
window_rect = ((200, 200), (540, 320))
icon_size = 96
format = "ULMO"
