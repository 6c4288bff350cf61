"""The shortcut sheet, made from the actions."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from explorer.text import Text
from ui.theme import Type, font

Sheet = list[tuple[str, list[tuple[str, str]]]]

_EXTRA_KEYS = ("← →", "PgUp PgDn", "Home End", "Esc")


def shortcut_sheet(sheet: Sheet, t: Text, parent: QWidget) -> QDialog:
    """Return the dialog of all shortcuts, by menu, in two columns."""
    dialog = QDialog(parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(t("Keyboard shortcuts"))
    slider = (
        t("One step"),
        t("Ten steps"),
        t("To an end"),
        t("Take back what was typed, free the crosshair"),
    )
    blocks = [*sheet, (t("Sliders and charts"), list(zip(slider, _EXTRA_KEYS, strict=True)))]
    line = QHBoxLayout(dialog)
    line.setContentsMargins(20, 16, 20, 16)
    line.setSpacing(36)
    columns = [QVBoxLayout(), QVBoxLayout()]
    heights = [0, 0]
    for title, rows in blocks:
        shorter = heights.index(min(heights))
        columns[shorter].addWidget(_block(title, rows))
        heights[shorter] += len(rows) + 2
    for column in columns:
        column.setSpacing(12)
        column.addStretch(1)
        line.addLayout(column)
    return dialog


def _block(title: str, rows: list[tuple[str, str]]) -> QWidget:
    block = QWidget()
    grid = QGridLayout(block)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setVerticalSpacing(4)
    head = QLabel(title)
    head.setFont(font(Type.title, True))
    grid.addWidget(head, 0, 0, 1, 2)
    for number, (text, keys) in enumerate(rows, 1):
        grid.addWidget(QLabel(text), number, 0)
        label = QLabel(keys)
        label.setObjectName("secondary")
        grid.addWidget(label, number, 1, Qt.AlignmentFlag.AlignRight)
    grid.setColumnStretch(0, 1)
    return block
