"""The toolbar: name of the scenario, what it is made of, undo, export, language, theme."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton, QWidget

from ui.appearance import Appearance
from ui.icons import icon
from ui.lettering import elided, text_size, write_in
from ui.theme import LIGHT, Theme, Type, colour, font, metrics
from ui.widgets.picker import Picker

HEIGHT = 44
_TITLE, _USUAL = 250, 1600
"""Width of the name in a window of the usual width."""
_LEFT, _DOT = 18, 16
"""Room for the square before the name and the dot behind it."""

PICKERS = ("chip", "model", "format", "deploy", "workload")


class Toolbar(QFrame):
    """Pickers at the left, tools at the right; the deploy picker gives way in a small window.

    Signals
    -------
    deploy_shown()
        The deploy picker came or gave way; another picker may tell what it told.
    """

    deploy_shown = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("toolbar")
        self.setFixedHeight(HEIGHT)
        self.title = ScenarioTitle()
        self.pickers = {name: Picker() for name in PICKERS}
        self.tools: dict[str, QToolButton] = {}
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(12, 0, 8, 0)
        self._line.setSpacing(8)
        self._line.addWidget(self.title)
        self._line.addSpacing(4)
        for picker in self.pickers.values():
            self._line.addWidget(picker)
        self._line.addStretch(1)

    def add_action(self, action: QAction, *, text: bool = False) -> None:
        """Add a tool; `text` writes its name beside the icon."""
        button = QToolButton()
        button.setDefaultAction(action)
        self._add(action.objectName(), button, text=text)

    def add_menu(self, name: str, menu: QMenu, *, flat: bool = False) -> None:
        """Add a tool that opens `menu`; see `name_menus`."""
        button = QToolButton()
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu.aboutToHide.connect(lambda: _cool(button))
        self._add(name, button, text=True)
        if flat:
            button.setObjectName("flat")

    def name_menus(self, appearance: Appearance) -> None:
        """Write name and icon on the tools that open a menu."""
        t, language, theme = appearance.t, appearance.language, appearance.theme
        texts = {"export": t("Export"), "language": "中文" if language == "zh_CN" else "EN"}
        hints = {"export": t("Copy or export a chart"), "language": t("Language")}
        for name, text in texts.items():
            button = self.tools[name]
            button.setText(text)
            button.setToolTip(hints[name])
            button.setAccessibleName(hints[name])
            button.setIcon(icon(name, theme.text2))

    def add_line(self) -> None:
        """Add a thin line between groups of tools."""
        line = QFrame()
        line.setObjectName("rule")
        line.setFixedSize(1, 22)
        self._line.addWidget(line)

    def set_tight(self, tight: bool) -> None:
        """Let the deploy picker and long names give way."""
        changed = self.pickers["deploy"].isHidden() != tight
        self.pickers["deploy"].setVisible(not tight)
        for picker in self.pickers.values():
            picker.set_width_limit(200 if tight else 220)
        if changed:
            self.deploy_shown.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Give the name what room there is beyond the usual."""
        super().resizeEvent(event)
        self.title.set_limit(_TITLE + max(0, self.width() - _USUAL))

    def set_theme(self, theme: Theme) -> None:
        """Show another theme."""
        self.title.set_theme(theme)
        for picker in self.pickers.values():
            picker.set_theme(theme)

    def _add(self, name: str, button: QToolButton, *, text: bool) -> None:
        style = Qt.ToolButtonStyle
        with_text = style.ToolButtonTextBesideIcon if text else style.ToolButtonIconOnly
        button.setToolButtonStyle(with_text)
        button.setObjectName("framed" if text else "flat")
        button.setIconSize(QSize(16, 16))
        button.setFixedHeight(28)
        if not text:
            # Its hidden name changes with every step of history, its room does not.
            button.setFixedWidth(button.sizeHint().width())
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.tools[name] = button
        self._line.addWidget(button)


def _cool(button: QToolButton) -> None:
    """Forget the pointer: a dialog opened from the menu keeps its leaving from being told."""
    button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)
    button.update()


class ScenarioTitle(QWidget):
    """Accent square, bold name, and a dot while something is not saved."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self._told = ("", False, "")
        self._limit = _TITLE
        # A ground of its own: the toolbar below is not painted anew with every name.
        self.setAutoFillBackground(True)

    def set_theme(self, theme: Theme) -> None:
        """Show another theme."""
        self._theme = theme
        self.update()

    def set_limit(self, width: int) -> None:
        """Elide the name beyond this width."""
        self._limit = width
        self.updateGeometry()

    def set_title(self, text: str, *, dirty: bool, hint: str) -> None:
        """Show the name; `hint` explains the dot."""
        if (text, dirty, hint) == self._told:
            return
        self._told = (text, dirty, hint)
        self.setAccessibleName(text)
        self.setToolTip(f"{text}\n{hint}" if dirty else text)
        self.update()

    def shown(self) -> tuple[float, tuple[str, ...]]:
        """Return the size of the letters, px, and the name as it fits: in two lines if need be."""
        title, room = self._told[0], self.width() - _LEFT - _DOT
        if text_size(title, Type.name, True)[0] <= room:
            return Type.name, (title,)
        first = _first_line(title, room)
        rest = elided(title[len(first) :].strip(), Type.widget, room, True)
        return Type.widget, tuple(filter(None, (first.strip(), rest)))

    def sizeHint(self) -> QSize:  # noqa: N802
        """Ask for the limit: the neighbours stand still while the value in the name changes."""
        return QSize(self._limit, 34)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Ask for a few letters, in two lines."""
        return QSize(70, 34)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Draw square, name and dot."""
        _, dirty, _ = self._told
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.height() / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(self._theme.accent))
        painter.drawRoundedRect(QRectF(0, middle - 5, 10, 10), 2, 2)
        px, lines = self.shown()
        high = metrics(px, True).height()
        top = middle - high * len(lines) / 2
        for number, line in enumerate(lines):
            box = QRectF(_LEFT, top + number * high, self.width() - _LEFT, high)
            write_in(painter, box, line, px, self._theme.text1, bold=True)
        if dirty:
            end = _LEFT + text_size(lines[-1], px, True)[0] + 6
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour(self._theme.text2))
            painter.drawEllipse(QRectF(end, top + high * (len(lines) - 0.5) - 2.5, 5, 5))
        painter.end()


def _first_line(text: str, room: float) -> str:
    """Return what of `text` fits in one line of `room` px: whole words where there are any.

    The last word is mostly the value that a hand moves, and the line breaks before it: all but its
    first letter need not be known.
    """
    head = text[: text.rfind(" ") + 2]
    line = _broken(head, room)
    return line if len(line) < len(head) else _broken(text, room)


@lru_cache(maxsize=32)
def _broken(text: str, room: float) -> str:
    layout = QTextLayout(text, font(Type.widget, True))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(room)
    layout.endLayout()
    return text[: line.textLength()]
