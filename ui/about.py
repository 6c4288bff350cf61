"""What this program is: version, purpose, where newer ones are, and whose work is inside."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from explorer import RELEASED, __version__
from explorer.text import Text
from ui.theme import Type, font

RELEASES = "https://github.com/siliconomics/siliconomics/releases"
_ICON = 64
_PAGE = (760, 560)


def about_box(t: Text, parent: QWidget) -> QDialog:
    """Return the dialog of version, licence and releases; it asks no network for anything."""
    dialog = QDialog(parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(t("About Siliconomics"))
    column = QVBoxLayout()
    column.setSpacing(8)
    head = QLabel(f"Siliconomics {__version__}")
    head.setFont(font(Type.flow, True))
    column.addWidget(head)
    purpose = t("What a change to an inference chip does to latency, throughput and cost.")
    released = t("Released {date}").format(date=RELEASED)
    for text in (released, purpose, t("Apache License 2.0")):
        column.addWidget(QLabel(text))
    place = f'<a href="{RELEASES}">{RELEASES}</a>'
    releases = QLabel(t("Newer versions: {place}").format(place=place))
    # Opened in the browser when it is clicked; nothing is looked up before.
    releases.setOpenExternalLinks(True)
    column.addWidget(releases)
    column.addWidget(_buttons(t, dialog))
    line = QHBoxLayout(dialog)
    line.setContentsMargins(24, 20, 24, 20)
    line.setSpacing(20)
    sign = QLabel()
    sign.setPixmap(QGuiApplication.windowIcon().pixmap(_ICON))
    line.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
    line.addLayout(column)
    return dialog


def _buttons(t: Text, dialog: QDialog) -> QDialogButtonBox:
    buttons = QDialogButtonBox()
    licences = buttons.addButton(t("Licences…"), QDialogButtonBox.ButtonRole.ActionRole)
    licences.clicked.connect(lambda: licence_page(t, dialog).open())
    close = buttons.addButton(t("Close"), QDialogButtonBox.ButtonRole.RejectRole)
    close.setDefault(True)
    buttons.rejected.connect(dialog.reject)
    return buttons


def licence_page(t: Text, parent: QWidget) -> QDialog:
    """Return the dialog with the licences of everything inside."""
    from ui.licences import licences

    dialog = QDialog(parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(t("Licences"))
    page = QPlainTextEdit(licences())
    page.setReadOnly(True)
    page.setFrameShape(QPlainTextEdit.Shape.NoFrame)
    page.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
    column = QVBoxLayout(dialog)
    column.setContentsMargins(12, 8, 4, 8)
    column.addWidget(page)
    dialog.resize(*_PAGE)
    return dialog
