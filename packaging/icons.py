"""Draws the program's icon in every size and format that a desktop asks for, from one SVG.

python packaging/icons.py build/icons
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
SOURCE = Path(__file__).resolve().parent.parent / "resources" / "icons" / "app.svg"


def main(folder: Path) -> None:
    """Write siliconomics-SIZE.png, siliconomics.ico and siliconomics.icns into `folder`."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QRectF, Qt
    from PySide6.QtGui import QGuiApplication, QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    application = QGuiApplication([])
    folder.mkdir(parents=True, exist_ok=True)
    drawing = QSvgRenderer(str(SOURCE))
    for size in SIZES:
        image = QImage(size, size, QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        drawing.render(painter, QRectF(0, 0, size, size))
        painter.end()
        image.save(str(folder / f"siliconomics-{size}.png"))
    from PIL import Image

    large = Image.open(folder / "siliconomics-512.png")
    large.save(folder / "siliconomics.ico", sizes=[(s, s) for s in SIZES if s <= 256])
    large.save(folder / "siliconomics.icns")
    del application


if __name__ == "__main__":
    main(Path(sys.argv[1]))
