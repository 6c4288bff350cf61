"""The card of one scenario above the charts: its letter, line and name, an eye and a menu."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolButton, QWidget

from explorer.text import Text
from ui.charts.marks import marker_path
from ui.icons import icon
from ui.theme import LIGHT, SeriesStyle, Theme, Type, colour, font, metrics

HEIGHT = 46
_BAR = 4.0
_LETTER = 13.0
_STROKE = 44.0
_LINE = 32.0
_BUTTON = 22
_NARROW = 190
_DRAG = 12.0


@dataclass(frozen=True, slots=True)
class CardText:
    """What a card shows. `slot` 0 is the grey of a baseline, 1 the live scenario.

    `tag` is a word in a frame behind the name; `live` is the scenario as it is now.
    """

    letter: str
    name: str
    detail: str
    slot: int
    tag: str = ""
    hidden: bool = False
    live: bool = False
    pinned: bool = True


class PinCard(QWidget):
    """A scenario as a card.

    Signals
    -------
    chosen()
        It has the keyboard or was clicked.
    eye_clicked()
        Hide or show its curves.
    menu_asked(QPoint)
        What can be done with it is wanted; the position is global.
    moved(int)
        It is to go this many places to the right.
    removed()
        It is to go.
    dropped(int)
        It was dragged to this x, px of the parent.
    """

    chosen = Signal()
    eye_clicked = Signal()
    menu_asked = Signal(QPoint)
    moved = Signal(int)
    removed = Signal()
    dropped = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = CardText("", "", "", 1)
        self._theme: Theme = LIGHT
        self._pressed: QPointF | None = None
        self.eye = self._button(self.eye_clicked.emit)
        self.more = self._button(self._ask)
        self.setFixedHeight(HEIGHT)
        self.setMinimumWidth(96)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _button(self, pressed: object) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName("fold")
        button.setFixedSize(_BUTTON, _BUTTON)
        button.setIconSize(QSize(16, 16))
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(pressed)
        return button

    def show_text(self, text: CardText, t: Text) -> None:
        """Show another scenario or state."""
        self.text = text
        self.eye.setVisible(text.pinned and self.width() >= _NARROW)
        self.more.setVisible(text.pinned)
        eye = t("Show its curves") if text.hidden else t("Hide its curves")
        for button, words in ((self.eye, eye), (self.more, t("Scenario menu"))):
            button.setToolTip(words)
            button.setAccessibleName(f"{words}: {text.name}")
        state = t("hidden") if text.hidden else text.tag
        self.setAccessibleName(" ".join(filter(None, (text.letter, text.name, state))))
        self.setAccessibleDescription(text.detail)
        self.setToolTip(f"{text.name}\n{text.detail}")
        self._draw_icons()
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Show another theme."""
        self._theme = theme
        self._draw_icons()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Ask for the width of a long name; the layout shares out what there is."""
        return QSize(300, HEIGHT)

    def resizeEvent(self, event: QEvent) -> None:  # noqa: N802, ARG002
        """Keep the buttons at the right."""
        top = (HEIGHT - _BUTTON) // 2
        self.more.move(self.width() - _BUTTON - 6, top)
        self.eye.move(self.width() - 2 * _BUTTON - 8, top)
        self.eye.setVisible(self.text.pinned and self.width() >= _NARROW)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Choose the card; a drag may follow."""
        self._pressed = event.position()
        self.chosen.emit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Drop the card where the hand left it."""
        start, self._pressed = self._pressed, None
        if start is not None and abs(event.position().x() - start.x()) > _DRAG:
            self.dropped.emit(self.mapToParent(event.position().toPoint()).x())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """Open the menu at the pointer, or by the keyboard's menu key."""
        if self.text.pinned:
            self.chosen.emit()
            self.menu_asked.emit(event.globalPos())

    def focusInEvent(self, event: QEvent) -> None:  # noqa: N802, ARG002
        """Be the card that the menu acts on."""
        self.chosen.emit()
        self.update()

    def focusOutEvent(self, event: QEvent) -> None:  # noqa: N802, ARG002
        """Lose the frame of the keyboard."""
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Return opens the menu, Space hides, Alt and an arrow moves, Delete removes."""
        key, alt = Qt.Key(event.key()), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if not self.text.pinned:
            event.ignore()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._ask()
        elif key == Qt.Key.Key_Space:
            self.eye_clicked.emit()
        elif key == Qt.Key.Key_Delete:
            self.removed.emit()
        elif alt and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.moved.emit(1 if key == Qt.Key.Key_Right else -1)
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Draw frame, bar, letter, stroke, name, tag and detail."""
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour(theme.accent if self.hasFocus() else theme.border), 1.0))
        painter.setBrush(colour(theme.surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        if self.text.hidden:
            painter.setOpacity(0.45)
        look = self._look()
        painter.fillRect(QRectF(0, 0, _BAR, HEIGHT), colour(look.line))
        painter.setFont(font(Type.title, True))
        painter.setPen(colour(look.ink))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(QRectF(_LETTER, 0, 20, HEIGHT), flags, self.text.letter)
        left = 32.0
        if self.width() >= _NARROW:
            self._stroke(painter, look, left)
            left += _STROKE
        self._words(painter, left)
        painter.end()

    def _look(self) -> SeriesStyle:
        theme = self._theme
        if self.text.slot == 0:
            return SeriesStyle(theme.ghost, theme.text2, (5, 4), "open circle")
        return theme.slot(self.text.slot)

    def _stroke(self, painter: QPainter, look: SeriesStyle, left: float) -> None:
        middle = HEIGHT / 2
        pen = QPen(colour(look.line), 2.0)
        if look.dash:
            pen.setDashPattern([length / 2.0 for length in look.dash])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.drawLine(QPointF(left, middle), QPointF(left + _LINE, middle))
        shape = marker_path(look.marker, left + _LINE / 2, middle, 4.0)
        open_mark = look.marker == "open circle"
        painter.setPen(QPen(colour(look.line if open_mark else self._theme.surface), 1.3))
        painter.setBrush(colour(self._theme.surface if open_mark else look.line))
        painter.drawPath(shape)

    def _words(self, painter: QPainter, left: float) -> None:
        theme = self._theme
        buttons = (_BUTTON + 8) * (int(not self.eye.isHidden()) + int(not self.more.isHidden()))
        room = self.width() - left - buttons - 8
        tag = metrics(Type.small).horizontalAdvance(self.text.tag) + 10 if self.text.tag else 0.0
        strong = metrics(Type.title, True)
        tag = tag if room - tag > 60 else 0.0
        elide = Qt.TextElideMode.ElideRight
        below = strong.horizontalAdvance(self.text.name) > room - tag - 6
        name = strong.elidedText(self.text.name, elide, room - (0 if below else tag + 6))
        painter.setFont(font(Type.title, True))
        painter.setPen(colour(theme.text1))
        painter.drawText(QPointF(left, 19.0), name)
        if tag:
            box = QRectF(left + strong.horizontalAdvance(name) + 6.5, 6.5, tag, 16)
            if below:
                box = QRectF(left + 0.5, 23.5, tag, 16)
            painter.setPen(QPen(colour(theme.border), 1.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, 2.5, 2.5)
            painter.setFont(font(Type.small))
            painter.setPen(colour(theme.text2))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.text.tag)
        painter.setFont(font(Type.axis))
        painter.setPen(colour(theme.text2))
        aside = tag + 6 if below and tag else 0.0
        detail = metrics(Type.axis).elidedText(self.text.detail, elide, room - aside)
        painter.drawText(QPointF(left + aside, 36.0), detail)

    def _ask(self) -> None:
        self.chosen.emit()
        self.menu_asked.emit(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _draw_icons(self) -> None:
        ink = self._theme.text2
        self.eye.setIcon(icon("eye-off" if self.text.hidden else "eye", ink))
        self.more.setIcon(icon("more", ink))
