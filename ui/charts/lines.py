"""Text broken into lines as its script allows."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QTextLayout, QTextOption

from ui.theme import font


def wrapped(text: str, px: float, width: float, *, bold: bool = False) -> list[str]:
    """Return `text` in lines of at most `width` px, broken as its script allows."""
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setAlignment(Qt.AlignmentFlag.AlignLeft)
    lines = []
    for paragraph in filter(None, text.split("\n")):
        layout = QTextLayout(paragraph, font(px, bold))
        layout.setTextOption(option)
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, 0))
            start = line.textStart()
            lines.append(paragraph[start : start + line.textLength()].rstrip())
        layout.endLayout()
    return lines
