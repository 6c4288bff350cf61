"""The flat look of the standard widgets, generated from the theme's roles."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from explorer.resources import resource
from ui.theme import FAMILIES, Theme, Type, font, palette

_SHEET = """
QMainWindow, #content { background: {window}; }
QMenuBar, QMenu, QMessageBox, QAbstractItemView, QToolTip { font: {font}; }
QMenuBar { background: {bar}; color: {text1}; padding: 0 8px; }
QMenuBar::item { padding: 2px 8px; background: transparent; }
QMenuBar::item:selected { background: {accent_fill}; }
QMenu { background: {surface}; color: {text1}; border: 1px solid {border}; padding: 4px 0; }
QMenu::item { padding: 5px 28px 5px 26px; }
QMenu::item:selected { background: {accent_fill}; color: {text1}; }
QMenu::item:disabled { color: {text3}; }
QMenu::separator { height: 1px; background: {hairline}; margin: 4px 0; }
QMenu::icon { left: 6px; }
#toolbar { background: {bar}; border: none; border-bottom: 1px solid {border}; }
#rule { background: {border}; border: none; }
#dock { background: {bar}; border-right: 1px solid {border}; }
#levers { background: {bar}; }
#leverChart { background: {bar}; border-top: 1px solid {border}; }
#leverGroup { background: {bar}; border-top: 1px solid {hairline}; }
#dock QScrollArea { background: {bar}; border: none; }
QToolButton#groupHeader { border: none; background: transparent; color: {text1}; padding: 0 2px;
    border-radius: 3px; }
QToolButton#groupHeader:focus { background: {accent_fill}; }
QLabel#secondary { color: {text2}; }
QLabel#message { color: {worse}; }
QLineEdit { background: {field}; color: {text1}; border: 1px solid {border}; border-radius: 3px;
    padding: 0 2px; selection-background-color: {accent}; selection-color: {surface}; }
QLineEdit:focus { border: 1px solid {accent}; }
QLineEdit[changed="true"] { border: 1px solid {accent}; }
QLineEdit[error="true"] { border: 1px solid {worse}; }
QComboBox { background: {button}; color: {text1}; border: 1px solid {border}; border-radius: 3px;
    padding: 0 4px 0 8px; }
QComboBox:focus { border: 1px solid {accent}; }
QComboBox::drop-down { border: none; width: 16px; }
QComboBox::down-arrow { image: url({arrow}); width: 12px; height: 12px; }
QComboBox QAbstractItemView { background: {surface}; color: {text1}; border: 1px solid {border};
    selection-background-color: {accent_fill}; selection-color: {text1}; }
QPushButton, QToolButton#framed { background: {button}; color: {text1}; border: 1px solid {border};
    border-radius: 3px; padding: 0 10px; }
QPushButton:hover, QToolButton#framed:hover { background: {accent_fill}; }
QPushButton:focus, QToolButton#framed:focus { border: 1px solid {accent}; }
QPushButton:disabled { color: {text3}; background: {bar}; }
QPushButton#resetAll { color: {accent}; border: 1px solid {accent}; padding: 0 7px; }
QPushButton#resetAll:disabled { color: {text3}; border: 1px solid {border}; }
QToolButton::menu-indicator { image: none; width: 0; }
QToolButton#flat { background: transparent; color: {text2}; border: none; border-radius: 3px;
    padding: 0 6px; }
QToolButton#flat:hover, QToolButton#flat:focus { background: {accent_fill}; }
QToolButton#fold { background: transparent; border: none; border-radius: 3px; padding: 0; }
QToolButton#fold:hover, QToolButton#fold:focus { background: {accent_fill}; }
QTabBar#views { background: transparent; }
QTabBar#views::tab { background: transparent; color: {text2}; border: none;
    border-bottom: 2px solid transparent; padding: 0 12px; height: 27px; }
QTabBar#views[tight="true"]::tab { padding: 0 7px; }
QTabBar#views::tab:selected { color: {text1}; font-weight: bold;
    border-bottom: 2px solid {accent}; }
QTabBar#views::tab:hover { color: {text1}; }
QTabBar#views:focus { background: {accent_fill}; }
#popup { background: {surface}; border: 1px solid {border}; }
#popup QLineEdit { min-height: 24px; }
QListWidget { background: {surface}; color: {text1}; border: none; outline: none; }
QListWidget::item { padding: 3px 4px; border: none; }
QListWidget::item:selected { background: {accent_fill}; color: {text1}; }
QTreeView#ledger { background: {surface}; color: {text1}; border: 1px solid {border};
    alternate-background-color: {surface}; outline: none; }
QTreeView#ledger::item { border-bottom: 1px solid {hairline}; padding: 0 4px; }
QTreeView#ledger::item:selected { background: {accent_fill}; color: {text1}; }
#ledger QHeaderView { background: {bar}; border: none; }
#ledger QHeaderView::section { background: {bar}; color: {text2}; border: none; padding: 0 5px;
    border-bottom: 1px solid {border}; height: 24px; }
QPushButton#segment { border-radius: 0; margin-left: -1px; padding: 0 10px; }
QPushButton#segment:checked { background: {accent_fill}; border: 1px solid {accent}; }
#notice { background: {estimate_fill}; border: none; border-top: 1px solid {border}; }
#lock { background: {accent_fill}; border: 1px solid {accent}; border-radius: 4px; }
#lock QLabel { color: {text1}; }
#storyBar { background: {accent_fill}; border: 1px solid {border}; border-radius: 4px; }
#storyBar QLabel { color: {text1}; }
#notice QLabel { color: {text1}; }
QScrollBar:vertical { background: transparent; width: 7px; margin: 0; }
QScrollBar::handle:vertical { background: {track}; border-radius: 3px; min-height: 30px; }
QScrollBar::handle:vertical:hover { background: {axis}; }
QScrollBar::add-line, QScrollBar::sub-line { height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QToolTip { background: {surface}; color: {text1}; border: 1px solid {border}; padding: 4px; }
QDialog { background: {surface}; color: {text1}; }
QDialog QLabel { color: {text1}; }
"""

_ROLES = (
    "window", "bar", "surface", "field", "button", "border", "hairline", "track", "axis",
    "text1", "text2", "text3", "accent", "accent_fill", "worse", "estimate", "estimate_fill",
)  # fmt: skip


def style_application(theme: Theme) -> None:
    """Give the whole application font, palette and sheet of `theme`."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    if app.style().objectName() != "fusion":
        app.setStyle("Fusion")
    app.setFont(font(Type.widget))
    app.setPalette(palette(theme))
    app.setStyleSheet(stylesheet(theme, resource("icons", f"arrow-{theme.name}.svg").as_posix()))


def stylesheet(theme: Theme, arrow: str) -> str:
    """Return the style sheet of `theme`; `arrow` is the path of the arrow of combo boxes.

    It names the font where Windows and macOS have one of their own that would come before ours.
    """
    families = ", ".join(f'"{family}"' for family in FAMILIES)
    sheet = _SHEET.replace("{arrow}", arrow).replace("{font}", f"{Type.widget:.0f}px {families}")
    for role in _ROLES:
        sheet = sheet.replace(f"{{{role}}}", getattr(theme, role))
    return sheet
