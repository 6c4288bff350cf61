"""Fonts of systems that have their own for menus and lists, as Windows and macOS do."""

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QComboBox, QMenu, QMenuBar, QMessageBox

from ui.theme import Type


@pytest.fixture
def large_fonts(window):
    large = QFont()
    large.setPixelSize(40)
    for name in ("QMenuBar", "QMenu", "QMessageBox", "QAbstractItemView", "QTipLabel"):
        QApplication.setFont(large, name)
    QApplication.processEvents()
    yield window
    # Fonts of classes go when that of all is set.
    QApplication.setFont(QApplication.font())


def test_menus_messages_and_lists_keep_the_products_font(large_fonts) -> None:
    made = QMenu(large_fonts), QMessageBox(large_fonts), QComboBox(large_fonts).view()
    for widget in (large_fonts.menuBar(), large_fonts.export_menu, *made):
        widget.ensurePolished()
        assert widget.font().pixelSize() == Type.widget, widget


def test_the_menu_bar_grows_with_its_letters(window) -> None:
    bar = window.findChild(QMenuBar)
    usual = bar.height()
    bar.setStyleSheet("QMenuBar { font-size: 30px; }")
    QApplication.processEvents()
    # One pixel too few, and Qt puts every menu behind an arrow.
    assert bar.height() >= max(bar.actionGeometry(menu).height() for menu in bar.actions())
    assert bar.height() > usual
